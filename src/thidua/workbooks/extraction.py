"""From a file to one Arrow file per sheet. Runs in the limited process of `child`."""

from pathlib import Path
from typing import TypedDict

from python_calamine import CalamineError, CalamineWorkbook

from thidua.workbooks.cell_styles import odd_cells
from thidua.workbooks.csv_cells import csv_rows
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.grid import to_frame
from thidua.workbooks.guards import Limits, check_bytes, check_zip


class SheetResult(TypedDict):
    """What the parent is told of one sheet; its cells are in the file."""

    name: str
    width: int
    file: str
    is_csv: bool


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
        with CalamineWorkbook.from_path(str(path)) as book:
            for number, title in enumerate(book.sheet_names):
                sheet = book.get_sheet_by_name(title)
                first_column = sheet.start[1] if sheet.start else 0
                frame, width = to_frame(sheet.iter_rows(), first_column=first_column)
                frame, width = odd.mark(title, frame, width)
                frame.write_ipc(out / f"{number}.arrow")
                results.append(
                    SheetResult(name=title, width=width, file=f"{number}.arrow", is_csv=False)
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
