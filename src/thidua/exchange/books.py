"""The six workbooks as wholes, and the order in which their sheets are loaded."""

from collections.abc import Sequence
from enum import StrEnum

from thidua.exchange.errors import UnknownKindError
from thidua.language import Text
from thidua.loading.sheets import sheets_of_book
from thidua.rulebook.framework import Framework
from thidua.workbooks import Workbook


class Book(StrEnum):
    """The six kinds of workbook, in the order in which they are loaded."""

    ORGANISATIONS = "organisations"
    MEMBERS = "members"
    FACTS = "facts"
    DECISIONS = "decisions"
    REGISTRATIONS = "registrations"
    PROGRESS = "progress"

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
    Book.REGISTRATIONS: "5-dang-ky.xlsx",
    Book.PROGRESS: "6-tien-do.xlsx",
}


_TITLES = {
    Book.ORGANISATIONS: (
        Text("Tổ chức đảng", "Organisations"),
        Text(
            "Hệ thống tổ chức đảng của tỉnh, có thời gian.",
            "The province's organisation tree, with its dates.",
        ),
    ),
    Book.MEMBERS: (
        Text("Đảng viên", "Members"),
        Text(
            "Đảng viên, nơi sinh hoạt và chức vụ.", "Members, where they belong, and their posts."
        ),
    ),
    Book.FACTS: (
        Text("Thông tin kiểm điểm của năm", "Facts of a year"),
        Text(
            "Thông tin kiểm điểm của năm: mỗi dòng một trường hợp, ô trống nghĩa là chưa biết.",
            "The year's facts: one row for each subject; a blank cell is not known.",
        ),
    ),
    Book.DECISIONS: (
        Text("Quyết định của năm", "Decisions of a year"),
        Text(
            "Đề nghị và lựa chọn của cấp uỷ, các quyết định, mức các năm trước, khen thưởng.",
            "Committees' proposals and choices, decisions, earlier levels, awards.",
        ),
    ),
    Book.REGISTRATIONS: (
        Text("Đăng ký của năm", "Registrations of a year"),
        Text(
            "Nhiệm vụ trọng tâm, khâu đột phá mà các đơn vị đăng ký, theo 5 rõ.",
            "Key tasks and breakthroughs that units register, by the five clarities.",
        ),
    ),
    Book.PROGRESS: (
        Text("Tiến độ của năm", "Progress of a year"),
        Text(
            "Nhiệm vụ đã nhận đến đâu, theo từng thước đo và ngày.",
            "How far accepted tasks are, by measure and day.",
        ),
    ),
}
"""The title of each workbook and what its sheet of explanations says of it."""


def workbook(
    book: Book,
    frameworks: Sequence[Framework] = (),
    *,
    for_units: bool = False,
    given_out: bool = False,
) -> Workbook:
    """The description of a workbook: the sheets that rooms registered, with the columns that the
    frameworks declare.

    `for_units`: as a unit below the province brings it, without the sheets of the whole year.
    `given_out`: as templates and exports have it, without the sheets that are only brought."""
    title, explanation = _TITLES[book]
    entries = [
        entry
        for entry in sheets_of_book(book)
        if (entry.by_units or not for_units) and (entry.given_out or not given_out)
    ]
    sheets = tuple(entry.described(frameworks) for entry in entries)
    return Workbook(book.value, title, sheets, help=explanation)
