"""Forms of recognition: to whom, by whom and for what."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from thidua.language import Text
from thidua.rulebook.award_facts import AwardFact, Past, columns_of, found_in, with_ranges
from thidua.rulebook.conditions import AllOf, AnyOf, Condition, Fact, Terms
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FactError, FrameworkError, Problem
from thidua.rulebook.frames import single_row_frame
from thidua.rulebook.parameters import named
from thidua.rulebook.reasons import Reason, RuleToExplain, reasons_of
from thidua.rulebook.rendering import award_json
from thidua.rulebook.rules import Cite, Cited, FrameworkId, Period, Rule, RuleId, Source
from thidua.rulebook.texts import read_model, write_yaml
from thidua.rulebook.values import Identifier, Strict, Title
from thidua.vocabulary import Label, Level, Outcome, StateAuthority, SubjectType, Tier

Authority = Tier | StateAuthority
"""Who gives: the committee of a tier, or an authority of the State. A form given by the State as
such (`state`) may be given by any of them; who is written down as the State alone may be any.
"""

SUBJECT_FACTS = ("subject_type", "tier", "authority")
"""Facts that every award book declares: who receives, at which tier, and who gives."""


class Recipient(Strict):
    """A kind of subject that may receive a form; without `tiers`, at every tier."""

    subject: SubjectType
    tiers: tuple[Tier, ...] | None = None


class AwardForm(Strict):
    """One form of recognition; titles (danh hiệu) are recorded and asked for as awards are."""

    id: str = Field(default="", exclude=True)
    kind: Literal["award", "title"] = "award"
    rule: RuleId
    title: Title
    given_to: tuple[Recipient, ...] = Field(min_length=1)
    given_by: tuple[Authority, ...] = Field(min_length=1)
    requires: tuple[Rule, ...] = ()
    cite: Cite
    confirmed: bool
    note: Title | None = None

    def rules(self, givers: Collection[str]) -> Iterator[Rule]:
        """Everything that must hold: the recipient, the giver, then what the form itself
        requires. `givers`: the words that the book knows for who gives.
        """
        yield self._rule(
            "recipient", Text("Đối tượng được tặng", "May receive it"), self._recipient()
        )
        yield self._rule(
            "authority",
            Text("Cấp có thẩm quyền tặng", "May give it"),
            _fact_among("authority", _may_give(self.given_by, givers)),
        )
        yield from self.requires

    def _recipient(self) -> Condition:
        kinds: list[Condition] = []
        for recipient in self.given_to:
            subject = _fact_among("subject_type", (recipient.subject,))
            kinds.append(
                AllOf(all_of=(subject, _fact_among("tier", recipient.tiers)))
                if recipient.tiers
                else subject
            )
        return kinds[0] if len(kinds) == 1 else AnyOf(any_of=tuple(kinds))

    def _rule(self, part: str, title: Text, test: Condition) -> Rule:
        shared = {
            "rule": self.rule,
            "cite": self.cite,
            "confirmed": self.confirmed,
            "note": self.note,
        }
        return Rule(id=f"{self.id}.{part}", title=title, test=test, **shared)


def _may_give(given_by: tuple[Authority, ...], known: Collection[str]) -> tuple[str, ...]:
    """The givers of a form, and the words that may stand for one of them: every authority of the
    State where the form is given by the State, the State where it is given by one of its own.
    """
    words = dict.fromkeys(str(word) for word in given_by)
    if StateAuthority.STATE in given_by:
        words |= dict.fromkeys(word for word in StateAuthority.values() if word in known)
    elif words.keys() & set(StateAuthority.values()):
        words |= dict.fromkeys({StateAuthority.STATE.value} & set(known))
    return tuple(words)


def _fact_among(fact: str, words: tuple[str, ...]) -> Fact:
    return Fact(fact=fact, is_one_of=tuple(str(word) for word in words))


class LabelsCounted(Cited):
    """Which labels of 2017 and earlier count like a level in a run of years: the text of the award
    speaks of a level that those years did not know, so a locality says it.
    """

    counts_as: Level
    labels: tuple[Label, ...]


class AwardBook(Strict):
    """All forms of recognition of one regulation."""

    id: FrameworkId
    version: int = Field(ge=1)
    title: Title
    in_force: Period
    sources: dict[Identifier, Source]
    facts: Annotated[dict[Identifier, AwardFact], BeforeValidator(named)]
    forms: Annotated[dict[Identifier, AwardForm], BeforeValidator(named)]
    labels_counted: tuple[LabelsCounted, ...] = ()

    @property
    def terms(self) -> Terms:
        """What the conditions of the forms may speak about."""
        return Terms(facts=self.facts)

    def labels_like(self, level: Level) -> frozenset[Label]:
        """The labels of 2017 and earlier that count like this level in a run of years."""
        return frozenset(
            label
            for entry in self.labels_counted
            if entry.counts_as.code >= level.code
            for label in entry.labels
        )

    @property
    def givers(self) -> Collection[str]:
        """The words that the book knows for who gives."""
        return self.facts["authority"].vocabulary

    def rules(self) -> Iterator[Rule]:
        """The rules of every form."""
        for form in self.forms.values():
            yield from form.rules(self.givers)

    def __getitem__(self, form: str) -> "Form":
        """A form by id. Raises FrameworkError naming the known ones."""
        if form not in self.forms:
            raise FrameworkError(
                [Problem(self.id, form, unknown(form, self.forms, Text("hình thức", "form")))]
            )
        return Form(self, self.forms[form])

    def to_yaml(self) -> str:
        """The whole text; reading it back gives an equal book."""
        return write_yaml(self)


@dataclass(frozen=True)
class Form:
    """A form together with the book it stands in."""

    book: AwardBook
    spec: AwardForm


@dataclass(frozen=True)
class AwardCheck:
    """Whether a subject may receive a form: met only when every reason is, not met as soon as one
    is not.
    """

    form: str
    title: Text
    outcome: Outcome
    reasons: tuple[Reason, ...]

    @property
    def failing(self) -> tuple[Reason, ...]:
        """The reasons that are not met, or cannot be told."""
        return tuple(reason for reason in self.reasons if not reason.settled)

    def to_json(self) -> dict[str, Any]:
        """The check as plain values in both languages."""
        return award_json(self)


def load_awards(text: str, file: str = "awards.yaml") -> AwardBook:
    """Read a book of award forms. Raises FrameworkError with every fault at once."""
    book = read_model(AwardBook, text, file)
    if problems := [Problem(file, key, message) for key, message in _faults(book)]:
        raise FrameworkError(problems)
    return book


@cache
def packaged_awards() -> AwardBook:
    """The forms of the Party and the State that come with the product, read once a process.

    Reading them takes 49 ms, and every page of awards, and of a subject with one, asks.
    """
    file = files("thidua.rulebook") / "frameworks" / "hd21_2019" / "awards.yaml"
    return load_awards(file.read_text("utf-8"), file.name)


def _faults(book: AwardBook) -> Iterator[tuple[str, Text]]:
    missing = [name for name in SUBJECT_FACTS if name not in book.facts]
    for name in missing[:1]:
        text = Text(f"thiếu thông tin bắt buộc “{name}”", f"the required fact “{name}” is missing")
        yield "facts", text
    if missing:
        return
    yield from _uncited(book)
    yield from _strange_forms(book)
    for name, form in book.forms.items():
        for number, rule in enumerate(form.rules(book.givers)):
            yield from (
                (f"forms.{name}.requires.{number - 2}.test.{key}", text)
                for key, text in rule.test.faults(book.terms)
            )


def _uncited(book: AwardBook) -> Iterator[tuple[str, Text]]:
    cited = [
        (f"labels_counted.{number}", entry.cite) for number, entry in enumerate(book.labels_counted)
    ]
    for name, form in book.forms.items():
        cited.append((f"forms.{name}", form.cite))
        cited += [
            (f"forms.{name}.requires.{number}", rule.cite)
            for number, rule in enumerate(form.requires)
        ]
    for key, cite in cited:
        if cite.source not in book.sources:
            sources = unknown(cite.source, book.sources, Text("nguồn", "source"))
            yield f"{key}.cite.source", sources


def _strange_forms(book: AwardBook) -> Iterator[tuple[str, Text]]:
    """Facts that count forms which the book does not have."""
    for name, fact in book.facts.items():
        asked = fact.counts.awards if fact.counts is not None else None
        for form in asked or ():
            if form not in book.forms:
                forms = unknown(form, book.forms, Text("hình thức", "form"))
                yield f"facts.{name}.counts.awards", forms


def check_award(
    form: Form,
    facts: Mapping[str, object],
    authority: Authority | str,
    past: Past | None = None,
) -> AwardCheck:
    """Check a form for one subject: who receives (`subject_type`, `tier`), who gives, and what the
    form requires.

    `facts` by id of the book (`level_this_year`, `consecutive_outstanding_years`, …), absent =
    unknown; those that the book counts from years, or takes from a body around the subject, come
    out of `past` where they are not given. Raises FactError for an unknown fact or an unreadable
    value."""
    book, spec = form.book, form.spec
    columns = with_ranges(book.facts)
    row: dict[str, Any] = dict.fromkeys(columns)
    if past is not None:
        row |= found_in(past, book.facts, book.labels_like)
    for name, raw in {**facts, "authority": _in_book(book, authority)}.items():
        if name not in book.facts:
            raise FactError(name, raw, unknown(name, book.facts, Text("thông tin", "fact")))
        code = None if raw is None else book.facts[name].encode(book.facts[name].parse(raw))
        row |= dict.fromkeys(columns_of(book.facts[name]), code)
    rules = [
        RuleToExplain(rule, spec.id, against=False, citation=_citation(book, rule.cite))
        for rule in spec.rules(book.givers)
    ]
    reasons = tuple(reasons_of(rules, book.terms, single_row_frame(columns, row)))
    found = {reason.outcome for reason in reasons}
    worst = next((o for o in (Outcome.NOT_MET, Outcome.CANNOT_TELL) if o in found), Outcome.MET)
    return AwardCheck(form=spec.id, title=spec.title, outcome=worst, reasons=reasons)


def _in_book(book: AwardBook, authority: str) -> str:
    """An authority of the State that the book does not tell apart is the State."""
    if authority in StateAuthority.values() and authority not in book.givers:
        return StateAuthority.STATE.value
    return str(authority)


def _citation(book: AwardBook, cite: Cite) -> str:
    return f"{book.sources[cite.source].number}, {cite.at}"
