"""Rows and columns of a sheet that nobody sees. Runs in the limited process."""

import re

from thidua.workbooks.package import attributes, is_yes

_ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^>]*)?>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_WIDEST = 16_384


class Hidden:
    """Collects the hidden rows and columns of one sheet, portion by portion of its XML.

    Filtered rows are written as hidden ones. A height or width of nothing hides as well. Rows
    without numbers (some programs leave them out) are counted.
    """

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: set[int] = set()
        self._row = 0
        self._count: bool | None = None

    def look(self, xml: bytes) -> None:
        """Take over what a portion says."""
        if self._count is None:
            self._columns(xml)
            first = _ROW.search(xml)
            self._count = first is None or b' r="' not in first[0]
        if not self._count and b"hidden" not in xml and b"ht=" not in xml:
            return
        for tag in _ROW.findall(xml):
            self._look_at_row(tag)

    def _look_at_row(self, tag: bytes) -> None:
        if not self._count and b"hidden" not in tag and b"ht=" not in tag:
            return
        row = attributes(tag.decode("utf-8", "replace"))
        number = row.get("r", "")
        self._row = int(number) if number.isdecimal() else self._row + 1
        if is_yes(row.get("hidden")) or _is_nothing(row.get("ht")):
            self.rows.append(self._row)

    def _columns(self, xml: bytes) -> None:
        for tag in _COLUMN.findall(xml.partition(b"sheetData")[0]):
            column = attributes(tag.decode("utf-8", "replace"))
            first, last = column.get("min", ""), column.get("max", "")
            hides = is_yes(column.get("hidden")) or _is_nothing(column.get("width"))
            if hides and first.isdecimal() and last.isdecimal():
                self.columns.update(range(int(first) - 1, min(int(last), _WIDEST)))


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is 0, 0.0 …"""
    return size is not None and not size.strip("0.") and bool(size)
