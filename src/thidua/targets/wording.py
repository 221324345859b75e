"""Indicators and their numbers in words."""

from decimal import Decimal

from thidua.numbers import format_number
from thidua.targets.catalogues import suggestion_of


def sign_of(unit: str) -> str:
    """The unit as it is shown: workbooks may say “percent”."""
    return "%" if unit == "percent" else unit


def with_unit(value: Decimal | None, unit: str) -> str:
    """A number with its unit; "" for none."""
    if value is None:
        return ""
    return f"{format_number(value)}{'' if unit == '%' else ' '}{unit}".strip()


def name_and_unit(name: str, unit: str, suggestion: str) -> tuple[str, str]:
    """What an indicator is called and counted in, in the reader's language where it comes from a
    catalogue.
    """
    taken = suggestion_of(suggestion)
    if taken is None:
        return name, sign_of(unit)
    return str(taken[1].name.text), str(taken[1].unit.text)
