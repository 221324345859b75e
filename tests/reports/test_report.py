"""The annual report: what it says, and that both papers say it."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from docx import Document

from tests.builder import person, spell
from tests.movement.conftest import accepted
from tests.progress.conftest import noted
from tests.reports.year import SmallYear, empty_year
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.documents.blocks import Bullets, Heading, Paper, Paragraph, Picture, Table
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.reports.report.content import build_report

READER = shutil.which("pdftotext")


def report_of(year: SmallYear, actor: Any = None) -> Paper:
    return build_report(campaign=year.campaign, actor=actor or Operator())


def opened(report: Paper) -> Any:
    return Document(io.BytesIO(as_word(report)))


def texts(report: Paper) -> list[str]:
    """Everything the report says, block by block."""
    said = []
    for block in (*report.body, *report.annexes):
        match block:
            case Heading() | Paragraph():
                said.append(block.text)
            case Bullets():
                said += block.items
            case Table():
                said += [block.caption, *(" | ".join(row) for row in block.cells)]
            case Picture():
                said.append(block.caption)
    return said


def test_the_sections_stand_in_the_order_of_such_reports(year: SmallYear) -> None:
    report = report_of(year)
    heads = [
        block.text
        for block in (*report.body, *report.annexes)
        if isinstance(block, Heading) and block.level == 1
    ]
    assert [head.split(".")[0] for head in heads] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "PHỤ LỤC 1",
        "PHỤ LỤC 2",
    ]


def test_sentences_come_from_the_figures(year: SmallYear) -> None:
    said = "\n".join(texts(report_of(year)))
    for sentence in (
        "1/3 chỉ tiêu đạt và vượt kế hoạch (33,3%); 1 chỉ tiêu chưa đạt: tỷ lệ hộ nghèo; "
        "1 chỉ tiêu chưa có kết quả: dân số dùng nước sạch.",
        "Tăng trưởng GRDP đạt 8,6%, xếp thứ tư trong vùng và thứ 8 cả nước.",
        "3 trong 5 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên, 60,0%; trong đó 1 xuất sắc.",
        "Có 18 đảng viên được đánh giá, xếp loại: 3 hoàn thành xuất sắc nhiệm vụ (16,7%);",
        "Huân chương Lao động hạng Nhì: Ban Dân vận.",
        "Tổ chức cơ sở đảng: Đảng bộ xã Đoàn Thượng (Gia Lộc).",
        "Chạy theo thành tích.",
        "Chưa đủ căn cứ xếp loại: 1 tổ chức cơ sở đảng và 1 đảng viên.",
        "Tự nhận cao hơn mức đạt tiêu chuẩn: 1 trong 3 trường hợp (33,3%).",
        "1 đề nghị khen thưởng không đủ điều kiện.",
        "Chủ đề năm 2022: “Thích ứng”.",
        "Phát động phong trào thi đua năm 2022 ngày 23/02/2022 tại Nhà văn hoá.",
    ):
        assert sentence in said


def test_how_memberships_ended_is_told_by_their_ways(year: SmallYear) -> None:
    assert "kết thúc sinh hoạt" not in "\n".join(texts(report_of(year)))
    cell, june = year["G3A"], dt.date(2021, 6, 30)
    for number, reason in enumerate(("died", "died", "expelled", ""), start=1):
        spell(person(f"X-{number}"), cell, until=june, end_reason=reason)
    assert (
        "Trong năm, 4 đảng viên kết thúc sinh hoạt (từ trần: 2; khai trừ: 1; chưa nêu lý do: 1)."
        in texts(report_of(year))
    )


def test_nobody_is_said_to_have_passed_while_somebody_is_unknown(year: SmallYear) -> None:
    unknown = "không có trường hợp nào không hoàn thành"
    said = [text for text in texts(report_of(year)) if text.startswith("Có 5 tổ chức cơ sở đảng")]
    assert unknown not in said[0]
    year.entries["organisation:G5"].rating.delete()
    year.entries["organisation:G5"].delete()
    said = [text for text in texts(report_of(year)) if text.startswith("Có 4 tổ chức cơ sở đảng")]
    assert unknown in said[0]


@pytest.mark.django_db
def test_a_year_without_data_says_so_and_invents_nothing() -> None:
    report = report_of(empty_year())
    said = texts(report)
    assert "Kết quả thực hiện các chỉ tiêu: chưa có dữ liệu." in said
    assert "Xếp loại tổ chức cơ sở đảng: chưa có dữ liệu." in said
    assert "Khen thưởng: chưa có dữ liệu." in said
    assert "Phương hướng năm 2022: chưa có dữ liệu." in said
    assert not [
        block for block in (*report.body, *report.annexes) if isinstance(block, Table | Picture)
    ]
    assert not re.search(r"\d+%|None|\{|\}", "\n".join(said))
    assert as_word(report)
    assert as_pdf(report).startswith(b"%PDF")


def test_captions_are_numbered_through_the_report(year: SmallYear) -> None:
    report = report_of(year)
    for kind, word in ((Table, "Bảng"), (Picture, "Hình")):
        found = [
            block.caption for block in (*report.body, *report.annexes) if isinstance(block, kind)
        ]
        assert [caption.split(".")[0] for caption in found] == [
            f"{word} {n}" for n in range(1, len(found) + 1)
        ]


def test_totals_are_the_sums_of_their_columns(year: SmallYear) -> None:
    summed = [block for block in report_of(year).body if isinstance(block, Table) and block.total]
    assert len(summed) == 3
    for table in summed:
        for column in range(1, len(table.columns) - 3):
            cells = [int(row[column].replace("–", "0").replace(".", "")) for row in table.cells]
            assert sum(cells[:-1]) == cells[-1], table.caption


def test_an_officer_reports_their_own_part(year: SmallYear) -> None:
    report = report_of(year, year.officer("u2", Role.UPPER_LEVEL, "U2"))
    assert report.letterhead.committee == "HUYỆN UỶ GIA LỘC"
    said = "\n".join(texts(report))
    assert "Chí Linh" not in said
    assert "Có 3 tổ chức cơ sở đảng được đánh giá, xếp loại" in said


def test_word_opens_with_the_same_text_and_tables(year: SmallYear) -> None:
    report = report_of(year)
    document = opened(report)
    written = [paragraph.text for paragraph in document.paragraphs]
    blocks = (*report.body, *report.annexes)
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Body Text"
    ]
    for block in blocks:
        if isinstance(block, Heading):
            assert block.text in written
    tables = [block for block in blocks if isinstance(block, Table)]
    made = [table for table in document.tables if table.style.name == "Table Grid"]
    assert [[cell.text for cell in row.cells] for table in made for row in table.rows[1:]] == [
        list(row) for table in tables for row in table.cells
    ]


def test_word_has_the_manner_of_a_party_document(year: SmallYear) -> None:
    document = opened(report_of(year))
    section, head = document.sections[0], document.tables[0].rows[0].cells
    assert (round(section.page_width.cm, 1), round(section.left_margin.cm, 1)) == (21.0, 3.0)
    assert head[0].text.split("\n")[:2] == ["TỈNH UỶ XỨ ĐÔNG", "*"]
    assert head[1].text.startswith("ĐẢNG CỘNG SẢN VIỆT NAM\nXứ Đông, ngày")
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.core_properties.language == "vi-VN"


def test_word_repeats_heads_and_describes_pictures(year: SmallYear) -> None:
    report = report_of(year)
    with zipfile.ZipFile(io.BytesIO(as_word(report))) as packed:
        xml = packed.read("word/document.xml").decode()
    blocks = (*report.body, *report.annexes)
    assert xml.count("<w:tblHeader/>") == sum(isinstance(block, Table) for block in blocks)
    described = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', xml)
    assert described == [block.alt for block in blocks if isinstance(block, Picture)]


@pytest.mark.skipif(READER is None, reason="needs pdftotext (package poppler-utils)")
def test_pdf_text_can_be_selected(year: SmallYear) -> None:
    report = report_of(year)
    shown = subprocess.run(  # noqa: S603
        [str(READER), "-layout", "-", "-"], input=as_pdf(report), capture_output=True, check=True
    )
    flat = " ".join(shown.stdout.decode().split())
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in flat
    for block in report.body:
        if isinstance(block, Heading):
            assert block.text in flat
    assert "Đảng bộ phường Sao Đỏ" in flat or "Đảng bộ xã Đoàn Thượng" in flat


def test_pdf_is_tagged_and_carries_its_own_fonts(year: SmallYear) -> None:
    pdf = as_pdf(report_of(year))
    assert b"/MarkInfo" in pdf
    assert b"Tinos" in pdf
    assert b"BeVietnamPro" in pdf


def test_a_letter_that_no_font_has_does_not_stop_the_pdf(year: SmallYear) -> None:
    report = report_of(year)
    strange = replace(report, body=(Paragraph("Chữ lạ \U00013000"),))
    assert as_pdf(strange).startswith(b"%PDF")


def test_signs_and_markup_in_names_stay_text(year: SmallYear) -> None:
    """What a name holds is never read as typst or XML."""
    report = report_of(year)
    odd = replace(report, body=(Paragraph("A & B <b> #1 *x* _y_ $z$ ≤ → \\ @w"),), annexes=())
    assert as_pdf(odd).startswith(b"%PDF")
    assert "A & B <b> #1 *x* _y_ $z$ ≤ → \\ @w" in [p.text for p in opened(odd).paragraphs]


def test_tasks_have_their_chapter(year: SmallYear, settings: LazySettings) -> None:
    settings.TODAY = dt.date(2021, 12, 31)
    said = "\n".join(texts(report_of(year)))
    none = "Đăng ký và thực hiện nhiệm vụ trọng tâm, khâu đột phá: chưa có dữ liệu."
    assert none in said
    done = accepted(year.campaign, year, "U1", "Nước sạch")
    accepted(year.campaign, year, "G3", "Rau sạch", kind="breakthrough")
    noted(done, dt.date(2021, 12, 1), value=Decimal(31))
    said = "\n".join(texts(report_of(year)))
    for sentence in (
        "gửi đăng ký 2 nhiệm vụ trọng tâm, khâu đột phá; cấp trên nhận 2.",
        "1 trong 2 nhiệm vụ đã hoàn thành (50,0%), trong đó 1 vượt mức; 1 chưa có kết quả.",
        "Trong 2 mức phấn đấu của các nhiệm vụ, 1 đã đạt (50,0%), 1 vượt, 1 chưa đủ căn cứ.",
        "Khâu đột phá | 1 | – | 0,0% | – | – | – | 1",
        "Chí Linh | 1 | 1 | 100,0% | 1 | – | – | –",
        "Cộng | 2 | 1 | 50,0% | 1 | – | – | 1",
    ):
        assert sentence in said, sentence
    assert none not in said
    own = "\n".join(texts(report_of(year, year.officer("u2", Role.UPPER_LEVEL, "U2"))))
    assert "Chí Linh" not in own
    assert "0 trong 1 nhiệm vụ đã hoàn thành (0,0%); 1 chưa có kết quả." in own


def test_indicators_stand_beside_last_year_and_ranks_with_their_source(year: SmallYear) -> None:
    report = report_of(year)
    found = [one for one in report.body if isinstance(one, Table)]
    [ranks] = [one for one in found if "Thứ hạng" in one.caption]
    assert [row[0] for row in ranks.cells] == ["Tăng trưởng GRDP", "Tăng trưởng GRDP"]
    assert {row[3] for row in ranks.cells} == {"thứ 4", "thứ 8"}
    assert {row[4] for row in ranks.cells} == {"bảng chỉ tiêu của năm"}
    [table] = [
        one for one in report.body if isinstance(one, Table) and "các chỉ tiêu" in one.caption
    ]
    assert [column.title for column in table.columns][3:6] == ["Năm trước", "Kế hoạch", "Kết quả"]
