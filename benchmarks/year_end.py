"""The week in which a year ends, at once: a hundred people on a small province, none of whom gets
an error.

Six cells vote on levels: the chair prepares, freezes, opens, closes and counts, two holders take
their codes, ten vote and read their receipts. Committees' officers read boards, dossiers and the
wall of their meeting and move people there. Decisions of the year before are taken back and issued
again; whom they are about read their level and object. Inspectors read all along and count every
ballot again. At the end no vote is lost or doubled. All over the loopback, some minutes.

    python -m benchmarks year_end [--think 4] [--seed 15]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import asyncio
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.killing import address_of, small_site
from benchmarks.side_by_side import p95
from benchmarks.visitors import Said, Visitor
from benchmarks.year_end_people import (
    OPEN_YEAR,
    PEOPLE,
    YEAR,
    Cast,
    Cell,
    Committee,
    Deciding,
    make_cast,
)

BALLOTS = f"/nam/{OPEN_YEAR}/bo-phieu/"
INSPECTED = f"/nam/{OPEN_YEAR}/can-xem/quyet-dinh/"
SEAT = "Uỷ viên Trần Văn An"
"""Who chairs a committee, beside those on file."""
LONGEST = 900.0
"""Seconds after which whoever still waits for another has waited in vain."""


@dataclass
class Week:
    """What all of them share: where the site is, how long they think, what is over."""

    port: int
    think: float
    chance: random.Random
    said: Said = field(default_factory=Said)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    confirmed: dict[str, int] = field(default_factory=dict)
    """Votes whose sending was answered with a receipt, by ballot."""

    def visitor(self, session: str) -> Visitor:
        return Visitor(self.port, session, self.said)

    async def pause(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, 2 * self.think))


@dataclass
class Voting:
    """One cell's ballot: its address once it is there, and what was reached."""

    week: Week
    cell: Cell
    ballot: str = ""
    frozen: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    sealed: asyncio.Event = field(default_factory=asyncio.Event)
    codes: dict[str, str] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def people(self) -> Iterable[Awaitable[None]]:
        self.waiting = set(self.cell.voters)
        chair, secretary, *others = self.cell.voters
        yield self.chairs(chair)
        yield self.keeps(secretary)
        for session in others:
            yield self.votes(session)

    async def chairs(self, session: str) -> None:
        """Prepare, freeze, open, vote, close, count: what the chair's own pages do."""
        one = self.week.visitor(session)
        page = f"{BALLOTS}xep-loai/{self.cell.code}/"
        await one.get("levels' ballots", page)
        begun = await one.send(
            "prepare a ballot", page, {"kind": "member", "number": "1", "held": "devices"}
        )
        self.ballot = begun.location
        await one.get("ballot", self.ballot)
        await one.send("freeze", f"{self.ballot}chot/", {})
        self.frozen.set()
        await self.takes_code(one)
        await _until(lambda: len(self.codes) == 2)
        await one.send("open", f"{self.ballot}mo/", {})
        self.opened.set()
        await self.votes(session)
        await _until(lambda: not self.waiting)
        await one.get("page of closing", f"{self.ballot}dong/")
        first, second = self.codes.values()
        await one.send(
            "close and count", f"{self.ballot}dong/", {"code_1": first, "code_2": second}
        )
        self.sealed.set()
        await one.get("result", self.ballot)

    async def keeps(self, session: str) -> None:
        """The secretary takes the second code, and votes."""
        await self.frozen.wait()
        await self.takes_code(self.week.visitor(session))
        await self.votes(session)

    async def takes_code(self, one: Visitor) -> None:
        await one.get("ballot", self.ballot)
        given = await one.send("take a code", f"{self.ballot}ma-khoa/", {"held": ""}, {200})
        found = re.search(r'class="bl-code">([^<]+)<', given.body)
        self.codes[one.session] = found[1] if found else ""

    async def votes(self, session: str) -> None:
        """Read, mark every line, send it, read the receipt; later read the result."""
        week, one = self.week, self.week.visitor(session)
        await self.opened.wait()
        await week.pause()
        await one.get("first page", "/")
        await one.get("own ballots", BALLOTS)
        await one.get("ballot", self.ballot)
        slip = await one.get("slip", f"{self.ballot}phieu/")
        await week.pause()
        lines = sorted(set(re.findall(r'name="(c\d+)"', slip)))
        marks = {line: str(week.chance.choice((1, 1, 2, 2, 2, 3))) for line in lines}
        given = await one.send("vote", f"{self.ballot}phieu/", marks)
        if given.location.endswith("bien-nhan/"):
            week.confirmed[self.ballot] = week.confirmed.get(self.ballot, 0) + 1
            await one.get("receipt", f"{self.ballot}bien-nhan/")
        self.waiting.discard(session)
        if session != self.cell.voters[0]:
            await self.sealed.wait()
            await week.pause()
            await one.get("result", self.ballot)


