"""Cells of a workbook typed with the fonts of before Unicode: converted where the whole sheet comes
out as Vietnamese, left as they are (and named later, by column) where old and new stand together.
Runs in the limited process.
"""

import re
import zipfile

import polars as pl

from thidua.workbooks.encodings import has_unicode_vietnamese, in_old_font, old_font_of
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.old_fonts import TCVN3

_STYLES = "xl/styles.xml"
_CAPITAL_FONT = re.compile(rb'\bval\s*=\s*["\'](\.Vn\w*H)["\']')
_ROWS_LOOKED_AT = 2_000
_TEXT = ".text"


def capital_font(archive: zipfile.ZipFile) -> str:
    """The first TCVN3 font of capitals (.VnTimeH) that the workbook names: its letters are small
    ones that are only drawn as capitals. "" for none.
    """
    if _STYLES not in archive.namelist():
        return ""
    found = _CAPITAL_FONT.search(archive.read(_STYLES))
    return found[1].decode() if found else ""


def in_unicode(frame: pl.DataFrame, name: str, capitals: str) -> tuple[pl.DataFrame, str]:
    """The frame with its texts in Unicode, and the old font they were typed with; "" for none.

    `capitals`: the workbook's font of capitals. Raises UnreadableFileError where nobody can tell
    small letters from capitals, or not all texts come out as Vietnamese."""
    font = old_font_of("\n".join(_accented(frame.head(_ROWS_LOOKED_AT))))
    if not font:
        return frame, ""
    accented = _accented(frame)
    if any(map(has_unicode_vietnamese, accented)):
        return frame, ""
    if font == TCVN3 and capitals:
        raise UnreadableFileError.old_capitals(name, found=font, words=[capitals])
    table = dict(zip(accented, in_old_font(accented, font, name), strict=True))
    columns = [column for column in frame.columns if column.endswith(_TEXT)]
    return frame.with_columns(pl.col(column).replace(table) for column in columns), font


def _accented(frame: pl.DataFrame) -> list[str]:
    """The different texts with more than plain letters in them."""
    columns = [frame[column] for column in frame.columns if column.endswith(_TEXT)]
    texts = (text for column in columns for text in column.drop_nulls().unique(maintain_order=True))
    return [text for text in texts if not text.isascii()]
