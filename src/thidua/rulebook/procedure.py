"""The procedure of the yearly review as data: steps, who acts, order, periods, whose opinion is
asked and which of them counts. Each value says where it is written, or that it is local.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from thidua.language import Text
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, Problem
from thidua.rulebook.procedure_values import (
    Choice,
    Counts,
    Number,
    OpinionAsked,
    Provenance,
    Share,
    Value,
)
from thidua.rulebook.rules import Period, Source
from thidua.rulebook.texts import read_model, write_yaml
from thidua.rulebook.values import Identifier, Sentence, Strict, Title
from thidua.vocabulary import OpinionKind, SubjectType

ORDERS = ("head_first", "head_last", "lower_first", "collective_first")


class ProcedureStep(Provenance):
    """One step, in its place in the list; `who` acts, `text` says what they do."""

    id: Identifier
    who: Title
    text: Sentence


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
    voting: dict[Identifier, Choice] = Field(default_factory=dict)
    rounds: dict[SubjectType, Choice] = Field(default_factory=dict)
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
            "voting": self.voting,
            "rounds": {subject.value: one for subject, one in self.rounds.items()},
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

    def two_rounds(self, subject: SubjectType) -> bool:
        """Whether a ballot goes over levels 2 to 4 first, then over the highest alone."""
        return self.rounds[subject].value == "two"

    def votes_by(self, name: str) -> str:
        """What stands of the votes: `ballot_base`, `self_vote`, `absent_votes` or `tie`."""
        return self.voting[name].value

    @property
    def majority(self) -> Share:
        """What part of `voting.ballot_base` has to choose a level, or one above it."""
        return self.shares["majority"]

    @property
    def objection_days(self) -> int:
        """Days, from being told, in which a level or an award is objected to."""
        return self.periods["objection_days"].value

    @property
    def second_objection_days(self) -> int:
        """Days, from the first answer, in which it goes on to the next instance."""
        return self.periods["second_objection_days"].value

    @property
    def answer_days(self) -> int:
        """Days in which an objection is answered."""
        return self.periods["answer_days"].value

    @property
    def health_papers_days(self) -> int:
        """Days after the last instance until health papers are erased."""
        return self.periods["health_papers_days"].value

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


LATER = {
    "periods": ("objection_days", "second_objection_days", "answer_days", "health_papers_days"),
    "shares": ("majority",),
    "voting": ("ballot_base", "self_vote", "absent_votes", "tie"),
}
"""What the product has asked of a procedure since its first version; a text that a year kept before
lacks it (`procedure_library.read_procedure`)."""
NEEDED = {
    **LATER,
    "periods": ("draft_working_days", "erased_drafts_days", "slip_days", *LATER["periods"]),
    "orders": ("review", "rating"),
    "shares": ("quorum", *LATER["shares"]),
}


def load_procedure(text: str, file: str = "procedure.yaml") -> Procedure:
    """Read a procedure. Raises FrameworkError with every fault at once."""
    return checked(read_model(Procedure, text, file), file)


def checked(procedure: Procedure, file: str = "procedure.yaml") -> Procedure:
    """A procedure that is whole. Raises FrameworkError with every fault at once."""
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
        for group in ("ballots", "rounds", "opinions", "counts"):
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
