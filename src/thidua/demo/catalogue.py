"""Names of places and units: what cells, agencies, schools, enterprises and armed units are called
(`catalogue.yaml`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation that a list offers: its unit's name, and how many cells it has; 0: it is a
    cell itself.
    """

    name: str
    cells: int


_READ: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def _entries(key: str) -> dict[str, tuple[Entry, ...]]:
    """Sector → its organisations."""
    return {
        sector: tuple(Entry(name, cells) for name, cells in offered.items())
        for sector, offered in _READ[key].items()
    }


DISTRICT, PROVINCE = _entries("district"), _entries("province")
INVENTED: dict[str, dict[str, tuple[Entry, ...]]] = {
    upper: {
        sector: tuple(
            Entry(one["name"], one["cells"]) for one in offered if one["sector"] == sector
        )
        for sector in dict.fromkeys(row["sector"] for row in offered)
    }
    for upper, offered in _READ["invented"].items()
}
"""Code of an upper-level organisation → sector → organisations that exist nowhere: the only ones of
whom anything bad is told.
"""
BRANDS: tuple[str, ...] = tuple(_READ["brands"])
POETS: tuple[str, ...] = tuple(_READ["poets"])
SCHOLARS: tuple[str, ...] = tuple(_READ["scholars"])
VILLAGES: tuple[str, ...] = tuple(_READ["villages"])
DEPARTMENTS: dict[str, list[str]] = _READ["departments"]
COMMUNE_UNITS: tuple[tuple[str, str, float], ...] = tuple(
    (unit["name"], unit["kind"], unit["share"]) for unit in _READ["commune_units"]
)
"""Name, kind of members, share of the communes that have it."""
MERGED: dict[str, list[str]] = _READ["merged"]
"""Code of a commune → the names of those that it came out of."""


def departments(name: str, sector: str) -> list[str]:
    """The names that cells of a unit may have, in the order of its chart."""
    beginning = next(
        (key for key in DEPARTMENTS if key[0].isupper() and name.startswith(key)), sector
    )
    return DEPARTMENTS[beginning]
