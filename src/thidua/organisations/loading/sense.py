"""Whether what a row of the sheet *Đảng viên* says of a person can be so.

What cannot be is an error. What hardly can be is a warning that must be read: it is right now and
then, and whoever loads it answers for that. Messages name the person, the code, the cell.
"""

import datetime as dt

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading.limits import (
    ADMITTED_FROM,
    ADMITTED_UP_TO,
    AHEAD,
    EXEMPT_FROM,
    NEVER_BEFORE,
    OLDEST,
    PROBATION,
    PROCEDURE,
)
from thidua.organisations.loading.periods import last_day
from thidua.vocabulary import MembershipEnd, MembershipStatus
from thidua.web.clock import today

_PARTED = [MembershipEnd.EXPELLED, MembershipEnd.STRUCK_OFF, MembershipEnd.LEFT]
_PROBATIONARY, _OFFICIAL = MembershipStatus.PROBATIONARY.value, MembershipStatus.OFFICIAL.value


def check_sense(check: Checking) -> None:
    """Report the rows of the sheet *Đảng viên* that say what cannot be, or hardly can."""
    now = today()
    rows = with_births(check.frame).with_columns(
        latest=pl.lit(now).dt.offset_by(f"{AHEAD}mo"),
        known_until=pl.min_horizontal(last_day(), pl.lit(_register_day(check, now))),
    )
    check_person(check, rows)
    _check_days_to_come(check, rows)
    _check_spells(check, rows)
    _check_probation(check, rows)


