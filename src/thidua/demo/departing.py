"""Where the accounts' commune decided otherwise than its cells voted, and the meeting of its
committee that did so. Nothing happens outside demo mode: what is decided there is contested by the
accounts of the demo (`contesting`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from thidua.accounts.permissions import Authority
from thidua.boards.proposal_rules import Change
from thidua.boards.proposals import hold, write_levels
from thidua.committee_meetings.opening import Seat
from thidua.committee_meetings.past import PastCommitteeMeeting, PastMove, record_past
from thidua.demo.decks import words_of
from thidua.demo.handing_in import ACTOR
from thidua.demo.plan import COMPLETED, GOOD
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.demo.season import by_name
from thidua.demo.year_of import Member, everybody_of
from thidua.history.tracking import recording
from thidua.roster.identity import entries_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

WORDS = words_of("contests")
MEETS = (12, 17)
LASTS = dt.timedelta(hours=2)
KINDS = (SubjectType.MEMBER, SubjectType.ORGANISATION)


@dataclass(frozen=True)
class Departed:
    """Members by code. `lowered`: the accounts' own member, who was put one level lower and comes
    up again; `raised`: who was put one level higher and comes down; `tried`: moved down, and taken
    back at once. `cell`: of the accounts; `raised_cell`: of who was raised.
    """

    lowered: str
    raised: str
    tried: str
    cell: str
    raised_cell: str


def departed_of(year: ReviewedYear) -> Departed | None:
    """None outside demo mode."""
    if not settings.DEMO:
        return None
    everybody = sorted(everybody_of(year.commune), key=lambda one: by_name(one.person))
    own = everybody[0]
    at_home = sorted(everybody, key=lambda one: one.cell is not own.cell)  # stable: by name
    raised = _first(at_home, COMPLETED)
    tried = _first(at_home[1:], GOOD)
    return Departed(
        own.person.code, raised.person.code, tried.person.code, own.cell.code, raised.cell.code
    )


def _first(members: list[Member], reach: int) -> Member:
    return next(one for one in members if one.person.reach == reach and not one.person.chosen)


def depart(year: ReviewedYear) -> None:
    """After the cells voted: one is put lower than the ballot says, one higher."""
    departed = departed_of(year)
    if departed is None:
        return
    _write(year, departed.lowered, GOOD, COMPLETED, WORDS["moves"]["lowered"])
    _write(year, departed.raised, COMPLETED, GOOD, WORDS["moves"]["raised"])


def _write(
    year: ReviewedYear, code: str, proposed: int, chosen: int, words: dict[str, str]
) -> None:
    change = Change(proposed, chosen, words["reason"], "", words["against_ballot"])
    entry = entry_of(year, code)
    held = hold(year.campaign, [entry.pk])[entry.pk]
    with recording(act="boards.choose", actor=Authority(ACTOR), year=year.campaign.year):
        write_levels([(held, change)])


def entry_of(year: ReviewedYear, code: str) -> RosterEntry:
    """A member of the commune on the list of the year."""
    found = entries_of(year.campaign, [year.member(code)])[year.member(code)]
    return RosterEntry.objects.select_related("organisation").get(pk=found.pk)


def decide_together(year: ReviewedYear) -> None:
    """Write the meeting of the commune's committee, once everybody is rated."""
    departed = departed_of(year)
    if departed is None:
        return
    opened = at(dt.date(year.campaign.year, *MEETS), 8)
    members = year.commune.committee
    words = WORDS["meeting"]
    absent = members[-1].person.code
    seats = [
        Seat(
            one.person.full_name,
            words["posts"].get(_post(number), ""),
            year.people[one.person.code],
            present=one.person.code != absent,
        )
        for number, one in enumerate(members)
    ]
    past = PastCommitteeMeeting(
        organisation=year.units[year.commune.unit.code],
        seats=seats,
        chair=members[0].person.full_name,
        secretary=members[1].person.full_name,
        venue=words["venue"],
        opened_at=opened,
        ended_at=opened + LASTS,
        moves=list(_moves(year, departed)),
        adopted=dict.fromkeys(KINDS, len(seats) - 1),
    )
    record_past(campaign=year.campaign, past=past, actor=ACTOR)


def _post(number: int) -> str:
    return {0: "head", 1: "deputy"}.get(number, "committee_member")


def _moves(year: ReviewedYear, departed: Departed) -> Iterator[PastMove]:
    about = {
        "tried": (departed.tried, GOOD, COMPLETED),
        "lowered": (departed.lowered, GOOD, COMPLETED),
        "raised": (departed.raised, COMPLETED, GOOD),
    }
    spoken = {code for code, _, _ in about.values()}
    members = [one.person.code for one in year.commune.committee[1:-1]]
    proposers = [code for code in members if code not in spoken] or members
    most = len(year.commune.committee) - 1
    for number, (name, (code, level_from, level_to)) in enumerate(about.items()):
        words = WORDS["moves"][name]
        yield PastMove(
            entry_of(year, code),
            level_from,
            level_to,
            proposed_by=year.people[proposers[number % len(proposers)]].pk,
            votes=min(words["votes"], most),
            reason=words["reason"],
            taken_back=name == "tried",
        )
