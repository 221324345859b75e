"""The opinions of the demo on their way into the database."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from thidua.demo.decks import Decks
from thidua.demo.grading import Given, of_units, opinions_of
from thidua.demo.handing_in import ACTOR
from thidua.demo.met import days_of_meetings
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.opinions.past import PastOpinion, record_past
from thidua.opinions.permissions import Giver
from thidua.organisations.models import Organisation
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
        member = one.subject_type == SubjectType.MEMBER
        day = days[cells[one.code] if member else one.code]
        day += dt.timedelta(days=AFTER.get(one.kind, 0) - BEFORE_MEETING.get(one.kind, 0))
        yield PastOpinion(
            year.member(one.code) if member else year.unit(one.code),
            Giver(one.kind, _unit(year, one.unit), name=one.name),
            at(day, 21),
            _who(year, one),
            Level(one.level) if one.level else None,
            Level(one.servant) if one.servant else None,
            one.comment,
            one.grades,
        )


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
