"""The sheets that a table may become: every registered one, by book and id."""

from collections.abc import Mapping, Sequence
from typing import Any

from thidua.exchange.books import Book
from thidua.language import Text
from thidua.loading.sheets import BookSheet, sheets_of_book
from thidua.matching.understanding import Target
from thidua.rulebook.framework import Framework
from thidua.workbooks import Sheet

Entry = BookSheet[Any, Any]


def entries() -> Mapping[str, Entry]:
    """The registered sheets by "book.sheet", in the order in which they are loaded."""
    return {
        f"{book.value}.{entry.described().id}": entry
        for book in Book
        for entry in sheets_of_book(book)
    }


def targets(frameworks: Sequence[Framework] = (), *, by_units: bool = False) -> list[Target]:
    """What a table may become; `by_units`: brought by a unit below the province."""
    return [
        (name, entry.described(frameworks))
        for name, entry in entries().items()
        if entry.by_units or not by_units
    ]


def spec_of(name: str) -> Sheet | None:
    """The description of a sheet by "book.sheet", without what frameworks add; None for none."""
    entry = entries().get(name)
    return entry.described() if entry else None


def title_of(name: str) -> Text:
    """The title of a sheet by "book.sheet"; its name where there is no such sheet any more."""
    spec = spec_of(name)
    return spec.title if spec else Text(name, name)
