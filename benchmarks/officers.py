"""Two hundred officers at work for five minutes: they read, search, open reasons and choose, and
think in between.

One asynchronous client in a process of its own; sessions are made beforehand (nobody signs in two
hundred times a minute). Each officer thinks three to fifteen seconds between two requests. Nothing
may fail; the rates are printed.

    python -m benchmarks.officers [--officers 200] [--seconds 300] [--processes 2]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import asyncio
import random
import re
import statistics
import sys
import time
from dataclasses import dataclass, field

from benchmarks.side_by_side import OPEN_YEAR, board_of, p95, serving, start_province
from benchmarks.visitors import CSRF, Said, Visitor, session_of

THINK = (3.0, 15.0)
# What an officer does next, and how often of a hundred times.
HABITS = (
    ("home", 12),
    ("dashboard", 12),
    ("board", 22),
    ("choose", 18),
    ("rating", 20),
    ("search", 8),
    ("tree", 8),
)
# On the board: what may still be chosen, and the ratings it leads to.
_CHOICE = r'name="c"\s+value="([\d.]+)"\s+aria-pressed="false"\s+class="[^"]*"\s+aria-label'
_LINK = r'<th scope="row">\s*<a\s+href="(/xep-loai/[^"]+)"'
WHO = {"tinh": "organisation", "huyen": "organisation", "xa": "member", "chibo": "member"}


@dataclass
class Officer(Visitor):
    """Somebody with a session, who remembers the board as it was last seen."""

    seat: str
    chance: random.Random
    choices: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    async def work(self, until: float) -> None:
        await asyncio.sleep(self.chance.uniform(0, THINK[1]))
        while time.monotonic() < until:
            habit = self.chance.choices(
                [name for name, _ in HABITS], [weight for _, weight in HABITS]
            )[0]
            await getattr(self, habit)()
            await asyncio.sleep(self.chance.uniform(*THINK))

    async def home(self) -> None:
        await self.get("home", "/")

    async def dashboard(self) -> None:
        await self.get("dashboard", "/nam/2021/")

    async def tree(self) -> None:
        await self.get("tree", "/to-chuc/")

    async def search(self) -> None:
        await self.get(
            "search", f"/tim/?q={self.chance.choice(['hanh', 'gia', 'binh', 'doan', 'chi+bo+1'])}"
        )

    async def board(self) -> None:
        page = await self.get("board", self.seat)
        self.choices = re.findall(_CHOICE, page)
        self.links = re.findall(_LINK, page)

    async def rating(self) -> None:
        if not self.links:
            return await self.board()
        await self.get("rating", self.chance.choice(self.links).replace("&amp;", "&"))
        return None

    async def choose(self) -> None:
        """As often as not somebody else was quicker, or the pool is full: to be refused is no
        error.
        """
        if not self.choices:
            return await self.board()
        address, kind = self.seat.partition("?")[0] + "chon/", self.seat.partition("=")[2]
        one = self.choices.pop(self.chance.randrange(len(self.choices)))
        form = f"csrfmiddlewaretoken={CSRF}&kind={kind}&c={one}&reason=thu&back="
        await self.ask("choose", address, form, answers={200, 302, 409, 422}, json=True)
        return None


def sessions(many: int) -> list[tuple[str, str]]:
    """So many signed-in sessions of the demo's officers, each with its board."""
    from thidua.accounts.models import User

    made = []
    users = {name: User.objects.get(username=name) for name in WHO}
    for number in range(many):
        name = list(WHO)[number % len(WHO)]
        made.append((session_of(users[name]), board_of(name, WHO[name])))
    return made


async def season(port: int, arguments: argparse.Namespace, made: list[tuple[str, str]]) -> Said:
    said, until = Said(), time.monotonic() + arguments.seconds
    officers = [
        Officer(port, session, said, board, random.Random(number))  # noqa: S311
        for number, (session, board) in enumerate(made)
    ]
    await asyncio.gather(*(officer.work(until) for officer in officers))
    return said


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--officers", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    start_province()
    made = sessions(arguments.officers)
    with serving(processes=arguments.processes) as port:
        said = asyncio.run(season(port, arguments, made))
    whole = [one for times in said.times.values() for one in times]
    rate = len(whole) / arguments.seconds
    print(
        f"{arguments.officers} officers for {arguments.seconds} s in {OPEN_YEAR}: {rate:.1f} "
        f"requests a second"
    )
    for what, times in sorted(said.times.items()):
        print(
            f"  {what:<10} {len(times):6}×  p50 {statistics.median(times):8.0f} ms  p95 "
            f"{p95(times):8.0f} ms"
        )
    said.wrong += [f"nobody did this: {name}" for name, _ in HABITS if name not in said.times]
    print(f"  errors: {len(said.wrong)} {said.wrong[:5] if said.wrong else ''}")
    return 1 if said.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
