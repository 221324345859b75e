"""Rows and columns of a sheet that nobody sees. Runs in the limited process."""

import re

from thidua.workbooks.package import attributes, is_yes

_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]*? (?:hidden="(?:1|true)"|ht="0(?:\.0*)?")')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_WIDEST = 16_384


class Hidden:
    """Collects the hidden rows and columns of one sheet, portion by portion of its XML.

    Filtered rows are written as hidden ones. A height or width of nothing hides as well."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: set[int] = set()
        self._seen_columns = False

    def look(self, xml: bytes) -> None:
        """Take over what a portion says."""
        if not self._seen_columns:
            self._columns(xml.partition(b"sheetData")[0])
            self._seen_columns = True
        if b"hidden" in xml or b' ht="0' in xml:
            self.rows += map(int, _HIDDEN_ROW.findall(xml))

    def _columns(self, xml: bytes) -> None:
        for tag in _COLUMN.findall(xml):
            column = attributes(tag.decode("utf-8", "replace"))
            first, last = column.get("min", ""), column.get("max", "")
            hides = is_yes(column.get("hidden")) or _is_nothing(column.get("width"))
            if hides and first.isdecimal() and last.isdecimal():
                self.columns.update(range(int(first) - 1, min(int(last), _WIDEST)))


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is 0, 0.0 …"""
    return size is not None and bool(size) and not size.strip("0.")
