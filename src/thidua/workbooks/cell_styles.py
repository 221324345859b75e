"""Cells whose look changes their meaning, which the parser does not tell: percentages and error
values.

A cell that shows 87,5 % holds 0.875, and one that shows #N/A or a formula that nobody has worked
out yet (files made by programs, not by Excel) reads as blank; all would be silently wrong. They are
found in the sheet's XML by pattern, only where the file has such cells at all. Runs in the limited
process."""

import html
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from thidua.workbooks.guards import index_of

_BUILT_IN_PERCENTS = {b"9", b"10"}
_NUMBER_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\s[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb'<(?:\w+:)?xf\s[^>]*?numFmtId="(\d+)"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"[^>]*? t="e"[^>]*>(?:(?!</c>).)*?<(?:\w+:)?v>([^<]*)<'
)
_NOT_WORKED_OUT = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"((?:(?! t="str")[^>])*)>'
    rb"<(?:\w+:)?f[^>]*>([^<]*)</(?:\w+:)?f>"
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)

Cell = tuple[int, int]  # column index from 0, row from 1


@dataclass(frozen=True, slots=True)
class OddCells:
    """Percent cells and error cells of a workbook, by sheet name."""

    percents: dict[str, set[Cell]] = field(default_factory=dict)
    errors: dict[str, dict[Cell, str]] = field(default_factory=dict)

    def mark(self, sheet: str, frame: pl.DataFrame, width: int) -> tuple[pl.DataFrame, int]:
        """Add `{i}.percent` and `{i}.other` columns to a raw frame where the sheet has such
        cells.
        """
        by_column: dict[str, dict[int, object]] = {}
        for column, row in self.percents.get(sheet, ()):
            if f"{column}.number" in frame.columns:
                by_column.setdefault(f"{column}.percent", {})[row] = True
        for (column, row), word in self.errors.get(sheet, {}).items():
            by_column.setdefault(f"{column}.other", {})[row] = word
            width = max(width, column + 1)
        for name, cells in by_column.items():
            frame = _with_cells(frame, name, cells)
        return frame.sort("row"), width


def _with_cells(frame: pl.DataFrame, name: str, cells: dict[int, object]) -> pl.DataFrame:
    added = pl.DataFrame(
        {"row": list(cells), "added": list(cells.values())}, schema_overrides={"row": pl.Int64}
    )
    # An error cell may stand in a row that is blank otherwise.
    joined = frame.join(
        added, on="row", how="left" if name.endswith("percent") else "full", coalesce=True
    )
    here = pl.coalesce(pl.col("added"), pl.col(name)) if name in frame.columns else pl.col("added")
    return joined.with_columns(here.alias(name)).drop("added")


def odd_cells(path: Path) -> OddCells:
    """Look through the sheets' XML. A zip that lacks the usual parts gives none: the parser will
    complain.
    """
    found = OddCells()
    with zipfile.ZipFile(path) as archive:
        styles = _percent_styles(archive)
        for name, part in _sheet_parts(archive).items():
            xml = archive.read(part)
            errors = _ERROR.findall(xml) if b't="e"' in xml else []
            if b"</f>" in xml or b":f>" in xml:
                errors += [
                    (letters, row, b"#=" + text)
                    for letters, row, _, text in _NOT_WORKED_OUT.findall(xml)
                ]
            found.errors[name] = {
                (index_of(letters.decode()), int(row)): html.unescape(
                    word.decode("utf-8", "replace")
                )
                for letters, row, word in errors
            }
            if styles:
                found.percents[name] = set(_styled(xml, styles))
    return found


def _styled(xml: bytes, styles: set[bytes]) -> list[Cell]:
    pattern = re.compile(
        rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"[^>]*? s="(?:' + b"|".join(sorted(styles)) + rb')"'
    )
    return [(index_of(letters.decode()), int(row)) for letters, row in pattern.findall(xml)]


def _percent_styles(archive: zipfile.ZipFile) -> set[bytes]:
    """The numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    xml = archive.read("xl/styles.xml")
    formats = _BUILT_IN_PERCENTS | {
        number for number, code in _NUMBER_FORMAT.findall(xml) if b"%" in code
    }
    block = _CELL_FORMATS.search(xml)
    used = _CELL_FORMAT.findall(block[0]) if block else []
    return {str(style).encode() for style, number in enumerate(used) if number in formats}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names and where their XML is, as the workbook's relations say."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {}
    for relation in _RELATION.findall(
        archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    ):
        values = dict(_ATTRIBUTE.findall(relation))
        targets[values.get("Id")] = values.get("Target", "")
    parts = {}
    for sheet in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        values = dict(_ATTRIBUTE.findall(sheet))
        target = targets.get(values.get("r:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names and part.startswith("xl/worksheets/"):
            parts[html.unescape(values.get("name", ""))] = part
    return parts
