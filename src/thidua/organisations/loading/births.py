"""When people were born: the day, or the year alone where nobody knows the day."""

from collections.abc import Collection

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking


def check_births(check: Checking) -> None:
    """A row with a day and a year of birth says the same in both."""
    check.fail(
        check.frame.filter(pl.col("born_on").dt.year() != pl.col("born_year")),
        column="born_year",
        message=Text(
            "khác năm của ngày sinh ({born_on})", "is not the year of the day of birth ({born_on})"
        ),
        expected=Text(
            "cùng một năm, hoặc để trống khi đã có ngày sinh",
            "the same year, or a blank cell where the day is known",
        ),
    )


def one_birth(people: pl.DataFrame, known: pl.DataFrame, *, found: Collection[str]) -> pl.DataFrame:
    """People of a file (`code`, `born_on`, `born_year`) with the year only where no day is known,
    in the file or, where it has no column of days, as stored. What it has no column for stays.
    """
    if "born_year" not in found and known["born_year"].null_count() == known.height:
        return people
    before = known.select("code", day="born_on", year="born_year")
    joined = people.join(before, on="code", how="left", maintain_order="left")
    day = pl.col("born_on") if "born_on" in found else pl.col("day")
    year = pl.col("born_year") if "born_year" in found else pl.col("year")
    return joined.with_columns(born_year=pl.when(day.is_null()).then(year)).select(people.columns)
