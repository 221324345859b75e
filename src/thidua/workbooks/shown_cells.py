"""Cells as they look: what a person sees in a column is what is read from it, and where that is not
what the file stores, a warning says both.

Codes and texts are read with the noughts and words that their format shows. Numbers are read as
rounded or scaled as they are shown; where nothing is shown, or no number, the stored one is read.
Shares without a % sign in a column of percentages are read as they stand, and doubted."""

import polars as pl

from thidua.language import Text
from thidua.workbooks.cells import DATE, NUMBER, OTHER, TEXT, WRITTEN, number_as_text
from thidua.workbooks.number_cells import plain_decimal
from thidua.workbooks.problems import Problems, Severity
from thidua.workbooks.specification import Column, Kind
from thidua.workbooks.text import normalise_expr

LOOK, SHOWN = pl.col("look"), pl.col("shown")
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.YEAR}
_CODES = {Kind.CODE, Kind.CODES}
_MOST = 20
_SHORTENED = r"\dE[+-]\d"
_AS_SHOWN = Text(
    "ô hiện “{seen}” nhưng trong tệp là {stored}; đã đọc như ô hiện",
    "the cell shows “{seen}” but holds {stored}; read as it shows",
)
_AS_STORED = Text(
    "ô hiện “{seen}” nhưng trong tệp là {stored}; đã đọc {stored}",
    "the cell shows “{seen}” but holds {stored}; read as {stored}",
)
_UNSEEN = Text(
    "ô không hiện gì nhưng trong tệp có {stored}; đã đọc {stored}",
    "the cell shows nothing but holds {stored}; read as {stored}",
)
_PART_OF_DAY = Text(
    "ô chỉ hiện “{seen}”; đã đọc ngày {stored}",
    "the cell shows only “{seen}”; read as {stored}",
)
_SMALL = 10
"""A column with percentages below this has small ones by nature."""
_FRACTION = Text(
    "{stored} đọc là {stored}%, không phải {hundredfold}%?",
    "{stored} is read as {stored}%; should it be {hundredfold}%?",
)
_FRACTIONS = Text(
    "cả cột là số từ 0 đến 1, không có dấu %; {stored} đọc là {stored}%, không phải "
    "{hundredfold}%?",
    "the whole column lies between 0 and 1, without a % sign; {stored} is read as {stored}%; "
    "should it be {hundredfold}%?",
)
_FORMAT = Text(
    "xem lại định dạng số của ô, hoặc nhập đúng giá trị cần nạp",
    "look at the cell's number format, or type the value that is meant",
)
_WITH_SIGN = Text(
    "số phần trăm (87) hoặc số có dấu % (87%)", "a percentage (87) or a number with a % sign (87%)"
)


def as_shown(cells: pl.DataFrame, column: Column) -> pl.DataFrame:
    """One column's cells (row, text, number, date, other, percent, look, shown) as they look to a
    reader of its kind.
    """
    if _is_null(cells, "look") and _is_null(cells, "shown"):
        return cells
    taken = _takes_look(column)
    number = pl.when(~_shortened()).then(pl.when(SHOWN.is_not_nan()).then(SHOWN))
    return cells.with_columns(
        pl.when(taken).then(normalise_expr(LOOK)).otherwise(TEXT).alias("text"),
        pl.when(~taken).then(pl.coalesce(number, NUMBER)).alias("number"),
        pl.when(~taken).then(DATE).alias("date"),
    )


def _is_null(cells: pl.DataFrame, name: str) -> bool:
    return cells[name].null_count() == cells.height


def _shortened() -> pl.Expr:
    return LOOK.str.contains(_SHORTENED).fill_null(value=False)


def _takes_look(column: Column) -> pl.Expr:
    """Whether the text that a cell shows is read instead of what it holds."""
    visible = LOOK.is_not_null() & (LOOK != "") & ~_shortened()
    if column.kind in _NUMBERS - {Kind.YEAR}:
        return visible & TEXT.is_not_null()
    if column.kind is Kind.YEAR:
        return visible & NUMBER.is_null()
    if column.kind is Kind.DATE or column.kind in _CODES:
        return visible & DATE.is_null()
    return visible


