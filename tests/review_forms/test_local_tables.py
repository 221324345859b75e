"""The three tables of one locality as Excel: whole, each cell by whoever said it, marked local."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, entry
from thidua.access.models import Export
from thidua.campaigns.models import Campaign
from thidua.opinions.models import Opinion
from thidua.roster.models import NOT_YET_REVIEWED, PutOff
from thidua.vocabulary import Level
from thidua.web.clock import today

Signed = Callable[[str], Client]
FILE = "/nam/2021/mau-kiem-diem/G1/tep/"
LOCAL = "Mẫu biểu riêng của địa phương, chưa xác nhận"
_SAID = (
    ("committee", Level.GOOD),
    ("mass", Level.COMPLETED),
    ("superior_body", Level.GOOD),
    ("superior", Level.COMPLETED),
)
GOOD, COMPLETED = "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"


def table(client: Client, word: str) -> tuple[str, dict[str, list[Any]], Sequence[str]]:
    """What stands above a table; its rows by code; its headings."""
    answer = client.get(FILE, {"table": word})
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    said = "\n".join(str(cell) for one in sheets for row in one.values for cell in row if cell)
    rows = [list(row) for row in sheets[0].values]
    at = next(n for n, row in enumerate(rows) if row[:3] == ["TT", "Mã", "Tên"])
    return said, {row[1]: row for row in rows[at + 1 :] if row[1]}, rows[at]


def said_by(campaign: Campaign, kind: str, **more: Any) -> None:
    giver = {"name": "Nơi cho ý kiến"} if kind != "self" else {}
    Opinion.objects.create(campaign=campaign, kind=kind, given_at=timezone.now(), **(giver | more))


def test_the_five_givers_stand_beside_each_other(
    written: Campaign, cast: Cast, signed: Signed
) -> None:
    person = cast.of_cell("G1A", 6)
    about = {"subject_type": "member", "person": person}
    said_by(written, "self", level=Level.GOOD.code, **about)
    said_by(written, "employer", civil_servant_level=Level.COMPLETED.code, **about)
    for kind, level in (
        ("cell_committee", Level.GOOD),
        ("mass", Level.COMPLETED),
        ("cell", Level.GOOD),
    ):
        said_by(written, kind, level=level.code, **about)
    said, rows, heads = table(signed("grassroots"), "five")

    assert LOCAL in said
    assert len(rows) == 24
    assert [head for head in heads if "(" in str(head)] == [
        "Tự nhận (1)",
        "Mức cán bộ, công chức, viên chức (2)",
        "Chi uỷ (3)",
        "Lãnh đạo tổ chức chính trị - xã hội (4)",
        "Chi bộ (5)",
    ]
    mine = dict(zip(heads, rows["M-G1A-06"], strict=True))
    assert [mine[head] for head in heads if "(" in str(head)] == [
        GOOD,
        COMPLETED,
        GOOD,
        COMPLETED,
        GOOD,
    ]
    other = dict(zip(heads, rows["M-G1A-07"], strict=True))
    assert not any(other[head] for head in heads if "(" in str(head)), "nobody said anything"


def test_opinions_on_organisations_and_collectives(
    written: Campaign, cast: Cast, signed: Signed
) -> None:
    about = {"subject_type": "organisation", "organisation": cast["G1A"]}
    for kind, level in _SAID:
        said_by(written, kind, level=level.code, **about)
    said, rows, heads = table(signed("grassroots"), "bodies")

    assert LOCAL in said
    assert {"G1", "G1A", "G1B"} <= set(rows)
    mine = rows["G1A"][-4:]
    assert (len(heads), mine) == (9, [GOOD, COMPLETED, GOOD, COMPLETED])
    assert not any("M-" in str(cell) for row in rows.values() for cell in row), "about no person"


def test_those_not_reviewed_and_those_not_rated_say_why(
    written: Campaign, cast: Cast, signed: Signed
) -> None:
    put_off = entry(written, "M-G1A-07")
    exempt, new = entry(written, "M-G1B-07"), entry(written, "M-G1B-08")
    for one, rule, status in (
        (put_off, NOT_YET_REVIEWED, "official"),
        (exempt, "member.excluded.exempt", "exempt"),
        (new, "member.excluded.newly_admitted", "probationary"),
    ):
        one.rated, one.excluded_by = False, rule
        one.facts = one.facts | {"membership_status": status}
        one.save()
    PutOff.objects.create(
        roster_entry=put_off, reason="ill", note="điều trị dài ngày", noted_on=today()
    )
    said, rows, heads = table(signed("grassroots"), "unreviewed")

    assert LOCAL in said
    assert "cuộc họp gần nhất khi đảng viên có mặt" in said
    assert set(rows) == {"M-G1A-07", "M-G1B-07", "M-G1B-08"}
    ill = dict(zip(heads, rows["M-G1A-07"], strict=True))
    assert (ill["Không kiểm điểm"], ill["Không xếp loại"]) == ("x", "x")
    assert ill["Lý do"] == "Ốm đau, điều trị; điều trị dài ngày"
    other = dict(zip(heads, rows["M-G1B-07"], strict=True))
    assert (other["Không kiểm điểm"], other["Không xếp loại"]) == ("x", "x")
    assert "Được miễn công tác và sinh hoạt đảng" in other["Lý do"]
    other = dict(zip(heads, rows["M-G1B-08"], strict=True))
    assert (other["Không kiểm điểm"], other["Không xếp loại"]) == (None, "x")
    assert Export.objects.get().people == 3
