"""The year's figures as one page shows them: few queries, every number with the address of its list."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign, SubjectType
from thidua.language import Text
from thidua.organisations.models import Organisation, Tier
from thidua.reports.breakdowns import NO_UPPER_LEVEL, SECTORS
from thidua.reports.history import LINE_YEARS, YearPoint, five_year_lines, running
from thidua.reports.indicators import IndicatorRow, indicator_rows
from thidua.reports.levels import AT, Distribution, Who, group_of, levelled
from thidua.reports.listing import SELF_ABOVE, claims_more
from thidua.reports.places import full_name, place_name
from thidua.reports.recognition import PROVINCIAL_CERTIFICATES
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
    list_href: str
    levels: Distribution
    counts: list[LevelCount]
    href: str = ""
    starred: bool = False
    order: str = ""


@dataclass(frozen=True)
class Concern:
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
    warnings: list[Concern]
    excellence: list[Named]
    commended: list["Body"]
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
    sums = {who: counted.sum_of(who) for who in Who}
    return Dashboard(
        grassroots=sums[Who.GRASSROOTS],
        upper_level=sums[Who.UPPER_LEVEL],
        members=sums[Who.MEMBERS],
        group=chosen,
        bars=_sorted(_bars(campaign, counted, chosen), sort),
        sectors=_sectors(campaign, counted, chosen),
        chart=_chart(campaign, five_year_lines(campaign=campaign, actor=actor, now=sums)),
        indicators=[_aim(row) for row in indicator_rows(campaign=campaign, actor=actor)],
        warnings=_warnings(campaign, counted),
        excellence=_excellence(campaign=campaign, actor=actor),
        commended=[body for body in _by_code(counted.bodies) if body.starred],
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
    bodies: dict[int, "Body"]
    claimed_above: dict[str, int]

    def sum_of(self, who: Who) -> Distribution:
        return sum((found for (group, _, _), found in self.cells.items() if group == who), Distribution())

    def by(self, who: Who, position: Literal[1, 2]) -> dict[Any, Distribution]:
        """Summed by the organisation (1) or by the sector (2)."""
        sums: dict[Any, Distribution] = defaultdict(Distribution)
        for key, found in self.cells.items():
            if key[0] == who:
                sums[key[position]] += found
        return sums


def _counted(*, campaign: Campaign, actor: Actor, by: Tier) -> Counted:
    rows = (
        levelled(campaign=campaign, actor=actor)
        .order_by()
        .annotate(above=claims_more())
        .values_list("subject_type", "tier", _KEYS[by], "sector", "level", "above")
        .annotate(number=Count("pk"))
    )
    grouped: dict[tuple[Who, int | None, str], list[tuple[int | None, int]]] = defaultdict(list)
    claimed: dict[str, int] = defaultdict(int)
    for subject_type, tier, body, sector, level, above, number in rows:
        who = group_of(subject_type, tier)
        if who is not None:
            grouped[who, body, sector].append((level, number))
        if above:
            claimed[subject_type] += number
    cells = {key: Distribution.from_codes(counts) for key, counts in grouped.items()}
    return Counted(cells, _bodies(campaign, {body for _, body, _ in grouped if body is not None}), claimed)


@dataclass(frozen=True)
class Body:
    """An organisation that bars are drawn for, and whether the province commended it this year."""

    code: str
    name: str
    short: str
    order: str
    starred: bool


def _bodies(campaign: Campaign, wanted: set[int]) -> dict[int, Body]:
    certificates = Award.objects.filter(
        campaign=campaign,
        status=AwardStatus.GIVEN,
        form__in=PROVINCIAL_CERTIFICATES,
        subject_type=SubjectType.ORGANISATION,
        organisation=OuterRef("pk"),
    )
    found = Organisation.objects.filter(pk__in=wanted).annotate(starred=Exists(certificates))
    return {one.pk: Body(one.code, one.name, place_name(one), one.sort_key, one.starred) for one in found}


def _by_code(bodies: dict[int, Body]) -> list[Body]:
    return sorted(bodies.values(), key=lambda body: body.code)


def _filters(group: Group) -> dict[str, str]:
    if group == "members":
        return {"subject_type": SubjectType.MEMBER.value}
    return {"subject_type": SubjectType.ORGANISATION.value, "tier": Tier.GRASSROOTS.value}


def _bar(campaign: Campaign, levels: Distribution, filters: Mapping[str, str], **said: Any) -> Bar:
    """One bar whose pieces open their lists; `said` is its name and what else `Bar` takes."""
    numbers = (levels.outstanding, levels.good, levels.completed, levels.not_completed, levels.cannot_tell)
    counts = [
        LevelCount(level, number, list_link(campaign, **filters, level=level.css))
        for level, number in zip((*BEST_FIRST, UNKNOWN), numbers, strict=True)
    ]
    return Bar(list_href=list_link(campaign, **filters), levels=levels, counts=counts, **said)


def _bars(campaign: Campaign, counted: Counted, group: Group) -> list[Bar]:
    bars = []
    for pk, levels in counted.by(_counts(group), 1).items():
        body = counted.bodies.get(pk)
        if body is None:
            bars.append(_bar(campaign, levels, _filters(group), name=str(NO_UPPER_LEVEL), order="~"))
            continue
        href = reverse("organisation", kwargs={"code": body.code})
        filters = {**_filters(group), "under": body.code}
        said = {"name": body.short, "href": href, "starred": body.starred, "order": body.order}
        bars.append(_bar(campaign, levels, filters, **said))
    return bars


def _counts(group: Group) -> Who:
    return Who.MEMBERS if group == "members" else Who.GRASSROOTS


def _sectors(campaign: Campaign, counted: Counted, group: Group) -> list[Bar]:
    found = counted.by(_counts(group), 2)
    return [
        _bar(campaign, found[sector], {**_filters(group), "sector": str(sector)}, name=str(title))
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


def _warnings(campaign: Campaign, counted: Counted) -> list[Concern]:
    found = [
        Concern(number, title, list_link(campaign, **_whole(subject_type), gap=SELF_ABOVE))
        for subject_type, title in _CLAIMED.items()
        if (number := counted.claimed_above.get(subject_type))
    ]
    for who, subject_type in ((Who.GRASSROOTS, "organisation"), (Who.MEMBERS, "member")):
        levels = counted.sum_of(who)
        if levels.cannot_tell:
            link = list_link(
                campaign, **_filters("members" if subject_type == "member" else "grassroots"), level="unknown"
            )
            found.append(Concern(levels.cannot_tell, _UNKNOWN[subject_type], link))
    members = counted.sum_of(Who.MEMBERS)
    if members.not_completed:
        link = list_link(campaign, **_filters("members"), level="not_completed")
        found.append(Concern(members.not_completed, _NOT_COMPLETED, link, share_of=members.total))
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
    """Upper-level and grassroots organisations outstanding this year and in each of the four before."""
    groups = Who.UPPER_LEVEL.condition | Who.GRASSROOTS.condition
    best = levelled(campaign=campaign, actor=actor).filter(AT["outstanding"], groups)
    entries = running(list(best.select_related("organisation", "upper_level").order_by("code")), year=campaign.year)
    highest_first = sorted(entries, key=lambda entry: entry.tier != Tier.UPPER_LEVEL)
    return [Named(full_name(one), reverse("organisation", kwargs={"code": one.code})) for one in highest_first]


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
