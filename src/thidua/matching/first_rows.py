"""The first rows of a table as they will be read, to look at before anything is loaded."""

from dataclasses import dataclass, replace

from thidua.language import Text
from thidua.matching.understanding import Understood
from thidua.workbooks.headers import lay_flat
from thidua.workbooks.parsing import parse
from thidua.workbooks.problems import show
from thidua.workbooks.specification import NOTHING, Column, Sheet
from thidua.workbooks.words import NO, YES, choices_of


@dataclass(frozen=True, slots=True)
class FirstRows:
    """Titles of the columns that the table gives, and rows below them.

    `numbers`: the row of the file that each came from. Cells are titles of stored words, names of
    organisations where they are known, dates dd/mm/yyyy, and "" where nothing stands or what stands
    cannot be read."""

    titles: tuple[Text, ...] = ()
    numbers: tuple[int, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()


def first_rows(understood: Understood, spec: Sheet, n: int = 8) -> FirstRows:
    """The first `n` rows that bring data, read as `spec` says."""
    applied = understood.applied(spec)
    raw = applied.raw
    if applied.headers is not None:
        below = raw.frame.filter(raw.frame["row"] > applied.headers.row)
        raw = replace(raw, frame=below.head(n))
    elif not spec.vertical or not lay_flat(raw, spec)[1]:
        return FirstRows()
    parsed = parse(raw, spec, applied.headers)
    given = [column for column in parsed.frame.columns if column in parsed.found]
    columns = [spec.column(name) for name in given]
    rows = parsed.frame.head(n).select("row", *given).iter_rows()
    numbers, cells = [], []
    for number, *values in rows:
        numbers.append(number)
        cells.append(
            tuple(
                _shown(value, column, understood)
                for value, column in zip(values, columns, strict=True)
            )
        )
    return FirstRows(tuple(column.title for column in columns), tuple(numbers), tuple(cells))


def _shown(value: object, column: Column, understood: Understood) -> Text:
    """One value as people read it."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return (YES if value else NO).title
    titles = {choice.word: choice.title for choice in choices_of(column)}
    if isinstance(value, str) and value in titles:
        return titles[value]
    if isinstance(value, str) and column.refers and value in understood.called:
        return Text(understood.called[value], understood.called[value])
    if isinstance(value, list):
        return Text(", ".join(map(str, value)), ", ".join(map(str, value)))
    return Text(show(value), show(value))