async def meets(week: Week, committee: Committee) -> None:
    """A committee's meeting: one officer opens it and moves people, the others read."""
    chief, *others = committee.officers
    wall = f"/nam/{OPEN_YEAR}/hop-cap-uy/{committee.code}/"
    one = week.visitor(chief)
    there = re.findall(r'name="present"\s+value="(\d+)"', await one.get("wall", wall))
    opening: dict[str, str | list[str]] = {
        "act": "open",
        "others": SEAT,
        "chair": SEAT,
        "present": there,
    }
    await one.send("open a committee's meeting", wall, opening)
    await asyncio.gather(
        _moves(week, one, wall, committee, votes=len(there) + 1),
        *(_reads(week, week.visitor(session), committee, wall) for session in others),
    )


async def _moves(week: Week, one: Visitor, wall: str, committee: Committee, *, votes: int) -> None:
    for entry in committee.entries:
        await week.pause()
        page = await one.get("wall, asking", f"{wall}?kind=member&ask={entry}&level=2")
        mark = re.search(r'name="mark" value="([\d.]+)"', page)
        seats = re.findall(r'<option\s+value="(\d+)"', page.partition('name="proposer"')[2])
        if mark is None or not seats:
            week.said.wrong.append(f"move: no form for {entry} of {committee.code}")
            continue
        form = {"act": "move", "kind": "member", "mark": mark[1], "level": "2"}
        form |= {"proposer": seats[0], "votes": str(votes), "reason": "họp vắng nhiều buổi"}
        await one.send("move", wall, form)
    await one.get("wall", wall)


async def _reads(week: Week, one: Visitor, committee: Committee, wall: str) -> None:
    board = f"/bang/{OPEN_YEAR}/{committee.code}/?kind=member"
    dossiers = f"/nam/{OPEN_YEAR}/ho-so/"
    while not week.over.is_set():
        await one.get("first page", "/")
        await one.get("board", board)
        await one.get("wall", wall)
        await one.get("dossiers", dossiers)
        await week.pause()


async def decides(week: Week, deciding: Deciding) -> None:
    """A decision taken back and issued again; then those whom it is about read and object."""
    one = week.visitor(deciding.session)
    page = f"/quyet-dinh/{YEAR}/{deciding.decision}/"
    await week.pause()
    await one.get("decision", page)
    await one.send("reopen a decision", page, {"act": "reopen", "reason": "sai tên một người"})
    await one.get("decision", page)
    await week.pause()
    await one.send("issue a decision", page, {"act": "issue", "confirm": deciding.number})
    await one.get("decision", page)
    await asyncio.gather(*(_objects(week, *member) for member in deciding.members))


async def _objects(week: Week, session: str, code: str) -> None:
    one = week.visitor(session)
    await week.pause()
    await one.get("own first page", "/")
    await one.get("own level", f"/xep-loai/{YEAR}/member/{code}/")
    page = f"/nam/{YEAR}/khieu-nai/gui/member/{code}/"
    form = await one.get("form of an objection", page)
    ticked = re.findall(r'name="conditions"\s+value="([^"]+)"', form)
    said = {"why": "Các nhiệm vụ của tôi đều xong trước hạn.", "conditions": (ticked or [""])[0]}
    sent = await one.send("object", page, said)
    await one.get("own objection", sent.location)


