"""The week of meetings (`week`) on its way into the database: reviews written, sent and sent back,
prompts, a meeting that sits today, grades half given, opinions still owed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random

from django.conf import settings

from thidua.accounts.demo import SLIP_SECRET
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.demo.decks import Decks
from thidua.demo.graded import giver_of, past_opinions
from thidua.demo.grading import Given, employer_of, mass_of, of_leaders, opinions_of
from thidua.demo.handing_in import ACTOR
from thidua.demo.met import past_meeting, planned_meeting
from thidua.demo.results import YearResults
from thidua.demo.reviewed_year import ReviewedYear, at, reviewed_year
from thidua.demo.reviewing import WORDS, Written, reviews_of
from thidua.demo.reviewing_units import reports_of
from thidua.demo.season import DEMO_DAY, Season
from thidua.demo.sent_up import send_so_far
from thidua.demo.voting import vote_this_week
from thidua.demo.week import (
    PROMPTED_AT,
    CellWeek,
    How,
    Week,
    meeting_this_week,
    so_far,
    week_of,
    with_late,
)
from thidua.demo.written import Links
from thidua.meetings.past import PastMeeting, seal_past
from thidua.meetings.past import record_past as record_meetings
from thidua.opinions.past import PastAsk, record_past_asks
from thidua.opinions.past import record_past as record_opinions
from thidua.organisations.names import who_decides
from thidua.reviews.past import PastPrompt, PastReview, PastReviews
from thidua.reviews.past import record_past as record_reviews
from thidua.vocabulary import OpinionKind

DAY = dt.timedelta(days=1)
SENT = {How.ACCEPTED, How.SENT, How.LATE, How.TYPED}
ASKED_ON, WANTED_BY = dt.date(2022, 12, 5), dt.date(2022, 12, 10)
SLIP_UNTIL = dt.date(2022, 12, 19)
COMMUNE_MEETS = dt.date(2022, 12, 16)
OWED_EACH = 2
"""How many of the accounts' cell still wait for the opinion of each of three givers."""
OWED = (OpinionKind.EMPLOYER, OpinionKind.MASS, OpinionKind.RESIDENCE)


def review_this_week(season: Season, campaign: Campaign, results: YearResults) -> None:
    """Write how far the accounts' commune is on the day of the demo."""
    year = reviewed_year(season.province, campaign, results, season.staffs)
    weeks = week_of(year.commune, season.first, year.random("week"))
    _write_reviews(year, weeks)
    _write_meetings(year, weeks)
    _write_opinions(year, weeks)
    _write_asks(year, next(one for one in weeks if one.week is Week.TODAY))
    vote_this_week(year, weeks)
    seal_past(campaign)
    send_so_far(year)


class _Writing:
    """The reviews of the week."""

    def __init__(self, year: ReviewedYear) -> None:
        self.year = year
        self.random, self.links = year.random("reviews"), Links(year)
        self.typist = User.objects.filter(username="chibo", demo=True).first()
        self.mended = list(self.links.mended())

    def of_people(self, week: CellWeek) -> Iterator[PastReview]:
        # Whoever still writes has the prompt before them, unanswered.
        answered = [code for code in week.prompted if week.how[code] in SENT]
        for written in reviews_of(week.cell, self.random, prompted=answered, mended=self.mended):
            how = week.how[written.code]
            if how is not How.NONE:
                yield self._review(week, so_far(written, how), how)

    def of_units(self, weeks: list[CellWeek]) -> Iterator[PastReview]:
        asked = [weeks[0].cell.unit.code]
        decks = Decks(self.random)
        reports = {
            one.code: one
            for one in reports_of(self.year.commune, decks, prompted=asked, mended=self.mended)
        }
        for week in weeks:
            if week.week is not Week.BEGINNING:
                yield self._report(week, reports[week.cell.unit.code])

    def _review(self, week: CellWeek, written: Written, how: How) -> PastReview:
        on = min(week.on, DEMO_DAY) - DAY * self.random.randint(2, 5)
        if how is How.LATE:
            on = DEMO_DAY
        moment = at(on, self.random.randrange(7, 11), self.random.randrange(60))
        settled = None
        if how is How.ACCEPTED:
            settled = at(week.on, 21, 30)
        elif how is How.RETURNED:
            settled = at(DEMO_DAY - DAY, 20)
        return PastReview(
            self.year.member(written.code),
            self.year.units[week.cell.unit.code],
            written.sections,
            list(self.links.citations(written)),
            saved_at=moment,
            sent_at=None if how is How.DRAFT else moment,
            settled_at=settled,
            reason=WORDS["returned"] if how is How.RETURNED else "",
            due_on=DEMO_DAY - 2 * DAY if how is How.LATE else week.on,
            late_reason=WORDS["late"] if how is How.LATE else "",
            typed_by=self.typist if how is How.TYPED else None,
        )

    def _report(self, week: CellWeek, written: Written) -> PastReview:
        return PastReview(
            self.year.unit(week.cell.unit.code),
            self.year.units[week.cell.unit.code],
            written.sections,
            list(self.links.citations(written)),
            sent_at=at(min(week.on, DEMO_DAY) - 5 * DAY, 16),
            settled_at=at(week.on, 21, 30) if week.week is Week.MET else None,
            due_on=week.on,
        )


