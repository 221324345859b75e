"""PURE: totals and places. Equal totals share a place, and the next one is left out: 1, 1, 3."""

from collections.abc import Mapping
from decimal import Decimal


def places_of(totals: Mapping[int, Decimal]) -> dict[int, int]:
    """The place of each, the highest total first."""
    return {
        key: 1 + sum(1 for other in totals.values() if other > total)
        for key, total in totals.items()
    }
