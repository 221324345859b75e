"""Numbers for pages: `thidua.numbers`, under the name that pages know it by."""

from thidua.numbers import (
    exact_percent,
    format_number,
    in_both,
    percent,
    percent_in_both,
    with_decimal_mark,
)

__all__ = [
    "exact_percent",
    "format_number",
    "in_both",
    "percent",
    "percent_in_both",
    "with_decimal_mark",
]
