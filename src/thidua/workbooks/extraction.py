"""From a file to one Arrow file per sheet. Runs in the limited process of `child`."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from thidua.workbooks.cell_styles import formats_of
from thidua.workbooks.csv_cells import csv_rows
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.extent import check_claim, check_filled
from thidua.workbooks.font_cells import capital_font, in_unicode
from thidua.workbooks.grid import to_frame
from thidua.workbooks.guards import Limits, check_bytes, check_zip, is_package
from thidua.workbooks.looks import styles_that_matter, with_looks, with_words
from thidua.workbooks.package import Package, package_of
from thidua.workbooks.results import SheetResult
from thidua.workbooks.sheet_marks import Marks, marks_of, styled_cells

_ZIP_HEAD = 4


def extract(path: Path, *, name: str, out: Path, limits: Limits) -> list[SheetResult]:
    """Write the cells of each sheet to `out`; chart sheets and blank sheets are left out.

    Raises UnreadableFileError for everything `guards`, `encodings` and the parsers refuse.
    """
    with path.open("rb") as file:
        package = is_package(file.read(_ZIP_HEAD))
    if package:
        check_zip(path, name, limits)
        return _extract_xlsx(path, name=name, out=out, limits=limits)
    content = path.read_bytes()
    check_bytes(content, name)
    rows, converted = csv_rows(content, name, limits)
    frame, width = to_frame(rows)
    frame.write_ipc(out / "0.arrow")
    title = Path(name).stem
    return [SheetResult(name=title, width=width, file="0.arrow", is_csv=True, converted=converted)]


def _extract_xlsx(path: Path, *, name: str, out: Path, limits: Limits) -> list[SheetResult]:
    try:
        with (
            zipfile.ZipFile(path) as archive,
            CalamineWorkbook.from_path(str(path)) as book,
            ThreadPoolExecutor(max_workers=1) as pool,
        ):
            package, formats = package_of(archive), formats_of(archive)
            capitals = capital_font(archive)
            results = []
            for number, about in enumerate(book.sheets_metadata):
                place = {"file": name, "sheet": about.name}
                part = package.sheets.get(about.name)
                if part:
                    check_claim(archive, part, **place, limits=limits)
                # While the parser is at the sheet, which it is by itself.
                marks = pool.submit(_marks, archive, part, package)
                sheet = book.get_sheet_by_name(about.name)
                result = SheetResult(
                    name=about.name,
                    width=0,
                    file=f"{number}.arrow",
                    is_csv=False,
                    visible=about.visible is SheetVisibleEnum.Visible,
                    merges=_merges(sheet),
                    date1904=package.date1904,
                )
                frame = _cells(sheet, marks.result(), result)
                if part:
                    styles = styles_that_matter(formats, frame)
                    frame = with_looks(frame, styled_cells(archive, part, styles), formats)
                frame, result["converted"] = in_unicode(frame, name, capitals)
                check_filled(frame, result["width"], **place, limits=limits)
                frame.write_ipc(out / result["file"])
                results.append(result)
    except (CalamineError, OSError, KeyError, ValueError) as error:
        raise UnreadableFileError.broken(name, detail=str(error)[:100]) from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # the parser's own bug, met in a date of the year 10 million
            raise
        raise UnreadableFileError.broken(name, detail=str(error)[:100]) from error
    return results


def _marks(archive: zipfile.ZipFile, part: str | None, package: Package) -> Marks:
    if part is None:
        return Marks()
    return marks_of(archive, part, to_be_worked_out=package.to_be_worked_out)


def _cells(sheet: CalamineSheet, marks: Marks, result: SheetResult) -> pl.DataFrame:
    """The cells of one sheet; the rest goes to `result`."""
    first_column = sheet.start[1] if sheet.start else 0
    frame, width = to_frame(sheet.iter_rows(), first_column=first_column)
    frame, width = with_words(frame, width, marks.words)
    filled = set(frame["row"]) if marks.hidden.rows else set()
    result["hidden_rows"] = [row for row in marks.hidden.rows if row in filled]
    result["hidden_columns"] = sorted(at for at in marks.hidden.columns if at < width)
    result["width"] = width
    return frame


def _merges(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [
        (top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
