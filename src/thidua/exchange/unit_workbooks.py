"""What a unit below the province may bring: the facts and the register of its own part of the tree,
and nothing else.
"""

from collections.abc import Iterator, Sequence

from thidua.exchange.books import Book, workbook
from thidua.exchange.files import Recognised
from thidua.exchange.targets import spec_of, targets
from thidua.exchange.understood import FileSheet
from thidua.language import Text
from thidua.workbooks import Problems
from thidua.workbooks.specification import NOTHING

OF_UNITS = (Book.FACTS, Book.REGISTRATIONS, Book.PROGRESS)


def not_for_units(file: Recognised) -> Iterator[Problems]:
    """Everything of a file that a unit may not bring, as faults: of the whole file, or of one of
    its sheets.
    """
    own = targets(by_units=True)
    allowed = {name for name, _ in own}
    if file.book not in (None, *OF_UNITS) and not _brings(file, allowed):
        yield _whole_file(file, file.book, [spec.title for _, spec in own])
        return
    for sheet in file.sheets:
        if sheet.target and sheet.target not in allowed and _says_something(sheet):
            problems = Problems(file=file.raw.file, sheet=sheet.raw.name)
            problems.add_sheet(
                Text(
                    "trang này do tỉnh nạp cho cả năm",
                    "this sheet of the whole year is loaded by the province",
                ),
                expected=Text("bỏ trang này khỏi tệp", "this sheet taken out of the file"),
            )
            yield problems


def _whole_file(file: Recognised, book: Book | None, titles: Sequence[Text]) -> Problems:
    wanted = Text(
        "; ".join(f"“{title.vi}”" for title in titles),
        "; ".join(f"“{title.en}”" for title in titles),
    )
    title = workbook(book).title if book else NOTHING
    problems = Problems(file=file.raw.file)
    problems.add_sheet(
        Text(
            f"tệp “{title.vi}” do tỉnh nạp, đơn vị chỉ nạp được thông tin kiểm điểm và sổ đảng "
            "viên của mình",
            f"the workbook “{title.en}” is loaded by the province; units load their facts and "
            "their register",
        ),
        expected=Text(f"các trang {wanted.vi}", f"the sheets {wanted.en}"),
    )
    return problems


def _says_something(sheet: FileSheet) -> bool:
    """Whether there is a row in it; what is still asked of it need not be answered to know."""
    spec = spec_of(sheet.target)
    return spec is not None and (sheet.asks or not sheet.parsed(spec).frame.is_empty())


def _brings(file: Recognised, allowed: set[str]) -> bool:
    """Whether it has a table of the unit's and nothing else."""
    targets = {sheet.target for sheet in file.sheets if sheet.target}
    return bool(targets) and targets <= allowed
