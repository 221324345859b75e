"""Charts as Vega-Lite specifications: the same on screen and in print.

Levels keep their colours everywhere. In grey print they are told apart by their order (best first), by the number
written in each segment, and by the outline: the two pale levels, good and completed, differ in that only completed
has a dark one.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from thidua.documents.blocks import Spec
from thidua.reports.breakdowns import Row
from thidua.reports.history import YearPoint
from thidua.reports.indicators import IndicatorRow
from thidua.reports.levels import Distribution, Who
from thidua.reports.wording import number, percent, share
from thidua.rulebook.codes import Level, Outcome

FONT = "Be Vietnam Pro, sans-serif"
"""An unknown family without a fallback draws no text at all."""

INK, QUIET, RULE = "#1D2430", "#5A6170", "#E6E0D4"
CANNOT_TELL = "cannot_tell"
COLOURS = {
    Level.OUTSTANDING.value: "#0B6155",
    Level.GOOD.value: "#7DB8A6",
    Level.COMPLETED.value: "#E3AE3C",
    Level.NOT_COMPLETED.value: "#B4492F",
    CANNOT_TELL: "#FFFFFF",
}
_ON_COLOUR = {
    Level.OUTSTANDING.value: "#FFFFFF",
    Level.GOOD.value: "#0A2E29",
    Level.COMPLETED.value: "#3D2B00",
    Level.NOT_COMPLETED.value: "#FFFFFF",
    CANNOT_TELL: INK,
}
_OUTLINE = {Level.COMPLETED.value: "#6A4A00", Level.NOT_COMPLETED.value: "#6E2413", CANNOT_TELL: "#8A8F99"}
LABELS = {
    Level.OUTSTANDING.value: "Xuất sắc",
    Level.GOOD.value: "Tốt",
    Level.COMPLETED.value: "Hoàn thành",
    Level.NOT_COMPLETED.value: "Không hoàn thành",
    CANNOT_TELL: "Chưa đủ căn cứ",
}
_NARROW = Decimal(4)
"""A segment below this share (percent) has no room for its number."""

CONFIG: Spec = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    },
    "legend": {"labelColor": INK, "labelFontSize": 11, "title": None, "orient": "top", "symbolType": "square"},
}


def _chart(values: Sequence[Spec], body: Spec) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": CONFIG,
        "background": "white",
        "data": {"values": list(values)},
        **body,
    }


def _by_level(values: dict[str, str], present: Iterable[str]) -> Spec:
    keys = list(present)
    return {"domain": [LABELS[key] for key in keys], "range": [values.get(key, "#FFFFFF") for key in keys]}


def _segments(label: str, levels: Distribution) -> list[Spec]:
    """One bar's segments, from 0 to 100, with the number that is written in each."""
    found, start = [], Decimal(0)
    for order, key in enumerate(COLOURS):
        count = getattr(levels, key)
        width = Decimal(100 * count) / levels.total
        found.append(
            {
                "label": label,
                "level": LABELS[key],
                "order": order,
                "count": count,
                "share": percent(count, levels.total).vi,
                "start": float(start),
                "end": float(start + width),
                "middle": float(start + width / 2),
                "text": number(count).vi if width >= _NARROW else "",
            }
        )
        start += width
    return [segment for segment in found if segment["count"]]


def stacked_levels(rows: Iterable[Row], *, width: int = 430) -> Spec:
    """One bar a row, all of the same length: the shares of the levels, each with its number.

    Rows keep the order they are given in; rows without subjects are left out.
    """
    counted = [row for row in rows if row.levels.total]
    segments = [segment for row in counted for segment in _segments(row.label.vi, row.levels)]
    present = [key for key in COLOURS if any(getattr(row.levels, key) for row in counted)]
    y: Spec = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 220}}
    span = {"field": "start", "type": "quantitative", "scale": {"domain": [0, 100]}}
    x: Spec = {**span, "title": None, "axis": {"labelExpr": "datum.value + '%'", "tickCount": 5}}
    level = {"field": "level", "type": "nominal"}
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.74}},
        "encoding": {
            "y": y,
            "x": x,
            "x2": {"field": "end"},
            "color": {**level, "scale": _by_level(COLOURS, present), "legend": {"columns": len(present)}},
            "stroke": {**level, "scale": _by_level(_OUTLINE, present), "legend": None},
            "strokeWidth": {"value": 1},
            "tooltip": [{"field": name, "title": title} for name, title in _TIP.items()],
        },
    }
    numbers = {
        "mark": {"type": "text", "fontSize": 10.5, "font": FONT},
        "encoding": {
            "y": y,
            "x": {"field": "middle", "type": "quantitative"},
            "text": {"field": "text"},
            "color": {
                "condition": [
                    {"test": f"datum.level === '{LABELS[key]}'", "value": _ON_COLOUR[key]} for key in present
                ],
                "value": INK,
            },
        },
    }
    return _chart(segments, {"width": width, "height": {"step": 20}, "layer": [bars, numbers]})


_TIP = {"label": "Tổ chức", "level": "Mức", "count": "Số lượng", "share": "Tỷ lệ"}

