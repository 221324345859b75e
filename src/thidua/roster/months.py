"""Whole months between two days, exactly."""

import polars as pl


def whole_months(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """How many whole months lie between two days (31 January + 1 month = 28 or 29 February)."""
    months = (end.dt.year() - start.dt.year()) * 12 + (end.dt.month() - start.dt.month()).cast(
        pl.Int32
    )
    reached = end.dt.day() >= pl.min_horizontal(start.dt.day(), end.dt.month_end().dt.day())
    return months - pl.when(reached).then(0).otherwise(1)


def months_until(day: pl.Expr, *, since: pl.Expr) -> pl.Expr:
    """The whole months from a day until another; 0 where it had not come by then."""
    months = whole_months(since, day)
    return pl.when(months < 0).then(0).otherwise(months)
