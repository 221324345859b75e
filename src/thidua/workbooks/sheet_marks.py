"""What the parser does not tell of a sheet, found by pattern in its XML: hidden rows and columns,
styles of cells, errors, and formulas that nobody has worked out yet. Runs in the limited process.

A cell that shows #N/A, and one of a formula that only a program wrote, read as blank; both would be
silently wrong."""

import html
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from thidua.workbooks.addresses import Addresses
from thidua.workbooks.hidden import Hidden
from thidua.workbooks.package import blocks
from thidua.workbooks.raw import index_of

_ERROR = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*? t="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<',
    re.DOTALL,
)
_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HAS_FORMULA = re.compile(rb"<f[ >]")
_TEXT_RESULT = b't="str"'


Styled = dict[int, tuple[list[int], list[int]]]
"""By column index from 0: the rows of cells and the numbers of their styles."""


@dataclass(slots=True)
class Marks:
    """`words`: by column index from 0 and row number, what stands in cells that read as blank:
    #N/A, or #= and the formula.
    """

    hidden: Hidden = field(default_factory=Hidden)
    words: dict[tuple[int, int], str] = field(default_factory=dict)


def marks_of(archive: zipfile.ZipFile, part: str, *, to_be_worked_out: bool) -> Marks:
    """Look through one sheet once. `to_be_worked_out`: whoever opens the file works out its
    formulas anew, so that a nought beside one says nothing.
    """
    marks = Marks()
    for xml in _portions(archive, part):
        marks.hidden.look(xml)
        if b't="e"' in xml:
            for letters, row, word in _ERROR.findall(xml):
                marks.words[_place(letters, row)] = _text(word)
        if _HAS_FORMULA.search(xml) or b":f" in xml:
            marks.words.update(_not_worked_out(xml, to_be_worked_out=to_be_worked_out))
    return marks


def styled_cells(archive: zipfile.ZipFile, part: str, styles: Collection[int]) -> Styled:
    """The filled cells of one sheet that have one of these styles."""
    found: Styled = {}
    if not styles:
        return found
    styled = _styled(styles)
    for xml in _portions(archive, part):
        for letters, row, style in styled.findall(xml):
            rows, numbers = found.setdefault(index_of(letters.decode()), ([], []))
            rows.append(int(row))
            numbers.append(int(style))
    return found


def _portions(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    addresses = Addresses()
    return map(addresses.written, blocks(archive, part))


def _styled(styles: Collection[int]) -> re.Pattern[bytes]:
    numbers = b"|".join(str(style).encode() for style in sorted(styles))
    return re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? s="(' + numbers + rb')"[^>]*(?<!/)>')


def _not_worked_out(xml: bytes, *, to_be_worked_out: bool) -> Iterator[tuple[tuple[int, int], str]]:
    for letters, row, about, formula, result in _FORMULA.findall(xml):
        nought = to_be_worked_out and result == b"0"
        if (not result and _TEXT_RESULT not in about) or nought:
            yield _place(letters, row), "#=" + _text(formula)


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return index_of(letters.decode()), int(row)


def _text(xml: bytes) -> str:
    return html.unescape(xml.decode("utf-8", "replace"))
