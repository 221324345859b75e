"""The forms filled: what was sent, grades by whoever gave them, levels; never a draft."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from docx import Document

from tests.cast import Cast
from thidua.access.models import Export, Look
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.documents.blocks import Paper, Table
from thidua.procedures.reading import forms_of
from thidua.review_forms.printing import papers_of

Signed = Callable[[str], Client]
CELL = "/nam/2021/mau-kiem-diem/G1A/"
FILE = f"{CELL}tep/"
LIMITS = "Còn ngại va chạm khi phê bình."


def words_of_paper(paper: Paper) -> str:
    parts: list[str] = [paper.letterhead.number, paper.letterhead.title]
    for block in (*paper.body, *paper.annexes):
        if isinstance(block, Table):
            parts += [" | ".join(row) for row in block.cells]
        else:
            parts += [str(value) for value in vars(block).values()]
    return "\n".join(parts)


def papers(campaign: Campaign, cast: Cast, actor: User, form_id: str) -> list[Paper]:
    form = forms_of(campaign).by_id(form_id)
    assert form is not None
    return papers_of(actor, campaign, cast["G1A"], form, only=None)


def test_a_cells_reviews_are_those_that_were_sent(
    written: Campaign, cast: Cast, who: Callable[[str], User]
) -> None:
    made = papers(written, cast, who("secretary"), "02")

    assert [paper.signature.on_behalf_of for paper in made] == [
        cast.of_cell("G1A", 5).full_name,
        cast.of_cell("G1A", 6).full_name,
    ]
    said = words_of_paper(made[0])
    assert "BẢN KIỂM ĐIỂM CÁ NHÂN" in said
    assert LIMITS in said
    assert "II. Hạn chế, khuyết điểm và nguyên nhân" in said
    assert "Chi bộ đề xuất xếp loại mức chất lượng:" in said


def test_a_slip_has_each_givers_grades_the_one_that_counts_and_the_three_levels(
    written: Campaign, cast: Cast, who: Callable[[str], User]
) -> None:
    made = papers(written, cast, who("secretary"), "05")
    assert len(made) == 12

    said = words_of_paper(made[4])
    assert "Mẫu 05" in said
    assert "Tốt | Tốt" in said
    assert "Đạt theo tiêu chuẩn (máy tính từ các tiêu chí)" in said
    assert "– | –" not in said
    assert "Chưa có ý kiến nào." in words_of_paper(made[5])


@pytest.mark.parametrize("form", ["02", "05"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_cell_prints_in_one_file_and_each_look_is_written_down(
    written: Campaign, signed: Signed, cast: Cast, form: str, kind: str
) -> None:
    answer = signed("secretary").get(FILE, {"form": form, "format": kind})

    assert answer.status_code == 200
    assert answer.content[:4] == (b"%PDF" if kind == "pdf" else b"PK\x03\x04")
    assert Export.objects.get().form == kind
    assert Look.objects.filter(person=cast.of_cell("G1A", 5)).exists()


def test_one_subject_alone(written: Campaign, signed: Signed) -> None:
    answer = signed("secretary").get(FILE, {"form": "02", "format": "docx", "subject": "M-G1A-06"})
    said = "\n".join(one.text for one in Document(io.BytesIO(answer.content)).paragraphs)

    assert said.count("BẢN KIỂM ĐIỂM CÁ NHÂN") == 1
    assert Export.objects.get().people == 1


@pytest.mark.parametrize(
    ("name", "asked", "status"),
    [
        ("secretary", {"form": "02", "format": "pdf", "subject": "M-G1A-07"}, 409),
        ("secretary", {"form": "02", "format": "pdf", "subject": "M-G1B-05"}, 409),
        ("secretary", {"form": "02", "format": "pdf", "subject": "none"}, 404),
        ("secretary", {"form": "02", "format": "pdf", "meeting": "99"}, 404),
        ("secretary", {"form": "06", "format": "pdf"}, 404),
        ("secretary", {"form": "02", "format": "exe"}, 404),
        ("secretary", {"form": "01", "format": "pdf"}, 409),
        ("outside", {"form": "02", "format": "pdf"}, 404),
        ("member", {"form": "02", "format": "pdf"}, 404),
        ("auditor", {"form": "02", "format": "pdf"}, 404),
    ],
)
def test_what_is_not_there_or_not_theirs_is_not_printed(
    written: Campaign, signed: Signed, name: str, asked: dict[str, str], status: int
) -> None:
    assert signed(name).get(FILE, asked).status_code == status
    assert not Export.objects.exists()


def rows_of(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_table_of_five_givers_is_marked_local(written: Campaign, signed: Signed) -> None:
    answer = signed("grassroots").get("/nam/2021/mau-kiem-diem/G1/tep/", {"table": "five"})
    content = b"".join(answer) if answer.streaming else answer.content
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert len(rows_of(content)) == 25
    said = "\n".join(
        str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell
    )
    assert "Mẫu biểu riêng của địa phương, chưa xác nhận" in said
    assert "Chi uỷ (3)" in said


@pytest.mark.parametrize("table", ["bodies", "unreviewed"])
def test_the_other_tables_come_as_workbooks(written: Campaign, signed: Signed, table: str) -> None:
    answer = signed("grassroots").get("/nam/2021/mau-kiem-diem/G1/tep/", {"table": table})

    assert answer.status_code == 200
    assert "spreadsheetml" in answer.headers["Content-Type"]


def test_the_page_says_what_is_ready(
    written: Campaign, signed: Signed, django_assert_max_num_queries: Any
) -> None:
    secretary = signed("secretary")
    secretary.get(CELL)  # the first page of a sign-in asks more
    with django_assert_max_num_queries(12):
        page = secretary.get(CELL).content.decode()

    assert "2 trong 12" in " ".join(page.split())
    assert "1 trong 12" in " ".join(page.split())
    assert "chưa có gì để in" in page
