"""Quota pools: of each kind how many have places left, how many are full, how many hold more than
they may.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from thidua.documents.blocks import Spec
from thidua.language import Text
from thidua.reports.charts.style import INK, Width, chart, names, opening, percent_axis, tip
from thidua.reports.quotas import STATES, PoolCount
from thidua.reports.wording import number, percent

Opens = Callable[[PoolCount, str], str]
"""The address of the pools of one kind in one state."""

_COLOURS = {"over": "#B4492F", "full": "#E3AE3C", "room": "#7DB8A6", "none": "#F0EBE1"}
_ON_COLOUR = {"over": "#FFFFFF"}
_NARROW = Decimal(6)
_TIP = {
    "label": Text("Nhóm của", "Pools of"),
    "state": Text("Tình trạng", "State"),
    "said": Text("Số nhóm", "Pools"),
    "share": Text("Tỷ lệ", "Share"),
}


def pool_chart(
    rows: Iterable[PoolCount], *, width: Width = 360, opens: Opens | None = None
) -> Spec:
    """One bar a kind of subject, all of the same length, with the number of pools in each piece."""
    values = [value for row in rows for value in _pieces(row, opens)]
    present = [state for state in STATES if any(value["key"] == state for value in values)]
    scale = {
        "domain": [str(STATES[state]) for state in present],
        "range": [_COLOURS[state] for state in present],
    }
    y = names("label", limit=190)
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.72}, "stroke": "#8B8577", "strokeWidth": 0.5},
        "encoding": {
            "y": y,
            "x": {
                "field": "start",
                "type": "quantitative",
                "title": None,
                "axis": percent_axis(),
                "scale": {"domain": [0, 100]},
            },
            "x2": {"field": "end"},
            "color": {
                "field": "state",
                "type": "nominal",
                "scale": scale,
                "legend": {"columns": len(present)},
            },
            "tooltip": tip(_TIP),
            **opening(values),
        },
    }
    dark = [
        {"test": f"datum.key === '{state}'", "value": colour}
        for state, colour in _ON_COLOUR.items()
    ]
    numbers = {
        "mark": {"type": "text", "fontSize": 11.5},
        "encoding": {
            "y": y,
            "x": {"field": "middle", "type": "quantitative"},
            "text": {"field": "text"},
            "color": {"condition": dark, "value": INK},
            "tooltip": tip(_TIP),
            **opening(values),
        },
    }
    return chart(values, {"width": width, "height": {"step": 26}, "layer": [bars, numbers]})


def _pieces(row: PoolCount, opens: Opens | None) -> list[Spec]:
    found, start = [], Decimal(0)
    for state in STATES:
        count = row.in_state(state)
        width = Decimal(100 * count) / row.pools if row.pools else Decimal(0)
        piece: Spec = {
            "label": str(row.who.short),
            "state": str(STATES[state]),
            "key": state,
            "said": str(number(count)),
            "share": str(percent(count, row.pools)),
            "start": float(start),
            "end": float(start + width),
            "middle": float(start + width / 2),
            "text": str(number(count)) if width >= _NARROW else "",
        }
        if opens is not None and (href := opens(row, state)):
            piece["href"] = href
        found += [piece] if count else []
        start += width
    return found
