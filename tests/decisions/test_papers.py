"""The decision's paper: what it says, and that Word and PDF say the same."""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from docx import Document

from tests.builder import OPERATOR, decision
from tests.cast import Cast, choose, entry, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.models import Decision
from thidua.decisions.presenters import sheet_of
from thidua.decisions.wording import of_kinds
from thidua.documents.blocks import Across, Bullets, Heading, Paragraph, Table
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.language import speaking
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry
from thidua.seals.chain import head

READER = shutil.which("pdftotext")
STRANGE = 'Nguyễn Thị <Ánh> & "Đỗ" #1 *x* _y_ $z$'


@pytest.fixture
def draft(cast: Cast, year: Campaign) -> Decision:
    """Of 24 members one is outstanding and one was set below what it reached, with its reason."""
    best, below = entry(year, "M-G1A-04"), entry(year, "M-G1B-05")
    write_facts(best, "outstanding")
    choose(best)
    choose(below, "completed", reason="Vi phạm kỷ luật phát ngôn <đã nhắc nhở>")
    RosterEntry.objects.filter(pk=best.pk).update(name=STRANGE)
    classify(campaign=year, actor=OPERATOR)
    made = decision(year, cast["G1"], ["member"], number="12-QĐ/ĐU")
    made.bases = "Căn cứ Điều lệ Đảng;\nXét đề nghị của các chi bộ & Ban <Tổ chức>."
    made.save()
    return made


def test_head_articles_and_signature_are_those_of_a_party_decision(draft: Decision) -> None:
    paper = sheet_of(draft).paper
    head, end = paper.letterhead, paper.signature
    assert (head.above, head.committee, head.number) == (
        "ĐẢNG BỘ THÀNH PHỐ CHÍ LINH",
        "TỔ CHỨC G1",
        "Số 12-QĐ/ĐU",
    )
    assert head.title == "QUYẾT ĐỊNH"
    assert head.subject == "về đánh giá, xếp loại chất lượng đảng viên năm 2021"
    assert head.dateline.endswith("ngày 20 tháng 12 năm 2021")
    assert [block.lead for block in paper.body if isinstance(block, Paragraph) and block.lead] == [
        "Điều 1.",
        "Điều 2.",
        "Điều 3.",
    ]
    assert [block.text for block in paper.body if isinstance(block, Paragraph)][:2] == [
        "- Căn cứ Điều lệ Đảng;",
        "- Xét đề nghị của các chi bộ & Ban <Tổ chức>;",
    ]
    assert (end.on_behalf_of, end.post) == ("T/M ĐẢNG UỶ", "BÍ THƯ")
    assert end.receivers[1] == "Ban Thường vụ Thành uỷ Chí Linh (để báo cáo),"


def test_the_first_article_counts_what_the_lists_name(draft: Decision) -> None:
    paper = sheet_of(draft).paper
    counted = next(block for block in paper.body if isinstance(block, Bullets)).items
    assert counted == (
        "24 đảng viên: 1 hoàn thành xuất sắc nhiệm vụ; 22 hoàn thành tốt nhiệm vụ; 1 hoàn thành "
        "nhiệm vụ.",
    )
    tables = [block for block in paper.annexes if isinstance(block, Table)]
    (table,) = tables
    assert [column.title for column in table.columns] == [
        "TT",
        "Họ và tên",
        "Chi bộ",
        "Đạt tiêu chuẩn",
        "Xếp loại",
    ]
    sections = [row.text for row in table.rows if isinstance(row, Across) and not row.note]
    assert sections == [
        "Hoàn thành xuất sắc nhiệm vụ (HTXS): 1 đảng viên",
        "Hoàn thành tốt nhiệm vụ (HTT): 22 đảng viên",
        "Hoàn thành nhiệm vụ (HTNV): 1 đảng viên",
    ]
    assert table.cells[0] == ("1", STRANGE, "Tổ chức G1A", "HTXS", "HTXS")
    assert [row[0] for row in table.cells] == [str(number) for number in range(1, 25)]


def test_a_reason_stands_below_whom_it_is_about(draft: Decision) -> None:
    (table,) = [block for block in sheet_of(draft).paper.annexes if isinstance(block, Table)]
    *_, above, reason = table.rows
    assert isinstance(above, tuple)
    assert above[-2:] == ("HTT", "HTNV")
    assert reason == Across(
        "Lý do xếp khác mức đạt tiêu chuẩn: Vi phạm kỷ luật phát ngôn <đã nhắc nhở>", note=True
    )


def test_the_paper_is_vietnamese_whoever_reads(draft: Decision) -> None:
    vietnamese = sheet_of(draft).paper
    with speaking("en"):
        assert sheet_of(draft).paper == vietnamese


