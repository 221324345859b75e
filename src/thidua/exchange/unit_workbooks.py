"""What a unit below the province may bring: the facts of its own part of the tree, and nothing
else.
"""

from collections.abc import Iterable, Iterator

from thidua.exchange.books import Book, workbook
from thidua.exchange.files import Recognised
from thidua.facts.sheets import FACT_SHEETS
from thidua.language import Text
from thidua.rulebook.framework import Framework
from thidua.workbooks import Problems, Workbook, parse


def book_for_units(frameworks: Iterable[Framework]) -> Workbook:
    """The facts workbook as a unit fills it in: its sheets about subjects, none of those of the
    year as a whole.
    """
    whole = workbook(Book.FACTS, frameworks)
    own = {sheet.id for sheet in FACT_SHEETS.values()}
    return Workbook(
        whole.id,
        whole.title,
        tuple(sheet for sheet in whole.sheets if sheet.id in own),
        help=whole.help,
    )


def not_for_units(file: Recognised) -> Iterator[Problems]:
    """Everything of a file that a unit may not bring, as faults: of the whole file, or of one of
    its sheets.
    """
    titles = [sheet.title for sheet in FACT_SHEETS.values()]
    wanted = Text(
        "; ".join(f"“{title.vi}”" for title in titles),
        "; ".join(f"“{title.en}”" for title in titles),
    )
    if file.book is not Book.FACTS:
        title = workbook(file.book).title
        problems = Problems(file=file.raw.file)
        problems.add_sheet(
            Text(
                f"tệp “{title.vi}” do tỉnh nạp, đơn vị chỉ nạp được dữ kiện",
                f"the workbook “{title.en}” is loaded by the province; units load facts alone",
            ),
            expected=Text(
                f"tệp dữ kiện có các trang {wanted.vi}",
                f"a facts workbook with the sheets {wanted.en}",
            ),
        )
        yield problems
        return
    own = {sheet.id for sheet in FACT_SHEETS.values()}
    for sheet_id, raw in file.found.items():
        if (
            sheet_id not in own
            and not parse(raw, workbook(Book.FACTS).sheet(sheet_id)).frame.is_empty()
        ):
            problems = Problems(file=file.raw.file, sheet=raw.name)
            problems.add_sheet(
                Text(
                    "trang này do tỉnh nạp cho cả năm",
                    "this sheet of the whole year is loaded by the province",
                ),
                expected=Text("bỏ trang này khỏi tệp", "this sheet taken out of the file"),
            )
            yield problems
