"""The charts: valid specifications, and labels that are really drawn."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

import altair
import pytest

from thidua.documents.blocks import Spec
from thidua.documents.drawing import as_png, as_svg
from thidua.language import Text
from thidua.reports.breakdowns import Row
from thidua.reports.charts import (
    FONT,
    against_target,
    five_year_chart,
    indicator_chart,
    stacked_levels,
)
from thidua.reports.history import YearPoint
from thidua.reports.indicators import IndicatorRow
from thidua.reports.levels import Who
from thidua.vocabulary import LevelCounts, Outcome

ROWS = [
    Row("U1", Text("Chí Linh", "Chí Linh"), LevelCounts(outstanding=6, good=33, completed=6)),
    Row(
        "U2",
        Text("Tứ Kỳ", "Tứ Kỳ"),
        LevelCounts(outstanding=1, good=97, completed=1, not_completed=1, cannot_tell=1),
    ),
    Row("U3", Text("Chưa có ai", "Nobody"), LevelCounts()),
]
POINTS = [
    YearPoint(Who.GRASSROOTS, year, LevelCounts(outstanding=2, good=6, completed=2))
    for year in (2020, 2021)
]
INDICATOR = IndicatorRow(
    code="grdp",
    name="Tăng trưởng GRDP",
    measure="growth",
    unit="percent",
    higher_is_better=True,
    target=Decimal("8.5"),
    result=Decimal("8.6"),
    outcome=Outcome.MET,
    rank_region=4,
    rank_country=8,
)
INDICATORS = [
    INDICATOR,
    replace(
        INDICATOR,
        name="Tỷ lệ hộ nghèo",
        higher_is_better=False,
        target=Decimal("1.5"),
        result=Decimal("1.6"),
        outcome=Outcome.NOT_MET,
    ),
    replace(INDICATOR, name="Chưa có kết quả", result=None, outcome=Outcome.CANNOT_TELL),
]
SPECS = {
    "levels": stacked_levels(ROWS),
    "lines": five_year_chart(POINTS, groups=[Who.GRASSROOTS]),
    "indicators": indicator_chart(INDICATORS),
}


@pytest.mark.parametrize("name", SPECS)
def test_a_specification_is_valid_vega_lite(name: str) -> None:
    altair.Chart.from_dict(SPECS[name])


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_has_a_white_background_and_a_font_with_a_fallback(name: str) -> None:
    assert SPECS[name]["background"] == "white"
    assert FONT.endswith(", sans-serif")
    assert all(
        pixel == (255, 255, 255, 255)
        for pixel in islice(next(rows_of(as_png(SPECS[name], scale=1))), 3)
    )


def test_labels_are_drawn() -> None:
    """An unknown font draws nothing and says nothing: so the pixels left of the bars are
    counted.
    """
    assert dark_pixels(SPECS["levels"], up_to=50) > 60
    blank = stacked_levels([Row("", Text(" " * 30, ""), LevelCounts(good=1))])
    assert dark_pixels(blank, up_to=50) == 0


def dark_pixels(spec: Spec, *, up_to: int) -> int:
    """How many dark pixels stand in the first `up_to` columns, below the legend and above the
    axis.
    """
    rows = list(rows_of(as_png(spec, scale=1)))
    return sum(max(pixel[:3]) < 128 for row in rows[30:-24] for pixel in row[:up_to])


def rows_of(png: bytes) -> Iterator[list[tuple[int, ...]]]:
    """The rows of an 8-bit RGBA picture (PNG specification, section 9: each row undoes its own
    filter).
    """
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    chunks, at = b"", 8
    while at < len(png):
        length = struct.unpack(">I", png[at : at + 4])[0]
        chunks += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    data, stride, before = zlib.decompress(chunks), 4 * width, bytearray(4 * width)
    for number in range(height):
        start = number * (stride + 1)
        before = unfiltered(data[start], bytearray(data[start + 1 : start + 1 + stride]), before)
        yield [tuple(before[x : x + 4]) for x in range(0, stride, 4)]


def unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    for x in range(len(row)):
        left, corner = (row[x - 4], above[x - 4]) if x >= 4 else (0, 0)
        guess = left + above[x] - corner
        paeth = min((left, above[x], corner), key=lambda value: abs(guess - value))
        row[x] = (row[x] + (0, left, above[x], (left + above[x]) // 2, paeth)[kind]) % 256
    return row


def test_a_row_without_subjects_is_left_out() -> None:
    drawn = as_svg(SPECS["levels"])
    assert "Tứ Kỳ" in drawn
    assert "Chưa có ai" not in drawn


def test_only_levels_that_occur_are_in_the_legend() -> None:
    assert "Không hoàn thành" not in as_svg(stacked_levels(ROWS[:1]))
    assert "Không hoàn thành" in as_svg(stacked_levels(ROWS))


def test_segments_fill_the_bar_and_narrow_ones_carry_no_number() -> None:
    values = [value for value in SPECS["levels"]["data"]["values"] if value["label"] == "Tứ Kỳ"]
    assert (values[0]["start"], round(values[-1]["end"], 9)) == (0, 100)
    assert [value["text"] for value in values] == ["", "97", "", "", ""]


@pytest.mark.parametrize(
    "spec", [stacked_levels([]), indicator_chart([]), five_year_chart([], groups=[Who.MEMBERS])]
)
def test_nothing_to_show_is_no_error(spec: Spec) -> None:
    assert as_svg(spec).startswith("<svg")


@pytest.mark.parametrize(
    ("higher", "target", "result", "reached"),
    [
        (True, "8", "10", Decimal(125)),
        (False, "8", "10", Decimal(80)),
        (True, "0", "10", None),
        (True, "8", "-1", None),
        (True, "8", None, None),
    ],
)
def test_a_result_against_its_target(
    higher: bool, target: str, result: str | None, reached: Decimal | None
) -> None:
    row = replace(
        INDICATOR,
        higher_is_better=higher,
        target=Decimal(target),
        result=None if result is None else Decimal(result),
    )
    assert against_target(row) == reached
