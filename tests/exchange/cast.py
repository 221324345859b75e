"""A small province in four workbooks, always the same: the cast of the tests about loading.

Province T; upper level HU01 and HU02; under HU01 the committee X01 with the cells X01-1 and X01-2,
and the grassroots cell CQ01; under HU02 the committee X02 with the cell X02-1. DV01…DV10 are
members."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from thidua.exchange.books import Book, workbook
from thidua.rulebook import Library
from thidua.vocabulary import SubjectType
from thidua.workbooks import Workbook, write_workbook

Rows = list[dict[str, Any]]
START = dt.date(2015, 1, 1)
REVIEW = dt.date(2021, 12, 15)


def rows(table: str) -> Rows:
    """A sheet from text: the names of its columns, then a line a row, cells between bars. Days
    are days, yes and no are Booleans, words in brackets a list, a blank cell is blank.
    """
    names, *lines = (
        [cell.strip() for cell in line.split("|")] for line in table.split("\n") if line
    )
    return [dict(zip(names, map(_cell, cells), strict=True)) for cells in lines]


def _cell(text: str) -> Any:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    if text.startswith("["):
        return text.strip("[]").split()
    return {"": None, "yes": True, "no": False}.get(text, text)


def organisations() -> Rows:
    """The sheet *Tổ chức*."""
    since = {"short_name": None, "from": START, "to": None}
    return [row | since for row in rows(ORGANISATIONS)]


ORGANISATIONS = """
code  | name                     | tier        | body      | sector   | parent
T     | Đảng bộ tỉnh             | province    |           |          |
HU01  | Đảng bộ huyện Nam Sách   | upper_level |           | district | T
HU02  | Đảng bộ thành phố Chí Linh | upper_level |         | city     | T
X01   | Đảng bộ xã An Bình       | grassroots  | committee | commune  | HU01
X01-1 | Chi bộ thôn Đông         | cell        |           |          | X01
X01-2 | Chi bộ thôn Đoài         | cell        |           |          | X01
CQ01  | Chi bộ Trường Trần Phú   | grassroots  | cell      | school   | HU01
X02   | Đảng bộ phường Sao Đỏ    | grassroots  | committee | ward     | HU02
X02-1 | Chi bộ khu dân cư số 1   | cell        |           |          | X02
"""


def members() -> Rows:
    """The sheet *Đảng viên*: DV03 is on probation since February, DV05 moved in March, DV09 is old
    and exempt.
    """
    known = {"admitted_on": dt.date(2010, 2, 3), "from": START, "to": None, "host": None}
    listed = [
        row
        | known
        | {
            "born_on": dt.date(1980, 1, 1 + number),
            "sex": "female" if number % 2 else "male",
            "civil_servant": row["cell"] == "CQ01",
        }
        for number, row in enumerate(rows(MEMBERS))
    ]
    admitted = dt.date(2021, 2, 3)
    listed[2] |= {"admitted_on": admitted, "from": admitted}
    listed[8] |= {"born_on": dt.date(1940, 1, 9), "admitted_on": dt.date(1970, 2, 3)}
    moved = listed[4]
    return [
        *listed[:4],
        moved | {"cell": "X01-1", "to": dt.date(2021, 2, 28)},
        moved | {"from": dt.date(2021, 3, 1)},
        *listed[5:],
    ]


MEMBERS = """
code | full_name      | cell  | status
DV01 | Đỗ Thị Ánh     | X01-1 | official
DV02 | Nguyễn Văn Bình | X01-1 | official
DV03 | Trần Đăng Đức  | X01-1 | probationary
DV04 | Lê Thị Hường   | X01-2 | official
DV05 | Phạm Quốc Ẩn   | X01-2 | official
DV06 | Vũ Minh Ước    | CQ01  | official
DV07 | Bùi Thu Hà     | CQ01  | official
DV08 | Hoàng Yến      | X02-1 | official
DV09 | Đặng Xuân Ý    | X02-1 | exempt
DV10 | Ngô Thế Vinh   | X02-1 | official
"""


def positions() -> Rows:
    """The sheet *Chức vụ*."""
    return [row | {"from": START, "to": None, "suspended": False} for row in rows(POSITIONS)]


POSITIONS = """
member | organisation | role   | title
DV01   | X01          | head   | Bí thư đảng uỷ
DV04   | X01          | deputy | Phó bí thư
DV02   | X01-1        | head   | Bí thư chi bộ
DV06   | HU01         | head   | Bí thư huyện uỷ
DV08   | X02          | head   | Bí thư đảng uỷ
DV10   | HU02         | head   | Bí thư thành uỷ
"""


def year() -> Rows:
    """The sheet *Năm*."""
    return [row | {"year": 2021, "review_date": REVIEW} for row in rows(YEAR)]


YEAR = """
name             | cut_off_date | launch_date | deadline_review
Thi đua năm 2021 | 2021-11-30   | 2021-01-20  | 2021-12-10
"""
GRADES = (
    *("political_thought", "ethics_lifestyle", "discipline_awareness", "working_style"),
    *("duties", "year_tasks", "self_commitment", "remedying"),
)


def member_facts() -> Rows:
    """The sheet *Đảng viên* of facts, for everybody but DV09."""
    return [
        {
            "member": row["code"],
            "name": row["full_name"],
            **dict.fromkeys(GRADES, "good"),
            "self_reviewed": True,
            "targets_done": "87.5" if row["code"] == "DV02" else "100",
            "discipline": "none",
        }
        for row in members()
        if row["code"] != "DV09" and row["to"] is None
    ]


def facts() -> dict[str, Rows]:
    """All sheets of the facts workbook."""
    of_organisation = {
        "programme": "good",
        "self_reviewed": True,
        "targets_done": "99.9999",
        "front_level": "not_applicable",
    }
    of_leader = {"own_duties": "excellent", "unit_targets": 12, "unit_targets_done": 12}
    codes = [row["code"] for row in organisations()]
    return {
        "year": year(),
        "member_facts": member_facts(),
        "organisation_facts": [
            {"organisation": code, **of_organisation} for code in codes if code != "T"
        ],
        "collective_facts": [{"collective": code, "programme": "good"} for code in ("X01", "HU01")],
        "leader_facts": [{"member": "DV01", "organisation": "X01", **of_leader}],
        "indicators": [row | {"rank_region": 3, "rank_country": 12} for row in rows(GROWTH)]
        + rows(POVERTY),
        "limits": rows(LIMITS),
        "review_days": rows(REVIEW_DAYS),
    }


GROWTH = """
code | name       | measure | unit | direction | target | result
grdp | Tăng trưởng | %      | %    | higher    | 9      | 8.6
"""
POVERTY = """
code    | name    | direction | target | result
poverty | Hộ nghèo | lower    | 1.75   |
"""
LIMITS = """
text                            | text_en
Giải ngân chậm                  |
Cải cách hành chính chưa đều    | Uneven reform
"""


REVIEW_DAYS = """
sector | organisation | review_date
school |              | 2021-06-15
       | HU02         | 2022-01-10