def _write_reviews(year: ReviewedYear, weeks: list[CellWeek]) -> None:
    writing = _Writing(year)
    reviews = [review for week in weeks for review in writing.of_people(week)]
    reviews += writing.of_units(weeks)
    past = PastReviews(reviews, list(_prompts(year, weeks)))
    record_reviews(campaign=year.campaign, past=past, actor=ACTOR)


def _prompts(year: ReviewedYear, weeks: list[CellWeek]) -> Iterator[PastPrompt]:
    commune = year.units[year.commune.unit.code]
    made = at(PROMPTED_AT, 15)
    for week in weeks:
        for code, text in week.prompted.items():
            yield PastPrompt(year.member(code), commune, text, who_decides(commune), made)
    text = next(one["text"] for one in WORDS["prompts"] if one["of"] == "organisation")
    unit = weeks[0].cell.unit.code
    yield PastPrompt(year.unit(unit), commune, text, who_decides(commune), made)


def _write_meetings(year: ReviewedYear, weeks: list[CellWeek]) -> None:
    random = year.random("meetings")
    meetings = [_meeting(year, week, random) for week in weeks if week.week is not Week.BEGINNING]
    record_meetings(campaign=year.campaign, meetings=meetings, actor=ACTOR)


def _meeting(year: ReviewedYear, week: CellWeek, random: Random) -> PastMeeting:
    held = meeting_this_week(week, random)
    if week.week is Week.TO_MEET:
        return planned_meeting(year, held)
    if week.week is Week.TODAY:
        for code, how in week.how.items():
            if how is How.DRAFT and code in week.prompted:
                held = with_late(held, code, "")
    return past_meeting(year, held, adopted=week.week is Week.MET)


def _write_opinions(year: ReviewedYear, weeks: list[CellWeek]) -> None:
    decks = Decks(year.random("opinions"))
    given = [
        one
        for week in weeks
        for one in opinions_of(week.cell, year.commune, decks)
        if _is_given(one, week)
    ]
    leaders = of_leaders(year.commune, year.above.code, decks)
    given += [one for one in leaders if one.kind is OpinionKind.SELF]  # their committee meets later
    days: Mapping[str, dt.date] = {
        year.commune.unit.code: COMMUNE_MEETS,
        **{week.cell.unit.code: week.on for week in weeks},
    }
    opinions = list(past_opinions(year, given, days))
    record_opinions(campaign=year.campaign, opinions=opinions, actor=ACTOR)


def _is_given(one: Given, week: CellWeek) -> bool:
    """Of whom the meeting is done with, everything but what it decides at its end; of others what
    they graded themselves.
    """
    if week.week is Week.MET:
        return True
    if one.kind is OpinionKind.SELF:
        return week.how[one.code] in SENT
    return one.kind is not OpinionKind.CELL and one.code in week.dealt_with[:-1]


def _write_asks(year: ReviewedYear, week: CellWeek) -> None:
    """What the accounts' cell asked for and still waits for. One slip of a place of residence can
    be opened by who tries the demo: its secret stands beside the accounts.
    """
    cell = year.units[week.cell.unit.code]
    waiting = [one.person for one in week.cell.members if one.person.code not in week.dealt_with]
    names = {
        OpinionKind.EMPLOYER: employer_of(year.commune),
        OpinionKind.MASS: mass_of(year.commune),
        OpinionKind.RESIDENCE: "Chi uỷ nơi cư trú",
    }
    asks = [
        PastAsk(
            year.member(person.code),
            giver_of(year, Given("member", person.code, kind, name=names[kind])),
            cell,
            at(ASKED_ON, 9),
            who_decides(cell),
            WANTED_BY,
            SLIP_UNTIL if kind is OpinionKind.RESIDENCE else None,
            _opened_by(kind, number),
        )
        for kind in OWED
        for number, person in enumerate(
            (
                [one for one in waiting if one.civil_servant]
                if kind is not OpinionKind.MASS
                else waiting
            )[:OWED_EACH]
        )
    ]
    record_past_asks(campaign=year.campaign, asks=asks, actor=ACTOR)


def _opened_by(kind: OpinionKind, number: int) -> str:
    """The secret of the first slip, which everybody knows: in demo mode alone."""
    known = settings.DEMO and kind is OpinionKind.RESIDENCE and not number
    return SLIP_SECRET if known else ""
