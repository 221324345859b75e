"""The measured side of a year's limits: why subjects did not complete, and who claimed more than
was reached.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.frameworks.catalogue import bound_text
from thidua.frameworks.models import FrameworkBinding
from thidua.language import Text
from thidua.reports.levels import AT, Who, group_of, levelled
from thidua.rulebook.framework import Framework
from thidua.vocabulary import Level, SubjectType

MET, NOT_MET = "M", "F"
"""Letters of `Rating.outcomes`."""


@dataclass(frozen=True)
class ReasonRow:
    """A condition that made subjects of a type "not completed", and how many of them; one subject
    may have several.

    `missed`: the title says what is required and was not met; otherwise it says which case was
    given."""

    subject_type: SubjectType
    rule_id: str
    title: Text
    citation: str
    subjects: int
    missed: bool


@dataclass(frozen=True)
class GapRow:
    """How the levels that subjects of a group claimed for themselves compare with what they
    reached.
    """

    who: Who
    above: int
    equal: int
    below: int

    @property
    def claims(self) -> int:
        return self.above + self.equal + self.below


def reasons_for_not_completed(*, campaign: Campaign, actor: Actor) -> list[ReasonRow]:
    """Per deciding condition how many subjects it made "not completed", most first.

    A disqualifier decides where it is given, a requirement of "completed" where it is not met.
    Subjects whose level was decided otherwise than the rulebook said are not counted."""
    failed = levelled(campaign=campaign, actor=actor).filter(AT["not_completed"])
    failed = failed.filter(rating__high=Level.NOT_COMPLETED.code)
    rows = (
        failed.order_by()
        .values_list("subject_type", "rating__outcomes")
        .annotate(number=Count("pk"))
    )
    counted: Counter[tuple[str, str]] = Counter()
    bound = frameworks(campaign)
    for subject_type, letters, number in rows:
        for rule_id in _deciding(bound.get(subject_type), letters):
            counted[subject_type, rule_id] += number
    return [
        _reason(bound[kind], kind, rule_id, number)
        for (kind, rule_id), number in counted.most_common()
    ]


def frameworks(campaign: Campaign) -> dict[str, Framework]:
    """The frameworks bound to the year, by subject type."""
    bindings = FrameworkBinding.objects.filter(campaign=campaign)
    return {binding.subject_type: bound_text(binding) for binding in bindings}


def _deciding(framework: Framework | None, letters: str) -> list[str]:
    """The conditions of a framework, by their outcome letters, that lead to "not completed"."""
    if framework is None:
        return []
    speaks_against = {"not_completed": MET, Level.COMPLETED.value: NOT_MET}
    return [
        placed.rule.id
        for placed, letter in zip(framework.placed_rules(), letters, strict=False)
        if speaks_against.get(placed.section) == letter
    ]


def _reason(framework: Framework, kind: str, rule_id: str, number: int) -> ReasonRow:
    found = next(placed for placed in framework.placed_rules() if placed.rule.id == rule_id)
    rule = found.rule
    return ReasonRow(
        subject_type=SubjectType(kind),
        rule_id=rule_id,
        title=rule.title,
        citation=framework.citation(rule.cite),
        subjects=number,
        missed=not found.disqualifies,
    )


def self_claimed_gap(*, campaign: Campaign, actor: Actor) -> list[GapRow]:
    """Per group how many claimed a level above, at and below what the rulebook says was reached.

    Only subjects that claimed something and whose reached level is known are counted.
    """
    known = levelled(campaign=campaign, actor=actor).filter(rating__low=F("rating__high"))
    rows = known.exclude(proposal__self_claimed="").order_by()
    found: dict[Who, Counter[str]] = {}
    for subject_type, tier, claimed, reached, number in rows.values_list(
        "subject_type", "tier", "proposal__self_claimed", "rating__low"
    ).annotate(number=Count("pk")):
        if claimed and (who := group_of(subject_type, tier)):
            found.setdefault(who, Counter())[_compared(Level(claimed).code, reached)] += number
    return [
        GapRow(who, found[who]["above"], found[who]["equal"], found[who]["below"])
        for who in Who
        if who in found
    ]


def _compared(claimed: int, reached: int) -> str:
    return "above" if claimed > reached else "equal" if claimed == reached else "below"