"""


def decisions() -> dict[str, Rows]:
    """All sheets of the decisions workbook."""
    return {
        "decisions": rows(DECISIONS),
        "proposals": rows(PROPOSALS),
        "earlier_levels": rows(EARLIER_LEVELS),
        "awards": rows(AWARDS),
    }


DECISIONS = """
number    | date       | issuer | signer_post | tier        | covers
12-QĐ/HU  | 2021-12-28 | HU01   | Bí thư      |             | [member]
125-QĐ/TU | 2021-12-28 | T      | Phó Bí thư  | upper_level | [organisation collective]
"""
PROPOSALS = """
subject_type | code | organisation | self_claimed | proposed    | chosen      | reason
member       | DV01 |              | outstanding  | good        | outstanding |
member       | DV02 |              |              |             | completed   | Có đơn đang xác minh
organisation | X01  |              |              | good        |             |
leader       | DV01 | X01          |              | outstanding |             |
"""
EARLIER_LEVELS = """
subject_type | code | 2019 | 2020
member       | DV01 | good | outstanding
organisation | X01  |      | good
"""
AWARDS = """
form                        | subject_type | code | authority | number   | date
provincial_certificate_year | organisation | X01  | T         | 15-QĐ/TU | 2021-12-28
committee_certificate_year  | member       | DV01 | X01       |          |
"""


def everything() -> dict[Book, dict[str, Rows]]:
    """All four workbooks, as rows of their sheets."""
    return {
        Book.ORGANISATIONS: {"organisations": organisations()},
        Book.MEMBERS: {"members": members(), "positions": positions()},
        Book.FACTS: facts(),
        Book.DECISIONS: decisions(),
    }


def spec_of(book: Book) -> Workbook:
    """A workbook with the columns that the year's frameworks declare."""
    library = Library.packaged()
    return workbook(book, [library.choose(kind, REVIEW) for kind in SubjectType])


def write(folder: Path, book: Book, sheets: Mapping[str, Rows], *, name: str | None = None) -> Path:
    """Write rows as a workbook; the words in them are those that are stored."""
    spec = spec_of(book)
    path = folder / (name or book.file_name)
    write_workbook(
        spec, {sheet: frame_of(spec.sheet(sheet), rows) for sheet, rows in sheets.items()}, path
    )
    return path


def frame_of(sheet: Any, rows: Rows) -> pl.DataFrame:
    """Rows as the typed frame of a sheet; missing columns are blank."""
    known = {column.id for column in sheet.columns}
    years = [name for name in (rows[0] if rows else ()) if name not in known]
    types = {name: dtype for name, dtype in sheet.schema(years).items() if name != "row"}
    return pl.DataFrame(
        {
            name: pl.Series(
                name, [row.get(name) for row in rows], dtype=pl.String if _decimal(dtype) else dtype
            ).cast(dtype)
            for name, dtype in types.items()
        }
    )


def _decimal(dtype: pl.DataType) -> bool:
    return isinstance(dtype, pl.Decimal)


def write_all(folder: Path, sheets: Mapping[Book, Mapping[str, Rows]] | None = None) -> list[Path]:
    """Write all four workbooks."""
    return [write(folder, book, rows) for book, rows in (sheets or everything()).items()]
