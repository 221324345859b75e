"""A small province in four workbooks, always the same: the cast of the tests about loading.

Province T; upper level HU01 and HU02; under HU01 the committee X01 with the cells X01-1 and X01-2,
and the grassroots cell CQ01; under HU02 the committee X02 with the cell X02-1. DV01…DV10 are
members."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from thidua.exchange.books import Book, workbook
from thidua.rulebook import Library
from thidua.vocabulary import SubjectType
from thidua.workbooks import write_workbook

Rows = list[dict[str, Any]]
START = dt.date(2015, 1, 1)
REVIEW = dt.date(2021, 12, 15)


def organisations() -> Rows:
    """The sheet *Tổ chức*."""
    table = [
        ("T", "Đảng bộ tỉnh", "province", None, None, None),
        ("HU01", "Đảng bộ huyện Nam Sách", "upper_level", None, "district", "T"),
        ("HU02", "Đảng bộ thành phố Chí Linh", "upper_level", None, "city", "T"),
        ("X01", "Đảng bộ xã An Bình", "grassroots", "committee", "commune", "HU01"),
        ("X01-1", "Chi bộ thôn Đông", "cell", None, None, "X01"),
        ("X01-2", "Chi bộ thôn Đoài", "cell", None, None, "X01"),
        ("CQ01", "Chi bộ Trường Trần Phú", "grassroots", "cell", "school", "HU01"),
        ("X02", "Đảng bộ phường Sao Đỏ", "grassroots", "committee", "ward", "HU02"),
        ("X02-1", "Chi bộ khu dân cư số 1", "cell", None, None, "X02"),
    ]
    names = ("code", "name", "tier", "body", "sector", "parent")
    return [
        dict(zip(names, row, strict=True)) | {"short_name": None, "from": START, "to": None}
        for row in table
    ]


def members() -> Rows:
    """The sheet *Đảng viên*: DV05 moved in March, DV09 is exempt."""
    table = [
        ("DV01", "Đỗ Thị Ánh", "X01-1", "official"),
        ("DV02", "Nguyễn Văn Bình", "X01-1", "official"),
        ("DV03", "Trần Đăng Đức", "X01-1", "probationary"),
        ("DV04", "Lê Thị Hường", "X01-2", "official"),
        ("DV05", "Phạm Quốc Ẩn", "X01-2", "official"),
        ("DV06", "Vũ Minh Ước", "CQ01", "official"),
        ("DV07", "Bùi Thu Hà", "CQ01", "official"),
        ("DV08", "Hoàng Yến", "X02-1", "official"),
        ("DV09", "Đặng Xuân Ý", "X02-1", "exempt"),
        ("DV10", "Ngô Thế Vinh", "X02-1", "official"),
    ]
    rows = [
        {
            "code": code,
            "full_name": name,
            "born_on": dt.date(1980, 1, 1 + number),
            "sex": "female" if number % 2 else "male",
            "civil_servant": cell == "CQ01",
            "admitted_on": dt.date(2010, 2, 3),
            "cell": cell,
            "status": status,
            "from": START,
            "to": None,
            "host": None,
        }
        for number, (code, name, cell, status) in enumerate(table)
    ]
    moved = rows[4]
    return [
        *rows[:4],
        moved | {"cell": "X01-1", "to": dt.date(2021, 2, 28)},
        moved | {"from": dt.date(2021, 3, 1)},
        *rows[5:],
    ]


def positions() -> Rows:
    """The sheet *Chức vụ*."""
    table = [
        ("DV01", "X01", "head", "Bí thư đảng uỷ"),
        ("DV04", "X01", "deputy", "Phó bí thư"),
        ("DV02", "X01-1", "head", "Bí thư chi bộ"),
        ("DV06", "HU01", "head", "Bí thư huyện uỷ"),
        ("DV08", "X02", "head", "Bí thư đảng uỷ"),
        ("DV10", "HU02", "head", "Bí thư thành uỷ"),
    ]
    names = ("member", "organisation", "role", "title")
    return [
        dict(zip(names, row, strict=True)) | {"from": START, "to": None, "suspended": False}
        for row in table
    ]


def year() -> Rows:
    """The sheet *Năm*."""
    return [
        {
            "year": 2021,
            "name": "Thi đua năm 2021",
            "review_date": REVIEW,
            "cut_off_date": dt.date(2021, 11, 30),
            "launch_date": dt.date(2021, 1, 20),
            "deadline_review": dt.date(2021, 12, 10),
        }
    ]


GRADES = {
    "member": (
        *("political_thought", "ethics_lifestyle", "discipline_awareness", "working_style"),
        *("duties", "year_tasks", "self_commitment", "remedying"),
    ),
}


def member_facts() -> Rows:
    """The sheet *Đảng viên* of facts, for everybody but DV09."""
    return [
        {
            "member": row["code"],
            "name": row["full_name"],
            **dict.fromkeys(GRADES["member"], "good"),
            "self_reviewed": True,
            "targets_done": "87.5" if row["code"] == "DV02" else "100",
            "discipline": "none",
        }
        for row in members()
        if row["code"] != "DV09" and row["to"] is None
    ]


def facts() -> dict[str, Rows]:
    """All sheets of the facts workbook."""
    return {
        "year": year(),
        "member_facts": member_facts(),
        "organisation_facts": [
            {
                "organisation": row["code"],
                "programme": "good",
                "self_reviewed": True,
                "targets_done": "99.9999",
                "front_level": "not_applicable",
            }
            for row in organisations()
            if row["code"] != "T"
        ],
        "collective_facts": [{"collective": code, "programme": "good"} for code in ("X01", "HU01")],
        "leader_facts": [
            {
                "member": "DV01",
                "organisation": "X01",
                "own_duties": "excellent",
                "unit_targets": 12,
                "unit_targets_done": 12,
            }
        ],
        "indicators": [
            {
                "code": "grdp",
                "name": "Tăng trưởng",
                "measure": "%",
                "unit": "%",
                "direction": "higher",
                "target": "9",
                "result": "8.6",
                "rank_region": 3,
                "rank_country": 12,
            },
            {
                "code": "poverty",
                "name": "Hộ nghèo",
                "direction": "lower",
                "target": "1.75",
                "result": None,
            },
        ],
        "limits": [
            {"text": "Giải ngân chậm"},
            {"text": "Cải cách hành chính chưa đều", "text_en": "Uneven reform"},
        ],
    }


def decisions() -> dict[str, Rows]:
    """All sheets of the decisions workbook."""
    day = dt.date(2021, 12, 28)
    return {
        "decisions": [
            {
                "number": "12-QĐ/HU",
                "date": day,
                "issuer": "HU01",
                "signer_post": "Bí thư",
                "covers": ["member"],
            },
            {
                "number": "125-QĐ/TU",
                "date": day,
                "issuer": "T",
                "signer_post": "Phó Bí thư",
                "tier": "upper_level",
                "covers": ["organisation", "collective"],
            },
        ],
        "proposals": [
            {
                "subject_type": "member",
                "code": "DV01",
                "self_claimed": "outstanding",
                "proposed": "good",
                "chosen": "outstanding",
            },
            {
                "subject_type": "member",
                "code": "DV02",
                "chosen": "completed",
                "reason": "Có đơn thư đang xác minh",
            },
            {"subject_type": "organisation", "code": "X01", "proposed": "good"},
            {
                "subject_type": "leader",
                "code": "DV01",
                "organisation": "X01",
                "proposed": "outstanding",
            },
        ],
        "earlier_levels": [
            {"subject_type": "member", "code": "DV01", "2019": "good", "2020": "outstanding"},
            {"subject_type": "organisation", "code": "X01", "2019": None, "2020": "good"},
        ],
        "awards": [
            {
                "form": "provincial_certificate_year",
                "subject_type": "organisation",
                "code": "X01",
                "authority": "T",
                "number": "15-QĐ/TU",
                "date": day,
            },
            {
                "form": "committee_certificate_year",
                "subject_type": "member",
                "code": "DV01",
                "authority": "X01",
            },
        ],
    }


def everything() -> dict[Book, dict[str, Rows]]:
    """All four workbooks, as rows of their sheets."""
    return {
        Book.ORGANISATIONS: {"organisations": organisations()},
        Book.MEMBERS: {"members": members(), "positions": positions()},
        Book.FACTS: facts(),
        Book.DECISIONS: decisions(),
    }


def write(folder: Path, book: Book, sheets: Mapping[str, Rows], *, name: str | None = None) -> Path:
    """Write rows as a workbook; the words in them are those that are stored."""
    library = Library.packaged()
    frameworks = [library.choose(kind, REVIEW) for kind in SubjectType]
    spec = workbook(book, frameworks)
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
