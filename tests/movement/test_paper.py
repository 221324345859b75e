"""The paper of a body on a day: the half year's report."""

import io
from collections.abc import Callable

from django.test import Client
from docx import Document

from tests.movement.conftest import Tasks
from thidua.campaigns.models import Campaign

As = Callable[[str], Client]
PAGE = "/nam/2021/phong-trao/"


def said(file: bytes) -> str:
    document = Document(io.BytesIO(file))
    cells = [
        " | ".join(cell.text for cell in row.cells)
        for table in document.tables
        for row in table.rows
    ]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_word_says_what_the_page_counts(as_: As, launched: Campaign, tasks: Tasks) -> None:
    response = as_("P").get(f"{PAGE}U2/?ngay=2021-09-05&format=docx")
    assert "attachment" in response["Content-Disposition"]
    text = said(response.content)
    for part in (
        "HUYỆN UỶ GIA LỘC",
        "tình hình thực hiện phong trào thi đua đến ngày 05 tháng 9 năm 2021",
        "2 trong 6 nhiệm vụ đã hoàn thành (33,3%), trong đó 1 vượt mức",
        "1 nhiệm vụ đang vướng, 1 đã quá hẹn gỡ.",
        "Trạm bơm hỏng | 04/08/2021 | Đảng bộ huyện Gia Lộc; Sửa trạm bơm",
        "Năm đã qua (ngày) | 248 | 365 | 67,9%",
    ):
        assert part in text, part
    assert "KHAC" not in text
    assert "Chí Linh" not in text


def test_pdf_of_a_day_before_anything_says_so(as_: As, launched: Campaign, tasks: Tasks) -> None:
    client = as_("U2")
    assert client.get(f"{PAGE}?format=pdf").content.startswith(b"%PDF")
    early = said(client.get(f"{PAGE}?ngay=2021-02-01&format=docx").content)
    assert "chưa có dữ liệu" in early
    assert client.get(f"{PAGE}P/?format=docx").status_code == 404
