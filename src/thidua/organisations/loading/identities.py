"""Whether the codes of the sheet *Đảng viên* and its people fit: one person under two codes, one
code for two people.
"""

from difflib import SequenceMatcher

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading.sense import named
from thidua.workbooks import fold, fold_expr

_ALIKE = 0.8
"""Names less alike than this (of 1) are those of two people; above it one may be a slip of the
other. Local."""


def check_identities(check: Checking, known: pl.DataFrame) -> None:
    """Report people of the file who stand under another code too, there or stored, and codes that
    stand for somebody else in what is stored (`known`: `stored.people`).
    """
    details = pl.col("full_name", "born_on", "admitted_on").drop_nulls().first()
    people = (
        check.frame.drop_nulls("code")
        .group_by("code", maintain_order=True)
        .agg(pl.col("row").first(), details)
    )
    both = people.join(
        known.select("code", "full_name", "born_on", "admitted_on"),
        on="code",
        suffix="_stored",
        maintain_order="left",
    )
    _check_one_code(check, both)
    _check_two_codes(check, people, known, both)


def _check_one_code(check: Checking, both: pl.DataFrame) -> None:
    """Rows whose code is stored for somebody of another name: a new name of the same person, or
    another person.
    """
    renamed = both.filter(pl.col("full_name") != pl.col("full_name_stored"))
    unlike = pl.Series(
        [_unlike(*names) for names in renamed.select("full_name", "full_name_stored").iter_rows()],
        dtype=pl.Boolean,
    )
    renamed = named(renamed.filter(unlike))
    born = pl.col("born_on").ne(pl.col("born_on_stored"))
    admitted = pl.col("admitted_on").ne(pl.col("admitted_on_stored"))
    other = pl.coalesce(born, admitted).fill_null(value=False)
    day = pl.coalesce("born_on_stored", "admitted_on_stored").dt.strftime("%d/%m/%Y")
    renamed = renamed.with_columns(
        own_day=pl.coalesce("born_on", "admitted_on").dt.strftime("%d/%m/%Y"),
        stored_day=day,
    ).with_columns(pl.col("own_day", "stored_day").fill_null("?"))
    check.fail(
        renamed.filter(other),
        column="code",
        message=Text(
            "mã {code} trong tệp này là {full_name} ({own_day}), đang lưu là {full_name_stored} "
            "({stored_day}): hai người một mã",
            "the code {code} is {full_name} ({own_day}) in this file and {full_name_stored} "
            "({stored_day}) as it is stored: two people under one code",
        ),
        expected=Text(
            "mã riêng cho mỗi người; nếu là một người thì sửa tên và ngày ở hai lần nạp",
            "a code for each; if it is one person, the name and the day corrected in two imports",
        ),
    )
    check.warn(
        renamed.filter(~other),
        column="full_name",
        must_read=True,
        message=Text(
            "mã {code} đang lưu tên {full_name_stored}, tệp này ghi {full_name}",
            "the code {code} is stored as {full_name_stored}; this file has {full_name}",
        ),
        expected=Text(
            "đúng nếu đã đổi tên hoặc tên cũ ghi sai", "right if the name changed or was wrong"
        ),
    )


def _unlike(one: str, other: str) -> bool:
    """Whether two names differ by more than spelling, accents, or a word left out."""
    first, second = fold(one), fold(other)
    words, others = set(first.split()), set(second.split())
    if words <= others or others <= words:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() < _ALIKE


def _check_two_codes(
    check: Checking, people: pl.DataFrame, known: pl.DataFrame, both: pl.DataFrame
) -> None:
    """People of one name, one day of birth and, where both have it, one admission, under two codes
    at least one of which is new: those that are stored already were looked at before.
    """
    same = [pl.col(name) == pl.col(f"{name}_stored") for name in ("full_name", "born_on")]
    old = both.filter(*same).select("code", old=pl.lit(value=True))
    columns = ["code", "row", "full_name", "born_on", "admitted_on", "old"]
    mine = people.join(old, on="code", how="left", maintain_order="left").select(columns)
    stored = known.join(people, on="code", how="anti").select(
        "code", pl.lit(None, pl.Int64).alias("row"), *columns[2:5], old=pl.lit(value=True)
    )
    everybody = pl.concat([mine, stored]).drop_nulls(["full_name", "born_on"])
    # Only those that can be the same are folded: as long a name, as old.
    length = pl.col("full_name").str.len_chars()
    everybody = everybody.with_columns(length=length)
    place = ["born_on", "length"]
    unsure = pl.col("admitted_on").is_null().any().over(place)
    twice = pl.len().over([*place, "admitted_on"]) > 1
    alike = everybody.filter((pl.len().over(place) > 1) & (unsure | twice))
    alike = alike.with_columns(name=fold_expr(pl.col("full_name")))
    pairs = alike.filter(pl.col("row").is_not_null()).join(
        alike, on=["name", "born_on"], suffix="_other", maintain_order="left"
    )
    pairs = pairs.filter(
        (pl.col("code") != pl.col("code_other"))
        & (pl.col("admitted_on") == pl.col("admitted_on_other")).fill_null(value=True)
        & ~(pl.col("old") & pl.col("old_other")).fill_null(value=False)
    ).unique("row", keep="first", maintain_order=True)
    _report_two_codes(check, named(pairs))


def _report_two_codes(check: Checking, pairs: pl.DataFrame) -> None:
    here = pl.col("row_other").is_not_null()
    expected = Text(
        "một mã cho một người; hai người trùng tên và ngày sinh thì giữ nguyên",
        "one code for one person; unchanged if they are two people of one name and birth",
    )
    for rows, place in (
        (pairs.filter(here), Text("dòng {row_other}", "row {row_other}")),
        (pairs.filter(~here), Text("đang lưu", "stored")),
    ):
        check.warn(
            rows,
            column="code",
            must_read=True,
            message=Text(
                "{who} sinh {born_on} trùng tên, ngày sinh với {full_name_other} ({code_other}), "
                + place.vi,
                "{who}, born {born_on}, has the name and birth of {full_name_other} "
                "({code_other}), " + place.en,
            ),
            expected=expected,
        )
