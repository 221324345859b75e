"""What nobody sees in a file and would be loaded all the same: hidden rows, hidden worksheets."""

from dataclasses import dataclass

import polars as pl

from thidua.language import Text
from thidua.matching import phrases
from thidua.matching.cells import filled, texts_of
from thidua.matching.columns import Columns
from thidua.matching.questions import Option, Part, Question, QuestionKind
from thidua.workbooks.specification import NOTHING, Kind


@dataclass(frozen=True, slots=True)
class HiddenRows:
    """The rows of a sheet that bring data and that nobody sees in the file."""

    numbers: tuple[int, ...]
    names: tuple[str, ...] = ()


def hidden_rows(columns: Columns) -> HiddenRows:
    """Those of `columns.frame`, with the names of the people or organisations in them."""
    hidden = columns.frame.filter(pl.col("row").is_in(sorted(columns.raw.hidden_rows)))
    if hidden.is_empty():
        return HiddenRows(())
    named = [column for column in columns.every if column.id in ("full_name", "name")]
    named += [column for column in columns.every if column.kind in (Kind.TEXT, Kind.CODE)]
    for column in named:
        if column.id in columns.sources.values:
            cells = columns.written(column)
            these = cells.filter(columns.frame["row"].is_in(hidden["row"].to_list()))
            if filled(these).any():
                return HiddenRows(tuple(hidden["row"]), tuple(texts_of(these).drop_nulls()[:3]))
    return HiddenRows(tuple(hidden["row"]))


def about_hidden(rows: HiddenRows, answer: str, *, sheet: str = "") -> Question:
    """What of rows that nobody sees in the file, or of a hidden sheet of that name?"""
    number = len(rows.numbers)
    if sheet:
        title = Text(
            f"Trang tính “{sheet}” đang bị ẩn trong tệp",
            f"The worksheet “{sheet}” is hidden in the file",
        )
        out = Text("Không nạp trang tính ẩn", "Leave the hidden worksheet out")
        load = Text("Nạp như các trang tính khác", "Load it as the others")
        detail = NOTHING
    else:
        title = Text("{rows} đang bị ẩn trong tệp", "{rows} hidden in the file").format(
            rows=phrases.counted(number, "dòng", "row")
        )
        out = Text(f"Không nạp {number} dòng ẩn", f"Leave the {phrases.rows(number).en} out")
        load = Text("Nạp như các dòng khác", "Load them as the others")
        shown = ", ".join(rows.names)
        more = ", …" if number > len(rows.names) > 0 else ""
        people = f": {shown}{more}" if shown else ""
        detail = Text(*(f"{where}{people}" for where in phrases.numbered(rows.numbers)))
    return Question(
        id="hidden",
        kind=QuestionKind.HIDDEN,
        column="",
        title=title,
        detail=detail,
        parts=(Part("rows", "", number, (Option("leave_out", out), Option("load", load)), answer),),
    )
