"""Forms of recognition: to whom, by whom and for what; and the years running, counted over
reorganisations.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field

from thidua.language import Text
from thidua.rulebook.conditions import AllOf, AnyOf, Condition, Fact, Terms
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FactError, FrameworkError, Problem
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.frames import single_row_frame
from thidua.rulebook.parameters import named
from thidua.rulebook.reasons import Reason, RuleToExplain, reasons_of
from thidua.rulebook.rendering import award_json
from thidua.rulebook.rules import Cite, Cited, FrameworkId, Period, Rule, RuleId, Source
from thidua.rulebook.texts import read_model, write_yaml
from thidua.rulebook.values import Identifier, Strict, Title
from thidua.vocabulary import Held, Label, Level, Outcome, StateAuthority, SubjectType, Tier

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
    """One form of recognition."""

    id: str = Field(default="", exclude=True)
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
    facts: Annotated[dict[Identifier, FactSpec], BeforeValidator(named)]
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
    for name in SUBJECT_FACTS:
        if name not in book.facts:
            yield (
                "facts",
                Text(f"thiếu dữ kiện bắt buộc “{name}”", f"the required fact “{name}” is missing"),
            )
            return
    for number, entry in enumerate(book.labels_counted):
        if entry.cite.source not in book.sources:
            sources = unknown(entry.cite.source, book.sources, Text("nguồn", "source"))
            yield f"labels_counted.{number}.cite.source", sources
    for name, form in book.forms.items():
        cited = [(f"forms.{name}", form.cite)]
        cited += [
            (f"forms.{name}.requires.{number}", rule.cite)
            for number, rule in enumerate(form.requires)
        ]
        for key, cite in cited:
            if cite.source not in book.sources:
                yield (
                    f"{key}.cite.source",
                    unknown(cite.source, book.sources, Text("nguồn", "source")),
                )
        for number, rule in enumerate(form.rules(book.givers)):
            yield from (
                (f"forms.{name}.requires.{number - 2}.test.{key}", text)
                for key, text in rule.test.faults(book.terms)
            )


def check_award(form: Form, facts: Mapping[str, object], authority: Authority | str) -> AwardCheck:
    """Check a form for one subject: who receives (`subject_type`, `tier`), who gives, and what the
    form requires.

    `facts` by id of the book (`level_this_year`, `consecutive_outstanding_years`, …), absent =
    unknown. Raises FactError for an unknown fact or an unreadable value."""
    book, spec = form.book, form.spec
    row: dict[str, Any] = dict.fromkeys(book.facts)
    for name, raw in {**facts, "authority": _in_book(book, authority)}.items():
        if name not in book.facts:
            raise FactError(name, raw, unknown(name, book.facts, Text("dữ kiện", "fact")))
        row[name] = None if raw is None else book.facts[name].encode(book.facts[name].parse(raw))
    rules = [
        RuleToExplain(rule, spec.id, against=False, citation=_citation(book, rule.cite))
        for rule in spec.rules(book.givers)
    ]
    reasons = tuple(reasons_of(rules, book.terms, single_row_frame(book.facts, row)))
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


def consecutive_years(
    levels: Mapping[int, Held | None],
    year: int,
    *,
    level: Level = Level.OUTSTANDING,
    enough: int = 5,
    labels: Collection[Label] = (),
) -> int | None:
    """How many years running, up to and including `year`, a level was held; counted up to `enough`.

    `labels`: those of 2017 and earlier that count like the level; any other label ends the run.
    None when it cannot be told: a year before `enough` were counted is unknown (absent or None).
    """
    for counted in range(enough):
        held = levels.get(year - counted)
        if held is None:
            return None
        if not counts_as(held, level, labels):
            return counted
    return enough


def counts_as(held: Held, level: Level, labels: Collection[Label]) -> bool:
    """Whether what was held in a year is the level or better, or one of the labels that count."""
    return held in labels if isinstance(held, Label) else held.code >= level.code


Subject = TypeVar("Subject", bound=Hashable)
"""Whatever tells organisations apart: their codes, their ids."""


def levels_over_reorganisations(
    subject: Subject,
    levels: Mapping[Subject, Mapping[int, Held | None]],
    predecessors: Mapping[Subject, tuple[Subject, ...]],
) -> dict[int, Held | None]:
    """A subject's levels by year; a year before it existed counts as the lowest of its
    predecessors' levels.

    A year that a subject has no entry for is one before it existed; an entry None is a level that
    is not known, and makes the lowest unknown as well, unless another predecessor is already at the
    lowest level there is."""
    years = {year for history in levels.values() for year in history}
    found = {year: _level_in(year, subject, levels, predecessors, frozenset()) for year in years}
    return {year: held for year, held in sorted(found.items()) if held is not _NEVER}


_NEVER: Any = object()


def _level_in(
    year: int,
    subject: Subject,
    levels: Mapping[Subject, Mapping[int, Held | None]],
    predecessors: Mapping[Subject, tuple[Subject, ...]],
    seen: frozenset[Subject],
) -> Held | None:
    own = levels.get(subject, {})
    if year in own or subject in seen:
        return own.get(year, _NEVER)
    earlier = predecessors.get(subject, ()) if not own or year < min(own) else ()
    held = [_level_in(year, before, levels, predecessors, seen | {subject}) for before in earlier]
    if not held or _NEVER in held:
        return None if held and any(level is not _NEVER for level in held) else _NEVER
    known = [level for level in held if level is not None]
    lowest = min(known, key=lambda level: level.code, default=None)
    settled = lowest is Level.NOT_COMPLETED or (isinstance(lowest, Label) and lowest.worst)
    return lowest if len(known) == len(held) or settled else None
