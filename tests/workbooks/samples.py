"""A small workbook description and files made by code, shared by the tests of
`thidua.workbooks`.
"""

import io
import tempfile
import unicodedata
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl

from thidua.language import Text
from thidua.workbooks import (
    Choice,
    Column,
    Kind,
    ParsedSheet,
    Problem,
    Sheet,
    Workbook,
    parse,
    year_columns,
)
from thidua.workbooks.extraction import extract
from thidua.workbooks.guards import Limits
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.results import raw_sheet

GRADES = (
    Choice("excellent", Text("Xuất sắc", "Excellent")),
    Choice("good", Text("Tốt", "Good"), ("khá tốt",)),
    Choice("average", Text("Trung bình", "Average")),
    Choice("poor", Text("Kém", "Poor")),
)
PEOPLE = Sheet(
    "people",
    Text("Đảng viên", "Members"),
    (
        Column("code", Text("Mã", "Code"), Kind.CODE, required=True, key=True, example="DV0001"),
        Column(
            "full_name", Text("Họ và tên", "Full name"), required=True, example="Nguyễn Văn Ví Dụ"
        ),
        Column(
            "born_on",
            Text("Ngày sinh", "Born on"),
            Kind.DATE,
            help=Text("theo giấy khai sinh", "as registered"),
        ),
        Column("grade", Text("Mức", "Grade"), Kind.CHOICE, choices=GRADES),
        Column("official", Text("Công chức", "Civil servant"), Kind.YES_NO),
        Column(
            "done",
            Text("Hoàn thành (%)", "Done (%)"),
            Kind.DECIMAL,
            minimum=0,
            maximum=100,
            percent=True,
        ),
        Column("score", Text("Điểm", "Score"), Kind.DECIMAL),
        Column("count", Text("Số lượng", "Count"), Kind.INTEGER, minimum=0),
        Column("year", Text("Năm", "Year"), Kind.YEAR),
        Column("covers", Text("Gồm các mã", "Covers"), Kind.CODES),
    ),
)
LEVELS = Sheet(
    "levels",
    Text("Các năm trước", "Earlier years"),
    (Column("code", Text("Mã", "Code"), Kind.CODE, required=True, key=True),),
    open_columns=year_columns(Column("level", Text("Mức", "Level"), Kind.CHOICE, choices=GRADES)),
    optional=True,
)
YEAR = Sheet(
    "year",
    Text("Thông tin năm", "The year"),
    (
        Column("year", Text("Năm", "Year"), Kind.YEAR, required=True),
        Column("theme", Text("Chủ đề", "Theme"), required=True),
        Column("cut_off", Text("Ngày chốt", "Cut-off date"), Kind.DATE, required=True),
        Column(
            "share", Text("Tỷ lệ", "Share"), Kind.DECIMAL, minimum=Decimal(0), maximum=Decimal(1)
        ),
    ),
    vertical=True,
    optional=True,
)
BOOK = Workbook("sample", Text("Mẫu thử", "Sample"), (PEOPLE, LEVELS, YEAR))
HEADER = [column.title.vi for column in PEOPLE.columns]

Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows, *, title: str = "Đảng viên") -> bytes:
    """A file as Excel users make it, with one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(**values: object) -> list[object]:
    """One row of PEOPLE by column id; code and full name are filled in unless given."""
    values = {"code": "DV1", "full_name": "Nguyễn Văn An"} | values
    return [values.get(column.id) for column in PEOPLE.columns]


def parsed(rows: Rows, *, sheet: Sheet = PEOPLE, name: str = "f.xlsx") -> ParsedSheet:
    """Write the rows to a file, read it back and parse its only sheet."""
    return parse(raw_of(xlsx(rows), name), sheet)


def raw_of(content: bytes, name: str = "f.xlsx") -> RawSheet:
    """The first sheet of a file that we made ourselves, read without the limited process (which
    takes its time).
    """
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory)
        (out / "upload").write_bytes(content)
        first = extract(out / "upload", name=name, out=out, limits=Limits())[0]
        return raw_sheet(first, file=name, out=out)


def people(*rows: Sequence[object]) -> ParsedSheet:
    """The rows below PEOPLE's header, read and parsed."""
    return parsed([HEADER, *rows])


def only(sheet: ParsedSheet) -> Problem:
    """The one problem that a sheet has."""
    problems = list(sheet.problems)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def rezipped(content: bytes, **changes: bytes | None) -> bytes:
    """The same zip with parts replaced, added or (None) left out; `__` in a name stands for `/`,
    `_dot_` for a dot.
    """
    wanted = {name.replace("__", "/").replace("_dot_", "."): part for name, part in changes.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in wanted:
                target.writestr(name, source.read(name))
        for name, part in wanted.items():
            if part is not None:
                target.writestr(name, part)
    return out.getvalue()


def to_cp1258(text: str) -> bytes:
    """Text as Windows stores it in its Vietnamese code page: letters with their shape, then the
    tone as a sign of its own.
    """
    tones = "\u0300\u0301\u0303\u0309\u0323"
    signs = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        shape = "".join(sign for sign in parts if sign not in tones)
        signs.append(unicodedata.normalize("NFC", shape))
        signs += [sign for sign in parts if sign in tones]
    return "".join(signs).encode("cp1258")
