"""Stacked bars: the shares of the levels, one bar a body, a sector or a kind of subject."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from thidua.documents.blocks import Spec
from thidua.language import Text
from thidua.reports.breakdowns import Row
from thidua.reports.charts.style import (
    COLOURS,
    FONT,
    INK,
    LABELS,
    ON_COLOUR,
    OUTLINE,
    Width,
    chart,
    names,
    opening,
    percent_axis,
    tip,
)
from thidua.reports.shares import share_so_far
from thidua.reports.wording import number, percent

Opens = Callable[[Row, str], str]
"""The address of the list behind one row's level (`cannot_tell`: those without one); "" opens
nothing.
"""

_NARROW = Decimal(4)
"""A segment below this share (percent) has no room for its number."""

_TIP = {
    "label": Text("Tổ chức", "Body"),
    "level": Text("Mức", "Level"),
    "said": Text("Số lượng", "Number"),
    "share": Text("Tỷ lệ", "Share"),
}


def stacked_levels(rows: Iterable[Row], *, width: Width = 430, opens: Opens | None = None) -> Spec:
    """One bar a row, all of the same length: the shares of the levels, each with its number.

    Rows keep the order they are given in; rows without subjects are left out.
    """
    counted = [row for row in rows if row.levels.total]
    segments = [segment for row in counted for segment in _segments(row, opens)]
    present = [key for key in COLOURS if any(getattr(row.levels, key) for row in counted)]
    body = {
        "width": width,
        "height": {"step": 23},
        "layer": [_bars(segments, present), _numbers(segments, present), _shares()],
    }
    return chart(segments, body)


def _segments(row: Row, opens: Opens | None) -> list[Spec]:
    """One bar's segments, from 0 to 100, with the number that is written in each."""
    found, start = [], Decimal(0)
    for order, key in enumerate(COLOURS):
        count = getattr(row.levels, key)
        width = Decimal(100 * count) / row.levels.total
        segment = {
            "label": str(row.label),
            "level": str(LABELS[key]),
            "order": order,
            "count": count,
            "said": str(number(count)),
            "share": str(percent(count, row.levels.total)),
            "start": float(start),
            "end": float(start + width),
            "middle": float(start + width / 2),
            "text": str(number(count)) if width >= _NARROW else "",
            "beside": "",
        }
        if opens is not None and (href := opens(row, key)):
            segment["href"] = href
        found.append(segment)
        start += width
    filled = [segment for segment in found if segment["count"]]
    filled[-1]["beside"] = str(share_so_far(row.levels))
    return filled


def _by_level(values: dict[str, str], present: list[str]) -> Spec:
    return {
        "domain": [str(LABELS[key]) for key in present],
        "range": [values.get(key, "#FFFFFF") for key in present],
    }


def _bars(segments: list[Spec], present: list[str]) -> Spec:
    level = {"field": "level", "type": "nominal"}
    span = {"field": "start", "type": "quantitative", "scale": {"domain": [0, 100]}}
    return {
        "mark": {"type": "bar", "height": {"band": 0.74}},
        "encoding": {
            "y": names("label", limit=220),
            "x": {**span, "title": None, "axis": percent_axis()},
            "x2": {"field": "end"},
            "color": {
                **level,
                "scale": _by_level(COLOURS, present),
                "legend": {"columns": len(present)},
            },
            "stroke": {**level, "scale": _by_level(OUTLINE, present), "legend": None},
            "strokeWidth": {"value": 1},
            "tooltip": tip(_TIP),
            **opening(segments),
        },
    }


def _shares() -> Spec:
    """Right of each bar the share at good or better, as the tables have it."""
    x = {"datum": 100, "type": "quantitative"}
    mark = {"type": "text", "align": "left", "dx": 8, "fontSize": 11.5, "color": INK}
    return {
        "mark": mark,
        "encoding": {"y": names("label", limit=220), "x": x, "text": {"field": "beside"}},
    }


def _numbers(segments: list[Spec], present: list[str]) -> Spec:
    on_colour = [
        {"test": f"datum.level === '{LABELS[key]}'", "value": ON_COLOUR[key]} for key in present
    ]
    return {
        "mark": {"type": "text", "fontSize": 11.5, "font": FONT},
        "encoding": {
            "y": names("label", limit=220),
            "x": {"field": "middle", "type": "quantitative"},
            "text": {"field": "text"},
            "color": {"condition": on_colour, "value": INK},
            "tooltip": tip(_TIP),
            **opening(segments),
        },
    }