async def inspects(week: Week, session: str, votings: list[Voting]) -> None:
    """Read everything there is to look at, as long as others work; count every ballot again."""
    one = week.visitor(session)
    kinds = ("ballot", "reached", "reopened", "changed", "seals", "ballots")
    while not week.over.is_set():
        await one.get("first page", "/")
        for kind in kinds:
            await one.get("inspect", f"{INSPECTED}?kind={kind}")
            await week.pause()
    for voting in votings:
        key = voting.ballot.rstrip("/").rpartition("/")[2]
        page = await one.get("count again", f"{INSPECTED}?kind=ballots&dem_lai={key}")
        if "đếm lại khớp" not in page:
            week.said.wrong.append(f"count again: {voting.ballot} does not agree")


async def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not reached():
        assert time.monotonic() < end, "somebody waited in vain"
        await asyncio.sleep(0.05)


async def week_of(week: Week, cast: Cast) -> list[Voting]:
    """Everybody at once; inspectors and readers stop when the others are through."""
    votings = [Voting(week, cell) for cell in cast.cells]
    reading = [inspects(week, session, votings) for session in cast.inspecting]
    meetings = [meets(week, committee) for committee in cast.committees]
    watching = [asyncio.ensure_future(one) for one in (*reading, *meetings)]
    working = [person for voting in votings for person in voting.people()]
    working += [decides(week, one) for one in cast.deciding]
    try:
        await asyncio.wait_for(asyncio.gather(*working), LONGEST)
    finally:
        week.over.set()
    await asyncio.wait_for(asyncio.gather(*watching), LONGEST)
    return votings


def faults(week: Week, votings: list[Voting]) -> list[str]:
    """Votes lost or doubled, ballots that are not sealed, links that do not hold."""
    from thidua.ballots.models import Ballot, Turnout
    from thidua.seals.verifying import verify

    found = []
    for voting in votings:
        key = voting.ballot.rstrip("/").rpartition("/")[2]
        ballot = Ballot.objects.filter(pk=key).first() if key else None
        if ballot is None or ballot.result is None:
            found.append(f"{voting.cell.code}: not sealed")
            continue
        numbers = {
            "confirmed": week.confirmed.get(voting.ballot, 0),
            "counted": ballot.result["size"]["cast"],
            "marked": Turnout.objects.filter(voter__ballot=ballot).count(),
            "receipts": ballot.receipts.count(),
            "voters": len(voting.cell.voters),
        }
        if len(set(numbers.values())) > 1:
            found.append(f"{voting.cell.code}: {numbers}")
    verified = verify()
    return found + ([] if verified.whole else [str(text) for text in verified.told])


def report(week: Week, seconds: float, wrong: list[str]) -> None:
    """The rates, by what was done."""
    whole = [one for times in week.said.times.values() for one in times]
    votes = sum(week.confirmed.values())
    print(
        f"{PEOPLE} people at once, {seconds:.0f} s: {len(whole)} requests, "
        f"{len(whole) / seconds:.1f} a second; {votes} votes"
    )
    for what, times in sorted(week.said.times.items()):
        print(
            f"  {what:<28} {len(times):5}×  p50 {statistics.median(times):7.0f} ms  p95 "
            f"{p95(times):7.0f} ms"
        )
    print(f"  errors: {len(wrong)} {wrong[:8] if wrong else ''}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--think", type=float, default=4.0, help="seconds between two acts")
    parser.add_argument("--seed", type=int, default=15)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="thidua-year-end-") as folder,
        small_site(Path(folder) / "home") as site,
    ):
        os.environ |= {
            "THIDUA_EMBEDDED_URL": address_of(site),
            "THIDUA_HOME": str(site.home),
            "THIDUA_DEMO": "1",
        }
        from thidua.config.start import start_django

        start_django()
        from django.conf import settings

        from thidua.demo.load_season import demo_day

        settings.TODAY = demo_day()
        cast = make_cast()
        week = Week(site.port, arguments.think, random.Random(arguments.seed))  # noqa: S311
        begun = time.monotonic()
        votings = asyncio.run(week_of(week, cast))
        seconds = time.monotonic() - begun
        wrong = week.said.wrong + faults(week, votings)
        report(week, seconds, wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
