"""Where givers part: a grade that is another than somebody else's, and why; each with the rest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Scope
from thidua.campaigns.cells import spells_in
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.models import Grade, Opinion
from thidua.opinions.reading import giver_of
from thidua.organisations.queries import within
from thidua.ratings.links import rating_link
from thidua.roster.identity import SubjectKey, entries_of
from thidua.roster.models import RosterEntry
from thidua.supervision.watching import MOST, Row
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import SubjectType
from thidua.web.clock import shown


@dataclass(frozen=True)
class Place:
    """The rating page of a subject ("": none), and what and where it is."""

    href: str
    words: str


@dataclass(frozen=True)
class Found:
    """A row, and the person whose file it shows (None: nobody's)."""

    row: Row
    person: int | None = None


def seen_opinions(campaign: Campaign, scope: Scope) -> "QuerySet[Opinion]":
    """The opinions of subjects in a part of the tree."""
    people = spells_in(campaign).filter(within(scope, organisation="organisation"))
    inside = within(scope, organisation="organisation") | Q(person__in=people.values("person"))
    return Opinion.objects.filter(inside, campaign=campaign)


def reasoned(campaign: Campaign, scope: Scope) -> "QuerySet[Grade]":
    """Grades that differ from somebody else's, and say why."""
    opinions = seen_opinions(campaign, scope).values("pk")
    return Grade.objects.filter(opinion__in=opinions).exclude(reason="")


def changed_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """What others had given, what this one gives, and why; the newest first."""
    grades = list(_named(reasoned(campaign, scope)).order_by("-at", "-pk")[:MOST])
    others, places = _others(campaign, grades), places_of(campaign, grades)
    rows = []
    for grade in grades:
        before = [one for one in others[_place(grade)] if one.grade != grade.grade]
        rows.append(
            Found(
                Row(
                    what=criterion_of(campaign, grade),
                    name=whose(grade.opinion),
                    place=places[grade.opinion.key].words,
                    href=places[grade.opinion.key].href,
                    before=", ".join(_said(one) for one in before),
                    after=word_of(grade.grade),
                    who=given_by(grade),
                    why=grade.reason,
                    day=shown(grade.at).date(),
                ),
                grade.opinion.person_id,
            )
        )
    return rows


def parting(campaign: Campaign, scope: Scope) -> "QuerySet[Grade, dict[str, Any]]":
    """The criteria of which two givers say otherwise of one subject."""
    opinions = seen_opinions(campaign, scope).values("pk")
    parts = ("opinion__subject_type", "opinion__person", "opinion__organisation", "criterion")
    rows = Grade.objects.filter(opinion__in=opinions).order_by().values(*parts)
    several = Q(said__gt=1)
    counted: QuerySet[Grade, dict[str, Any]] = rows.annotate(
        said=Count("grade", distinct=True)
    ).filter(several)
    return counted


def parting_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """Each subject and criterion with what each giver says."""
    wanted = list(parting(campaign, scope)[:MOST])
    people = {one["opinion__person"] for one in wanted}
    units = {one["opinion__organisation"] for one in wanted}
    about = Q(opinion__person__in=people) | Q(opinion__organisation__in=units)
    grades = Grade.objects.filter(
        about, opinion__campaign=campaign, criterion__in={one["criterion"] for one in wanted}
    )
    by_place: dict[tuple[object, ...], list[Grade]] = defaultdict(list)
    for grade in _named(grades).order_by("pk"):
        by_place[_place(grade)].append(grade)
    found = [by_place[tuple(one.values())[:4]] for one in wanted]
    places = places_of(campaign, [said[0] for said in found if said])
    return [_parting(campaign, said, places) for said in found if said]


def places_of(campaign: Campaign, grades: Sequence[Grade]) -> Mapping[SubjectKey, Place]:
    """Of each subject; who is not on the year's list has no page."""
    keys = {one.opinion.key for one in grades}
    entries = entries_of(campaign, keys)
    return {key: _place_of(campaign, key, entries.get(key)) for key in keys}


def _place_of(campaign: Campaign, key: SubjectKey, entry: RosterEntry | None) -> Place:
    said = str(key.subject_type.title)
    if entry is None:
        return Place("", said)
    if entry.person_id is not None:
        said = f"{said} · {entry.organisation.name}"
    return Place(rating_link(entry, year=campaign.year), said)


def _parting(
    campaign: Campaign, said: Sequence[Grade], places: Mapping[SubjectKey, Place]
) -> Found:
    first, last = said[0], said[-1]
    return Found(
        Row(
            what=criterion_of(campaign, first),
            name=whose(first.opinion),
            place=places[first.opinion.key].words,
            href=places[first.opinion.key].href,
            after=" · ".join(_said(one) for one in said),
            who=given_by(last),
            why=next((one.reason for one in said if one.reason), ""),
            day=shown(max(one.at for one in said)).date(),
        ),
        first.opinion.person_id,
    )


def _named(grades: "QuerySet[Grade]") -> "QuerySet[Grade]":
    return grades.select_related(
        "opinion__person", "opinion__organisation", "opinion__unit", "opinion__body"
    )


def _place(grade: Grade) -> tuple[object, ...]:
    """Of whom and which criterion: what opinions are set beside each other by."""
    about = grade.opinion
    return about.subject_type, about.person_id, about.organisation_id, grade.criterion


def _others(
    campaign: Campaign, grades: Sequence[Grade]
) -> Mapping[tuple[object, ...], Sequence[Grade]]:
    """Every grade of the same subjects and criteria, by whom and what."""
    people = {one.opinion.person_id for one in grades}
    units = {one.opinion.organisation_id for one in grades}
    about = Q(opinion__person__in=people) | Q(opinion__organisation__in=units)
    rows = _named(Grade.objects.filter(about, opinion__campaign=campaign))
    found: dict[tuple[object, ...], list[Grade]] = defaultdict(list)
    for row in rows.filter(criterion__in={one.criterion for one in grades}).order_by("pk"):
        found[_place(row)].append(row)
    return found


def whose(opinion: Opinion) -> str:
    if opinion.person is not None:
        return opinion.person.full_name
    return opinion.organisation.name if opinion.organisation is not None else ""


def _said(grade: Grade) -> str:
    """“chi uỷ: trung bình”."""
    return f"{giver_of(grade.opinion).title}: {word_of(grade.grade)}"


def word_of(grade: str) -> str:
    return str(GradeWord(grade).title)


def given_by(grade: Grade) -> str:
    return f"{giver_of(grade.opinion).title} ({grade.by_name})"


def criterion_of(campaign: Campaign, grade: Grade) -> str:
    fields = bound_frameworks(campaign)[SubjectType(grade.opinion.subject_type)].fields
    spec = fields.get(grade.criterion)
    return str(spec.title) if spec is not None else grade.criterion
