"""The review meetings of the accounts' commune on their way into the database."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from thidua.demo.handing_in import ACTOR
from thidua.demo.meeting_plan import Dealt, Held, Said, meeting_above, meeting_of
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.meetings.models import Meeting
from thidua.meetings.past import PastItem, PastMeeting, PastSpeech, record_past
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType

FIRST_CELL, COMMUNE = (12, 3), (12, 14)
"""In the year that is over: the day of the first cell's meeting (two cells a day), and that of the
commune's committee after all of them."""
DRAFT_BEFORE = dt.timedelta(days=5)
LATE_COME = dt.time(14, 40)
EACH = dt.timedelta(minutes=6)
VOTING = dt.timedelta(minutes=25)
BALLOTS = 3
"""What a meeting needs for its ballots at the end: at most so many."""


def days_of_meetings(year: ReviewedYear) -> dict[str, dt.date]:
    """The day on which each unit of the commune meets, by its code."""
    first = dt.date(year.campaign.year, *FIRST_CELL)
    days = {
        cell.unit.code: first + dt.timedelta(days=number // 2)
        for number, cell in enumerate(year.commune.cells)
    }
    return {**days, year.commune.unit.code: dt.date(year.campaign.year, *COMMUNE)}


def meet_everybody(year: ReviewedYear) -> list[Meeting]:
    """Write the meetings of a year that is over: all of them adopted."""
    days = days_of_meetings(year)
    random = year.random("meetings")
    held = [meeting_of(cell, days[cell.unit.code], random) for cell in year.commune.cells]
    held.append(meeting_above(year.commune, days[year.commune.unit.code], random))
    meetings = [past_meeting(year, one) for one in held]
    return record_past(campaign=year.campaign, meetings=meetings, actor=ACTOR)


def planned_meeting(year: ReviewedYear, held: Held) -> PastMeeting:
    """One that is still to come."""
    return replace(
        past_meeting(year, held), sittings=(), absent={}, late={}, items={}, adopted_at=None
    )


def past_meeting(year: ReviewedYear, held: Held, *, adopted: bool = True) -> PastMeeting:
    """One meeting as it was held; not `adopted`: it sits."""
    opened = [at(day, held.starts_at.hour, held.starts_at.minute) for day in held.sittings]
    items = dict(_items(year, held, opened))
    ends = [max([moment, *_of_day(items, moment)]) + EACH for moment in opened]
    if adopted:
        ends[-1] += BALLOTS * VOTING
    return PastMeeting(
        organisation=year.units[held.unit],
        held_on=held.sittings[0],
        starts_at=held.starts_at,
        venue=held.venue,
        chair=year.people[held.chair],
        secretary=year.people[held.secretary],
        draft_sent_on=held.sittings[0] - DRAFT_BEFORE,
        sittings=list(zip(opened, ends if adopted else [*ends[:-1], None], strict=True)),
        absent={year.people[code].pk: reason for code, reason in held.absent.items()},
        late={year.people[code].pk: LATE_COME for code in held.late},
        items=items,
        adopted_at=ends[-1] if adopted else None,
    )


def _of_day(items: dict[SubjectKey, PastItem], moment: dt.datetime) -> list[dt.datetime]:
    return [item.at + EACH for item in items.values() if item.at.date() == moment.date()]


def _items(
    year: ReviewedYear, held: Held, opened: list[dt.datetime]
) -> Iterator[tuple[SubjectKey, PastItem]]:
    """The collective, then everybody; a meeting of two sittings halves them."""
    cell = held.unit != year.commune.unit.code
    kind = SubjectType.ORGANISATION if cell else SubjectType.COLLECTIVE
    yield year.unit(held.unit, kind), _item(year, held.collective, opened[0] + 2 * EACH)
    half = -(-len(held.people) // len(opened))
    for number, dealt in enumerate(held.people):
        sitting, place = divmod(number, half)
        begun = opened[sitting] + (3 + place) * EACH
        yield year.member(dealt.code), _item(year, dealt, begun)


def _item(year: ReviewedYear, dealt: Dealt, begun: dt.datetime) -> PastItem:
    speeches = [_speech(year, said) for said in dealt.said]
    if dealt.ask and speeches:
        ask, answer = dealt.ask
        first = speeches[0]
        speeches[0] = PastSpeech(first.kind, first.text, first.speaker, first.as_one, ask, answer)
    return PastItem(begun, speeches, dealt.concluded)


def _speech(year: ReviewedYear, said: Said) -> PastSpeech:
    speaker = year.people[said.speaker].pk if said.speaker else None
    return PastSpeech(said.kind, said.text, speaker, said.as_one)
