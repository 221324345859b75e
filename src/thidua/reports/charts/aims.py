"""Indicators against their targets: a bar each, and the line of the target."""

from collections.abc import Iterable
from decimal import Decimal

from thidua.documents.blocks import Spec
from thidua.language import Text
from thidua.reports.charts.style import INK, Width, chart, names, percent_axis, tip
from thidua.reports.indicators import IndicatorRow
from thidua.reports.wording import number, percent
from thidua.vocabulary import Outcome

_COLOURS = {Outcome.MET: "#7DB8A6", Outcome.NOT_MET: "#B4492F"}
_WORDS = {
    Outcome.MET: Text("Đạt và vượt", "Met or exceeded"),
    Outcome.NOT_MET: Text("Chưa đạt", "Not met"),
}
_LONGEST = Decimal(200)
"""Bars end here; the number beside tells the rest."""
_TIP = {
    "label": Text("Chỉ tiêu", "Indicator"),
    "result": Text("Kết quả", "Result"),
    "target": Text("Giao", "Target"),
    "text": Text("So với giao", "Against target"),
    "outcome": Text("Đánh giá", "Outcome"),
}


def against_target(row: IndicatorRow) -> Decimal | None:
    """The result in percent of the target (the target in percent of the result where less is
    better).

    None without a result, or where target or result are not above zero and a share of them says
    nothing."""
    if row.result is None or row.result <= 0 or row.target <= 0:
        return None
    return 100 * row.result / row.target if row.higher_is_better else 100 * row.target / row.result


def indicator_chart(rows: Iterable[IndicatorRow], *, width: Width = 330) -> Spec:
    """One bar an indicator, against the line of its target (100%), with the number right of bar and
    line.
    """
    values = [value for row in rows if (value := _value(row)) is not None]
    y = names("label", limit=300 if isinstance(width, int) else 210)
    x: Spec = {
        "field": "reached",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, _room(values)]},
    }
    outcome = {"domain": [str(word) for word in _WORDS.values()], "range": list(_COLOURS.values())}
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.6}},
        "encoding": {
            "y": y,
            "x": {**x, "axis": percent_axis()},
            "color": {"field": "outcome", "type": "nominal", "scale": outcome},
            "tooltip": tip(_TIP),
        },
    }
    numbers = {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 11.5, "color": INK},
        "encoding": {"y": y, "x": {**x, "field": "beside"}, "text": {"field": "text"}},
    }
    target = {
        "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3], "strokeWidth": 1.4},
        "encoding": {"x": {"datum": 100, "type": "quantitative"}},
    }
    return chart(values, {"width": width, "height": {"step": 22}, "layer": [bars, target, numbers]})


def _value(row: IndicatorRow) -> Spec | None:
    reached = against_target(row)
    if reached is None or row.result is None or row.outcome not in _WORDS:
        return None
    length = min(reached, _LONGEST)
    return {
        "label": row.name,
        "reached": float(length),
        "beside": float(max(length, Decimal(100))),
        "outcome": str(_WORDS[row.outcome]),
        "result": str(number(row.result)),
        "target": str(number(row.target)),
        "text": str(percent(int(reached * 10_000), 1_000_000)),
    }


def _room(values: Iterable[Spec]) -> float:
    """How far the axis goes: the longest bar and its number, and the target line in any case."""
    longest: float = max((value["reached"] for value in values), default=100.0)
    return max(1.14 * longest, 114.0)
