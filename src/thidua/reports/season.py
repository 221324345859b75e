"""Figures of a year that is not decided: how far one is, and whom one waits for. Nothing is in
percent of all while somebody's level is not known.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.boards.lateness import LateUnit, late_units
from thidua.campaigns.decided import decisions_issued
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.numbers import exact_percent
from thidua.reports.bars import Bar, Body, filters_of, list_link
from thidua.reports.breakdowns import NO_UPPER_LEVEL
from thidua.reports.dashboard import Dashboard
from thidua.reports.indicators import IndicatorRow
from thidua.reports.late import LateRow, Reminding, late_rows, remindings
from thidua.reports.levels import Who
from thidua.reports.overview import Overview
from thidua.reports.waits import Wait, waits
from thidua.vocabulary import LevelCounts, Tier
from thidua.web.components import Count as LevelCount
from thidua.workbooks.text import vietnamese_order_key

GROUPS = {
    "": Text("Tổ chức", "Organisations"),
    "collectives": Text("Tập thể", "Collectives"),
    "leaders": Text("Lãnh đạo", "Leaders"),
    "members": Text("Đảng viên", "Members"),
}
"""The tabs of the page, by the word in the address."""
SORTS = {
    "": Text("còn lại nhiều nhất", "most left"),
    "name": Text("tên", "name"),
    "late": Text("quá hạn", "overdue"),
}
ENOUGH = 90
"""From how many percent known a year may be compared with the one before."""
FIRST_LATE = 4


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: its word, how many, where it stands in percent ready for SVG, its list."""

    word: str
    number: int
    x: str
    width: str
    href: str = ""


def pieces(parts: Iterable[tuple[str, int, str]]) -> list[Piece]:
    """Words with their numbers and lists, side by side; those of nobody are left out."""
    rows = [part for part in parts if part[1]]
    whole, start, found = sum(number for _, number, _ in rows), 0, []
    for word, number, href in rows:
        x, width = (exact_percent(part, whole, places=3) for part in (start, number))
        found.append(Piece(word, number, f"{x}%", f"{width}%", href))
        start += number
    return found


@dataclass(frozen=True)
class Progress:
    """How far the subjects of one group are, in one body or in all."""

    campaign: Campaign
    name: Text
    filters: dict[str, str]
    levels: LevelCounts
    silent: int
    late: int = 0
    order: str = ""

    @property
    def known(self) -> int:
        return self.levels.total - self.levels.cannot_tell

    @property
    def waiting(self) -> int:
        """Those without a level of whom something is known."""
        return self.levels.cannot_tell - self.silent

    @property
    def links(self) -> dict[str, str]:
        """The lists behind the numbers, by their word."""
        narrowed: dict[str, dict[str, str]] = {
            "all": {},
            "known": {"level": "known"},
            "good_or_better": {"level": "good_or_better"},
            "waiting": {"level": "unknown", "facts": "some"},
            "silent": {"level": "unknown", "facts": "none"},
        }
        return {
            word: list_link(self.campaign, **self.filters, **more)
            for word, more in narrowed.items()
        }

    @property
    def pieces(self) -> list[Piece]:
        """Known, waiting, not begun."""
        words = ("known", "waiting", "silent")
        return pieces((word, int(getattr(self, word)), self.links[word]) for word in words)


