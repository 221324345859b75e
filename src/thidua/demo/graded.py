"""The opinions of the demo on their way into the database."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from thidua.demo.decks import Decks
from thidua.demo.grading import Given, of_leaders, of_units, opinions_of
from thidua.demo.handing_in import ACTOR
from thidua.demo.met import days_of_meetings
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.opinions.past import PastOpinion, record_past
from thidua.opinions.permissions import Giver
from thidua.organisations.models import Organisation
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Level, OpinionKind, SubjectType

BEFORE_MEETING = {
    OpinionKind.SELF: 4,
    OpinionKind.EMPLOYER: 6,
    OpinionKind.RESIDENCE: 5,
    OpinionKind.MASS: 2,
    OpinionKind.COMMITTEE: 4,
}
"""So many days before the meeting it was given; what is not here, at its end."""
AFTER = {OpinionKind.SUPERIOR: 3}


def grade_everybody(year: ReviewedYear) -> int:
    """Write what was said of everybody in a year that is over; what counts is what the sheets
    say.
    """
    decks = Decks(year.random("opinions"))
    given = [one for cell in year.commune.cells for one in opinions_of(cell, year.commune, decks)]
    given += of_units(year.commune, year.above.code, decks)
    given += of_leaders(year.commune, year.above.code, decks)
    days = days_of_meetings(year)
    opinions = list(past_opinions(year, given, days))
    return record_past(campaign=year.campaign, opinions=opinions, actor=ACTOR)


def past_opinions(
    year: ReviewedYear, given: Iterable[Given], days: Mapping[str, dt.date]
) -> Iterator[PastOpinion]:
    """`days`: of each unit's meeting."""
    cells = {
        member.person.code: cell.unit.code for cell in year.commune.cells for member in cell.members
    }
    for one in given:
        day = days[_meets_in(year, one, cells)]
        day += dt.timedelta(days=AFTER.get(one.kind, 0) - BEFORE_MEETING.get(one.kind, 0))
        yield PastOpinion(
            key_of(year, one),
            giver_of(year, one),
            at(day, 21),
            _who(year, one),
            Level(one.level) if one.level else None,
            Level(one.servant) if one.servant else None,
            one.comment,
            one.grades,
        )


def key_of(year: ReviewedYear, one: Given) -> SubjectKey:
    """Of whom it is said."""
    read = {SubjectType.MEMBER: year.member, SubjectType.LEADER: year.leader}
    return read.get(SubjectType(one.subject_type), year.unit)(one.code)


def giver_of(year: ReviewedYear, one: Given) -> Giver:
    """Who says it: a body beside the committee, where one of that name is kept."""
    body = year.bodies.get(one.name)
    name = "" if body else one.name
    return Giver(one.kind, _unit(year, one.unit), body, name)


def _meets_in(year: ReviewedYear, one: Given, cells: Mapping[str, str]) -> str:
    """The unit whose meeting speaks of the subject."""
    if one.subject_type == SubjectType.MEMBER:
        return cells[one.code]
    return year.commune.unit.code if one.subject_type == SubjectType.LEADER else one.code


def _unit(year: ReviewedYear, code: str) -> Organisation | None:
    if not code:
        return None
    return year.above if code == year.above.code else year.units[code]


def _who(year: ReviewedYear, one: Given) -> str:
    """Who gave it, by name: the person, the secretary, the office."""
    if one.kind is OpinionKind.SELF:
        return year.people[one.code].full_name
    heads = {cell.unit.code: cell.members[0].person.code for cell in year.commune.cells}
    if one.unit in heads:
        return year.people[heads[one.unit]].full_name
    return one.name or "Văn phòng cấp uỷ"
