"""The four workbooks as wholes, and the order in which their sheets are loaded."""

from collections.abc import Iterable
from enum import StrEnum

from thidua.exchange.errors import UnknownKindError
from thidua.facts.sheets import facts_book
from thidua.language import Text
from thidua.organisations.sheets import MEMBERS_BOOK, ORGANISATIONS_BOOK
from thidua.roster.loading.sheets import year_sheets
from thidua.rulebook.framework import Framework
from thidua.workbooks import Workbook


def decisions_book() -> Workbook:
    """The decisions workbook."""
    return Workbook(
        "decisions",
        Text("Quyết định của năm", "Decisions of a year"),
        tuple(entry.sheet() for entry in year_sheets()),
        help=Text(
            "Đề nghị và lựa chọn của cấp uỷ, các quyết định, mức các năm trước, khen thưởng.",
            "Committees' proposals and choices, decisions, earlier levels, awards.",
        ),
    )


class Book(StrEnum):
    """The four kinds of workbook, in the order in which they are loaded."""

    ORGANISATIONS = "organisations"
    MEMBERS = "members"
    FACTS = "facts"
    DECISIONS = "decisions"

    @classmethod
    def named(cls, kind: str) -> "Book":
        """The kind of that name. Raises UnknownKindError naming all of them."""
        if kind not in {book.value for book in cls}:
            raise UnknownKindError.kind(kind, [book.value for book in cls])
        return cls(kind)

    @property
    def file_name(self) -> str:
        """The name under which it is exported."""
        return _FILES[self]


_FILES = {
    Book.ORGANISATIONS: "1-to-chuc.xlsx",
    Book.MEMBERS: "2-dang-vien.xlsx",
    Book.FACTS: "3-du-kien.xlsx",
    Book.DECISIONS: "4-quyet-dinh.xlsx",
}


def workbook(book: Book, frameworks: Iterable[Framework] = ()) -> Workbook:
    """The description of a workbook. The sheets of facts have the columns that the frameworks
    declare.
    """
    match book:
        case Book.ORGANISATIONS:
            return ORGANISATIONS_BOOK
        case Book.MEMBERS:
            return MEMBERS_BOOK
        case Book.FACTS:
            return facts_book(frameworks)
        case Book.DECISIONS:
            return decisions_book()
