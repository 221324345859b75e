"""Rows of levels as pages show them: a bar, its table, and the address of the list behind every
number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse

from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.numbers import exact_percent
from thidua.organisations.models import Organisation
from thidua.organisations.names import place_name
from thidua.reports.breakdowns import NO_UPPER_LEVEL, Row
from thidua.reports.charts.style import COLOURS
from thidua.reports.counting import Counted
from thidua.reports.levels import Who
from thidua.reports.recognition import PROVINCIAL_CERTIFICATES
from thidua.reports.shares import OF_GOOD, share_of, share_so_far
from thidua.vocabulary import SCALE, LevelCounts, Sector, SubjectType, Tier
from thidua.web.components import Count as LevelCount

Group = Literal["grassroots", "members"]
SORTS = {
    "": Text("thứ tự của tỉnh", "the province's order"),
    "outstanding": Text("xuất sắc", "outstanding"),
    "good": Text("tốt trở lên", "good or better"),
    "total": Text("số lượng", "number"),
}
"""In which order bars may stand, by the word in the address."""
_LEVELS = dict(zip(COLOURS, SCALE, strict=True))


@dataclass(frozen=True)
class Bar:
    """One body's subjects by level; `href` opens the body, `filters` are those of the list of all
    its subjects.
    """

    campaign: Campaign
    name: Text
    levels: LevelCounts
    filters: Mapping[str, str]
    href: str = ""
    starred: bool = False
    order: str = ""

    @property
    def list_href(self) -> str:
        return list_link(self.campaign, **self.filters)

    @property
    def share(self) -> Text:
        return share_so_far(self.levels)

    @property
    def shares_of_good(self) -> list[Text]:
        """Outstanding in percent of those at good, and of those at good or better."""
        return [share_of(key, self.levels).text for key in OF_GOOD]

    def opens(self, level: str) -> str:
        """The list behind one level (`cannot_tell`: those without one)."""
        return list_link(self.campaign, **self.filters, level=_LEVELS[level].css)

    @property
    def counts(self) -> list[LevelCount]:
        whole = self.list_href  # asked for once: an address takes as long as the rest of a bar
        more = f"{whole}{'&' if '?' in whole else '?'}level="
        return [
            LevelCount(level, getattr(self.levels, key), f"{more}{level.css}")
            for key, level in _LEVELS.items()
        ]

    @property
    def row(self) -> Row:
        """For a chart: its key is the address of the whole list."""
        star = " ★" if self.starred else ""
        return Row(self.list_href, Text(self.name.vi + star, self.name.en + star), self.levels)


@dataclass(frozen=True)
class Body:
    """An organisation that bars are drawn for, and whether the province commended it this year."""

    code: str
    name: str
    short: str
    order: str
    starred: bool


def list_link(campaign: Campaign, **filters: str) -> str:
    query = {key: value for key, value in filters.items() if value}
    return reverse("figures_list", kwargs={"year": campaign.year}) + (
        "?" + urlencode(query) if query else ""
    )


def filters_of(who: Who) -> dict[str, str]:
    """The filters of the list of a group; a list of organisations says its tier."""
    kinds = {
        Who.MEMBERS: SubjectType.MEMBER,
        Who.COLLECTIVES: SubjectType.COLLECTIVE,
        Who.LEADERS: SubjectType.LEADER,
    }
    tiers = {
        Who.UPPER_LEVEL: Tier.UPPER_LEVEL,
        Who.GRASSROOTS: Tier.GRASSROOTS,
        Who.SUB_COMMITTEES: Tier.SUB_COMMITTEE,
        Who.CELLS: Tier.CELL,
    }
    if who in kinds:
        return {"subject_type": kinds[who].value}
    return {"subject_type": SubjectType.ORGANISATION.value, "tier": tiers[who].value}


def named_bodies(campaign: Campaign, wanted: Iterable[int]) -> dict[int, Body]:
    certificates = Award.objects.filter(
        campaign=campaign,
        status=AwardStatus.GIVEN,
        form__in=PROVINCIAL_CERTIFICATES,
        subject_type=SubjectType.ORGANISATION,
        organisation=OuterRef("pk"),
    )
    found = Organisation.objects.filter(pk__in=wanted).annotate(starred=Exists(certificates))
    return {
        body.pk: Body(body.code, body.name, place_name(body), body.sort_key, body.starred)
        for body in found
    }


def by_body(
    campaign: Campaign, counted: Counted, who: Who, bodies: Mapping[int, Body]
) -> list[Bar]:
    """One bar a body below the reader's own; those under none in one."""
    bars = []
    for pk, levels in counted.by(who, "body").items():
        body = bodies.get(pk)
        if body is None:
            bars.append(Bar(campaign, NO_UPPER_LEVEL, levels, filters_of(who), order="~"))
            continue
        href = reverse("organisation", kwargs={"code": body.code})
        details: dict[str, Any] = {"href": href, "starred": body.starred, "order": body.order}
        bars.append(
            Bar(
                campaign,
                Text(body.short, body.short),
                levels,
                {**filters_of(who), "under": body.code},
                **details,
            )
        )
    return bars


def by_sector(campaign: Campaign, counted: Counted, who: Who) -> list[Bar]:
    found = counted.by(who, "sector")
    return [
        Bar(campaign, sector.title, found[sector], {**filters_of(who), "sector": str(sector)})
        for sector in Sector
        if sector in found
    ]


def by_kind(campaign: Campaign, sums: Mapping[Who, LevelCounts]) -> list[Bar]:
    """One bar a group that has subjects, from the upper level down to the members."""
    return [
        Bar(campaign, who.short, levels, filters_of(who))
        for who, levels in sums.items()
        if levels.total
    ]


def in_order(bars: list[Bar], sort: str) -> list[Bar]:
    """As asked; unasked: as the province lists its bodies, the commended first."""
    if sort == "total":
        return sorted(bars, key=lambda bar: -bar.levels.total)
    if sort == "outstanding":
        return sorted(bars, key=lambda bar: -_share(bar.levels.outstanding, bar))
    if sort == "good":
        return sorted(bars, key=lambda bar: -_share(bar.levels.good_or_better, bar))
    return sorted(bars, key=lambda bar: (not bar.starred, bar.order))


def _share(part: int, bar: Bar) -> Any:
    return exact_percent(part, bar.levels.total or 1, places=6)
