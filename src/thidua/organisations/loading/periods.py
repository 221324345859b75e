"""Checks of dated rows: ends after starts, no two at once, inside the life of what they hang on."""

from collections.abc import Sequence

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking

OPEN_END = pl.date(9999, 12, 31)
STARTS, ENDS = "from", "to"


def last_day() -> pl.Expr:
    """The last day of a period; an open end lies after every day."""
    return pl.col(ENDS).fill_null(OPEN_END)


def check_ends(check: Checking) -> None:
    """The last day is not before the first."""
    check.fail(
        check.frame.filter(pl.col(ENDS) < pl.col(STARTS)),
        column=ENDS,
        message=Text("kết thúc trước khi bắt đầu ({from})", "ends before it starts ({from})"),
        expected=Text("ngày từ {from} trở đi, hoặc để trống", "a day from {from} on, or blank"),
    )


def check_overlaps(check: Checking, owner: Sequence[str], *, what: Text) -> None:
    """Rows of one owner never share a day; the message names both rows. `what`: "thời gian sinh
    hoạt".
    """
    several = (
        check.frame.drop_nulls([*owner, STARTS])
        .filter(pl.len().over(owner) > 1)
        .sort(*owner, STARTS, "row")
        .with_columns(pl.col("row", STARTS, ENDS).shift(1).over(owner).name.suffix("_before"))
        .filter(pl.col("row_before").is_not_null())
    )
    shares_day = pl.col(STARTS) <= pl.col(f"{ENDS}_before").fill_null(OPEN_END)
    # The same first day twice is reported as a repeated key.
    overlapping = several.filter(shares_day & (pl.col(STARTS) != pl.col(f"{STARTS}_before")))
    conflicts = overlapping.with_columns(
        until=pl.when(pl.col(f"{ENDS}_before").is_not_null())
        .then(pl.lit("–") + pl.col(f"{ENDS}_before").dt.strftime("%d/%m/%Y"))
        .otherwise(pl.lit("–…")),
        suggested=pl.col(STARTS).dt.offset_by("-1d"),
    )
    check.fail(
        conflicts,
        column=STARTS,
        message=Text(
            f"{what.vi} trùng ngày với dòng {{row_before}} ({{from_before}}{{until}})",
            f"this {what.en} shares days with row {{row_before}} ({{from_before}}{{until}})",
        ),
        expected=Text(
            "dòng {row_before} kết thúc muộn nhất ngày {suggested}",
            "row {row_before} to end on {suggested} at the latest",
        ),
    )


def lives(placements: pl.DataFrame) -> pl.DataFrame:
    """From placements (`code`, `from`, `to`): born, gone (null: still there), one row a code."""
    return placements.group_by("code").agg(
        born=pl.col(STARTS).min(),
        gone=pl.when(pl.col(ENDS).is_null().any()).then(None).otherwise(pl.col(ENDS).max()),
    )


def check_inside_life(check: Checking, column: str, life: pl.DataFrame, *, what: Text) -> None:
    """A dated row that hangs on an organisation (its code in `column`) stays inside that
    organisation's life.
    """
    rows = check.frame.filter(pl.col(STARTS).is_not_null()).join(
        life.rename({"code": column}), on=column, how="inner", maintain_order="left"
    )
    early = rows.filter(pl.col(STARTS) < pl.col("born"))
    check.fail(
        early,
        column=STARTS,
        message=Text(
            f"{what.vi} bắt đầu trước khi tổ chức {{{column}}} có trong hệ thống ({{born}})",
            f"this {what.en} starts before the organisation {{{column}}} stood in the tree "
            f"({{born}})",
        ),
        expected=Text("ngày từ {born} trở đi", "a day from {born} on"),
    )
    late = rows.filter(pl.col("gone").is_not_null() & (last_day() > pl.col("gone")))
    check.fail(
        late,
        column=ENDS,
        message=Text(
            f"{what.vi} kéo dài sau khi tổ chức {{{column}}} không còn trong hệ thống ({{gone}})",
            f"this {what.en} goes on after the organisation {{{column}}} left the tree ({{gone}})",
        ),
        expected=Text("ngày không quá {gone}", "a day not after {gone}"),
    )
