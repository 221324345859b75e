"""From raw sheets to typed frames, with everything that is wrong in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import polars as pl

from thidua.language import Text
from thidua.signs import FORMULA_STARTS
from thidua.workbooks.cells import Fault, Reading, not_blank
from thidua.workbooks.date_cells import read_date, warn_of_two_orders
from thidua.workbooks.font_notes import check_fonts, note_conversion
from thidua.workbooks.headers import Headers, check_headers, find_headers, lay_flat
from thidua.workbooks.number_cells import read_decimal, read_integer, read_year
from thidua.workbooks.problems import Place, Problems
from thidua.workbooks.raw import PARTS, RawSheet, parts_of
from thidua.workbooks.shown_cells import as_shown, warn_of_looks
from thidua.workbooks.specification import Column, Kind, Sheet
from thidua.workbooks.text import normalise_series
from thidua.workbooks.text_cells import read_code, read_codes, read_text
from thidua.workbooks.words import Words, read_words

_TEXTS, _VALUES = {"text", "other"}, {"text", "number", "date", "other"}
_READERS: dict[Kind, Callable[[Column], Reading]] = {
    Kind.TEXT: read_text,
    Kind.CODE: read_code,
    Kind.CODES: read_codes,
    Kind.DATE: read_date,
    Kind.YEAR: read_year,
    Kind.INTEGER: read_integer,
    Kind.DECIMAL: read_decimal,
}
_BROKEN_FORMULA = Text(
    "công thức lỗi hoặc chưa được tính", "a formula with an error or not worked out yet"
)
_A_VALUE = Text(
    "một giá trị; mở bằng Excel, sửa rồi lưu lại", "a value; open in Excel, correct and save again"
)


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """A sheet's typed rows and what is wrong with it.

    `frame`: `row` (row number in the file) and every column of the sheet, in declared order, then
    open columns; columns that the file lacks, blank cells and faulty cells are null. `found`: ids
    of the columns that the file has. Rows with faults stay in the frame, so that later checks can
    add theirs through `problems.add_rows`."""

    spec: Sheet
    frame: pl.DataFrame
    problems: Problems
    found: frozenset[str] = frozenset()
    open_ids: tuple[str, ...] = ()


def parse(raw: RawSheet, spec: Sheet, headers: Headers | None = None) -> ParsedSheet:
    """Find the header, read every column, check what the description says. Never raises for what
    users wrote.

    `headers`: where the columns stand, when that is known already (`matching.applying`).
    """
    rows: dict[str, int] = {}
    values_in = ""
    file, name = raw.file, raw.name
    if spec.vertical:
        flat, rows, values_in = lay_flat(raw, spec)
        raw = replace(flat, converted=raw.converted)
    headers = headers or find_headers(raw, spec)
    places = headers.places(spec)
    if spec.vertical:
        places = {
            column: Place(values_in if column in rows else "", place.title, rows.get(column))
            for column, place in places.items()
        }
    problems = Problems(file=file, sheet=name, places=places, words=_names_of_words(spec, places))
    note_conversion(raw, problems)
    check_headers(headers, spec, problems)
    if not headers.row:
        return ParsedSheet(spec=spec, frame=spec.empty_frame(), problems=problems)
    data = _tidy(raw, headers, keep_blank=spec.vertical and not spec.optional)
    check_fonts(data, headers, problems)
    values = {"row": data["row"]}
    for column_id in (*(column.id for column in spec.columns), *headers.open_ids):
        column = spec.column(column_id)
        if column_id in headers.columns:
            cells = _cells(data, column_id, day_zero=raw.day_zero)
            warn_of_looks(cells, column, problems)
            if column.kind is Kind.DATE:
                warn_of_two_orders(cells, column, problems)
            values[column_id] = _read_column(as_shown(cells, column), column, problems)
        else:
            values[column_id] = pl.Series(column_id, [None], dtype=column.dtype).new_from_index(
                0, data.height
            )
    frame = pl.DataFrame(values)
    _check_key(frame, spec, problems)
    return ParsedSheet(
        spec=spec,
        frame=frame,
        problems=problems,
        found=frozenset(headers.columns),
        open_ids=headers.open_ids,
    )


def _names_of_words(spec: Sheet, columns: Iterable[str]) -> dict[str, dict[str, Text]]:
    """By column, what a reader calls each word that is stored."""
    choices = {name: spec.column(name).choices for name in columns}
    return {
        name: {one.word: one.title for one in found} for name, found in choices.items() if found
    }


def _tidy(raw: RawSheet, headers: Headers, *, keep_blank: bool) -> pl.DataFrame:
    """The rows below the header with the known columns, as `{id}.{kind}`, texts normalised, blank
    rows gone.
    """
    below = raw.frame.filter(pl.col("row") > headers.row)
    columns: dict[str, pl.Series] = {"row": below["row"]}
    for name, index in headers.columns.items():
        for kind in PARTS:
            source = f"{index}.{kind}"
            if source in below.columns:
                cells = below[source]
                columns[f"{name}.{kind}"] = _text(cells, raw) if kind in _TEXTS else cells
    data = pl.DataFrame(columns)
    if keep_blank:
        return data
    filled = [
        pl.col(name).is_not_null() for name in data.columns if name.rpartition(".")[2] in _VALUES
    ]
    return data.filter(pl.any_horizontal(filled)) if filled else data.clear()


def _text(cells: pl.Series, raw: RawSheet) -> pl.Series:
    """Normalised text; in CSV without the apostrophe that keeps a text from being run as a
    formula.
    """
    texts = cells.str.replace(rf"^\s*'('*[{FORMULA_STARTS}])", "$1") if raw.is_csv else cells
    return normalise_series(texts)


def _cells(data: pl.DataFrame, column_id: str, *, day_zero: int) -> pl.DataFrame:
    """One column's cells: row, day_zero, and the parts of a cell; those that do not occur are
    null.
    """
    zero = pl.lit(day_zero, dtype=pl.Int32).alias("day_zero")
    return data.select("row", zero, *parts_of(column_id, data))


def _read_column(cells: pl.DataFrame, column: Column, problems: Problems) -> pl.Series:
    """The column's values; faults go to `problems`."""
    if column.kind in (Kind.CHOICE, Kind.YES_NO):
        return _read_words(cells, column, problems)
    reading = _READERS[column.kind](column)
    read = cells.with_columns(reading.value.alias("value"))
    suspect = read.select(_suspect(reading, column).alias("suspect")).to_series()
    if not suspect.any():
        return read["value"].alias(column.id)
    faults = (Fault(_is_broken(), _BROKEN_FORMULA, _A_VALUE), *reading.faults)
    if column.required:
        faults = (*faults, _blank(column))
    which = pl.coalesce(
        [pl.when(fault.when).then(pl.lit(at, dtype=pl.Int8)) for at, fault in enumerate(faults)]
    )
    faulty = read.filter(suspect).with_columns(
        which.alias("fault"), _text_of(column).alias("cell_text"), **reading.named
    )
    for at in faulty["fault"].drop_nulls().unique().sort():
        these = faulty.filter(pl.col("fault") == at)
        message, expected = faults[at].message, faults[at].expected
        problems.add_rows(
            these, column=column.id, value="cell_text", message=message, expected=expected
        )
    return pl.select(pl.when(~suspect).then(read["value"]).alias(column.id)).to_series()


