"""Words of grades and levels, and grade sheets that come out as wanted."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

LEVELS = {0: "not_applicable", 1: "not_completed", 2: "completed", 3: "good", 4: "outstanding"}
POOR, AVERAGE, GOOD_GRADE, EXCELLENT = "poor", "average", "good", "excellent"

Row = dict[str, object]


def tenths(random: Random, low: int, high: int) -> Decimal:
    """A percentage with one decimal between two whole ones."""
    return Decimal(random.randint(low * 10, high * 10)) / 10


def high_grades(names: Sequence[str], random: Random, *, excellent: float) -> Row:
    """Every criterion good or excellent."""
    return {name: EXCELLENT if random.random() < excellent else GOOD_GRADE for name in names}


def excellent_grades(names: Sequence[str]) -> Row:
    """Every criterion excellent."""
    return dict.fromkeys(names, EXCELLENT)
