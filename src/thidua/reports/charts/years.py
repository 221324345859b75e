"""Lines over five years, a small panel a group."""

from collections.abc import Iterable, Sequence

from thidua.documents.blocks import Spec
from thidua.language import Text
from thidua.reports.charts.style import COLOURS, INK, chart, percent_axis, tip
from thidua.reports.history import YearPoint
from thidua.reports.levels import Who
from thidua.reports.wording import percent, share
from thidua.vocabulary import Level

_MEASURES = {
    "good_or_better": Text("Tốt trở lên", "Good or better"),
    "outstanding": Level.OUTSTANDING.short,
}
_TIP = {
    "group": Text("Đối tượng", "Group"),
    "year": Text("Năm", "Year"),
    "measure": Text("Mức", "Level"),
    "said": Text("Tỷ lệ", "Share"),
}


_YEARS_APART = {"labelAngle": 0, "labelOverlap": "parity", "labelSeparation": 8}
"""Years are left out rather than run into each other."""


def five_year_chart(
    points: Iterable[YearPoint], *, groups: Sequence[Who], width: int = 160
) -> Spec:
    """A small panel a group: the shares at good or better and at outstanding, year by year.

    The two lines differ by colour, by dash and by the shape of their points; the last year carries
    its number. `width` is a panel's: panels cannot ask for the width of their place."""
    drawn = [point for point in points if point.who in groups and point.levels.total]
    header = {"labelFontSize": 11.5, "labelFontWeight": "bold", "labelLimit": width + 40}
    order = [str(who.short) for who in groups]
    facet = {"field": "group", "type": "nominal", "sort": order, "title": None, "header": header}
    return chart(
        _values(drawn),
        {
            "facet": facet,
            "columns": 3,
            "spacing": 46,
            "spec": {
                "width": width,
                "height": 150,
                "encoding": _axes(),
                "layer": [_lines(), _last_numbers()],
            },
        },
    )


def _values(points: list[YearPoint]) -> list[Spec]:
    last = max((point.year for point in points), default=0)
    return [
        {
            "group": str(point.who.short),
            "year": str(point.year),
            "measure": str(title),
            "share": float(share(getattr(point.levels, key), point.levels.total) or 0),
            "said": (text := str(percent(getattr(point.levels, key), point.levels.total))),
            "text": text if point.year == last else "",
        }
        for point in points
        for key, title in _MEASURES.items()
    ]


def _axes() -> Spec:
    y = {
        "field": "share",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 100]},
        "axis": percent_axis(),
    }
    return {
        "x": {
            "field": "year",
            "type": "ordinal",
            "title": None,
            "axis": _YEARS_APART,
        },
        "y": y,
    }


def _lines() -> Spec:
    titles = [str(title) for title in _MEASURES.values()]
    measure = {"field": "measure", "type": "nominal", "title": None}
    colours = [COLOURS[Level.GOOD.value], COLOURS[Level.OUTSTANDING.value]]
    return {
        "mark": {"type": "line", "point": {"size": 42, "filled": True}, "strokeWidth": 2.4},
        "encoding": {
            "color": {**measure, "scale": {"domain": titles, "range": colours}},
            "strokeDash": {**measure, "scale": {"domain": titles, "range": [[5, 3], [1, 0]]}},
            "shape": {**measure, "scale": {"domain": titles, "range": ["diamond", "circle"]}},
            "tooltip": tip(_TIP),
        },
    }


def _last_numbers() -> Spec:
    mark = {
        "type": "text",
        "align": "left",
        "dx": 7,
        "fontSize": 11.5,
        "fontWeight": "bold",
        "color": INK,
    }
    return {
        "mark": mark,
        "encoding": {
            "text": {"field": "text"},
            "detail": {"field": "measure", "type": "nominal", "title": None},
        },
    }
