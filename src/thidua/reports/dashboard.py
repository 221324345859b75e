"""The figures of a year as one page shows them: every number with the address of its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.numbers import exact_percent, format_number
from thidua.reports.apart import Apart, counted_apart
from thidua.reports.bars import (
    Bar,
    Body,
    Group,
    by_body,
    by_kind,
    by_sector,
    filters_of,
    in_order,
    list_link,
    named_bodies,
)
from thidua.reports.charts.claims import Claim, relation
from thidua.reports.concerns import Concern, concerns, concerns_apart, pools_link
from thidua.reports.excellence import NamedLink, outstanding_for_years
from thidua.reports.history import LINE_YEARS
from thidua.reports.indicators import IndicatorRow, indicator_rows
from thidua.reports.levels import Who
from thidua.reports.overview import Overview, breaks_down_by, overview
from thidua.reports.quotas import STATES, PoolCount
from thidua.reports.shares import OF_GOOD, TITLES, share_of
from thidua.vocabulary import (
    BEST_FIRST,
    LevelCounts,
    Outcome,
    ShownLevel,
    SubjectType,
    Tier,
    shown_level,
)
from thidua.web.line_chart import Line, LineChart


@dataclass(frozen=True)
class Figure:
    """A number with the sign behind it; a dash where it is not known."""

    value: Decimal | None
    sign: str

    def __str__(self) -> str:
        return "–" if self.value is None else format_number(self.value) + self.sign


@dataclass(frozen=True)
class Aim:
    """One indicator as it is shown: result and target with their unit, and how it came out."""

    name: str
    result: Figure
    target: Figure
    unit: str
    outcome: Outcome
    exceeded: bool

    @property
    def verdict(self) -> str:
        """How it came out, in a word."""
        if self.outcome is Outcome.MET:
            return _("vượt") if self.exceeded else _("đạt")
        return _("chưa đạt") if self.outcome is Outcome.NOT_MET else _("chưa có")


@dataclass(frozen=True)
class ClaimRow:
    """Those who claimed one level: how many stand at each (number, address, whether that is above,
    equal or below).
    """

    claimed: ShownLevel
    cells: list[tuple[int, str, str]]
    total: int


@dataclass(frozen=True)
class PoolRow:
    """The pools of one group: how many are in each state, with the address of those."""

    who: Text
    href: str
    cells: list[tuple[int, str]]
    outstanding: int
    ceiling: int


@dataclass(frozen=True)
class Dashboard:
    """Everything on the page of figures. Tables and charts are worked out when they are asked
    for.
    """

    campaign: Campaign
    overview: Overview
    sums: dict[Who, LevelCounts]
    group: Group
    by: Tier
    sort: str
    bodies: dict[int, Body]
    rows: list[IndicatorRow]
    excellence: list[NamedLink]
    apart: Apart

    @property
    def who(self) -> Who:
        """The group that the breakdowns are of."""
        return Who.MEMBERS if self.group == "members" else Who.GRASSROOTS

    @property
    def grassroots(self) -> LevelCounts:
        return self.sums[Who.GRASSROOTS]

    @property
    def members(self) -> LevelCounts:
        return self.sums[Who.MEMBERS]

    @cached_property
    def bars(self) -> list[Bar]:
        return in_order(
            by_body(self.campaign, self.overview.counted, self.who, self.bodies), self.sort
        )

    @cached_property
    def sectors(self) -> list[Bar]:
        return by_sector(self.campaign, self.overview.counted, self.who)

    @cached_property
    def kinds(self) -> list[Bar]:
        return by_kind(self.campaign, self.sums)

    @cached_property
    def warnings(self) -> list[Concern]:
        found = concerns(self.campaign, self.overview.counted, self.sums, self.overview.pools)
        return [*found, *concerns_apart(self.campaign, self.apart)]

    @property
    def states(self) -> list[tuple[Text, Text]]:
        """Of each kind of subject the list as it adds up: to be rated, exempt, not yet reviewed."""
        return [
            (kind.plural.capitalised(), counts.sentence)
            for kind, counts in self.apart.states.items()
            if counts.total
        ]

    @property
    def as_of(self) -> Text | None:
        """As of which decision the levels are counted; None where nothing was decided twice."""
        return self.apart.as_of

    @property
    def indicators(self) -> list[Aim]:
        return [_aim(row) for row in self.rows]

    @property
    def indicators_met(self) -> int:
        return sum(row.outcome is Outcome.MET for row in self.rows)

    @property
    def commended(self) -> list[Body]:
        return sorted(
            (body for body in self.bodies.values() if body.starred), key=lambda body: body.code
        )

    @property
    def empty(self) -> bool:
        return not (self.grassroots.total or self.members.total or self.sums[Who.UPPER_LEVEL].total)

    @property
    def has_not_completed(self) -> bool:
        return any(bar.levels.not_completed for bar in (*self.bars, *self.sectors))

    @cached_property
    def chart(self) -> LineChart | None:
        return _lines(self)

    @cached_property
    def claims(self) -> list[Claim]:
        return self.overview.counted.claims(self.who)

    @property
    def claim_levels(self) -> list[ShownLevel]:
        """The levels that are columns of the matrix."""
        return [shown_level(word) for word in _levels_in(claim.level for claim in self.claims)]

    @property
    def claim_rows(self) -> list[ClaimRow]:
        numbers = {(claim.claimed, claim.level): claim.count for claim in self.claims}
        columns = _levels_in(claim.level for claim in self.claims)
        rows = []
        for claimed in _levels_in(claim.claimed for claim in self.claims):
            cells = [
                (
                    numbers.get((claimed, _key(level)), 0),
                    self.claims_open(claimed, level),
                    relation(claimed, _key(level)),
                )
                for level in columns
            ]
            rows.append(
                ClaimRow(shown_level(claimed), cells, sum(number for number, _, _ in cells))
            )
        return rows

    def claims_open(self, claimed: str, level: str) -> str:
        """The list of those who claimed one level and stand at another."""
        wanted = "unknown" if level == "cannot_tell" else level
        return list_link(self.campaign, **filters_of(self.who), claimed=claimed, level=wanted)

    @property
    def pool_rows(self) -> list[PoolRow]:
        return [
            PoolRow(
                who=row.who.short,
                href=pools_link(self.campaign, row),
                cells=[(row.in_state(state), self.pools_open(row, state)) for state in STATES],
                outstanding=row.outstanding,
                ceiling=row.ceiling,
            )
            for row in self.overview.pools
        ]

    @property
    def pool_states(self) -> list[Text]:
        return list(STATES.values())

    def pools_open(self, row: PoolCount, state: str) -> str:
        return pools_link(self.campaign, row, state)

    @property
    def share_titles(self) -> list[Text]:
        """The heads of the shares of outstanding that stand beside each line of a table."""
        return [TITLES[key] for key in OF_GOOD]

    @property
    def of_good(self) -> dict[str, list[Text]]:
        """Outstanding in percent of good, and of good or better, for the sentence of the year."""
        groups = {"grassroots": self.grassroots, "members": self.members}
        return {
            name: [share_of(key, levels).text for key in OF_GOOD] for name, levels in groups.items()
        }

    @property
    def links(self) -> dict[str, str]:
        """Addresses of the lists behind the sentence of the year."""
        groups = {
            "grassroots": Who.GRASSROOTS,
            "members": Who.MEMBERS,
            "upper_level": Who.UPPER_LEVEL,
        }
        found = {name: list_link(self.campaign, **filters_of(who)) for name, who in groups.items()}
        for level in ("good_or_better", "outstanding", "not_completed", "completed"):
            found |= {
                f"{name}_{level}": list_link(self.campaign, **filters_of(who), level=level)
                for name, who in groups.items()
            }
        return found


def dashboard(*, campaign: Campaign, actor: Actor, group: str = "", sort: str = "") -> Dashboard:
    """The figures of the reader's own part, broken down by what stands next below it."""
    by = breaks_down_by(scope_of(actor))
    seen = overview(campaign=campaign, actor=actor)
    return Dashboard(
        campaign=campaign,
        overview=seen,
        sums=seen.sums(),
        group="members" if group == "members" or by != Tier.UPPER_LEVEL else "grassroots",
        by=by,
        sort=sort,
        bodies=named_bodies(campaign, seen.counted.bodies()),
        rows=indicator_rows(campaign=campaign, actor=actor),
        excellence=outstanding_for_years(campaign=campaign, actor=actor),
        apart=counted_apart(campaign=campaign, actor=actor),
    )


