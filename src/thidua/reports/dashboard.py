"""The year's figures as one page shows them: few queries, every number with the address of its list."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.models import Campaign, SubjectType
from thidua.language import Text
from thidua.organisations.models import Organisation, Tier
from thidua.reports.breakdowns import NO_UPPER_LEVEL, SECTORS
from thidua.reports.history import LINE_YEARS, YearPoint, five_year_lines, long_standing
from thidua.reports.indicators import IndicatorRow, indicator_rows
from thidua.reports.levels import Distribution, Who, levelled
from thidua.reports.listing import SELF_ABOVE, claimed_above_reached
from thidua.reports.places import full_name, place_name
from thidua.reports.recognition import commended
from thidua.rulebook.codes import Outcome
from thidua.web.components import Count as LevelCount
from thidua.web.components import Line, LineChart
from thidua.web.levels import BEST_FIRST, UNKNOWN
from thidua.web.numbers import exact_percent, in_words

Group = Literal["grassroots", "members"]
SORTS = ("name", "outstanding", "good", "total")


@dataclass(frozen=True)
class Bar:
    """One body's subjects by level; `href` opens the body, `list_href` all its subjects."""

    name: str
    href: str
    list_href: str
    levels: Distribution
    counts: list[LevelCount]
    starred: bool = False
    order: str = ""


@dataclass(frozen=True)
class Warning_:
    """Something to look at: a number, what it counts, and its list."""

    number: int
    what: Text
    href: str
    share_of: int = 0


@dataclass(frozen=True)
class Aim:
    """One indicator as it is shown: result and target with their unit, and how it came out."""

    name: str
    result: str
    target: str
    unit: str
    outcome: Outcome
    exceeded: bool


@dataclass(frozen=True)
class Named:
    name: str
    href: str = ""


@dataclass(frozen=True)
class Dashboard:
    """Everything on the page of figures."""

    grassroots: Distribution
    upper_level: Distribution
    members: Distribution
    group: Group
    bars: list[Bar]
    sectors: list[Bar]
    chart: LineChart | None
    indicators: list[Aim]
    warnings: list[Warning_]
    excellence: list[Named]
    commended: list[str]
    by: Tier
    links: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not (self.grassroots.total or self.members.total or self.upper_level.total)

    @property
    def has_not_completed(self) -> bool:
        return any(bar.levels.not_completed for bar in (*self.bars, *self.sectors))

    @property
    def indicators_met(self) -> int:
        return sum(row.outcome is Outcome.MET for row in self.indicators)


def list_link(campaign: Campaign, **filters: str) -> str:
    query = {key: value for key, value in filters.items() if value}
    return reverse("figures_list", kwargs={"year": campaign.year}) + ("?" + urlencode(query) if query else "")


def dashboard(*, campaign: Campaign, actor: Actor, group: str = "", sort: str = "") -> Dashboard:
    """The figures of the reader's own part, broken down by what stands next below it."""
    by = _breaks_down_by(scope_of(actor))
    counted = _counted(campaign=campaign, actor=actor, by=by)
    chosen: Group = "members" if group == "members" or by != Tier.UPPER_LEVEL else "grassroots"
    stars = commended(campaign=campaign, actor=actor)
    warned = _warnings(campaign=campaign, actor=actor, counted=counted)
    sums = {who: counted.sum_of(who) for who in (Who.UPPER_LEVEL, Who.GRASSROOTS, Who.MEMBERS)}
    return Dashboard(
        grassroots=sums[Who.GRASSROOTS],
        upper_level=sums[Who.UPPER_LEVEL],
        members=sums[Who.MEMBERS],
        group=chosen,
        bars=_sorted(_bars(campaign, counted, chosen, stars=stars), sort),
        sectors=_sectors(campaign, counted, chosen),
        chart=_chart(campaign, five_year_lines(campaign=campaign, actor=actor)),
        indicators=[_aim(row) for row in indicator_rows(campaign=campaign, actor=actor)],
        warnings=warned,
        excellence=_excellence(campaign=campaign, actor=actor),
        commended=stars,
        by=by,
        links=_links(campaign),
    )


def _breaks_down_by(scope: Scope) -> Tier:
    """What stands next below the reader's own organisation: a path has one number a tier."""
    if scope.everything or not scope.paths:
        return Tier.UPPER_LEVEL
    depth = min(path.count("/") - 1 for path in scope.paths)
    return {1: Tier.UPPER_LEVEL, 2: Tier.GRASSROOTS}.get(depth, Tier.CELL)


