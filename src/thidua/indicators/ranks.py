"""Where the province stands among others: what was entered, else the ranks of the year's sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Indicator
from thidua.indicators.models import Area
from thidua.indicators.stored import OF_THE_SHEET
from thidua.numbers import format_number


@dataclass(frozen=True)
class Ranking:
    """A rank in one year with its source; `pk` None: it stands on the year's sheet."""

    rank: int
    out_of: int | None
    source: str
    pk: int | None = None

    @property
    def said(self) -> str:
        """“thứ 4/11”, or “thứ 4” where nobody said out of how many."""
        out_of = f"/{format_number(self.out_of)}" if self.out_of is not None else ""
        return _("thứ {rank}").format(rank=f"{format_number(self.rank)}{out_of}")


@dataclass(frozen=True)
class Place:
    """An indicator in one area, with the rank of each year."""

    code: str
    name: str
    area: Area
    area_name: str
    years: tuple[int, int]
    by_year: Mapping[int, Ranking]

    @property
    def rankings(self) -> list[Ranking | None]:
        """Last year's and this year's."""
        return [self.by_year.get(year) for year in self.years]

    @property
    def source(self) -> str:
        """Where the newest comes from."""
        return next(one.source for one in reversed(self.rankings) if one is not None)

    @property
    def entered(self) -> int | None:
        """The key of this year's, where it was entered here."""
        this_year = self.rankings[-1]
        return this_year.pk if this_year is not None else None


_Key = tuple[str, str, str]


def ranks_of(campaign: Campaign) -> list[Place]:
    """This year's ranks and last year's, in the order of the indicators. One question."""
    years = (campaign.year - 1, campaign.year)
    of_years = Indicator.objects.filter(campaign__year__in=years)
    rows = list(
        of_years.order_by("position", "pk", "ranks__pk").values(
            *("code", "name", "campaign__year", "rank_region", "rank_country"),
            *("ranks__rank", "ranks__out_of", "ranks__source", "ranks__pk"),
            *("ranks__area", "ranks__name"),
        )
    )
    found: dict[_Key, dict[int, Ranking]] = {}
    for row in rows:
        if row["ranks__pk"] is not None:
            key = (row["code"], row["ranks__area"], row["ranks__name"])
            found.setdefault(key, {})[row["campaign__year"]] = Ranking(
                *(row[f"ranks__{name}"] for name in ("rank", "out_of", "source", "pk"))
            )
    for row in rows:
        _add_the_sheet(found, row)
    names = {row["code"]: row["name"] for row in rows}
    order = list(names)
    return [
        Place(code, names[code], Area(area), name, years, by_year)
        for (code, area, name), by_year in sorted(
            found.items(), key=lambda one: (order.index(one[0][0]), one[0][1:])
        )
    ]


def _add_the_sheet(found: dict[_Key, dict[int, Ranking]], row: Mapping[str, Any]) -> None:
    """A rank of the sheet, where none was entered for the same area and year; in the row of the
    same area, so that both years stand side by side.
    """
    code, year = row["code"], row["campaign__year"]
    for area, rank in _on_the_sheet(row):
        same = [key for key in found if key[:2] == (code, area)]
        if not any(year in found[key] for key in same):
            key = same[0] if same else (code, area, "")
            found.setdefault(key, {})[year] = Ranking(rank, None, str(OF_THE_SHEET))


def _on_the_sheet(row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for area, column in ((Area.REGION, "rank_region"), (Area.COUNTRY, "rank_country")):
        if row[column] is not None:
            yield area.value, row[column]
