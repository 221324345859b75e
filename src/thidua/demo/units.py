"""The organisations of a made-up province, and where each stood when."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.demo.plan import UpperPlan

PROVINCE_CODE = "30"
FOUNDED = dt.date(2015, 7, 1)

CONVERTED = "Ngân hàng TMCP Công thương Việt Nam chi nhánh Hải Dương"
"""A grassroots organisation that was converted from another one: its run of years goes over the
conversion.
"""


@dataclass(slots=True)
class Unit:
    """One organisation. `kind` says what its members are like (people.py); `places` are (parent,
    from, to). `invented`: it exists nowhere, and may be told of what no real body should be.
    """

    code: str
    name: str
    short_name: str
    tier: str
    sector: str
    kind: str
    body: str = ""
    places: list[tuple[str | None, dt.date, dt.date | None]] = field(default_factory=list)
    invented: bool = False

    @property
    def starts_on(self) -> dt.date:
        return self.places[0][1]


@dataclass(slots=True)
class Grassroots:
    """A grassroots organisation with the cells where its members are; a cell itself is its own only
    leaf.
    """

    unit: Unit
    upper: UpperPlan
    cells: list[Unit] = field(default_factory=list)

    @property
    def leaves(self) -> list[Unit]:
        return self.cells or [self.unit]

    @property
    def pool(self) -> tuple[str, str]:
        """The pool it is chosen in: upper-level body and sector."""
        return self.upper.code, self.unit.sector


@dataclass(slots=True)
class Tree:
    """The whole province. `former` are organisations that no longer exist, `successions` who came
    out of whom.
    """

    province: Unit
    uppers: list[Unit]
    grassroots: list[Grassroots]
    former: list[Unit] = field(default_factory=list)
    successions: list[tuple[str, str, dt.date, str]] = field(default_factory=list)

    def units(self) -> Iterator[Unit]:
        """Every organisation, parents before children, former ones before what came out of them."""
        yield self.province
        yield from self.uppers
        yield from (unit for unit in self.former if unit.tier == "grassroots")
        for organisation in self.grassroots:
            yield organisation.unit
        yield from (unit for unit in self.former if unit.tier == "cell")
        for organisation in self.grassroots:
            yield from organisation.cells
