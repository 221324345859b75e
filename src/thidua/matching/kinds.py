"""What a row of a printed table may be."""

from enum import StrEnum


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
