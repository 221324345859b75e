"""Which tables have the same shape, so that what is known of one holds for the next."""

import hashlib
import re

from thidua.matching.layout import Layout

_DIGITS = re.compile(r"\d+")


def shape_of(layout: Layout) -> str:
    """The shape of a table: SHA-256, in hexadecimal digits, of its columns' names in order.

    Numbers and years are folded, so that next year's table ("2022" for "2021", "Nhiệm vụ 3") has
    the same shape; so do other rows, other titles, blank columns between. A table without a head
    has the shape of its number of columns."""
    named = [_DIGITS.sub("#", heading.key) for heading in layout.headings if heading.words]
    if not named:
        named = [f"{len(layout.headings)} columns without a name"]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()
