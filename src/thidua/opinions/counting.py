"""Which opinion counts: the one home. Of a criterion that of the first kind that the procedure
names and that graded it; of several of that kind the one of the unit on whose list the subject
stands, else the latest. The others stay beside it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.opinions.models import Opinion
from thidua.opinions.reading import Said, said_of
from thidua.opinions.rules import counting_kinds
from thidua.roster.identity import SubjectKey, entries_of
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import OpinionKind


@dataclass(frozen=True)
class Counting:
    """The grade that counts of one criterion, and whose it is."""

    grade: GradeWord
    said: Said

    @property
    def kind(self) -> OpinionKind:
        return self.said.kind

    @property
    def opinion(self) -> Opinion:
        return self.said.opinion


def counting_grades(
    campaign: Campaign, keys: Collection[SubjectKey]
) -> dict[SubjectKey, dict[str, Counting]]:
    """The grades that count of these subjects, by the criterion's id; nothing of a criterion that
    nobody whose opinion counts has graded.
    """
    said = said_of(campaign, keys)
    places = {key: entry.organisation_id for key, entry in entries_of(campaign, said).items()}
    return {
        key: counting(
            opinions,
            kinds=counting_kinds(campaign, key.subject_type),
            place=places.get(key),
        )
        for key, opinions in said.items()
    }


def counting(
    said: Sequence[Said], *, kinds: Sequence[OpinionKind], place: int | None
) -> dict[str, Counting]:
    """The same of one subject whose opinions are at hand. `place`: the key of the organisation at
    which it stands on the year's list.
    """
    found: dict[str, Counting] = {}
    for kind in kinds:
        ranked = sorted((one for one in said if one.kind is kind), key=lambda o: _rank(o, place))
        for one in ranked:
            for criterion in one.grades:
                grade = one.grade(criterion)
                if criterion not in found and grade is not None:
                    found[criterion] = Counting(grade, one)
    return found


def _rank(one: Said, place: int | None) -> tuple[bool, float, int]:
    opinion = one.opinion
    elsewhere = opinion.unit_id is not None and opinion.unit_id != place
    return elsewhere, -opinion.given_at.timestamp(), -opinion.pk
