"""From a file to one Arrow file per sheet. Runs in the limited process of `child`."""

import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from thidua.workbooks.cell_styles import odd_cells
from thidua.workbooks.csv_cells import csv_rows
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.grid import to_frame
from thidua.workbooks.guards import Limits, check_bytes, check_zip
from thidua.workbooks.hidden import Hidden
from thidua.workbooks.package import Package, blocks, package_of
from thidua.workbooks.results import SheetResult


def extract(path: Path, *, name: str, out: Path, limits: Limits) -> list[SheetResult]:
    """Write the cells of each sheet to `out`; chart sheets and blank sheets are left out.

    Raises UnreadableFileError for everything `guards`, `encodings` and the parsers refuse.
    """
    if Path(name).suffix.lower() in {".csv", ".txt", ".tsv"}:
        frame, width = to_frame(csv_rows(path, name, limits))
        frame.write_ipc(out / "0.arrow")
        return [SheetResult(name=Path(name).stem, width=width, file="0.arrow", is_csv=True)]
    check_bytes(path, name)
    check_zip(path, name, limits)
    return _extract_xlsx(path, name=name, out=out)


def _extract_xlsx(path: Path, *, name: str, out: Path) -> list[SheetResult]:
    results = []
    try:
        odd = odd_cells(path)
        with zipfile.ZipFile(path) as archive, CalamineWorkbook.from_path(str(path)) as book:
            package = package_of(archive)
            for number, about in enumerate(book.sheets_metadata):
                sheet = book.get_sheet_by_name(about.name)
                first_column = sheet.start[1] if sheet.start else 0
                frame, width = to_frame(sheet.iter_rows(), first_column=first_column)
                frame, width = odd.mark(about.name, frame, width)
                frame.write_ipc(out / f"{number}.arrow")
                hidden = _hidden(archive, package, about.name)
                filled = set(frame["row"])
                results.append(
                    SheetResult(
                        name=about.name,
                        width=width,
                        file=f"{number}.arrow",
                        is_csv=False,
                        hidden_rows=[row for row in hidden.rows if row in filled],
                        hidden_columns=sorted(at for at in hidden.columns if at < width),
                        visible=about.visible is SheetVisibleEnum.Visible,
                        merges=_merges(sheet),
                        date1904=package.date1904,
                    )
                )
    except (CalamineError, OSError, KeyError, ValueError) as error:
        raise UnreadableFileError.broken(name, detail=str(error)[:100]) from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # the parser's own bug, met in a date of the year 10 million
            raise
        raise UnreadableFileError.broken(name, detail=str(error)[:100]) from error
    return results


def _hidden(archive: zipfile.ZipFile, package: Package, sheet: str) -> Hidden:
    hidden = Hidden()
    if sheet in package.sheets:
        for xml in blocks(archive, package.sheets[sheet]):
            hidden.look(xml)
    return hidden


def _merges(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [
        (top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
