"""Nothing may go on hanging on an organisation that has left the tree."""

import polars as pl

from thidua.db.frames import read_frame, stage
from thidua.language import Text
from thidua.loading.checking import Checking

_LEFT = """
    WITH gone AS (
        SELECT o.id, o.code, max(p.ends_on) AS last_day
        FROM organisations_placement p JOIN organisations_organisation o ON o.id = p.organisation_id
        JOIN loading_named n ON n.code = o.code
        GROUP BY o.id, o.code HAVING bool_and(p.ends_on IS NOT NULL)
    ), hanging AS (
        SELECT s.organisation_id, p.code, s.ends_on FROM organisations_membershipspell s
        JOIN organisations_person p ON p.id = s.person_id
      UNION ALL
        SELECT q.organisation_id, p.code, q.ends_on FROM organisations_position q
        JOIN organisations_person p ON p.id = q.person_id
      UNION ALL
        SELECT p.parent_id, o.code, p.ends_on FROM organisations_placement p
        JOIN organisations_organisation o ON o.id = p.organisation_id WHERE p.parent_id IS NOT NULL
    )
    SELECT gone.code, gone.last_day, count(*), min(hanging.code)
    FROM gone JOIN hanging ON hanging.organisation_id = gone.id
    WHERE hanging.ends_on IS NULL OR hanging.ends_on > gone.last_day
    GROUP BY gone.code, gone.last_day
"""


def check_left_behind(check: Checking) -> None:
    """After all sheets of the tree and its people are written: report organisations that the sheet
    closes too early.
    """
    ending = check.frame.filter(pl.col("to").is_not_null()).drop_nulls("code")
    if ending.is_empty():
        return
    stage("loading_named", ending.select("code").unique(), types={"code": "text"})
    left = read_frame(
        _LEFT,
        schema={"code": pl.String, "last_day": pl.Date, "count": pl.Int64, "example": pl.String},
    )
    last = ending.sort("to").group_by("code", maintain_order=True).last()
    check.fail(
        last.join(left, on="code", how="inner", maintain_order="left"),
        column="to",
        message=Text(
            "sau ngày {last_day} vẫn còn {count} đảng viên, chức vụ hoặc tổ chức thuộc {code} "
            "(ví dụ {example})",
            "after {last_day} there are still {count} members, posts or organisations in {code} "
            "({example})",
        ),
        expected=Text(
            "chuyển họ đi trước, hoặc nạp cùng lúc tệp có việc chuyển đó",
            "move them first, or load the file that moves them at the same time",
        ),
    )
