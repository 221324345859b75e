"""What a giver that was asked says of one subject: the grades of its field, its words, and the
level as a civil servant; filled in by the body itself, or typed from a signed paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.opinions.asking import Owed
from thidua.opinions.errors import OpinionError, ReasonMissingError
from thidua.opinions.forms import GradesForm
from thidua.opinions.giving import Words, give_whole
from thidua.opinions.models import LONGEST_COMMENT, Ask
from thidua.opinions.person_page import Shown
from thidua.opinions.reading import Said, said_of
from thidua.opinions.rules import gives_grades
from thidua.rulebook import Framework
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import Level, OpinionKind, SubjectType
from thidua.web.forms import WordsField


class AskedForm(GradesForm):
    """One opinion. `civil`: where the employing unit speaks."""

    ask = forms.IntegerField(widget=forms.HiddenInput)
    comment = WordsField(
        label=_("Nhận xét"), max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, slot: "Slot", data: Any = None) -> None:
        said, key = slot.own, slot.ask.pk
        first: dict[str, Any] = {"ask": key}
        if said is not None:
            code = said.opinion.civil_servant_level
            first["comment"] = said.opinion.comment
            first["civil"] = Level.from_code(code).value if code else ""
        super().__init__(slot.criteria, said, data, auto_id=f"a{key}-%s")
        self.initial = first
        if slot.kind is OpinionKind.EMPLOYER:
            levels = [(one.value, str(one.title)) for one in reversed(Level)]
            self.fields["civil"] = forms.ChoiceField(
                label=_("Mức xếp loại cán bộ, công chức, viên chức"),
                choices=[("", "–"), *levels],
                required=False,
            )

    @property
    def says_something(self) -> bool:
        sent = self.cleaned_data
        graded = any(sent[f"g-{name}"] for name in self.criteria)
        return bool(graded or sent["comment"] or sent.get("civil"))

    def words(self) -> Words:
        """What was sent beside the grades."""
        civil = self.cleaned_data.get("civil", "")
        return Words(
            comment=self.cleaned_data["comment"],
            civil_servant_level=Level(civil) if civil else None,
        )


@dataclass
class Slot:
    """One subject that a giver was asked about. `criteria`: those of its field; `said`: everybody's
    opinions of the subject. `data`: what was sent of it and came back; `why`: what is said at the
    criteria whose grade differs without a reason.
    """

    owed: Owed
    criteria: Mapping[str, Text]
    said: Sequence[Said]
    data: Any = None
    why: Mapping[str, str] = field(default_factory=dict)

    @property
    def ask(self) -> Ask:
        return self.owed.ask

    @property
    def kind(self) -> OpinionKind:
        return self.owed.giver.kind

    @property
    def own(self) -> Said | None:
        return next((one for one in self.said if one.giver == self.owed.giver), None)

    @property
    def form(self) -> AskedForm:
        form = AskedForm(self, self.data)
        for criterion, words in self.why.items():
            form.add_error(f"r-{criterion}", words)
        return form

    def drawn(self) -> list[tuple[AskedForm, list[Shown]]]:
        """The one form with its criteria: a reason is asked for where another grade stands."""
        form = self.form
        return [(form, [self._shown(name, grade, why) for name, grade, why in form.parts()])]

    def _shown(self, name: str, grade: Any, reason: Any) -> Shown:
        own = self.own.grade(name) if self.own else None
        was = self.data.get(f"was-{name}", "") if self.data else (own.value if own else "")
        asked = name in self.why or bool(reason.value())
        return Shown(name, self.criteria[name], grade, reason if asked else None, was, ())

    def changed(self) -> list[tuple[Text, GradeWord, Text, GradeWord, str]]:
        """Where somebody gave another grade after this giver and said why: the criterion, what this
        giver said, who gave which, and why.
        """
        own = self.own
        if own is None:
            return []
        return [
            (title, mine, one.giver.title, theirs, one.grades[name].reason)
            for name, title in self.criteria.items()
            if (mine := own.grade(name)) is not None
            for one in self.said
            if (theirs := one.grade(name)) is not None
            and theirs is not mine
            and one.grades[name].reason
            and one.grades[name].at >= own.grades[name].at
        ]

    def save(self, sent: Any, campaign: Campaign, actor: Actor) -> None:
        """Store what was sent, whole or not at all. Raises OpinionError; what was sent stays in the
        form, a missing reason is asked for at its criterion.
        """
        self.data = sent
        form = self.form
        if not form.is_valid():
            raise OpinionError.unreadable()
        if self.own is None and not form.says_something:
            raise OpinionError.nothing_said()
        try:
            give_whole(
                campaign=campaign,
                key=self.ask.key,
                giver=self.owed.giver,
                grades=form.given(),
                words=form.words(),
                actor=actor,
            )
        except ReasonMissingError as missing:
            self.why = {
                criterion: str(_DIFFERS.format(giver=giver, grade=grade))
                for _name, criterion, giver, grade in missing.differing
            }
            raise


_DIFFERS = Text("{giver}: {grade}; hãy nêu lý do", "{giver}: “{grade}”; say why")


def slots_of(campaign: Campaign, owed: Sequence[Owed]) -> list[Slot]:
    """Each ask with the criteria of the giver's field and what everybody said; three questions.

    Raises NotBoundError."""
    if not owed:
        return []
    said = said_of(campaign, [one.ask.key for one in owed])
    frameworks = bound_frameworks(campaign)
    return [Slot(one, _criteria(frameworks, one), said.get(one.ask.key, [])) for one in owed]


def _criteria(frameworks: Mapping[SubjectType, Framework], owed: Owed) -> Mapping[str, Text]:
    """The criteria of the framework that are in the body's field (none named: all)."""
    kind, body = owed.giver.kind, owed.giver.body
    if not gives_grades(kind):
        return {}
    found = frameworks[owed.ask.key.subject_type].terms.criteria
    field = set(body.criteria) if body and kind is OpinionKind.SUPERIOR_BODY else set()
    return {name: spec.title for name, spec in found.items() if not field or name in field}
