"""What nobody sees goes from everything typed; no sign stops a paper."""

import inspect
import io
from importlib import import_module
from pkgutil import walk_packages

import polars as pl
import pytest
from django import forms
from django.http import QueryDict
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import thidua
from thidua.api.choices import Choices
from thidua.boards.forms import ReasonForm
from thidua.decisions.result_sheets.printing import as_pdf as sheet_as_pdf
from thidua.documents.blocks import (
    Bullets,
    Centred,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.documents.letters import for_paper, without_font
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.signs import clean, normalise, plain_text
from thidua.web.forms import WordsField
from thidua.workbooks.text import normalise_series

UNSEEN = [
    *"\0\x01\x08\x0e\x1b\x1f\x7f\x80\x9f\ufffe\uffff",
    *"\xad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200d\u200f\u202a\u202e",
    *"\u2060\u2064\u2066\u2069\u206a\u206f\u3164\ufe0f\ufeff\uffa0\ufff9\ufffb",
    *"\U0001d173\U000e0000\U000e0041\U000e007f\U000e0100\ud800\udfff",
]
ANY = st.text(st.characters(), max_size=60)


def paper(text: str) -> Paper:
    """A paper in which the text stands wherever a text can."""
    return Paper(
        letterhead=Letterhead(text, text, text, f"a{text}", text, text),
        body=(
            Heading(f"a{text}"),
            Paragraph(text, lead=text),
            Centred(text),
            Bullets((text, text)),
            Table(text, (Column(text), Column(text)), ((text, text), (text, text)), total=True),
        ),
        signature=Signature((text,), text, text),
        annexes=(Heading(f"a{text}", new_page=True),),
    )


def result_sheet(text: str) -> dict[str, object]:
    return {
        **dict.fromkeys(
            ("name", "place", "line", "decision", "reason", "moment_note", "own"),
            text,
        ),
        "head": [text, text],
        "title": f"a{text}",
        "levels": [
            [name, text]
            for name in ("Tự nhận", "Đề nghị", "Đạt tiêu chuẩn", "Cấp uỷ chọn", "Quyết định")
        ],
        "sections": [{"title": text, "rows": [["met", text, text, text, text]]}],
        "missing": [text],
        "signer": [text, text],
    }


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_a_sign_that_nobody_sees_goes_from_all_that_is_typed_and_loaded(sign: str) -> None:
    typed = f"vì {sign}tốt{sign}"
    assert clean(typed) == normalise(typed) == "vì tốt"
    if sign.encode(errors="ignore"):
        assert normalise_series(pl.Series([typed])).to_list() == ["vì tốt"]
    if sign.isascii() or sign.encode(errors="ignore"):
        form = ReasonForm(QueryDict(mutable=True) | {"reason": typed})
        assert form.is_valid()
        assert form.cleaned_data["reason"] == "vì tốt"
    if sign != "\0" and sign.encode(errors="ignore"):
        choice = {"entry": 1, "level": "good", "seen": 1}
        assert Choices.model_validate({"choices": [choice], "reason": typed}).reason == "vì tốt"


def test_lines_and_vietnamese_stay_in_one_form() -> None:
    assert clean("một\r\nhai\u2028ba\x0bbốn\tnăm\u00a0sáu 😀") == "một\nhai\nba\nbốn\tnăm sáu 😀"
    assert clean("Nguye\u0302\u0303n") == "Nguyễn"


@given(ANY)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert normalise(once) == normalise(text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_what_a_spreadsheet_might_run_is_kept_as_text(start: str) -> None:
    assert plain_text(f"{start}1+1") == f"'{start}1+1"
    assert plain_text("A=1") == "A=1"


def text_fields() -> list[tuple[str, forms.Field]]:
    """Every field of our forms for text that has a label: what people write."""
    for module in walk_packages(thidua.__path__, "thidua."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    found = []
    waiting: list[type] = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("thidua."):
            fields = getattr(form, "base_fields", {})
            found += [(f"{form.__qualname__}.{name}", field) for name, field in fields.items()]
    return [
        (name, field)
        for name, field in found
        if type(field).to_python is forms.CharField.to_python
        and (field.label or field.max_length)
        and not isinstance(field.widget, forms.PasswordInput)
    ]


def test_every_field_that_people_write_into_cleans_what_they_write() -> None:
    own = {
        name
        for name, field in text_fields()
        if not isinstance(field, WordsField)
        and inspect.getmodule(type(field)) is not None
        and not name.endswith((".login", ".code", ".credential", ".unit"))
    }
    assert own == set()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_no_text_stops_a_paper(text: str) -> None:
    assert as_pdf(paper(text)).startswith(b"%PDF")
    written = Document(io.BytesIO(as_word(paper(text))))
    assert any(clean(text).split("\n")[0].strip() in one.text for one in written.paragraphs)
    assert sheet_as_pdf([result_sheet(text)]).startswith(b"%PDF")


@pytest.mark.parametrize(
    "text", ["vì 😀 tốt", "中文", "\x1b[0m", "\ue000", "\U0010ffff", "กำ", "٣"]
)
def test_a_letter_without_a_font_stands_as_a_box(text: str) -> None:
    printed = for_paper({"reason": text})["reason"]
    assert ("□" in printed) == bool(without_font([text]))
    assert as_pdf(paper(text)).startswith(b"%PDF")


def test_who_prints_can_learn_which_letters_have_no_font() -> None:
    assert without_font(paper("vì 😀 tốt, 😀 中 ≤ →")) == ["😀", "中"]
    assert without_font(paper("Nguyễn Thị Ánh – “tốt” ≥ 90%")) == []
