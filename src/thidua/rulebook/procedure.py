"""The procedure of the yearly review as data: steps, who acts, order, periods, whose opinion is
asked and which of them counts. Each value says where it is written, or that it is local.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, Problem, ValueRefusedError
from thidua.rulebook.rules import Cite, Period, Source
from thidua.rulebook.texts import read_model, write_yaml
from thidua.rulebook.values import Identifier, Sentence, Strict, Title
from thidua.vocabulary import OpinionKind, SubjectType

ORDERS = ("head_first", "head_last", "lower_first", "collective_first")
LEAST_SHARE, MOST_SHARE = Fraction(1, 2), Fraction(1)


class LocalWord(Strict):
    """By what a locality set a value, and why."""

    citation: str = Field(min_length=1)
    reason: str = ""


class Provenance(Strict):
    """Where a value stands. `cite` None: local practice, no document known. `confirmed`: its words
    were compared with the document. `open`: the document leaves it to the locality. `local`: set by
    the locality.
    """

    title: Title
    cite: Cite | None = None
    confirmed: bool = False
    open: bool = False
    note: Title | None = None
    local: LocalWord | None = None

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.confirmed and self.cite is None:
            raise ValueRefusedError(
                Text(
                    "đã đối chiếu thì phải nêu nguồn (cite)",
                    "what is confirmed has to say where it stands (cite)",
                )
            )
        return self

    @property
    def settable(self) -> bool:
        """Whether a locality may set it: what is left open, and what nobody has confirmed."""
        return self.open or not self.confirmed


class ProcedureStep(Provenance):
    """One step, in its place in the list; `who` acts, `text` says what they do."""

    id: Identifier
    who: Title
    text: Sentence


class Number(Provenance):
    """A number of days, both bounds included."""

    value: int
    unit: Literal["working_days", "days"]
    least: int = 0
    most: int = 366

    @model_validator(mode="after")
    def _within(self) -> Self:
        if not self.least <= self.value <= self.most:
            raise ValueRefusedError(
                Text(
                    "cần số từ {least} đến {most}", "needs a number from {least} to {most}"
                ).format(least=self.least, most=self.most)
            )
        return self


class Share(Provenance):
    """A part of a whole, exact: `2/3`. `more_than`: half itself is not enough."""

    value: str = Field(pattern=r"^[1-9]\d{0,2}/[1-9]\d{0,2}$")
    more_than: bool = False

    @model_validator(mode="after")
    def _within(self) -> Self:
        if not LEAST_SHARE <= self.share <= MOST_SHARE:
            raise ValueRefusedError(
                Text("cần một phần từ 1/2 đến 1/1", "needs a part from 1/2 to 1/1")
            )
        return self

    @property
    def share(self) -> Fraction:
        return Fraction(self.value)


class Choice(Provenance):
    """One of some words, each with its name."""

    value: Identifier
    choices: Annotated[dict[Identifier, Title], Field(min_length=1)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.value not in self.choices:
            raise ValueRefusedError(unknown(self.value, self.choices, Text("cách", "choice")))
        return self


class OpinionAsked(Provenance):
    """An opinion that may be asked on a kind of subject. `asked`: whether it is; `grades`,
    `level`: whether its giver grades the criteria and proposes a level; `by`: who gives it.
    """

    kind: OpinionKind
    asked: bool
    grades: bool = True
    level: bool = False
    by: Title


class Counts(Provenance):
    """Whose grades become facts: of these kinds, the first that was given."""

    kinds: Annotated[tuple[OpinionKind, ...], Field(min_length=1)]


Value = Number | Share | Choice | OpinionAsked | Counts


class Procedure(Strict):
    """How the yearly review is held under one regulation. Whatever was not set by a locality is the
    text's own.
    """

    id: Identifier
    version: int = Field(ge=1)
    title: Title
    in_force: Period
    sources: dict[Identifier, Source]
    steps: Annotated[tuple[ProcedureStep, ...], Field(min_length=1)]
    periods: dict[Identifier, Number]
    orders: dict[Identifier, Choice]
    shares: dict[Identifier, Share]
    ballots: dict[SubjectType, Choice]
    opinions: dict[SubjectType, tuple[OpinionAsked, ...]]
    counts: dict[SubjectType, Counts]

    def values(self) -> Iterator[tuple[str, Value]]:
        """Every value with its key, in the order of the text: “periods.draft_working_days”,
        “opinions.member.mass”, “counts.member”.
        """
        groups: Mapping[str, Mapping[str, Value]] = {
            "periods": self.periods,
            "orders": self.orders,
            "shares": self.shares,
            "ballots": {subject.value: one for subject, one in self.ballots.items()},
        }
        for group, members in groups.items():
            yield from ((f"{group}.{name}", value) for name, value in members.items())
        for subject, asked in self.opinions.items():
            yield from ((f"opinions.{subject}.{one.kind}", one) for one in asked)
        yield from ((f"counts.{subject}", value) for subject, value in self.counts.items())

    def asked_of(self, subject: SubjectType) -> tuple[OpinionAsked, ...]:
        """The opinions that are asked on a kind of subject, in their order."""
        return tuple(one for one in self.opinions[subject] if one.asked)

    def counting(self, subject: SubjectType) -> tuple[OpinionKind, ...]:
        """Whose grades count: the first of these kinds that was given."""
        return self.counts[subject].kinds

    def opinion(self, subject: SubjectType, kind: OpinionKind) -> OpinionAsked | None:
        """What is said of one kind of opinion, asked or not; None: the procedure knows none."""
        return next((one for one in self.opinions[subject] if one.kind is kind), None)

    @property
    def draft_working_days(self) -> int:
        """Working days between the draft of a collective's report and its meeting."""
        return self.periods["draft_working_days"].value

    @property
    def erased_drafts_days(self) -> int:
        return self.periods["erased_drafts_days"].value

    @property
    def slip_days(self) -> int:
        """Days in which a comment slip sent by a link can be answered."""
        return self.periods["slip_days"].value

    @property
    def quorum(self) -> Fraction:
        """What share of those called has to be there."""
        return self.shares["quorum"].share

    @property
    def review_head_first(self) -> bool:
        """Whether the head is reviewed before the others."""
        return self.orders["review"].value == "head_first"

    @property
    def rating_head_last(self) -> bool:
        return self.orders["rating"].value == "head_last"

    def to_yaml(self) -> str:
        """The whole text; reading it back gives an equal procedure."""
        return write_yaml(self)