def warn_of_looks(cells: pl.DataFrame, column: Column, problems: Problems) -> None:
    """Warn of cells that look other than they are stored, as far as their reader cannot see it.

    `cells` are those before `as_shown`."""
    if column.percent and column.kind is Kind.DECIMAL:
        _warn_of_fractions(as_shown(cells, column), column, problems)
    if _is_null(cells, "look") and _is_null(cells, "shown") and _is_null(cells, "percent"):
        return
    told = cells.with_columns(
        pl.coalesce(LOOK, number_as_text(SHOWN)).alias("seen"),
        pl.coalesce(TEXT, number_as_text(NUMBER), DATE.dt.strftime("%d/%m/%Y")).alias("stored"),
    ).filter(OTHER.is_null())
    taken = _takes_look(column)
    unseen = (LOOK == "").fill_null(value=False)
    no_number = SHOWN.is_nan().fill_null(value=False)
    share = pl.col("percent").fill_null(value=False) & ~_is_share(column)
    for when, message in (
        (unseen, _UNSEEN),
        (SHOWN.is_not_null() & ~no_number, _AS_SHOWN),
        (no_number & ~taken & ~unseen, _AS_STORED),
        (share & SHOWN.is_null(), _AS_STORED),
        (DATE.is_not_null() & LOOK.is_not_null() & ~taken, _PART_OF_DAY),
    ):
        _warn(told.filter(when), column, problems, message=message, expected=_FORMAT)


def _is_share(column: Column) -> pl.Expr:
    """Whether the reader of a column understands a share shown as a percentage."""
    bounded = column.maximum is not None and column.kind is not Kind.DATE and column.maximum <= 1  # type: ignore[operator]
    return pl.lit(column.percent or bounded or column.kind not in {Kind.INTEGER, Kind.DECIMAL})


def _warn(
    cells: pl.DataFrame, column: Column, problems: Problems, *, message: Text, expected: Text
) -> None:
    """One warning a cell, or one for all where they are many."""
    if cells.height > _MOST:
        more = cells.height - 1
        message = Text(
            f"{message.vi} (và {more} ô khác của cột)", f"{message.en} (and {more} more cells)"
        )
        cells = cells.head(1)
    problems.add_rows(
        cells,
        column=column.id,
        value="seen",
        message=message,
        expected=expected,
        severity=Severity.WARNING,
    )


def looks_like_fractions(cells: pl.DataFrame) -> bool:
    """Whether a column of percentages seems to hold shares: every filled cell lies between 0 and 1,
    not all are 0 or 1, and none shows a % sign. Such a column is to be asked about.

    `cells` are those of the column below its header, as `RawSheet.column` gives them."""
    numbers = _plain_numbers(cells)
    filled = numbers.drop_nulls()
    signed = cells.select(_has_sign()).to_series().any()
    return bool(
        not signed
        and filled.len()
        and filled.is_between(0, 1).all()
        and (~filled.is_in([0.0, 1.0])).any()
    )


def _has_sign() -> pl.Expr:
    written = TEXT.str.contains("%", literal=True) | LOOK.str.contains("%", literal=True)
    return pl.col("percent").fill_null(value=False) | written.fill_null(value=False)


def _plain_numbers(cells: pl.DataFrame) -> pl.Series:
    """The numbers that stand there without a % sign."""
    number = pl.coalesce(NUMBER, plain_decimal(WRITTEN).cast(pl.Float64, strict=False))
    return cells.select(pl.when(~_has_sign()).then(number).alias("number")).to_series()


def _stand_out(plain: pl.Series, fractions: pl.Series) -> bool:
    """Whether a few fractions stand among numbers of which none is small: 0,87 beside 85 and 92. In
    a column that has 2 and 3 too, 0,8 is just another small percentage.
    """
    others = plain.filter(plain >= 1)
    none_small = others.len() > 0 and bool((others >= _SMALL).all())
    return none_small and int(fractions.sum()) < others.len()


def _warn_of_fractions(cells: pl.DataFrame, column: Column, problems: Problems) -> None:
    """Doubt shares in a column of percentages: all of them at once, or those among percentages."""
    if column.maximum is not None and column.maximum <= 1:  # type: ignore[operator]
        return
    plain = _plain_numbers(cells)
    fractions = (plain > 0) & (plain < 1)
    if not fractions.any():
        return
    found = cells.with_columns(plain.alias("plain")).filter(fractions)
    told = found.with_columns(
        number_as_text(pl.col("plain")).alias("seen"),
        number_as_text(pl.col("plain")).alias("stored"),
        number_as_text((pl.col("plain") * 100).round(10)).alias("hundredfold"),
    )
    whole = looks_like_fractions(cells)
    if whole or _stand_out(plain, fractions) or bool(cells["percent"].any()):
        _warn(
            told.head(1) if whole else told,
            column,
            problems,
            message=_FRACTIONS if whole else _FRACTION,
            expected=_WITH_SIGN,
        )
