"""The charts of the page are the charts of the report: one function each; only width and addresses
differ.
"""

from typing import Any

import altair
import pytest

from tests.reports.year import SmallYear
from thidua.accounts.actors import Operator
from thidua.documents.blocks import Picture
from thidua.documents.drawing import as_svg
from thidua.language import speaking
from thidua.reports.breakdowns import levels_by_upper_level
from thidua.reports.charts import (
    claims_matrix,
    five_year_chart,
    indicator_chart,
    pool_chart,
    stacked_levels,
)
from thidua.reports.charts.claims import Claim
from thidua.reports.dashboard import Dashboard, dashboard
from thidua.reports.levels import Who
from thidua.reports.page_charts import charts
from thidua.reports.quotas import PoolCount
from thidua.reports.report.content import build_report

SCREEN_ONLY = {"href", "autosize", "width"}


@pytest.fixture
def page(year: SmallYear) -> Dashboard:
    return dashboard(campaign=year.campaign, actor=Operator())


def for_print(spec: Any) -> Any:
    """The specification without what only a screen needs; axis labels may be shorter there."""
    if isinstance(spec, dict):
        return {
            key: for_print(value)
            for key, value in spec.items()
            if key not in {*SCREEN_ONLY, "labelLimit"}
        }
    return [for_print(value) for value in spec] if isinstance(spec, list) else spec


def test_the_page_draws_the_bars_of_the_report(page: Dashboard, year: SmallYear) -> None:
    rows = levels_by_upper_level(campaign=year.campaign, actor=Operator())
    drawn, printed = charts(page)["bodies"], stacked_levels(rows)
    assert for_print(drawn["layer"]) == for_print(printed["layer"])
    assert drawn["config"] == printed["config"]
    numbers = {(one["level"], one["count"]) for one in printed["data"]["values"]}
    assert {(one["level"], one["count"]) for one in drawn["data"]["values"]} == numbers


def test_every_other_chart_of_the_page_is_the_printed_one(page: Dashboard) -> None:
    drawn = charts(page)
    printed = {
        "years": five_year_chart(page.overview.points, groups=[Who.GRASSROOTS]),
        "indicators": indicator_chart(page.rows),
        "claims": claims_matrix(page.claims),
    }
    for name, spec in printed.items():
        assert for_print(drawn[name]) == for_print(spec), name


def test_the_report_is_drawn_by_the_same_functions(page: Dashboard, year: SmallYear) -> None:
    report = build_report(campaign=year.campaign, actor=Operator())
    printed = [for_print(block.spec) for block in report.body if isinstance(block, Picture)]
    assert for_print(charts(page)["indicators"]) in printed


def test_each_is_valid_and_can_be_drawn_without_a_screen(page: Dashboard) -> None:
    pools = pool_chart(
        [PoolCount(Who.MEMBERS, over=1, full=2, room=3, none=1)], opens=lambda _, state: f"?{state}"
    )
    for spec in (*charts(page).values(), pools):
        altair.Chart.from_dict(spec)
        if spec.get("width") != "container":
            assert as_svg(spec).startswith("<svg")


def test_every_row_has_every_field_that_is_written(page: Dashboard) -> None:
    """A field that is missing in one row is drawn as the word "undefined"."""
    for name, spec in charts(page).items():
        rows = spec["data"]["values"]
        assert all(rows[0].keys() == row.keys() for row in rows), name


def test_a_piece_carries_the_address_of_its_list(page: Dashboard) -> None:
    for name in ("bodies", "sectors", "kinds", "claims"):
        values = charts(page)[name]["data"]["values"]
        assert values, name
        assert all(value["href"].startswith("/nam/2021/danh-sach/?") for value in values), name


def test_what_a_pointer_is_told_is_written_for_the_reader() -> None:
    claims = [Claim("outstanding", "good", 1500), Claim("outstanding", "outstanding", 500)]
    with speaking("vi"):
        (above, _) = claims_matrix(claims)["data"]["values"]
        assert (above["text"], above["share"], above["relation"]) == (
            "1.500",
            "75,0%",
            "Tự nhận cao hơn",
        )
    with speaking("en"):
        (above, _) = claims_matrix(claims)["data"]["values"]
        assert (above["text"], above["share"], above["relation"]) == (
            "1,500",
            "75.0%",
            "Claimed more",
        )