def _key(level: str) -> str:
    return "cannot_tell" if level == "unknown" else level


def _levels_in(words: Iterable[str]) -> list[str]:
    """The levels that occur, best first; those without one last."""
    found = set(words)
    return [level.value for level in BEST_FIRST if level in found] + (
        ["unknown"] if "cannot_tell" in found else []
    )


def _lines(page: Dashboard) -> LineChart | None:
    year = page.campaign.year
    years = tuple(range(year - LINE_YEARS + 1, year + 1))
    known = {(point.who, point.year): point.levels for point in page.overview.points}
    lines = []
    for who, name in (
        (Who.GRASSROOTS, Who.GRASSROOTS.label),
        (Who.MEMBERS, SubjectType.MEMBER.plural.capitalised()),
    ):
        values = [
            exact_percent(found.good_or_better, found.total)
            if (found := known.get((who, year))) and found.total
            else None
            for year in years
        ]
        if sum(value is not None for value in values) > 1:
            lines.append(Line(name, values))
    return LineChart(years, lines) if lines else None


def _aim(row: IndicatorRow) -> Aim:
    sign = "%" if row.unit in {"percent", "%"} else ""
    return Aim(
        name=row.name,
        result=Figure(row.result, sign),
        target=Figure(row.target, sign),
        unit="" if sign else row.unit,
        outcome=row.outcome,
        exceeded=row.result is not None and row.result != row.target,
    )
