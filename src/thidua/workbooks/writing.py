"""Writing workbooks: templates, data, CSV. What is written reads back as the same frame."""

import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from thidua.language import Language
from thidua.signs import FORMULA_STARTS
from thidua.workbooks.raw import letter_of
from thidua.workbooks.sheet_xml import rows_xml, texts_of
from thidua.workbooks.shell import Shell
from thidua.workbooks.specification import Column, Kind, Sheet, Workbook

Progress = Callable[[int, int], None]

_STYLE = re.compile(rb'<c r="[A-Z]+2" s="(\d+)"')
_SAMPLE_ROW = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_COMPRESSION = 1
# A spreadsheet runs CSV text that begins like a formula; an apostrophe before it keeps it text. The
# reader removes it.
_FORMULA = f"^('*[{FORMULA_STARTS}])"


def write_template(
    book: Workbook,
    path: Path | str,
    language: Language = "vi",
    *,
    open_ids: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """An empty workbook to fill in: headers, notes, lists to choose from, and the sheet *Giải
    thích*.

    `open_ids`: for sheets with open columns, by sheet id, the columns to lay out (such as years).
    """
    shell = Shell(Path(path), book, language)
    for sheet in book.sheets:
        if sheet.vertical:
            shell.vertical_sheet(sheet, {})
        else:
            shell.flat_sheet(sheet, (open_ids or {}).get(sheet.id, ()), with_sample=False)
    shell.close()


def write_workbook(
    book: Workbook,
    frames: Mapping[str, pl.DataFrame],
    path: Path | str,
    *,
    language: Language = "vi",
    progress: Progress | None = None,
) -> None:
    """The template filled with data, which `read` and `parse_workbook` give back unchanged.

    `frames`: by sheet id, with the types that parsing gives; `row` and columns that the sheet does
    not know are left out, unless they are open columns. Sheets without a frame stay empty.
    `progress(rows done, rows in all)`. Raises ValueError for words that are not among a
    column's choices, before the file exists."""
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="thidua-", dir=path.parent) as directory:
        shell_path, whole = Path(directory) / "shell.xlsx", Path(directory) / "whole.xlsx"
        shell = Shell(shell_path, book, language)
        parts: dict[str, tuple[Sheet, pl.DataFrame]] = {}
        for number, sheet in enumerate(book.sheets, start=1):
            frame = frames.get(sheet.id, sheet.empty_frame())
            if sheet.vertical:
                shell.vertical_sheet(sheet, frame.row(0, named=True) if frame.height else {})
            else:
                shell.flat_sheet(sheet, open_ids_of(sheet, frame), with_sample=True)
                parts[f"xl/worksheets/sheet{number}.xml"] = (sheet, frame)
        shell.close()
        _fill(shell_path, whole, parts=parts, language=language, progress=progress)
        whole.replace(path)


def open_ids_of(sheet: Sheet, frame: pl.DataFrame) -> list[str]:
    """The frame's columns that are open columns of the sheet, in order."""
    if sheet.open_columns is None:
        return []
    declared = {"row", *(column.id for column in sheet.columns)}
    return [
        name
        for name in frame.columns
        if name not in declared and sheet.open_columns.id_of(name) == name
    ]


def _new_zip(path: Path) -> zipfile.ZipFile:
    """Parts opened by name carry a fixed date, so that the same data give the same bytes."""
    return zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION)


def _fill(
    shell: Path,
    out: Path,
    *,
    parts: Mapping[str, tuple[Sheet, pl.DataFrame]],
    language: Language,
    progress: Progress | None,
) -> None:
    """Copy the shell, putting each sheet's rows in the place of its sample row."""
    total = sum(frame.height for _, frame in parts.values())
    done = 0
    with zipfile.ZipFile(shell) as source, _new_zip(out) as target:
        for part in source.namelist():
            content = source.read(part)
            if part not in parts:
                with target.open(part, "w") as file:
                    file.write(content)
                continue
            sheet, frame = parts[part]
            columns = [*sheet.columns, *(sheet.column(name) for name in open_ids_of(sheet, frame))]
            before, styles, after = _open_up(content, width=len(columns), height=frame.height)
            with target.open(part, "w") as file:
                file.write(before)
                for rows, xml in rows_xml(
                    frame, columns=columns, styles=styles, language=language, sheet=sheet.title.vi
                ):
                    file.write(xml)
                    done += rows
                    if progress is not None:
                        progress(done, total)
                file.write(after)


def _open_up(xml: bytes, *, width: int, height: int) -> tuple[bytes, list[str], bytes]:
    """A shell sheet cut at its sample row, and the style numbers that the row had."""
    sample = _SAMPLE_ROW.search(xml)
    if sample is None:
        return xml, [""] * width, b""
    styles = [style.decode() for style in _STYLE.findall(sample[0])]
    extent = f'<dimension ref="A1:{letter_of(width - 1)}{height + 1}"/>'.encode()
    return _DIMENSION.sub(extent, xml[: sample.start()]), styles, xml[sample.end() :]


def write_csv(
    sheet: Sheet, frame: pl.DataFrame, path: Path | str, *, language: Language = "vi"
) -> None:
    """One sheet as CSV: UTF-8 with byte order mark (Excel needs it), commas, dates dd/mm/yyyy,
    decimal point.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; reading removes it.
    """
    columns = [*sheet.columns, *(sheet.column(name) for name in open_ids_of(sheet, frame))]
    written = {}
    for column in columns:
        values = (
            frame[column.id]
            if column.id in frame.columns
            else pl.Series([None]).new_from_index(0, frame.height)
        )
        written[column.title.in_(language)] = _csv_text(
            values.cast(column.dtype), column, language, sheet.title.vi
        )
    pl.DataFrame(written).write_csv(Path(path), include_bom=True, quote_style="necessary")


def _csv_text(values: pl.Series, column: Column, language: Language, sheet: str) -> pl.Series:
    match column.kind:
        case Kind.DATE:
            return values.dt.strftime("%d/%m/%Y")
        case Kind.DECIMAL:
            # Four digits after the point, or none: three would look like thousands.
            return values.cast(pl.String).str.strip_suffix(".0000")
        case Kind.INTEGER | Kind.YEAR:
            return values.cast(pl.String)
        case _:
            return texts_of(values, column, language, sheet).str.replace(_FORMULA, "'$1")
