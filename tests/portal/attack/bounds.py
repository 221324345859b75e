"""A reader who adds and subtracts: the least and the most that each number behind some editions can
be, by integer programming.

They hold every edition of a year, know the marks, the shares printed anywhere, and even every
correction that was made between two editions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

import highspy

from thidua.portal.editions import WHOLE, Behind, Table
from thidua.portal.suppression import Mark

HALF_A_TENTH = Decimal("0.05")
Known = tuple[str, int]
"""The code of a body, WHOLE for all; and the place of a level, after the last the total."""


@dataclass(frozen=True)
class Share:
    """A share of all people in percent, as it is printed: the first so many levels of the whole."""

    levels: int
    percent: Decimal


@dataclass(frozen=True)
class Seen:
    """One edition: what is printed; what each number behind it is more than behind the first."""

    table: Table
    corrections: Behind
    shares: Sequence[Share] = ()


@dataclass
class Reader:
    """What somebody believes who holds these editions, the oldest first. `withheld_from`: the least
    that a withheld cell of a body can be.
    """

    editions: Sequence[Seen]
    withheld_from: int = 0
    _model: highspy.Highs = field(default_factory=highspy.Highs)
    _first: dict[Known, highspy.highs.highs_var] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._model.silent()
        self._width = len(next(iter(self.editions[0].corrections.values())))
        for code in self.editions[0].corrections:
            for level in range(self._width):
                self._first[code, level] = self._model.addIntegral(lb=0)
        for edition in self.editions:
            self._believe(edition)

    def range_of(self, place: Known) -> tuple[int, int | None]:
        """The least and the most that stood there before the first edition; None: no bound."""
        wanted = self._sum(place, {})
        self._model.minimize(wanted)
        least = round(self._model.getObjectiveValue())
        self._model.maximize(wanted)
        status = self._model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            return least, None
        return least, round(self._model.getObjectiveValue())

    def _sum(self, place: Known, corrections: Behind) -> highspy.highs.highs_linear_expression:
        """A number of the table behind an edition, as a sum of what is not known."""
        code, level = place
        codes = self.editions[0].corrections if code == WHOLE else [code]
        levels = range(self._width) if level == self._width else [level]
        parts = [self._first[one, j] for one in codes for j in levels]
        added = sum(corrections[one][j] for one in codes for j in levels) if corrections else 0
        return cast("highspy.highs.highs_linear_expression", self._model.qsum(parts) + added)

    def _believe(self, edition: Seen) -> None:
        for code, level in self._first:
            self._model.addConstr(self._sum((code, level), edition.corrections) >= 0)
        for code, line in edition.table.items():
            for level, cell in enumerate(line):
                number = self._sum((code, level), edition.corrections)
                if cell is Mark.SMALL:
                    self._model.addConstr(number >= 1)
                    self._model.addConstr(number <= 4)
                elif cell is Mark.WITHHELD:
                    cell_of_body = code != WHOLE and level < self._width
                    self._model.addConstr(number >= self.withheld_from * cell_of_body)
                else:
                    self._model.addConstr(number == cell)
        for share in edition.shares:
            self._believe_share(share, edition)

    def _believe_share(self, share: Share, edition: Seen) -> None:
        """It was rounded half up to a tenth: in twentieths of a percent, a whole number of them."""
        parts = [self._sum((WHOLE, level), edition.corrections) for level in range(share.levels)]
        whole = self._sum((WHOLE, self._width), edition.corrections)
        low, high = (int(20 * (share.percent + by)) for by in (-HALF_A_TENTH, HALF_A_TENTH))
        part = self._model.qsum(parts)
        self._model.addConstr(2000 * part >= low * whole)
        self._model.addConstr(2000 * part <= high * whole)


def range_of_each(
    reader: Reader, places: Sequence[Known]
) -> Mapping[Known, tuple[int, int | None]]:
    """The least and the most of several numbers."""
    return {place: reader.range_of(place) for place in places}