def _suspect(reading: Reading, column: Column) -> pl.Expr:
    """Cells that may be faulty: unreadable, out of range, or blank where that is not allowed."""
    value, dtype = pl.col("value"), column.dtype
    tests = [value.is_null() & not_blank()]
    if reading.low is not None:
        tests.append(value < pl.lit(reading.low, dtype=dtype))
    if reading.high is not None:
        tests.append(value > pl.lit(reading.high, dtype=dtype))
    if column.required:
        tests.append(~not_blank())
    return pl.any_horizontal(tests).fill_null(value=False)


def _is_broken() -> pl.Expr:
    return pl.col("other").str.starts_with("#").fill_null(value=False)


def _text_of(column: Column) -> pl.Expr:
    return pl.coalesce(read_text(column).value, pl.col("other"))


def _blank(column: Column) -> Fault:
    title = Text(f"điền “{column.title.vi}”", f"fill in “{column.title.en}”")
    return Fault(~not_blank(), Text("ô bắt buộc bị bỏ trống", "a required cell is blank"), title)


def _read_words(cells: pl.DataFrame, column: Column, problems: Problems) -> pl.Series:
    texts = cells.select("row", "other", _text_of(column).alias("cell_text"))
    broken = texts.filter(_is_broken())
    if broken.height:
        problems.add_rows(
            broken, column=column.id, value="cell_text", message=_BROKEN_FORMULA, expected=_A_VALUE
        )
    values, unknown = read_words(
        texts.select(pl.when(~_is_broken()).then("cell_text")).to_series(), column
    )
    if unknown.height:
        problems.add_rows(
            texts.join(unknown, on="cell_text", how="inner", maintain_order="left"),
            column=column.id,
            value="cell_text",
            message=Text("{said_vi}", "{said_en}"),
            expected=Text("{wanted_vi}", "{wanted_en}"),
        )
    if column.required and not column.blank_is_no:
        blank = _blank(column)
        missing = texts.filter(pl.col("cell_text").is_null() | _says_nothing(texts, column))
        problems.add_rows(
            missing,
            column=column.id,
            value="cell_text",
            message=blank.message,
            expected=blank.expected,
        )
    return values.alias(column.id)


def _says_nothing(texts: pl.DataFrame, column: Column) -> pl.Expr:
    """Cells with a word that leaves them blank."""
    words = Words(column)
    written: list[str] = texts["cell_text"].drop_nulls().unique().to_list()
    return pl.col("cell_text").is_in([text for text in written if words.leaves_blank(text)])


def _check_key(frame: pl.DataFrame, spec: Sheet, problems: Problems) -> None:
    """Rows whose key stood in an earlier row already."""
    key = spec.key
    if not key or frame.height < 2:
        return
    whole = [pl.col(name).is_not_null() for name in key if spec.column(name).required]
    keyed = frame.select("row", *key).filter(*whole)
    repeated = keyed.filter(pl.struct(key).is_duplicated())
    if not repeated.height:
        return
    repeated = repeated.with_columns(pl.col("row").first().over(key).alias("first_row"))
    titles = [spec.column(name).title for name in key]
    problems.add_rows(
        repeated.filter(pl.col("row") != pl.col("first_row")),
        column=key[0],
        message=Text("trùng với dòng {first_row}", "the same as row {first_row}"),
        expected=Text(
            vi="mỗi dòng một " + " + ".join(title.vi for title in titles),
            en="one row for each " + " + ".join(title.en for title in titles),
        ),
    )
