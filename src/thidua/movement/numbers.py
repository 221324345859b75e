"""Numbers of the page of the movement that open their lists."""

from decimal import Decimal

from thidua.movement.figures import MovementFigures
from thidua.movement.links import list_address
from thidua.movement.shown import Number
from thidua.numbers import exact_percent


class Numbers:
    """Makes them, for one body on one day; nothing opens where there is none."""

    def __init__(self, figures: MovementFigures) -> None:
        self.figures = figures

    def __call__(self, number: int, what: str, words: str = "", /, **narrowed: str) -> Number:
        return Number(number, self._open(what, **narrowed) if number else "", words)

    def _open(self, what: str, **narrowed: str) -> str:
        figures = self.figures
        return list_address(figures.campaign, figures.place.code, what, figures.on, **narrowed)


def width(part: int, whole: int) -> str:
    """A share as the width of a bar."""
    return f"{exact_percent(part, whole) if whole else Decimal(0):f}%"
