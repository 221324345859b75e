"""Who gave them which grade, what else each giver said, and which grade counts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.counting import Counting, counting
from thidua.opinions.reading import Said, said_of
from thidua.opinions.rules import counting_kinds
from thidua.own_file.schema import Criterion, Grade, Graded, Opinion
from thidua.roster.identity import SubjectKey, key_of, member
from thidua.rulebook import Framework
from thidua.vocabulary import Level

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


def graded_told(
    campaign: Campaign, person_id: int, entries: "Sequence[Levelled]"
) -> tuple[Graded, ...]:
    """As a member, then in each post of the year's list (`entries`: theirs): what was said, whole
    and by whom. As a member also where the list has them no more.
    """
    listed = {key_of(one): one.organisation for one in entries}
    keys = list(dict.fromkeys([member(person_id), *listed]))
    said = said_of(campaign, keys)
    if not said:
        return ()
    prefetch_related_objects([campaign], "bindings")
    frameworks = bound_frameworks(campaign)
    found = []
    for key in keys:
        if key in said:
            place = listed.get(key)
            kinds = counting_kinds(campaign, key.subject_type)
            counts = counting(said[key], kinds=kinds, place=place.pk if place else None)
            criteria = _criteria(frameworks[key.subject_type], said[key], counts)
            found.append(_told(key, place.name if place else "", criteria, said[key]))
    return tuple(found)


def _told(
    key: SubjectKey, place: str, criteria: tuple[Criterion, ...], said: Sequence[Said]
) -> Graded:
    return Graded(
        subject_type=key.subject_type.value,
        place=place,
        criteria=criteria,
        opinions=tuple(_opinion(one) for one in said),
    )


def _criteria(
    framework: Framework, said: Sequence[Said], counts: Mapping[str, Counting]
) -> tuple[Criterion, ...]:
    """In the order of the framework; those that somebody graded."""
    found = []
    for name, spec in framework.terms.criteria.items():
        counted = counts.get(name)
        grades = tuple(
            Grade(
                by=str(one.giver.title),
                grade=given.value,
                reason=one.grades[name].reason,
                counts=counted is not None and counted.said is one,
            )
            for one in said
            if (given := one.grade(name)) is not None
        )
        if grades:
            found.append(Criterion(title=str(spec.title), grades=grades))
    return tuple(found)


def _opinion(one: Said) -> Opinion:
    opinion = one.opinion
    return Opinion(
        kind=opinion.kind,
        by=str(one.giver.title),
        given_at=opinion.given_at,
        level=_level(opinion.level),
        civil_servant_level=_level(opinion.civil_servant_level),
        comment=opinion.comment,
    )


def _level(code: int | None) -> str:
    return Level.from_code(code).value if code else ""
