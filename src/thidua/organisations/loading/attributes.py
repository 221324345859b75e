"""What is so of a member for a time: whether a civil servant, how the membership ended.

It stands on the row of the spell and holds for the days of that row."""

from collections.abc import Collection

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking

_KEY = ["person_id", "starts_on"]


def stored_where_silent(
    incoming: pl.DataFrame, stored: pl.DataFrame, *, found: Collection[str]
) -> pl.DataFrame:
    """The spells of a file; what it has no column for stays as it is stored.

    A reason for ending stays only where the last day does."""
    known = incoming.join(
        stored.select(*_KEY, "civil_servant", "end_reason", "ends_on"),
        on=_KEY,
        how="left",
        maintain_order="left",
        suffix="__stored",
    )
    reason = pl.col("end_reason")
    if "end_reason" not in found:
        same_end = pl.col("ends_on").eq_missing(pl.col("ends_on__stored"))
        reason = pl.when(same_end).then(pl.col("end_reason__stored"))
    servant = "civil_servant" if "civil_servant" in found else "civil_servant__stored"
    return known.with_columns(
        civil_servant=pl.col(servant), end_reason=reason.fill_null("")
    ).select(incoming.columns)


def warn_of_the_past(check: Checking, changed: pl.DataFrame) -> None:
    """Rows that say otherwise than is stored whether somebody is a civil servant: it holds from the
    first day of the row, so earlier years that are frozen again follow it.
    """
    check.warn(
        changed.filter(
            pl.col("changes").list.contains("civil_servant")
            & pl.col("civil_servant__before").is_not_null()
        ),
        column="civil_servant",
        message=Text(
            "đổi cho cả thời gian từ {starts_on}, kể cả những năm trước nếu chốt lại danh sách",
            "changes all the time from {starts_on} on, earlier years too if they are frozen again",
        ),
        expected=Text(
            "nếu chỉ đổi từ một ngày thì tách thành hai dòng; nếu trước đây ghi sai thì giữ nguyên",
            "two rows if it changed on some day; this row as it is if it was wrong before",
        ),
    )
