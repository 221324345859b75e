"""The review meetings of the demo: who came, what was said of whom by whom, what the chair
concluded, in the words of `demo/meetings.yaml`. Pure: no database."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from thidua.demo.decks import Decks, words_of
from thidua.demo.plan import NOT_COMPLETED
from thidua.demo.year_of import CellYear, CommuneYear, Member

WORDS = words_of("meetings")
CRITICISM, ACCEPTANCE, EXPLANATION, RECOGNITION = (
    "criticism",
    "acceptance",
    "explanation",
    "recognition",
)
COMMITTEE, MEETING = "cell_committee", "meeting"
BODIES = {COMMITTEE: "Chi uỷ", MEETING: "Hội nghị"}
MINUTES_EACH = 6
MOST_AT_ONCE = 40
"""A cell with more members meets twice."""
ABSENT_SHARE, LATE_SHARE = 0.05, 0.02
AS_ONE = 0.12
EXPLAINED, RECOGNISED = 0.1, 0.6


@dataclass(frozen=True)
class Said:
    """One speech: of somebody (by code), or of a body as one (`as_one`)."""

    kind: str
    text: str
    speaker: str = ""
    as_one: str = ""


@dataclass
class Dealt:
    """One item: whom it is about (code; "": the collective), what was said, what was concluded.
    `ask`: what the person asked to be corrected of the first speech, and what was answered.
    """

    code: str
    said: list[Said]
    concluded: str
    ask: tuple[str, str] | None = None


@dataclass
class Held:
    """One meeting. `absent`, `late`: code → reason; `sittings`: the days."""

    unit: str
    chair: str
    secretary: str
    sittings: Sequence[dt.date]
    starts_at: dt.time
    venue: str
    called: Sequence[str]
    absent: dict[str, str]
    late: dict[str, str]
    collective: Dealt
    people: list[Dealt] = field(default_factory=list)


def meeting_of(cell: CellYear, on: dt.date, random: Random) -> Held:
    """The meeting of one cell, on a day (and the next, of a big one)."""
    decks = Decks(random)
    chair = cell.members[0]
    secretary = cell.members[1] if len(cell.members) > 1 else chair
    absent, late = _absent([one for one in cell.members if one not in (chair, secretary)], decks)
    there = [one for one in cell.members if one.person.code not in absent]
    place = cell.unit.short_name[:1].lower() + cell.unit.short_name[1:]
    kind = {"quarter": "village"}.get(cell.unit.kind, cell.unit.kind)
    people = [_dealt(member, there, chair, decks) for member in there]
    if cell.members[0] is not cell.members[-1]:
        _ask_once(people, decks)
    many = len(there) > MOST_AT_ONCE
    return Held(
        cell.unit.code,
        chair.person.code,
        secretary.person.code,
        [on, on + dt.timedelta(days=1)] if many else [on],
        dt.time(random.choice((7, 14, 19)), 30),
        WORDS["venues"].get(kind, WORDS["venues"]["commune"]).format(place=place),
        [one.person.code for one in cell.members],
        absent,
        late,
        _collective(there, chair, decks),
        people,
    )


def meeting_above(commune: CommuneYear, on: dt.date, random: Random) -> Held:
    """The meeting of the commune's committee over itself."""
    decks = Decks(random)
    there = commune.committee
    chair, secretary = there[0], there[1]
    return Held(
        commune.unit.code,
        chair.person.code,
        secretary.person.code,
        [on],
        dt.time(8),
        WORDS["venues"]["commune"],
        [one.person.code for one in there],
        {},
        {},
        _collective(there, chair, decks),
    )


def _absent(others: Sequence[Member], decks: Decks) -> tuple[dict[str, str], dict[str, str]]:
    absent: dict[str, str] = {}
    late: dict[str, str] = {}
    for member in others:
        if decks.often(ABSENT_SHARE) and (len(absent) + 1) * 6 <= len(others):
            absent[member.person.code] = decks.draw("absent", WORDS["absent"])
        elif decks.often(LATE_SHARE):
            late[member.person.code] = decks.draw("late", WORDS["late"])
    return absent, late


def _dealt(member: Member, there: Sequence[Member], chair: Member, decks: Decks) -> Dealt:
    others = [one for one in there if one is not member]
    said = list(_said(member, others, decks)) if others else []
    failed = member.person.reach == NOT_COMPLETED and member.sheet.disciplined
    slot = "conclusion_failed" if failed else "conclusion"
    return Dealt(member.person.code, said, decks.draw(slot, WORDS[slot]))


def _said(member: Member, others: Sequence[Member], decks: Decks) -> Iterator[Said]:
    if decks.often(AS_ONE):
        body = COMMITTEE if decks.often(0.7) else MEETING
        text = decks.draw("body", WORDS["body_criticism"]).format(body=BODIES[body])
        yield Said(CRITICISM, text, as_one=body)
    else:
        weak = member.sheet.weak[:1] or [""]
        lines = WORDS["criticism"].get(weak[0], WORDS["criticism"][""])
        speaker = decks.random.choice(others)
        yield Said(CRITICISM, decks.draw(f"criticism {weak[0]}", lines), speaker.person.code)
    kind = EXPLANATION if decks.often(EXPLAINED) else ACCEPTANCE
    yield Said(kind, decks.draw(kind, WORDS[kind]), member.person.code)
    if decks.often(RECOGNISED):
        speaker = decks.random.choice(others)
        yield Said(
            RECOGNITION, decks.draw("recognition", WORDS["recognition"]), speaker.person.code
        )


def _ask_once(people: Sequence[Dealt], decks: Decks) -> None:
    """One of a cell asks that what was noted of them be corrected."""
    named = [one for one in people if one.said and one.said[0].speaker]
    if named:
        asks = decks.random.choice(named)
        asks.ask = (WORDS["correction"]["ask"], WORDS["correction"]["answer"])


def _collective(there: Sequence[Member], chair: Member, decks: Decks) -> Dealt:
    words = WORDS["collective"]
    others = [one for one in there if one is not chair]
    said = []
    for speaker in decks.random.sample(others, min(2, len(others))):
        text = decks.draw("collective criticism", words["criticism"])
        said.append(Said(CRITICISM, text, speaker.person.code))
    if said:
        text = decks.draw("collective acceptance", words["acceptance"])
        said.append(Said(ACCEPTANCE, text, chair.person.code))
    return Dealt("", said, decks.draw("collective conclusion", words["conclusion"]))
