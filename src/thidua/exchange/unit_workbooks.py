"""What a unit below the province may bring: the facts of its own part of the tree, and nothing
else.
"""

from collections.abc import Iterator

from thidua.exchange.books import Book, workbook
from thidua.exchange.files import Recognised
from thidua.exchange.targets import spec_of, targets
from thidua.language import Text
from thidua.workbooks import Problems


def not_for_units(file: Recognised) -> Iterator[Problems]:
    """Everything of a file that a unit may not bring, as faults: of the whole file, or of one of
    its sheets.
    """
    own = workbook(Book.FACTS, for_units=True).sheets
    titles = [sheet.title for sheet in own]
    allowed = {name for name, _ in targets(by_units=True)}
    if file.book is None or (file.book is not Book.FACTS and _brings(file, allowed)):
        return
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
    for sheet in file.sheets:
        spec = spec_of(sheet.target)
        if spec and sheet.target not in allowed and not sheet.parsed(spec).frame.is_empty():
            problems = Problems(file=file.raw.file, sheet=sheet.raw.name)
            problems.add_sheet(
                Text(
                    "trang này do tỉnh nạp cho cả năm",
                    "this sheet of the whole year is loaded by the province",
                ),
                expected=Text("bỏ trang này khỏi tệp", "this sheet taken out of the file"),
            )
            yield problems


def _brings(file: Recognised, allowed: set[str]) -> bool:
    """Whether it has a table of the unit's and nothing else."""
    targets = {sheet.target for sheet in file.sheets if sheet.target}
    return bool(targets) and targets <= allowed
