"""After all sheets of the tree and its people are written: posts outside the time in which their
holder is a member.
"""

import polars as pl

from thidua.db.frames import read_frame
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading.sense import named

_POSTS = """
    WITH life AS (
        SELECT person_id, max(starts_on) AS began,
               CASE WHEN bool_and(ends_on IS NOT NULL) THEN max(ends_on) END AS last_day,
               bool_or(end_reason = 'died') AS died,
               bool_or(end_reason IN ('expelled', 'struck_off', 'left')) AS parted,
               (array_agg(status ORDER BY starts_on DESC))[1] = 'transferred' AS moved
        FROM organisations_membershipspell
        WHERE person_id IN (SELECT person_id FROM organisations_position) GROUP BY person_id
    ), told AS (
        SELECT p.code, p.full_name, p.admitted_on, o.code AS organisation, o.name AS body,
               q.starts_on, coalesce(life.last_day, life.began) AS last_day,
               CASE WHEN q.starts_on < p.admitted_on AND NOT life.parted THEN 'early'
                    WHEN life.died THEN ''
                    WHEN q.starts_on > life.last_day THEN 'late'
                    WHEN coalesce(q.ends_on, 'infinity') > life.last_day THEN 'on'
                    WHEN life.moved AND q.ends_on IS NULL THEN 'on'
                    ELSE '' END AS kind
        FROM organisations_position q JOIN life ON life.person_id = q.person_id
        JOIN organisations_person p ON p.id = q.person_id
        JOIN organisations_organisation o ON o.id = q.organisation_id
    )
    SELECT * FROM told WHERE kind <> '' ORDER BY starts_on, code, organisation
"""
_EARLY = Text(
    "{who} giữ chức vụ ở {body} ({organisation}) từ {starts_on}, trước ngày vào Đảng "
    "({admitted_on})",
    "{who} holds a post in {body} ({organisation}) from {starts_on}, before being admitted "
    "({admitted_on})",
)
_LATE = Text(
    "{who} giữ chức vụ ở {body} ({organisation}) từ {starts_on}, sau khi thôi sinh hoạt "
    "({last_day})",
    "{who} holds a post in {body} ({organisation}) from {starts_on}, after the membership ended "
    "({last_day})",
)
_GOES_ON = Text(
    "{who} đã chuyển hoặc thôi sinh hoạt ({last_day}) mà còn giữ chức vụ ở {body} ({organisation})",
    "{who} has moved away or is no member any more ({last_day}) and still holds a post in {body} "
    "({organisation})",
)
_ITS_END = Text("ngày kết thúc ở trang “Chức vụ”", "its last day in the sheet “Positions”")


def check_posts_of_members(check: Checking) -> None:
    """Report members of the sheet *Đảng viên* whose posts do not fit their membership."""
    posts = _posts().rename({"starts_on": "post_from"})
    rows = check.frame.group_by("code", maintain_order=True).last().select("row", "code", "to")
    _report(check, rows.join(posts, on="code", maintain_order="left_right"), "to")


def check_posts_of_sheet(check: Checking) -> None:
    """Report posts of the sheet *Chức vụ* that do not fit their holder's membership."""
    keys = {"code": "member", "starts_on": "from"}
    posts = _posts().with_columns(post_from="starts_on").rename(keys)
    rows = check.frame.join(posts, on=["member", "organisation", "from"], maintain_order="left")
    _report(check, rows.with_columns(code="member"), "from")


def _posts() -> pl.DataFrame:
    """The stored posts that do not fit: `kind` is "early", "late" or "on" (goes on too long)."""
    texts = ("code", "full_name", "organisation", "body", "kind")
    days = ("admitted_on", "starts_on", "last_day")
    order = (*texts[:2], "admitted_on", *texts[2:4], "starts_on", "last_day", "kind")
    types = dict.fromkeys(texts, pl.String()) | dict.fromkeys(days, pl.Date())
    return read_frame(_POSTS, schema={name: types[name] for name in order})


def _report(check: Checking, rows: pl.DataFrame, column: str) -> None:
    rows = named(rows).with_columns(starts_on="post_from")
    kind = pl.col("kind")
    for word, message in (("early", _EARLY), ("late", _LATE)):
        check.fail(
            rows.filter(kind == word),
            column=column,
            message=message,
            expected=Text("sửa ngày ở một trong hai trang", "another day in one of the two sheets"),
        )
    check.warn(
        rows.filter(kind == "on"),
        column=column,
        message=_GOES_ON,
        expected=_ITS_END,
        must_read=True,
    )
