"""The first rows of a table as they will be read, to look at before anything is loaded."""

from dataclasses import dataclass

from thidua.language import Text
from thidua.matching.understanding import Understood
from thidua.workbooks.specification import Sheet


@dataclass(frozen=True, slots=True)
class FirstRows:
    """Titles of the columns that the table gives, and rows below them.

    `numbers`: the row of the file that each came from. Cells are titles of stored words, dates
    dd/mm/yyyy, and "" where nothing stands or what stands cannot be read."""

    titles: tuple[Text, ...] = ()
    numbers: tuple[int, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()


def first_rows(understood: Understood, spec: Sheet, n: int = 8) -> FirstRows:
    """The first `n` rows that bring data, read as `spec` says."""
    return FirstRows()
