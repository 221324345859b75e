"""Finding the header row of a sheet, and which column stands where."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import polars as pl

from thidua.language import Text
from thidua.workbooks.problems import Place, Problems, Severity
from thidua.workbooks.raw import PARTS, RawSheet, letter_of
from thidua.workbooks.specification import NOTHING, Column, Sheet
from thidua.workbooks.text import fold

SEARCHED_ROWS = 25
_SIGNS = re.compile(r"[\W_]+")
_ALIKE = 0.6


def header_key(text: str) -> str:
    """A header without what people change: case, accents, asterisks, punctuation, blanks."""
    return _SIGNS.sub(" ", fold(text)).strip()


@dataclass(frozen=True, slots=True)
class Headers:
    """Which columns a sheet has and where. `row` is the header's row number, 0 when there is no
    header. `shown`: the places to name where they are not the letter and title of a column.
    """

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    open_ids: tuple[str, ...] = ()
    duplicated: tuple[tuple[str, int], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
    seen: tuple[str, ...] = ()
    shown: Mapping[str, Place] = field(default_factory=dict)

    def places(self, sheet: Sheet) -> dict[str, Place]:
        """Letter and title of each column found; the title alone of the others."""
        found = {
            name: Place(letter_of(at), sheet.column(name).title)
            for name, at in self.columns.items()
        }
        titles = {column.id: Place("", column.title) for column in sheet.columns}
        return titles | found | dict(self.shown)


class Names:
    """The names under which a sheet's columns are known."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ids: dict[str, str] = {}
        for column in sheet.columns:
            for name in (column.id, *column.title, *column.former, *column.aliases):
                self.ids.setdefault(header_key(name), column.id)

    def id_of(self, header: str) -> str | None:
        """The column that a header names, or None."""
        key = header_key(header)
        if not key:
            return None
        if key in self.ids:
            return self.ids[key]
        return self.sheet.open_columns.id_of(key) if self.sheet.open_columns else None

    def nearest(self, header: str) -> Column | None:
        """The column whose name is most like a header."""
        close = get_close_matches(header_key(header), self.ids, n=1, cutoff=_ALIKE)
        return self.sheet.column(self.ids[close[0]]) if close else None


def find_headers(raw: RawSheet, sheet: Sheet) -> Headers:
    """The row, among the first ones, that names the most columns; title lines may stand above
    it.
    """
    names = Names(sheet)
    best: tuple[int, int, list[str]] = (0, 0, [])
    for row, cells in raw.rows_as_text(SEARCHED_ROWS):
        count = len({name for name in map(names.id_of, cells) if name})
        if count > best[0]:
            best = (count, row, cells)
    count, row, cells = best
    if not count or 2 * count < min(2, len(sheet.columns)):
        return Headers(row=0, seen=_first_words(raw))
    return _arrange(names, row, cells)


def _first_words(raw: RawSheet) -> tuple[str, ...]:
    for _, cells in raw.rows_as_text(1):
        return tuple(cell for cell in cells if cell)[:12]
    return ()


def _arrange(names: Names, row: int, cells: list[str]) -> Headers:
    columns: dict[str, int] = {}
    duplicated, unknown = [], []
    for at, cell in enumerate(cells):
        name = names.id_of(cell)
        if name is None:
            unknown += [(cell, at)] if cell.strip() else []
        elif name in columns:
            duplicated.append((name, at))
        else:
            columns[name] = at
    declared = {column.id for column in names.sheet.columns}
    return Headers(
        row=row,
        columns=columns,
        open_ids=tuple(sorted(name for name in columns if name not in declared)),
        duplicated=tuple(duplicated),
        unknown=tuple(unknown),
        seen=tuple(cell for cell in cells if cell),
    )


def listing(words: Iterable[str], most: int = 12) -> str:
    """Words in quotation marks, the first ones of a long list."""
    words = list(words)
    more = f", … ({len(words)})" if len(words) > most else ""
    return ", ".join(f"“{word}”" for word in words[:most]) + more