def test_what_is_issued_is_printed_as_it_was_planned_with_its_seal_at_the_foot(
    draft: Decision,
) -> None:
    planned = sheet_of(draft).paper
    issue_decision(decision=draft, actor=OPERATOR)
    sealed = head()
    assert sealed is not None
    foot = f"Mã niêm phong: {sealed.printed}"
    assert sheet_of(Decision.objects.get(pk=draft.pk)).paper == replace(planned, note=foot)


def test_a_draft_leaves_blanks_for_what_is_not_known(cast: Cast, year: Campaign) -> None:
    made = decision(year, cast["P"], ["organisation"], tier="upper_level")
    made.number = made.signer_post = ""
    paper = sheet_of(made).paper
    assert (paper.letterhead.number, paper.signature.post) == ("Số ……", "……")
    assert paper.letterhead.above == ""


def _word(decision: Decision) -> Any:
    return Document(io.BytesIO(as_word(sheet_of(decision).paper)))


def test_word_reads_back_right(draft: Decision) -> None:
    paper, document = sheet_of(draft).paper, _word(draft)
    left, right = document.tables[0].rows[0].cells
    assert left.text.split("\n") == ["ĐẢNG BỘ THÀNH PHỐ CHÍ LINH", "TỔ CHỨC G1", "*", "Số 12-QĐ/ĐU"]
    assert right.text.startswith("ĐẢNG CỘNG SẢN VIỆT NAM\n")
    written = [paragraph.text for paragraph in document.paragraphs]
    assert "- Xét đề nghị của các chi bộ & Ban <Tổ chức>;" in written
    assert "Điều 3. Quyết định này có hiệu lực kể từ ngày ký." in written
    assert next(block.text for block in paper.annexes if isinstance(block, Heading)) in written
    made = [table for table in document.tables if table.style.name == "Table Grid"]
    printed = [[cell.text for cell in row.cells] for table in made for row in table.rows[1:]]
    assert printed == [
        [row.text] * len(block.columns) if isinstance(row, Across) else list(row)
        for block in paper.annexes
        if isinstance(block, Table)
        for row in block.rows
    ]


@pytest.mark.skipif(READER is None, reason="needs pdftotext (package poppler-utils)")
def test_pdf_says_the_same(draft: Decision) -> None:
    pdf = as_pdf(sheet_of(draft).paper)
    shown = subprocess.run(  # noqa: S603
        [str(READER), "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    flat = " ".join(shown.stdout.decode().split())
    for said in (
        "ĐẢNG BỘ THÀNH PHỐ CHÍ LINH",
        "Số 12-QĐ/ĐU",
        "Ban <Tổ chức>;",
        "Điều 1. Xếp loại chất lượng",
        "T/M ĐẢNG UỶ",
        "Hoàn thành tốt nhiệm vụ (HTT): 22 đảng viên",
    ):
        assert said in flat
    assert all(part in flat for part in ("<Ánh>", "#1", "*x*", "_y_", "$z$"))
    assert b"/MarkInfo" in pdf


@pytest.mark.parametrize(
    ("extension", "starts"),
    [("pdf", b"%PDF"), ("docx", b"PK")],
)
def test_files_are_handed_out_under_a_plain_name(
    draft: Decision, as_: Callable[[Role, str], Client], extension: str, starts: bytes
) -> None:
    response = as_(Role.AUDITOR, "P").get(f"/quyet-dinh/2021/{draft.pk}/quyet-dinh.{extension}")
    assert response.content.startswith(starts)
    assert 'filename="quyet-dinh-12-qd-du-2021-' in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("kinds", "tier", "vi", "en"),
    [
        (["member"], "", "đảng viên", "members"),
        (["organisation"], "", "tổ chức đảng", "organisations"),
        (["organisation"], "cell", "chi bộ trực thuộc", "cells"),
        (
            ["leader", "organisation", "collective"],
            "upper_level",
            "đảng bộ cấp trên trực tiếp cơ sở; tập thể lãnh đạo, quản lý; "
            "cá nhân lãnh đạo, quản lý",
            "upper-level organisations; leadership collectives; individual leaders",
        ),
    ],
)
def test_a_decision_names_what_it_is_about(kinds: list[str], tier: str, vi: str, en: str) -> None:
    assert tuple(of_kinds(kinds, tier)) == (vi, en)


def test_one_pasted_sign_stops_no_paper_and_who_decides_learns_what_is_not_printed(
    draft: Decision, as_: Callable[[Role, str], Client]
) -> None:
    draft.bases = "Căn cứ \x1b[0m Điều lệ 😀;\nXét đề nghị\u202e."
    draft.save()
    client = as_(Role.GRASSROOTS, "G1")
    at = f"/quyet-dinh/2021/{draft.pk}/"
    for ending in ("docx", "pdf"):
        assert client.get(f"{at}quyet-dinh.{ending}").status_code == 200
    page = client.get(at).content.decode()
    assert "chúng sẽ in thành □:" in page
    assert "😀" in page.split("chúng sẽ in thành □:")[1][:80]