_KEYS = {Tier.UPPER_LEVEL: "upper_level", Tier.GRASSROOTS: "grassroots", Tier.CELL: "organisation"}


@dataclass(frozen=True)
class Counted:
    """Levels by (group of subjects, next organisation below, sector), from one query, and those organisations."""

    cells: dict[tuple[Who, int | None, str], Distribution]
    bodies: dict[int, Organisation]

    def sum_of(self, who: Who) -> Distribution:
        return sum((found for (group, _, _), found in self.cells.items() if group == who), Distribution())

    def by(self, who: Who, position: Literal[1, 2]) -> dict[Any, Distribution]:
        """Summed by the organisation (1) or by the sector (2)."""
        sums: dict[Any, Distribution] = defaultdict(Distribution)
        for key, found in self.cells.items():
            if key[0] == who:
                sums[key[position]] += found
        return sums


_GROUPS = {
    (SubjectType.ORGANISATION, Tier.UPPER_LEVEL): Who.UPPER_LEVEL,
    (SubjectType.ORGANISATION, Tier.GRASSROOTS): Who.GRASSROOTS,
}
_OF_TYPE = {SubjectType.MEMBER: Who.MEMBERS, SubjectType.COLLECTIVE: Who.COLLECTIVES, SubjectType.LEADER: Who.LEADERS}
_OF_TIER = {Tier.CELL: Who.CELLS, Tier.SUB_COMMITTEE: Who.SUB_COMMITTEES}


def _who(subject_type: str, tier: str) -> Who | None:
    if subject_type == SubjectType.ORGANISATION:
        return _GROUPS.get((SubjectType.ORGANISATION, Tier(tier))) or _OF_TIER.get(Tier(tier))
    return _OF_TYPE.get(SubjectType(subject_type))


def _counted(*, campaign: Campaign, actor: Actor, by: Tier) -> Counted:
    rows = (
        levelled(campaign=campaign, actor=actor)
        .order_by()
        .values_list("subject_type", "tier", _KEYS[by], "sector", "level")
        .annotate(number=Count("pk"))
    )
    grouped: dict[tuple[Who, int | None, str], list[tuple[int | None, int]]] = defaultdict(list)
    for subject_type, tier, body, sector, level, number in rows:
        who = _who(subject_type, tier)
        if who is not None:
            grouped[who, body, sector].append((level, number))
    bodies = Organisation.objects.in_bulk({body for _, body, _ in grouped if body is not None})
    return Counted({key: Distribution.from_codes(counts) for key, counts in grouped.items()}, bodies)


def _filters(group: Group) -> dict[str, str]:
    if group == "members":
        return {"subject_type": SubjectType.MEMBER.value}
    return {"subject_type": SubjectType.ORGANISATION.value, "tier": Tier.GRASSROOTS.value}


def _bar(
    campaign: Campaign,
    name: str,
    levels: Distribution,
    group: Group,
    *,
    href: str = "",
    starred: bool = False,
    order: str = "",
    **place: str,
) -> Bar:
    filters = {**_filters(group), **place}
    numbers = (levels.outstanding, levels.good, levels.completed, levels.not_completed, levels.cannot_tell)
    counts = [
        LevelCount(level, number, list_link(campaign, **filters, level=level.css))
        for level, number in zip((*BEST_FIRST, UNKNOWN), numbers, strict=True)
    ]
    return Bar(name, href, list_link(campaign, **filters), levels, counts, starred, order or name)


def _bars(campaign: Campaign, counted: Counted, group: Group, *, stars: list[str]) -> list[Bar]:
    who = Who.MEMBERS if group == "members" else Who.GRASSROOTS
    bars = []
    for pk, levels in counted.by(who, 1).items():
        body = counted.bodies.get(pk)
        if body is None:
            bars.append(_bar(campaign, str(NO_UPPER_LEVEL), levels, group, order="~"))
            continue
        href = reverse("organisation", kwargs={"code": body.code})
        starred = body.name in stars
        bars.append(
            _bar(
                campaign,
                place_name(body),
                levels,
                group,
                href=href,
                starred=starred,
                order=body.sort_key,
                under=body.code,
            )
        )
    return bars


def _sectors(campaign: Campaign, counted: Counted, group: Group) -> list[Bar]:
    who = Who.MEMBERS if group == "members" else Who.GRASSROOTS
    found = counted.by(who, 2)
    return [
        _bar(campaign, str(title), found[sector], group, sector=sector)
        for sector, title in SECTORS.items()
        if sector in found
    ]


