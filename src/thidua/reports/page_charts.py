"""The charts of the page of figures, by name: the report's own charts, as wide as the page and with
open lists.
"""

from typing import TYPE_CHECKING

from thidua.reports.breakdowns import Row
from thidua.reports.charts import (
    SCREEN,
    Spec,
    claims_matrix,
    five_year_chart,
    indicator_chart,
    pool_chart,
    stacked_levels,
)
from thidua.reports.levels import Who

if TYPE_CHECKING:
    from thidua.reports.bars import Bar
    from thidua.reports.dashboard import Dashboard

IN_LINES = (Who.GRASSROOTS, Who.MEMBERS)


def charts(page: "Dashboard") -> dict[str, Spec]:
    """Every chart that has something to show, in the language that is spoken."""
    found = {
        "bodies": _levels(page.bars),
        "sectors": _levels(page.sectors) if len(page.sectors) > 1 else None,
        "kinds": _levels(page.kinds),
        "years": _years(page),
        "indicators": indicator_chart(page.rows, width=SCREEN) if page.rows else None,
        "claims": claims_matrix(page.claims, width=SCREEN, opens=page.claims_open)
        if page.claims
        else None,
        "pools": pool_chart(page.overview.pools, width=SCREEN, opens=page.pools_open)
        if page.overview.pools
        else None,
    }
    return {name: spec for name, spec in found.items() if spec is not None}


def _levels(bars: "list[Bar]") -> Spec | None:
    """Stacked bars whose pieces open the list of that body at that level."""
    if not bars:
        return None
    by_row = {bar.list_href: bar for bar in bars}

    def opens(row: Row, level: str) -> str:
        return by_row[row.key].opens(level)

    return stacked_levels([bar.row for bar in bars], width=SCREEN, opens=opens)


def _years(page: "Dashboard") -> Spec | None:
    groups = [
        who for who in IN_LINES if sum(point.who is who for point in page.overview.points) > 1
    ]
    return five_year_chart(page.overview.points, groups=groups) if groups else None
