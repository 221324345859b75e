"""What subjects claimed for themselves against the level that counts, as a matrix."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thidua.documents.blocks import Spec
from thidua.language import Text
from thidua.reports.charts.style import CANNOT_TELL, INK, LABELS, Width, chart, opening, tip
from thidua.reports.wording import number, percent
from thidua.vocabulary import Level

Opens = Callable[[str, str], str]
"""The address of the list behind one field, by the word of what was claimed and of the level."""

_ORDER = [level.value for level in sorted(Level, key=lambda level: -level.code)]
_RELATIONS = {
    "above": (Text("Tự nhận cao hơn", "Claimed more"), "#F3D9A4"),
    "equal": (Text("Đúng mức", "As claimed"), "#CFE6DE"),
    "below": (Text("Tự nhận thấp hơn", "Claimed less"), "#D5DEEA"),
    "unknown": (Text("Chưa đủ căn cứ", "Cannot tell"), "#FFFFFF"),
}
_TIP = {
    "claimed": Text("Tự nhận", "Claimed"),
    "level": Text("Mức", "Level"),
    "text": Text("Số lượng", "Number"),
    "share": Text("Trong số tự nhận mức này", "Of those who claimed this level"),
    "relation": Text("So sánh", "Compared"),
}


@dataclass(frozen=True)
class Claim:
    """How many claimed one level and stand at another (`cannot_tell`: at none yet)."""

    claimed: str
    level: str
    count: int


def relation(claimed: str, level: str) -> str:
    """Whether a claim lies above, at or below the level; "unknown" without claim."""
    if level == CANNOT_TELL:
        return "unknown"
    mine, found = _ORDER.index(claimed), _ORDER.index(level)
    return "above" if mine < found else "equal" if mine == found else "below"


def claims_matrix(
    claims: Iterable[Claim], *, width: Width = 360, opens: Opens | None = None
) -> Spec:
    """A field a pair of levels, rows by what was claimed; the colour says above, as claimed or
    below.
    """
    values = _values([claim for claim in claims if claim.count], opens)
    rows = _present(values, "claimed", _ORDER)
    columns = _present(values, "level", [*_ORDER, CANNOT_TELL])
    labelled: Spec = {"domain": False, "ticks": False, "labelLimit": 130, "labelPadding": 8}
    x = {"field": "level", "type": "nominal", "sort": columns, "title": str(_TIP["level"])}
    y = {"field": "claimed", "type": "nominal", "sort": rows, "title": str(_TIP["claimed"])}
    encoding = {
        "x": {**x, "axis": {**labelled, "orient": "top", "labelAngle": 0}},
        "y": {**y, "axis": labelled},
    }
    return chart(
        values,
        {"width": width, "height": {"step": 40}, "encoding": encoding, "layer": _layers(values)},
    )


def _layers(values: list[Spec]) -> list[Spec]:
    kinds = [
        kind
        for kind, (word, _) in _RELATIONS.items()
        if any(str(word) == one["relation"] for one in values)
    ]
    scale = {
        "domain": [str(_RELATIONS[kind][0]) for kind in kinds],
        "range": [_RELATIONS[kind][1] for kind in kinds],
    }
    colour = {
        "field": "relation",
        "type": "nominal",
        "scale": scale,
        "legend": {"columns": 2, "orient": "bottom"},
    }
    fields = {
        "mark": {"type": "rect", "stroke": "#8B8577", "strokeWidth": 0.5},
        "encoding": {"color": colour, "tooltip": tip(_TIP), **opening(values)},
    }
    numbers = {
        "mark": {"type": "text", "fontSize": 12, "color": INK},
        "encoding": {"text": {"field": "text"}, "tooltip": tip(_TIP), **opening(values)},
    }
    return [fields, numbers]


def _values(claims: list[Claim], opens: Opens | None) -> list[Spec]:
    claimed = {
        word: sum(claim.count for claim in claims if claim.claimed == word) for word in _ORDER
    }
    found = []
    for claim in claims:
        value: Spec = {
            "claimed": str(LABELS[claim.claimed]),
            "level": str(LABELS[claim.level]),
            "count": claim.count,
            "text": str(number(claim.count)),
            "share": str(percent(claim.count, claimed[claim.claimed])),
            "relation": str(_RELATIONS[relation(claim.claimed, claim.level)][0]),
        }
        if opens is not None and (href := opens(claim.claimed, claim.level)):
            value["href"] = href
        found.append(value)
    return found


def _present(values: list[Spec], column: str, order: list[str]) -> list[str]:
    """The levels that occur, best first, as they are named on the axis."""
    return [
        word for key in order if (word := str(LABELS[key])) in {value[column] for value in values}
    ]
