"""Cells of dates: what is understood, and what no calendar can settle."""

import polars as pl

from thidua.language import Text
from thidua.workbooks.cells import DATE, NUMBER, VALUE, WRITTEN, Fault, Reading, not_blank
from thidua.workbooks.problems import Problems, Severity, show
from thidua.workbooks.specification import EARLIEST, LATEST, Bound, Column

_SERIALS = (-693_593, 2_958_465)  # 01/01/0001 and 31/12/9999 as Excel counts days
_YEARS = (1800, 2200)
_MONTHS = 12
_TIME = r"(?:[ T,]+\d{1,2}:\d{2}[:.\d]*Z?(?: ?(?i:am|pm|sa|ch))?)?[.,;]?"
_BETWEEN = r"\s?[/\\.\-]\s?"
_DAY_FIRST = rf"^(?i:ngày )?(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}){_TIME}$"
_YEAR_FIRST = rf"^(\d{{4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,2}}){_TIME}$"
_IN_WORDS = r"^(?i:ngày )?(\d{1,2}) (?i:tháng) (\d{1,2}),? (?i:năm) (\d{4})\.?$"
_ENGLISH = r"^(\d{1,2})[ \-/]([A-Za-z]{3})[a-z]*[ \-/,]+(\d{4})$"
_SHORT_YEAR = (
    rf"^(?i:ngày )?(\d{{1,2}}{_BETWEEN}(?:\d{{1,2}}|[A-Za-z]{{3}}){_BETWEEN})(\d{{2}}){_TIME}$"
)
_ONLY_MONTH = rf"^(?i:tháng |t)?\d{{1,2}}(?:{_BETWEEN}|,? (?i:năm) )\d{{4}}$|^\d{{4}}-\d{{1,2}}$"
_ONLY_YEAR = r"^(?i:năm )?\d{4}$"
_EXPECTED = Text(
    vi="ngày viết dd/mm/yyyy, ví dụ 03/02/1986",
    en="a date written dd/mm/yyyy, for instance 03/02/1986",
)


def read_date(column: Column) -> Reading:
    """Date cells, Excel serial numbers, dd/mm/yyyy (also with - and .), yyyy-mm-dd, ngày 3 tháng 2
    năm 1986; a time of day is dropped.
    """
    low, high = column.minimum or EARLIEST, column.maximum or LATEST
    return Reading(
        pl.coalesce(DATE.cast(pl.Date), _written_day(), _serial_day(~_like_year())),
        _faults(low, high),
        low,
        high,
        {
            "day_month": WRITTEN.str.extract(_SHORT_YEAR, 1),
            "short_year": WRITTEN.str.extract(_SHORT_YEAR, 2),
            **{name: WRITTEN.str.extract(_DAY_FIRST, at) for at, name in _PARTS},
        },
    )


def _like_year() -> pl.Expr:
    return NUMBER.is_between(*_YEARS)


def _faults(low: Bound, high: Bound) -> tuple[Fault, ...]:
    """What a cell without a day may be instead, the surest first, and a day out of range."""
    looks_right = pl.any_horizontal(
        WRITTEN.str.contains(form) for form in (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS)
    )
    return (
        Fault(
            WRITTEN.str.contains(_SHORT_YEAR),
            Text("năm chỉ có hai chữ số", "the year has only two digits"),
            Text(
                "{day_month}19{short_year} hay {day_month}20{short_year}",
                "{day_month}19{short_year} or {day_month}20{short_year}",
            ),
        ),
        Fault(
            _like_year() | WRITTEN.str.contains(_ONLY_YEAR),
            Text("chỉ có năm, thiếu ngày và tháng", "only a year, without day and month"),
            _EXPECTED,
        ),
        Fault(
            WRITTEN.str.contains(_ONLY_MONTH),
            Text("chỉ có tháng và năm, thiếu ngày", "only a month and a year, without the day"),
            _EXPECTED,
        ),
        Fault(
            _is_month_first(),
            Text(
                "không có tháng {second}; tháng đứng trước ngày?",
                "there is no month {second}; does the month stand before the day?",
            ),
            Text(
                "ngày trước, tháng sau: {second}/{first}/{year}",
                "the day before the month: {second}/{first}/{year}",
            ),
        ),
        Fault(
            looks_right & VALUE.is_null(),
            Text("ngày không có trong lịch", "no such day in the calendar"),
            _EXPECTED,
        ),
        Fault(VALUE.is_null() & not_blank(), Text("không phải ngày", "not a date"), _EXPECTED),
        _out_of_range(low, high),
    )