PERIODS = ("draft_working_days", "erased_drafts_days", "slip_days")
NEEDED = {"periods": PERIODS, "orders": ("review", "rating"), "shares": ("quorum",)}


def load_procedure(text: str, file: str = "procedure.yaml") -> Procedure:
    """Read a procedure. Raises FrameworkError with every fault at once."""
    procedure = read_model(Procedure, text, file)
    if problems := [Problem(file, key, said) for key, said in _faults(procedure)]:
        raise FrameworkError(problems)
    return procedure


def _faults(procedure: Procedure) -> Iterator[tuple[str, Text]]:
    missing = Text("thiếu khoá bắt buộc này", "this key is required and missing")
    for group, names in NEEDED.items():
        yield from (
            (f"{group}.{name}", missing) for name in names if name not in getattr(procedure, group)
        )
    for subject in SubjectType:
        for group in ("ballots", "opinions", "counts"):
            if subject not in getattr(procedure, group):
                yield f"{group}.{subject}", missing
    yield from _sources(procedure)
    yield from counting_faults(procedure)


def _sources(procedure: Procedure) -> Iterator[tuple[str, Text]]:
    cited = [(f"steps.{step.id}", step.cite) for step in procedure.steps]
    cited += [(key, value.cite) for key, value in procedure.values()]
    for key, cite in cited:
        if cite is not None and cite.source not in procedure.sources:
            yield (
                f"{key}.cite.source",
                unknown(cite.source, procedure.sources, Text("nguồn", "source")),
            )


def counting_faults(procedure: Procedure) -> Iterator[tuple[str, Text]]:
    """An opinion counts only where it is asked and grades."""
    for subject, counts in procedure.counts.items():
        grading = {
            one.kind for one in procedure.opinions.get(subject, ()) if one.asked and one.grades
        }
        for kind in counts.kinds:
            if kind not in grading:
                yield (
                    f"counts.{subject}",
                    Text(
                        "“{kind}” không được hỏi hoặc không chấm tiêu chí, "
                        "nên không thể là ý kiến được tính",
                        "“{kind}” is not asked or does not grade: it cannot be the opinion "
                        "that counts",
                    ).format(kind=kind.title),
                )
