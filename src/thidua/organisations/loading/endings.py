"""How memberships end: with a last day, once, and nothing of the member goes on after death."""

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading import stored
from thidua.organisations.loading.periods import OPEN_END
from thidua.vocabulary import MembershipEnd, MembershipStatus

_PARTED = [MembershipEnd.EXPELLED, MembershipEnd.STRUCK_OFF, MembershipEnd.LEFT]
_MOVED = [MembershipEnd.TRANSFERRED, MembershipEnd.ABROAD]


def check_endings(check: Checking) -> None:
    """A reason for ending has its day, fits the status, and is the last of the member.

    Nobody is a member after death; who was expelled, struck off or left may be admitted again,
    which is worth a look."""
    check.fail(
        check.frame.filter(pl.col("end_reason").is_not_null() & pl.col("to").is_null()),
        column="end_reason",
        message=Text(
            "có lý do kết thúc mà không có ngày kết thúc", "a reason for ending without a last day"
        ),
        expected=Text(
            "ngày kết thúc ở cột “Đến ngày”, hoặc để trống lý do",
            "the last day in “To”, or no reason",
        ),
    )
    _check_status(check)
    _check_after(check)


def _check_status(check: Checking) -> None:
    gone = pl.col("status") == MembershipStatus.TRANSFERRED.value
    check.fail(
        check.frame.filter(gone & ~pl.col("end_reason").is_in(_MOVED)),
        column="end_reason",
        message=Text(
            "tình trạng là đã chuyển sinh hoạt đảng, lý do kết thúc lại khác",
            "the status says transferred, the reason for ending says otherwise",
        ),
        expected=Text(
            "“Chuyển sinh hoạt”, “Chuyển ra nước ngoài” hoặc để trống; hoặc tình trạng trước khi "
            "kết thúc",
            "“Transferred”, “Moved abroad” or blank; or the status before the end",
        ),
    )


def _check_after(check: Checking) -> None:
    """Rows that begin after an end of the same member, each with the last such end before it."""
    ends = (
        check.frame.filter(pl.col("end_reason").is_in([MembershipEnd.DIED, *_PARTED]))
        .drop_nulls(["code", "to"])
        .select("code", ended=pl.col("to"), how="end_reason", end_row="row")
    )
    after = (
        check.frame.join(ends, on="code", maintain_order="left")
        .filter((pl.col("row") != pl.col("end_row")) & _goes_on())
        .sort("row", "ended")
        .unique(["row", "how"], keep="last", maintain_order=True)
    )
    died = pl.col("how") == MembershipEnd.DIED.value
    check.fail(
        after.filter(died),
        column="from",
        message=Text(
            "còn sinh hoạt sau khi từ trần ngày {ended} (dòng {end_row})",
            "a membership after the death on {ended} (row {end_row})",
        ),
        expected=Text(
            "sửa lý do kết thúc ở dòng {end_row}, hoặc bỏ dòng này",
            "another reason for ending in row {end_row}, or this row left out",
        ),
    )
    check.warn(
        check.in_words(after.filter(~died), "end_reason", of="how"),
        column="from",
        message=Text(
            "sinh hoạt trở lại sau “{how}” ngày {ended} (dòng {end_row})",
            "a membership again after “{how}” on {ended} (row {end_row})",
        ),
        expected=Text(
            "chỉ đúng khi được kết nạp lại hoặc khôi phục", "right only if admitted again"
        ),
    )


def _goes_on() -> pl.Expr:
    """Whether the row has a day after the end."""
    return pl.col("to").fill_null(OPEN_END) > pl.col("ended")


def check_posts_after_death(check: Checking) -> None:
    """Rows of the sheet *Chức vụ*: no post goes on after its holder's death, as it is stored."""
    people = stored.ids_of_people().select(person_id="id", member="code")
    dead = _dead().join(people, on="person_id").select("member", "ended")
    check.fail(
        check.frame.join(dead, on="member", maintain_order="left").filter(_goes_on()),
        column="to",
        message=Text(
            "chức vụ kéo dài sau khi từ trần ngày {ended}",
            "the post goes on after the death on {ended}",
        ),
        expected=Text("ngày không quá {ended}", "a day not after {ended}"),
    )


def check_posts_left(check: Checking) -> None:
    """After all sheets of the tree and its people are written: report members of the sheet *Đảng
    viên* who died and still hold a post.
    """
    died = check.frame.filter(pl.col("end_reason") == MembershipEnd.DIED.value)
    if died.is_empty():
        return
    people = stored.ids_of_people().select(person_id="id", code="code")
    organisations = stored.organisations().select(organisation_id="id", organisation="code")
    left = (
        stored.positions()
        .join(_dead(), on="person_id")
        .filter(pl.col("ends_on").fill_null(OPEN_END) > pl.col("ended"))
        .join(people, on="person_id")
        .join(organisations, on="organisation_id")
        .select("code", "organisation", "title")
    )
    check.fail(
        died.join(left, on="code", maintain_order="left"),
        column="end_reason",
        message=Text(
            "vẫn giữ chức vụ ở {organisation} sau khi từ trần ngày {to}",
            "still holds a post in {organisation} after the death on {to}",
        ),
        expected=Text(
            "ngày kết thúc chức vụ ở trang “Chức vụ”, nạp cùng lúc",
            "the last day of the post in the sheet “Positions”, loaded at the same time",
        ),
    )


def _dead() -> pl.DataFrame:
    """person_id, ended: who died, as it is stored."""
    return (
        stored.spells()
        .filter(pl.col("end_reason") == MembershipEnd.DIED.value)
        .group_by("person_id")
        .agg(ended=pl.col("ends_on").max())
    )