def with_births(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `today`, `born_first` and `born_last`: of a year of birth alone its two ends."""
    return rows.with_columns(
        today=pl.lit(today()),
        born_first=pl.coalesce("born_on", pl.date("born_year", 1, 1)),
        born_last=pl.coalesce("born_on", pl.date("born_year", 12, 31)),
    )


def check_person(check: Checking, rows: pl.DataFrame) -> None:
    """Births, admissions and ages. `rows`: `with_births`, `status`, `to`, `known_until`."""
    _check_born_and_admitted(check, rows)
    _check_admission(check, rows)
    _check_age(check, rows)


def check_not_ahead(check: Checking, *, of: Text) -> None:
    """Nothing is registered that begins later than a year from now. `of`: what begins, and in rows
    about people whose (`who`).
    """
    latest = pl.lit(today()).dt.offset_by(f"{AHEAD}mo")
    ahead = check.frame.filter(pl.col("from") > latest).with_columns(latest=latest)
    check.fail(
        named(ahead) if "full_name" in ahead.columns else ahead,
        column="from",
        message=Text(
            f"{of.vi} bắt đầu vào một ngày còn quá xa", f"this {of.en} begins too far ahead"
        ),
        expected=Text("ngày không quá {latest}", "a day not after {latest}"),
    )


def named(rows: pl.DataFrame, *, name: str = "full_name", code: str = "code") -> pl.DataFrame:
    """The rows with `who`: the person's name and code as messages have them."""
    told = pl.format("{} ({})", pl.col(name), pl.col(code))
    return rows.with_columns(who=pl.coalesce(told, code, name, pl.lit("?")))


def _register_day(check: Checking, now: dt.date) -> dt.date:
    """The day that the sheet speaks of: the latest in it, or that on which the latest year is
    rated; of a register that belongs to no year, today. A list of an earlier year is not judged by
    what should have happened since.
    """
    as_of = check.loading.as_of
    if as_of is None:
        return now
    days = [
        check.frame.filter(pl.col(name) <= now)[name].max()
        for name in ("from", "to", "admitted_on")
    ]
    return min(now, max([as_of, *(day for day in days if isinstance(day, dt.date))]))


def _years(since: pl.Expr, until: pl.Expr) -> pl.Expr:
    """Whole years between two days, as ages are counted."""
    birthday = [day.dt.month().cast(pl.Int32) * 100 + day.dt.day() for day in (since, until)]
    return until.dt.year() - since.dt.year() - (birthday[1] < birthday[0]).cast(pl.Int32)


def _fail(
    check: Checking, rows: pl.DataFrame, *, column: str, message: Text, expected: Text
) -> None:
    check.fail(_told(rows), column=column, message=message, expected=expected)


def _warn(
    check: Checking, rows: pl.DataFrame, *, column: str, message: Text, expected: Text
) -> None:
    check.warn(_told(rows), column=column, message=message, expected=expected, must_read=True)


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows to be reported, with who they are about and when that person was born."""
    born = pl.coalesce(
        pl.col("born_on").dt.strftime("%d/%m/%Y"), pl.col("born_year").cast(pl.String)
    )
    return named(rows).with_columns(born=born)


def _check_born_and_admitted(check: Checking, rows: pl.DataFrame) -> None:
    """Nobody was born, or admitted, on a day that has not come."""
    for column, day, vi, en in (
        ("born_on", "born_on", "sinh", "is born"),
        ("born_year", "born_first", "sinh", "is born"),
        ("admitted_on", "admitted_on", "vào Đảng", "is admitted"),
    ):
        told = pl.col(column).is_not_null()
        told &= pl.col("born_on").is_null() if column == "born_year" else pl.lit(value=True)
        _fail(
            check,
            rows.filter(told & (pl.col(day) > pl.col("today"))),
            column=column,
            message=Text(f"{{who}} {vi} vào một ngày chưa tới", f"{{who}} {en} on a day to come"),
            expected=Text("ngày không sau hôm nay {today}", "a day not after today, {today}"),
        )


def _check_days_to_come(check: Checking, rows: pl.DataFrame) -> None:
    """Nothing begins, or ends, far ahead."""
    check_not_ahead(check, of=Text("thời gian sinh hoạt của {who}", "membership of {who}"))
    _warn(
        check,
        rows.filter(pl.col("to") > pl.col("latest")),
        column="to",
        message=Text(
            "{who} kết thúc sinh hoạt vào một ngày còn quá xa",
            "the membership of {who} ends on a day far ahead",
        ),
        expected=Text("để trống nếu còn sinh hoạt", "a blank cell while it goes on"),
    )


def _check_admission(check: Checking, rows: pl.DataFrame) -> None:
    """Admitted after birth, and old enough."""
    _fail(
        check,
        rows.filter(pl.col("admitted_on") <= pl.col("born_first")),
        column="admitted_on",
        message=Text(
            "{who}: ngày vào Đảng không sau ngày sinh ({born})",
            "{who}: admitted before being born ({born})",
        ),
        expected=Text("ngày sau {born}", "a day after {born}"),
    )
    after = rows.filter(pl.col("admitted_on") > pl.col("born_first"))
    born = after.with_columns(age=_years(pl.col("born_first"), pl.col("admitted_on")))
    oldest = after.with_columns(age=_years(pl.col("born_last"), pl.col("admitted_on")))
    message = Text(
        "{who} vào Đảng khi {age} tuổi (sinh {born})",
        "{who} is admitted at {age} years of age (born {born})",
    )
    _fail(
        check,
        born.filter(pl.col("age") < NEVER_BEFORE),
        column="admitted_on",
        message=message,
        expected=Text(
            "sửa ngày sinh hoặc ngày vào Đảng", "another day of birth or another admission"
        ),
    )
    _warn(
        check,
        born.filter(pl.col("age").is_between(NEVER_BEFORE, ADMITTED_FROM - 1)),
        column="admitted_on",
        message=message,
        expected=Text(f"từ {ADMITTED_FROM} tuổi", f"{ADMITTED_FROM} years or more"),
    )
    _warn(
        check,
        oldest.filter((pl.col("age") > ADMITTED_UP_TO) & (pl.col("age") <= OLDEST)),
        column="admitted_on",
        message=message,
        expected=Text(
            f"không quá {ADMITTED_UP_TO} tuổi, trừ trường hợp đặc biệt",
            f"at most {ADMITTED_UP_TO} years but for special cases",
        ),
    )


def _check_spells(check: Checking, rows: pl.DataFrame) -> None:
    """Nobody is a member before admission, but who was a member once before and is admitted
    again.
    """
    ended = pl.col("to").filter(pl.col("end_reason").is_in(_PARTED)).max().over("code")
    _fail(
        check,
        rows.filter(
            (pl.col("from") < pl.col("admitted_on"))
            & ~(last_day() <= ended).fill_null(value=False)
            & (pl.col("admitted_on") <= pl.col("today"))
        ),
        column="from",
        message=Text(
            "{who} sinh hoạt trước ngày vào Đảng ({admitted_on})",
            "{who} is a member before being admitted ({admitted_on})",
        ),
        expected=Text(
            "ngày từ {admitted_on} trở đi, hoặc sửa ngày vào Đảng",
            "a day from {admitted_on} on, or another admission",
        ),
    )


def _check_age(check: Checking, rows: pl.DataFrame) -> None:
    """Nobody is so old; who is exempt is old or gravely ill."""
    aged = rows.with_columns(
        age=_years(pl.col("born_last"), pl.min_horizontal(last_day(), "today")),
        exempt_at=_years(pl.col("born_first"), pl.col("known_until")),
        no_day=pl.col("born_on").is_null(),
    )
    old = aged.filter(pl.col("age") > OLDEST)
    for column, these in (
        ("born_on", old.filter(~pl.col("no_day"))),
        ("born_year", old.filter("no_day")),
    ):
        _warn_of_age(check, these, column)
    _warn(
        check,
        aged.filter(
            (pl.col("status") == MembershipStatus.EXEMPT.value)
            & pl.col("exempt_at").is_between(0, EXEMPT_FROM - 1)
        ),
        column="status",
        message=Text(
            "{who} được miễn sinh hoạt khi mới {exempt_at} tuổi",
            "{who} is exempt at {exempt_at} years of age",
        ),
        expected=Text("chỉ đúng khi ốm nặng, mất sức", "right only of somebody who is gravely ill"),
    )


def _warn_of_age(check: Checking, rows: pl.DataFrame, column: str) -> None:
    _warn(
        check,
        rows,
        column=column,
        message=Text(
            "{who} {age} tuổi mà còn sinh hoạt", "{who} is a member at {age} years of age"
        ),
        expected=Text(
            "sửa ngày sinh, hoặc ghi ngày và lý do kết thúc",
            "another day of birth, or the last day and why it ended",
        ),
    )


def _check_probation(check: Checking, rows: pl.DataFrame) -> None:
    """Probation lasts twelve months from admission, and a little for the procedure."""
    since = pl.coalesce("admitted_on", "from")
    timed = rows.with_columns(
        since=since,
        over=since.dt.offset_by(f"{PROBATION}mo"),
        latest_end=since.dt.offset_by(f"{PROBATION + PROCEDURE}mo"),
    )
    probation = pl.col("status") == _PROBATIONARY
    _warn(
        check,
        timed.filter(probation & (pl.col("known_until") > pl.col("latest_end"))).with_columns(
            until=pl.col("known_until")
        ),
        column="status",
        message=Text(
            "{who} vào Đảng {since}, đến {until} vẫn dự bị",
            "{who} was admitted on {since} and still on probation on {until}",
        ),
        expected=Text(
            f"chính thức sau {PROBATION} tháng: ghi ngày hết dự bị và một dòng “Chính thức”",
            f"a full member after {PROBATION} months: the last day of the probation and a row "
            f"“Official”",
        ),
    )
    before = pl.col("status").shift(1).over("code", order_by="from")
    official = pl.col("status") == _OFFICIAL
    early = pl.col("known_until") < pl.col("over")
    followed = (before == _PROBATIONARY) & (pl.col("from") < pl.col("over"))
    _warn(
        check,
        timed.with_columns(followed=followed.fill_null(value=False)).filter(
            official
            & pl.col("admitted_on").is_not_null()
            & (pl.col("admitted_on") <= pl.col("known_until"))
            & (early | pl.col("followed"))
        ),
        column="status",
        message=Text(
            "{who} chính thức khi vào Đảng ({since}) chưa đủ " + f"{PROBATION} tháng",
            "{who} is a full member less than " + f"{PROBATION} months after admission ({{since}})",
        ),
        expected=Text("dự bị đến {over}", "on probation until {over}"),
    )
