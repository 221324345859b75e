"""What each row of a table is, and what its columns are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.workbooks.headers import header_key


class RowKind(StrEnum):
    """What a row of a printed table is; only rows of kind `ROW` bring data."""

    TITLE = "title"  # above the head: names of bodies, the table's name, "tính đến ngày …"
    HEAD = "head"  # the row or rows that name the columns
    NUMBERS = "numbers"  # (1) (2) (3) or 1 2 3 below the head
    SECTION = "section"  # "I. Chi bộ thôn Đông": what follows belongs to it
    ROW = "row"
    TOTAL = "total"  # "Tổng số: 168 đảng viên"
    SIGNATURE = "signature"  # places, dates and names below the table
    OTHER = "other"  # notes and whatever else brings no data


BRINGS_NOTHING = frozenset(RowKind) - {RowKind.ROW, RowKind.SECTION}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's name. `at`: its index from 0; `words`: from the upper row of the head to the
    lower, merged cells spread over what they cover, the same words once.
    """

    at: int
    words: tuple[str, ...]

    @property
    def written(self) -> str:
        """As it is shown: "Ngày, tháng, năm sinh / Nam"."""
        return " / ".join(self.words)

    @property
    def key(self) -> str:
        """Without what people change (`header_key`), words joined with " / "."""
        return " / ".join(header_key(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out.

    `head`: the row numbers of the head, () when there is none. `kinds`: the kind of every row that
    is not `ROW`, by row number. `sections`: the words of each section row, without its numeral."""

    headings: tuple[Heading, ...] = ()
    head: tuple[int, ...] = ()
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)
    title: str = ""

    @property
    def below(self) -> int:
        """The last row of the head; data stand below it. 0 without a head."""
        return max(self.head, default=0)
