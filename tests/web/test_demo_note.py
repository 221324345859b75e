"""A demo's papers say that what they tell of single units is invented; real ones say nothing."""

import io
from typing import Any

import pytest
from django.conf import LazySettings
from docx import Document

from thidua.documents import pdf
from thidua.documents.blocks import Heading, Letterhead, Paper, Signature
from thidua.documents.word import as_word
from thidua.web.demo_note import DEMO_NOTE, demo_note


def _paper() -> Paper:
    return Paper(
        Letterhead("HUYỆN UỶ", "Số 1", "ngày 1", "QUYẾT ĐỊNH", "về việc thử"),
        (Heading("Một", 1),),
        Signature(("Như trên",), "T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
        (),
        note=demo_note(),
    )


@pytest.mark.parametrize(("demo", "note"), [(True, DEMO_NOTE.vi), (False, "")])
def test_every_page_of_a_word_file_says_so(settings: LazySettings, demo: bool, note: str) -> None:
    settings.DEMO = demo
    section = Document(io.BytesIO(as_word(_paper()))).sections[0]
    feet = [foot.paragraphs[0].text for foot in (section.first_page_footer, section.footer)]
    assert feet == [note, note]


@pytest.mark.parametrize(("demo", "note"), [(True, DEMO_NOTE.vi), (False, "")])
def test_a_pdf_is_set_with_it_at_the_foot(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, demo: bool, note: str
) -> None:
    settings.DEMO = demo
    set_with: list[list[dict[str, Any]]] = []

    def typeset(_template: object, data: list[dict[str, Any]]) -> bytes:
        set_with.append(data)
        return b""

    monkeypatch.setattr(pdf, "typeset", typeset)
    pdf.as_pdf(_paper())
    assert [one["note"] for one in set_with[0]] == [note]
    assert 'footer: align(center, text(size: 9pt, style: "italic", papers.at(0).note))' in (
        pdf.TEMPLATE.read_text("utf-8")
    )
