"""What every chart shares: type, ink, the colours of the levels, and the shell of a
specification.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from thidua.documents.blocks import Spec
from thidua.language import Text
from thidua.vocabulary import BEST_FIRST, Level

Width = int | Literal["container"]

SCREEN: Width = "container"
"""As wide as the place on the page; print gives points."""

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
ON_COLOUR = {
    Level.OUTSTANDING.value: "#FFFFFF",
    Level.GOOD.value: "#0A2E29",
    Level.COMPLETED.value: "#3D2B00",
    Level.NOT_COMPLETED.value: "#FFFFFF",
    CANNOT_TELL: INK,
}
OUTLINE = {
    Level.COMPLETED.value: "#6A4A00",
    Level.NOT_COMPLETED.value: "#6E2413",
    CANNOT_TELL: "#8A8F99",
}
LABELS = {
    **{level.value: level.short for level in BEST_FIRST},
    CANNOT_TELL: Text("Chưa đủ căn cứ", "Cannot tell"),
}

CONFIG: Spec = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 12.5,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 12.5,
        "title": None,
        "orient": "top",
        "symbolType": "square",
    },
}


def chart(values: Sequence[Spec], body: Spec) -> Spec:
    """A whole specification; on screen (`width` "container") axis and legend share the width with
    the marks.
    """
    fits = (
        {"autosize": {"type": "fit-x", "contains": "padding"}}
        if body.get("width") == SCREEN
        else {}
    )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": CONFIG,
        "background": "white",
        "data": {"values": list(values)},
        **fits,
        **body,
    }


def names(column: str, *, limit: int) -> Spec:
    """The axis of names on the left, in the order of the rows."""
    return {
        "field": column,
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": limit},
    }


def percent_axis() -> Spec:
    return {"labelExpr": "datum.value + '%'", "tickCount": 5}


def tip(fields: Mapping[str, Text]) -> list[Spec]:
    """What a pointer over a mark is told: fields whose values are written for a reader already."""
    return [
        {"field": name, "type": "nominal", "title": str(title)} for name, title in fields.items()
    ]


def opening(values: Sequence[Spec]) -> Spec:
    """The channel that opens the list behind a mark, where the rows carry one."""
    return (
        {"href": {"field": "href", "type": "nominal"}}
        if any("href" in value for value in values)
        else {}
    )
