"""How far a sheet's filled cells reach. Runs in the limited process.

Formatting to the last row or column makes a sheet claim billions of cells; the claim alone is no
fault, for the parser takes what is filled. Only where the claim is beyond the limits are the cells
themselves looked at, before a parser makes room for everything between them."""

import re
import zipfile

import polars as pl

from thidua.workbooks.addresses import Addresses
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.guards import Limits
from thidua.workbooks.package import blocks
from thidua.workbooks.raw import index_of, letter_of

_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*?ref=["'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)["']""")
_HEAD = 4_096
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>\s*[^<\s]")


def check_claim(
    archive: zipfile.ZipFile, part: str, *, file: str, sheet: str, limits: Limits
) -> None:
    """Refuse a sheet that has filled cells beyond the limits, where it claims to reach that far.

    Raises UnreadableFileError.
    """
    with archive.open(part) as xml:
        claim = _DIMENSION.search(xml.read(_HEAD))
    if claim is None or not _is_beyond(claim[1], claim[2], limits):
        return
    addresses, far_cell = Addresses(), _far_cell(limits)
    for portion in blocks(archive, part):
        for letters, row, content in far_cell.findall(addresses.written(portion)):
            if _is_beyond(letters, row, limits) and _CONTENT.search(content):
                raise _too_large(file, sheet, (letters + row).decode(), limits)


def _far_cell(limits: Limits) -> re.Pattern[bytes]:
    """Cells with content that may be beyond the limits: two letters, or as many digits."""
    far = rb"(?=[A-Z]{2}|[A-Z]\d{%d})" % len(str(limits.rows))
    return re.compile(
        rb'<c r="' + far + rb'([A-Z]+)(\d+)"[^>]*(?<!/)>(.*?)</(?:\w+:)?c>', re.DOTALL
    )


def check_filled(frame: pl.DataFrame, width: int, *, file: str, sheet: str, limits: Limits) -> None:
    """Refuse a raw frame that reaches beyond the limits. Raises UnreadableFileError."""
    last = frame["row"].max()
    if width > limits.columns or (isinstance(last, int) and last > limits.rows):
        raise _too_large(file, sheet, letter_of(width - 1) + str(last), limits)


def _is_beyond(letters: bytes, row: bytes, limits: Limits) -> bool:
    return int(row) > limits.rows or index_of(letters.decode()) >= limits.columns


def _too_large(file: str, sheet: str, extent: str, limits: Limits) -> UnreadableFileError:
    return UnreadableFileError.too_large_sheet(
        file, sheet=sheet, extent=extent, rows=limits.rows, columns=limits.columns
    )
