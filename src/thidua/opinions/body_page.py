"""The page of one body: the subjects it was asked about, with the criteria of its field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.asking import Owed, asked_of, giver_asked
from thidua.opinions.batch import Given
from thidua.opinions.errors import OpinionError
from thidua.opinions.giving import give_grades, give_words
from thidua.opinions.models import LONGEST_COMMENT, LONGEST_REASON
from thidua.opinions.rules import gives_grades
from thidua.vocabulary import Grade, Level, OpinionKind
from thidua.web.forms import WordsField


def _choices(words: Iterable[Grade | Level]) -> list[tuple[str, str]]:
    """In the reader's language, so at each form."""
    return [("", "–"), *((one.value, str(one.title)) for one in words)]


class OpinionForm(forms.Form):
    """One opinion: a grade a criterion of the field, the comment, and the level as a civil servant
    where the employing unit speaks. `reason`: why a grade is another than somebody else's.
    """

    ask = forms.IntegerField(widget=forms.HiddenInput)
    comment = WordsField(label=_("Nhận xét"), max_length=LONGEST_COMMENT)
    reason = WordsField(label=_("Lý do, nếu khác mức đã có"), max_length=LONGEST_REASON)

    def __init__(
        self, data: Any, *, ask: int, criteria: Mapping[str, str], kind: OpinionKind
    ) -> None:
        super().__init__(data, auto_id=f"a{ask}-%s")
        for name, title in criteria.items():
            self.fields[f"g-{name}"] = forms.ChoiceField(
                label=title, choices=_choices(Grade), required=False
            )
        if kind is OpinionKind.EMPLOYER:
            self.fields["civil"] = forms.ChoiceField(
                label=_("Mức xếp loại cán bộ, công chức, viên chức"),
                choices=_choices(Level),
                required=False,
            )


@dataclass(frozen=True)
class Slot:
    """One subject: what was asked, and the form with what the body said so far."""

    owed: Owed
    criteria: Mapping[str, str]

    @property
    def kind(self) -> OpinionKind:
        return self.owed.giver.kind

    @property
    def form(self) -> OpinionForm:
        return self.form_with(self.stored)

    def form_with(self, data: Mapping[str, Any]) -> OpinionForm:
        return OpinionForm(data, ask=self.owed.ask.pk, criteria=self.criteria, kind=self.kind)

    @property
    def stored(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ask": self.owed.ask.pk}
        opinion = self.owed.opinion
        if opinion is not None:
            said["comment"] = opinion.comment
            said |= {f"g-{one.criterion}": one.grade for one in opinion.grades.all()}
            code = opinion.civil_servant_level
            said["civil"] = Level.from_code(code).value if code else ""
        return said


class BodyPage:
    """For whoever works for the body; filled when its template asks."""

    def __init__(self, campaign: Campaign, body: AdvisoryBody, user: User) -> None:
        self.campaign, self.body, self.user = campaign, body, user
        self.error = ""
        self.typed: Mapping[str, Any] | None = None

    @cached_property
    def slots(self) -> Sequence[Slot]:
        rows = asked_of(self.campaign, self.body.pk)
        return [Slot(one, self._criteria(one)) for one in rows]

    def _criteria(self, owed: Owed) -> Mapping[str, str]:
        """The criteria of the framework that are in the body's field (none named: all)."""
        kind = owed.giver.kind
        if not gives_grades(kind):
            return {}
        found = bound_frameworks(self.campaign)[owed.ask.key.subject_type].terms.criteria
        field = set(self.body.criteria) if kind is OpinionKind.SUPERIOR_BODY else set()
        return {name: str(c.title) for name, c in found.items() if not field or name in field}

    @property
    def shown(self) -> list[tuple[Slot, OpinionForm]]:
        """Each subject with its form: of one that came back, what was typed."""
        wanted = str((self.typed or {}).get("ask", ""))
        return [
            (slot, slot.form_with(self.typed) if self.typed and wanted == key else slot.form)
            for slot in self.slots
            for key in [str(slot.owed.ask.pk)]
        ]

    def save(self) -> None:
        """Store what was typed for one subject. Raises OpinionError, ReasonMissingError."""
        typed = self.typed or {}
        wanted = str(typed.get("ask", ""))
        slot = next((one for one in self.slots if str(one.owed.ask.pk) == wanted), None)
        if slot is None:
            raise OpinionError.not_on_the_list()
        form = slot.form_with(typed)
        if not form.is_valid():
            raise OpinionError.unreadable()
        words, ask = form.cleaned_data, slot.owed.ask
        grades = {
            name: Given(Grade(words[f"g-{name}"]) if words[f"g-{name}"] else None, words["reason"])
            for name in slot.criteria
        }
        if grades:
            give_grades(
                campaign=self.campaign,
                key=ask.key,
                giver=giver_asked(ask),
                grades=grades,
                actor=self.user,
            )
        civil = words.get("civil", "")
        give_words(
            campaign=self.campaign,
            key=ask.key,
            giver=giver_asked(ask),
            actor=self.user,
            comment=words["comment"],
            civil_servant_level=Level(civil) if civil else None,
        )