def _sorted(bars: list[Bar], sort: str) -> list[Bar]:
    if sort == "total":
        return sorted(bars, key=lambda bar: -bar.levels.total)
    if sort == "outstanding":
        return sorted(bars, key=lambda bar: -exact_percent(bar.levels.outstanding, bar.levels.total or 1, places=6))
    if sort == "good":
        return sorted(bars, key=lambda bar: -exact_percent(bar.levels.good_or_better, bar.levels.total or 1, places=6))
    return sorted(bars, key=lambda bar: (not bar.starred, bar.order) if not sort else (False, bar.order))


def _chart(campaign: Campaign, points: list[YearPoint]) -> LineChart | None:
    years = tuple(range(campaign.year - LINE_YEARS + 1, campaign.year + 1))
    known = {(point.who, point.year): point.levels for point in points}
    lines = []
    for who, name in (
        (Who.GRASSROOTS, Text("Tổ chức cơ sở đảng", "Grassroots organisations")),
        (Who.MEMBERS, Text("Đảng viên", "Members")),
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
        result="–" if row.result is None else in_words(row.result) + sign,
        target=in_words(row.target) + sign,
        unit="" if sign else row.unit,
        outcome=row.outcome,
        exceeded=row.result is not None and row.result != row.target,
    )


def _warnings(*, campaign: Campaign, actor: Actor, counted: Counted) -> list[Warning_]:
    claimed = claimed_above_reached(levelled(campaign=campaign, actor=actor)).order_by().values_list("subject_type")
    found = [
        Warning_(number, _CLAIMED[subject_type], list_link(campaign, **_whole(subject_type), gap=SELF_ABOVE))
        for subject_type, number in claimed.annotate(number=Count("pk"))
    ]
    for who, subject_type in ((Who.GRASSROOTS, "organisation"), (Who.MEMBERS, "member")):
        levels = counted.sum_of(who)
        if levels.cannot_tell:
            link = list_link(
                campaign, **_filters("members" if subject_type == "member" else "grassroots"), level="unknown"
            )
            found.append(Warning_(levels.cannot_tell, _UNKNOWN[subject_type], link))
    members = counted.sum_of(Who.MEMBERS)
    if members.not_completed:
        link = list_link(campaign, **_filters("members"), level="not_completed")
        found.append(Warning_(members.not_completed, _NOT_COMPLETED, link, share_of=members.total))
    return found


def _whole(subject_type: str) -> dict[str, str]:
    """Every tier of the type: `tier` present and empty."""
    return {"subject_type": subject_type, **({"tier": "all"} if subject_type == SubjectType.ORGANISATION else {})}


_CLAIMED = {
    "organisation": Text("tổ chức tự nhận cao hơn mức đạt", "organisations claimed more than they reached"),
    "member": Text("đảng viên tự nhận cao hơn mức đạt", "members claimed more than they reached"),
    "collective": Text("tập thể tự nhận cao hơn mức đạt", "collectives claimed more than they reached"),
    "leader": Text("cá nhân lãnh đạo tự nhận cao hơn mức đạt", "leaders claimed more than they reached"),
}
_UNKNOWN = {
    "organisation": Text("tổ chức cơ sở chưa xác định được mức", "grassroots organisations cannot be told yet"),
    "member": Text("đảng viên chưa xác định được mức", "members cannot be told yet"),
}
_NOT_COMPLETED = Text("đảng viên không hoàn thành nhiệm vụ", "members did not complete their tasks")


def _excellence(*, campaign: Campaign, actor: Actor) -> list[Named]:
    return [
        Named(full_name(entry), reverse("organisation", kwargs={"code": entry.code}))
        for who in (Who.UPPER_LEVEL, Who.GRASSROOTS)
        for entry in long_standing(campaign=campaign, actor=actor, who=who)
    ]


def _links(campaign: Campaign) -> dict[str, str]:
    """Addresses of the lists behind the sentence of the year."""
    grassroots, members = _filters("grassroots"), _filters("members")
    upper = {"subject_type": SubjectType.ORGANISATION.value, "tier": Tier.UPPER_LEVEL.value}
    levels = ("good_or_better", "outstanding", "not_completed", "completed")
    return {
        "grassroots": list_link(campaign, **grassroots),
        "members": list_link(campaign, **members),
        "upper_level": list_link(campaign, **upper),
        **{f"grassroots_{level}": list_link(campaign, **grassroots, level=level) for level in levels},
        **{f"members_{level}": list_link(campaign, **members, level=level) for level in levels},
        **{f"upper_level_{level}": list_link(campaign, **upper, level=level) for level in levels},
    }