def _out_of_range(low: Bound, high: Bound) -> Fault:
    return Fault(
        ~VALUE.is_between(pl.lit(low), pl.lit(high)),
        Text("ngày ngoài khoảng cho phép", "date out of range"),
        Text(f"ngày từ {show(low)} đến {show(high)}", f"a date from {show(low)} to {show(high)}"),
    )


_PARTS = ((1, "first"), (2, "second"), (3, "year"))


def _number(part: int) -> pl.Expr:
    return WRITTEN.str.extract(_DAY_FIRST, part).cast(pl.Int32, strict=False)


def _is_month_first() -> pl.Expr:
    """Written with the month before the day: 12/25/2001 can be nothing else."""
    return _number(1).is_between(1, _MONTHS) & _number(2).is_between(_MONTHS + 1, 31)


def _written_day() -> pl.Expr:
    """The day that stands there as text, null where it is none of the calendar."""
    year_month_day = WRITTEN
    for form, order in (
        (_DAY_FIRST, "$3-$2-$1"),
        (_YEAR_FIRST, "$1-$2-$3"),
        (_IN_WORDS, "$3-$2-$1"),
    ):
        year_month_day = year_month_day.str.replace(form, order)
    english = WRITTEN.str.replace(_ENGLISH, "$1-$2-$3").str.to_date("%d-%b-%Y", strict=False)
    return pl.coalesce(year_month_day.str.to_date("%Y-%m-%d", strict=False), english)


def _serial_day(when: pl.Expr) -> pl.Expr:
    """The day that a number counts to in the workbook's calendar. One outside the calendar is no
    day at all: frames carry such dates, but cannot show them.
    """
    return (
        pl.when(when & NUMBER.is_between(*_SERIALS))
        .then(NUMBER.floor() - pl.col("day_zero"))
        .cast(pl.Int32, strict=False)
        .cast(pl.Date)
    )


def warn_of_two_orders(cells: pl.DataFrame, column: Column, problems: Problems) -> None:
    """Where some dates of a column can only be written with the month first, those that can be read
    either way are doubted: whoever wrote the ones may have written the others.
    """
    if cells["text"].null_count() == cells.height:
        return
    month_first = cells.filter(_is_month_first())
    first, second = _number(1), _number(2)
    either = cells.filter(
        first.is_between(1, _MONTHS) & second.is_between(1, _MONTHS) & (first != second)
    )
    if month_first.is_empty() or either.is_empty():
        return
    day, month = (pl.col("text").str.extract(_DAY_FIRST, at).str.zfill(2) for at in (1, 2))
    more = either.height - 1
    problems.add_rows(
        either.head(1).with_columns(
            day.alias("day"), month.alias("month"), pl.lit(month_first["row"][0]).alias("other")
        ),
        column=column.id,
        value="text",
        message=Text(
            "đã đọc là ngày {day} tháng {month}, nhưng dòng {other} viết tháng trước ngày"
            + (f" (và {more} ô khác của cột)" if more else ""),
            "read as day {day} of month {month}, but row {other} has the month before the day"
            + (f" (and {more} more cells)" if more else ""),
        ),
        expected=_EXPECTED,
        severity=Severity.WARNING,
    )