_MEASURES = {"good_or_better": "Tốt trở lên", "outstanding": "Xuất sắc"}


def five_year_chart(points: Iterable[YearPoint], *, groups: Sequence[Who], width: int = 160) -> Spec:
    """A small panel a group: the shares at good or better and at outstanding, year by year.

    The two lines differ by colour, by dash and by the shape of their points; the last year carries its number.
    """
    kept = [point for point in points if point.who in groups and point.levels.total]
    last = max((point.year for point in kept), default=0)
    values = [
        {
            "group": point.who.short.vi,
            "year": str(point.year),
            "measure": title,
            "share": float(share(getattr(point.levels, key), point.levels.total) or 0),
            "text": percent(getattr(point.levels, key), point.levels.total).vi if point.year == last else "",
        }
        for point in kept
        for key, title in _MEASURES.items()
    ]
    titles = list(_MEASURES.values())
    colour = {"domain": titles, "range": [COLOURS[Level.GOOD.value], COLOURS[Level.OUTSTANDING.value]]}
    dash = {"domain": titles, "range": [[5, 3], [1, 0]]}
    y = {
        "field": "share",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 100]},
        "axis": {"labelExpr": "datum.value + '%'", "tickCount": 5},
    }
    measure = {"field": "measure", "type": "nominal", "title": None}
    encoding = {"x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}, "y": y}
    line = {
        "mark": {"type": "line", "point": {"size": 42, "filled": True}, "strokeWidth": 2.4},
        "encoding": {
            "color": {**measure, "scale": colour},
            "strokeDash": {**measure, "scale": dash},
            "shape": {**measure, "scale": {"domain": titles, "range": ["diamond", "circle"]}},
            "tooltip": [{"field": "year"}, {"field": "measure"}, {"field": "share"}],
        },
    }
    text = {
        "mark": {"type": "text", "align": "left", "dx": 7, "fontSize": 10.5, "fontWeight": "bold", "color": INK},
        "encoding": {"text": {"field": "text"}, "detail": measure},
    }
    order = [who.short.vi for who in groups]
    return _chart(
        values,
        {
            "facet": {
                "field": "group",
                "type": "nominal",
                "sort": order,
                "title": None,
                "header": {"labelFontSize": 11.5, "labelFontWeight": "bold", "labelLimit": width + 40},
            },
            "columns": 3,
            "spacing": 46,
            "spec": {"width": width, "height": 150, "encoding": encoding, "layer": [line, text]},
        },
    )


_OUTCOME_COLOURS = {Outcome.MET: "#7DB8A6", Outcome.NOT_MET: "#B4492F"}
_OUTCOME_WORDS = {Outcome.MET: "Đạt và vượt", Outcome.NOT_MET: "Chưa đạt"}
_LONGEST = Decimal(200)
"""Bars end here; the number beside tells the rest."""


def against_target(row: IndicatorRow) -> Decimal | None:
    """The result in percent of the target (the target in percent of the result where less is better).

    None without a result, or where target or result are not above zero and a share of them says nothing.
    """
    if row.result is None or row.result <= 0 or row.target <= 0:
        return None
    return 100 * row.result / row.target if row.higher_is_better else 100 * row.target / row.result


def indicator_chart(rows: Iterable[IndicatorRow], *, width: int = 330) -> Spec:
    """One bar an indicator, against the line of its target (100%), with the number right of bar and line."""
    values = [value for row in rows if (value := _against_target(row)) is not None]
    y: Spec = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300}}
    x: Spec = {"field": "reached", "type": "quantitative", "title": None, "scale": {"domain": [0, _room(values)]}}
    outcome = {"domain": list(_OUTCOME_WORDS.values()), "range": list(_OUTCOME_COLOURS.values())}
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.6}},
        "encoding": {
            "y": y,
            "x": {**x, "axis": {"labelExpr": "datum.value + '%'", "tickCount": 5}},
            "color": {"field": "outcome", "type": "nominal", "scale": outcome},
        },
    }
    numbers = {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 10.5, "color": INK},
        "encoding": {"y": y, "x": {**x, "field": "beside"}, "text": {"field": "text"}},
    }
    target = {
        "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3], "strokeWidth": 1.4},
        "encoding": {"x": {"datum": 100, "type": "quantitative"}},
    }
    return _chart(values, {"width": width, "height": {"step": 19}, "layer": [bars, target, numbers]})


def _against_target(row: IndicatorRow) -> Spec | None:
    reached = against_target(row)
    if reached is None or row.outcome not in _OUTCOME_WORDS:
        return None
    shown = min(reached, _LONGEST)
    return {
        "label": row.name,
        "reached": float(shown),
        "beside": float(max(shown, Decimal(100))),
        "outcome": _OUTCOME_WORDS[row.outcome],
        "text": percent(int(reached * 10_000), 1_000_000).vi,
    }


def _room(values: Iterable[Spec]) -> float:
    """How far the axis goes: the longest bar and its number, and the target line in any case."""
    longest: float = max((value["reached"] for value in values), default=100.0)
    return max(1.14 * longest, 114.0)