def check_headers(headers: Headers, sheet: Sheet, problems: Problems) -> None:
    """Report a missing header row, missing, repeated and unknown columns."""
    wanted = [column for column in sheet.columns if column.required] or list(sheet.columns)
    expected = Text(
        vi="dòng tiêu đề có các cột " + listing(column.title.vi for column in wanted),
        en="a header row with the columns " + listing(column.title.en for column in wanted),
    )
    if not headers.row:
        seen = listing(headers.seen) or "–"
        problems.add_sheet(
            Text(
                f"không tìm thấy dòng tiêu đề; dòng đầu có {seen}",
                f"no header row found; the first row has {seen}",
            ),
            expected=expected,
        )
        return
    for column in sheet.columns:
        if column.required and column.id not in headers.columns:
            problems.add_sheet(
                Text("thiếu cột bắt buộc", "a required column is missing"),
                column=column.id,
                expected=_among(column, headers),
                row=headers.row,
            )
    for name, at in headers.duplicated:
        problems.add_sheet(
            Text(
                f"cột lặp lại ở {letter_of(headers.columns[name])} và {letter_of(at)}",
                f"the column stands twice, in {letter_of(headers.columns[name])} and "
                f"{letter_of(at)}",
            ),
            column=name,
            expected=Text("mỗi cột một lần", "each column once"),
            row=headers.row,
        )
    _warn_unknown(headers, sheet, problems)


def _among(column: Column, headers: Headers) -> Text:
    vi = f"một cột có tiêu đề “{column.title.vi}” hoặc “{column.id}”"
    en = f"a column headed “{column.title.en}” or “{column.id}”"
    unknown = [cell for cell, _ in headers.unknown]
    close = get_close_matches(
        header_key(column.title.vi), [header_key(cell) for cell in unknown], n=1, cutoff=_ALIKE
    )
    for cell in unknown:
        if close and header_key(cell) == close[0]:
            return Text(f"{vi} (có phải là cột “{cell}”?)", f"{en} (is it the column “{cell}”?)")
    return Text(vi, en)


def _warn_unknown(headers: Headers, sheet: Sheet, problems: Problems) -> None:
    names = Names(sheet)
    for cell, at in headers.unknown:
        near = names.nearest(cell)
        hint = (
            NOTHING
            if near is None
            else Text(f"gần nhất là cột “{near.title.vi}”", f"nearest is “{near.title.en}”")
        )
        if sheet.closed:
            _refuse_unknown(cell, at, sheet=sheet, hint=hint, row=headers.row, problems=problems)
            continue
        problems.add_sheet(
            Text(
                f"cột {letter_of(at)} không có trong mẫu, bỏ qua",
                f"column {letter_of(at)} is not in the template, ignored",
            ),
            column=Text(cell, cell),
            value=cell,
            expected=hint,
            row=headers.row,
            severity=Severity.WARNING,
        )


def _refuse_unknown(  # noqa: PLR0913 - one argument for each part of a problem
    cell: str, at: int, *, sheet: Sheet, hint: Text, row: int, problems: Problems
) -> None:
    known = Text(
        vi="một trong các cột " + listing((column.title.vi for column in sheet.columns), 30),
        en="one of the columns " + listing((column.title.en for column in sheet.columns), 30),
    )
    problems.add_sheet(
        Text(
            f"không có cột này (cột {letter_of(at)})",
            f"there is no such column (column {letter_of(at)})",
        ),
        column=Text(cell, cell),
        value=cell,
        expected=hint if hint.vi else known,
        row=row,
    )


def lay_flat(raw: RawSheet, sheet: Sheet) -> tuple[RawSheet, dict[str, int], str]:
    """A vertical sheet (names in one column, values in the next) as a sheet of one header row and
    one row.

    Also gives the row in which each column's value stands, and the letter of the column of values.
    """
    names = Names(sheet)
    rows = list(raw.rows_as_text(raw.frame.height))
    counts = [
        sum(names.id_of(cells[at]) is not None for _, cells in rows) for at in range(raw.width)
    ]
    at = counts.index(max(counts)) if counts else 0
    fields: list[tuple[int, str]] = [
        (row, cells[at]) for row, cells in rows if cells and cells[at].strip()
    ]
    found_rows = {name: row for row, cell in reversed(fields) if (name := names.id_of(cell))}
    # A title line above the fields is no field: nothing stands beside it.
    beside = set(raw.frame.filter(raw.as_text(at + 1).is_not_null())["row"])
    fields = [(row, cell) for row, cell in fields if row in beside or names.id_of(cell)]
    columns: dict[str, pl.Series] = {"row": pl.Series([1, 2], dtype=pl.Int64)}
    for index, (row, cell) in enumerate(fields):
        values = raw.frame.filter(pl.col("row") == row)
        columns[f"{index}.text"] = pl.Series([cell, None], dtype=pl.String)
        for kind in PARTS:
            name = f"{at + 1}.{kind}"
            if name in values.columns:
                value = values[name]
                head = [cell] if kind == "text" else [None]
                columns[f"{index}.{kind}"] = pl.Series([*head, value[0]], dtype=value.dtype)
    flat = replace(raw, frame=pl.DataFrame(columns), width=len(fields), merges=())
    return flat, found_rows, letter_of(at + 1)