@dataclass(frozen=True)
class Season:
    """The page of one group of subjects."""

    campaign: Campaign
    scope: Scope
    who: Who
    by: Tier
    overview: Overview
    bodies: dict[int, Body]
    late: Sequence[LateUnit]
    waits: Sequence[Wait]
    sort: str
    every_late: bool
    decisions: int
    indicators: Sequence[IndicatorRow]

    @cached_property
    def whole(self) -> Progress:
        silent = sum(self.overview.counted.silent(self.who).values())
        levels = self.overview.counted.sum_of(self.who)
        filters = filters_of(self.who)
        name = self.who.plural
        return Progress(self.campaign, name, filters, levels, silent, len(self.late))

    @property
    def levels(self) -> list[LevelCount]:
        """How many stand at each level, with their lists; those without one left out."""
        bar = Bar(self.campaign, self.who.plural, self.whole.levels, self.whole.filters)
        return [count for count in bar.counts if count.level.code]

    @property
    def pieces(self) -> list[Piece]:
        """The bar of all: the levels of those who have one, then everybody else."""
        known = [(count.level.css, count.number, count.href) for count in self.levels]
        rest = list_link(self.campaign, **self.whole.filters, level="unknown")
        return pieces([*known, ("rest", self.whole.levels.cannot_tell, rest)])

    @cached_property
    def rows(self) -> list[Progress]:
        """One a body below the reader's own, as asked: unasked, the most left first."""
        counted, late = self.overview.counted, self._late_in()
        silent = counted.silent(self.who)
        found = [
            self._row(body, levels, silent[body], late)
            for body, levels in counted.by(self.who, "body").items()
        ]
        return sorted(found, key=_ORDERS[self.sort])

    def _row(
        self, pk: int | None, levels: LevelCounts, silent: int, late: dict[int | None, int]
    ) -> Progress:
        body = self.bodies.get(pk) if pk is not None else None
        filters = filters_of(self.who)
        if body is None:
            return Progress(self.campaign, NO_UPPER_LEVEL, filters, levels, silent, order="~")
        filters["under"] = body.code
        name = Text(body.short, body.short)
        return Progress(self.campaign, name, filters, levels, silent, late[pk], body.order)

    def _late_in(self) -> dict[int | None, int]:
        """How many late ones stand in each body of the table."""
        found: dict[int | None, int] = defaultdict(int)
        for one in self.late:
            steps = one.unit.path.strip("/").split("/")
            for step in steps:
                found[int(step)] += 1
        return found

    @property
    def enough(self) -> bool:
        """Whether so much is known that the year may be compared with the one before."""
        return 100 * self.whole.known >= ENOUGH * self.whole.levels.total

    @property
    def enough_at(self) -> int:
        """How many have to be known for that."""
        return -(-ENOUGH * self.whole.levels.total // 100)

    @property
    def pools(self) -> tuple[int, int]:
        """Pools in which somebody has no level yet, and all."""
        rows = [row for row in self.overview.pools if row.who is self.who]
        return sum(row.waiting for row in rows), sum(row.pools for row in rows)

    @property
    def pools_done(self) -> int:
        waiting, every = self.pools
        return every - waiting

    @property
    def year_before(self) -> int:
        return self.campaign.year - 1

    @property
    def pools_href(self) -> str:
        address = reverse("pools", kwargs={"year": self.campaign.year})
        query = {"subject_type": self.who.subject_type.value, "who": self.who.value}
        return f"{address}?{urlencode(query)}"

    @property
    def results(self) -> int:
        """How many indicators of the year have a result."""
        return sum(row.result is not None for row in self.indicators)

    @property
    def shown_late(self) -> list[LateRow]:
        """The latest few; all of them where they are asked for."""
        return [row for row in self.late_rows if row.shown]

    @cached_property
    def late_rows(self) -> list[LateRow]:
        """Everybody who is late, as the reader may remind them."""
        shown = len(self.late) if self.every_late else FIRST_LATE
        places = [self._place(one) for one in self.late]
        return late_rows(self.campaign, self.scope, self.late, places, shown=shown)

    @property
    def reminders(self) -> list[Reminding]:
        """The forms that remind all who were not reminded lately, one a matter."""
        return remindings(self.late_rows)

    def _place(self, one: LateUnit) -> str:
        """The body of the table that a unit stands in; "" where it is one itself."""
        above = one.unit.path.strip("/").split("/")[:-1]
        found = (self.bodies.get(int(step)) for step in above)
        return next((body.short for body in found if body is not None), "")

    @property
    def waited_for(self) -> int:
        return sum(wait.number for wait in self.waits)


_ORDERS: dict[str, Callable[[Progress], tuple[object, ...]]] = {
    "": lambda row: (-row.levels.cannot_tell, row.order),
    "name": lambda row: (vietnamese_order_key(str(row.name)),),
    "late": lambda row: (-row.late, -row.levels.cannot_tell, row.order),
}


def in_season(sums: dict[Who, LevelCounts]) -> bool:
    """Whether somebody of the reader's part has no level yet."""
    return any(counts.cannot_tell for counts in sums.values())


def groups_with(sums: dict[Who, LevelCounts]) -> dict[str, Who]:
    """The groups that have subjects in the reader's part, by the word in the address. Where there
    is no more than one grassroots organisation, its cells are the organisations.
    """
    organisations = Who.GRASSROOTS if sums[Who.GRASSROOTS].total > 1 else Who.CELLS
    found = {
        "": organisations,
        "collectives": Who.COLLECTIVES,
        "leaders": Who.LEADERS,
        "members": Who.MEMBERS,
    }
    return {word: who for word, who in found.items() if sums[who].total}


@dataclass(frozen=True)
class Look:
    """What of the season is looked at: words of `GROUPS` and `SORTS`; others are the usual ones."""

    group: str = ""
    sort: str = ""
    every_late: bool = False


def season(*, campaign: Campaign, actor: Actor, page: Dashboard, look: Look = Look()) -> Season:
    """The season of one group in the reader's part, on the same counts as the page of figures."""
    groups = groups_with(page.sums)
    who = groups.get(look.group) or next(iter(groups.values()))
    return Season(
        campaign=campaign,
        scope=scope_of(actor),
        who=who,
        by=page.by,
        overview=page.overview,
        bodies=page.bodies,
        late=late_units(campaign=campaign, scope=scope_of(actor)),
        waits=waits(campaign=campaign, actor=actor, who=who),
        sort=look.sort if look.sort in SORTS else "",
        every_late=look.every_late,
        decisions=decisions_issued(campaign),
        indicators=page.rows,
    )
