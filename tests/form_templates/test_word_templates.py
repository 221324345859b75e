"""An office's own Word template is filled in a process that it cannot hurt, or refused with why."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from docx import Document

from tests.form_templates.words import read, word
from thidua.documents.word_templates import Plain, UnknownName, WordTemplateError, Wrong, fill

VALUES: Mapping[str, Plain] = {
    "ho_ten": "Phạm Thị Hường & <Đỗ Quỳnh>",
    "chi_bo": {"ten": "Chi bộ thôn Đông", "bi_thu": "Trần Văn Khởi"},
    "muc": [{"so": "I", "noi_dung": "Đã làm."}, {"so": "II", "noi_dung": "Còn chậm."}],
    "ghi_chu": [],
}


def wrong(*lines: str, header: str = "") -> WordTemplateError:
    with pytest.raises(WordTemplateError) as caught:
        fill(word(*lines, header=header), VALUES)
    return caught.value


def test_a_template_is_filled() -> None:
    paper = fill(
        word(
            "{{ ho_ten }}, {{ chi_bo.ten }}",
            "{%p for m in muc %}",
            "{{ m.so }}. {{ m.noi_dung }}",
            "{%p endfor %}",
            "hết",
        ),
        VALUES,
    )
    assert read(paper) == [
        "Phạm Thị Hường & <Đỗ Quỳnh>, Chi bộ thôn Đông",
        "I. Đã làm.",
        "II. Còn chậm.",
        "hết",
    ]


def test_a_header_is_filled() -> None:
    paper = fill(word("nội dung", header="{{ chi_bo.ten }}"), VALUES)
    header = Document(BytesIO(paper)).sections[0].header
    assert header.paragraphs[0].text == "Chi bộ thôn Đông"


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    found = wrong("{{ ho_tem }}", "{{ chi_bo.bi_thuu }}", header="{{ ngay }}")
    assert found.wrong == Wrong.UNKNOWN
    assert set(found.unknown) == {
        UnknownName("ho_tem", "ho_ten"),
        UnknownName("chi_bo.bi_thuu", "chi_bo.bi_thu"),
        UnknownName("ngay"),
    }


def test_an_unknown_name_is_found_where_nothing_is_printed_this_time() -> None:
    lines = ("{%p if ghi_chu %}", "{{ khong_co }}", "{%p endif %}")
    assert wrong(*lines).unknown == (UnknownName("khong_co"),)
    lines = ("{%p for m in muc %}", "{{ m.thu_tu }}", "{%p endfor %}")
    assert wrong(*lines).unknown == (UnknownName("m.thu_tu"),)


def test_a_template_with_wrong_syntax_says_so() -> None:
    found = wrong("{{ ho_ten ")
    assert (found.wrong, bool(found.detail)) == (Wrong.SYNTAX, True)
    assert wrong("{% for m in muc %}").wrong == Wrong.SYNTAX
    assert wrong("{{ 1 / 0 }}").wrong == Wrong.SYNTAX


@pytest.mark.parametrize(
    "line",
    [
        "{{ ho_ten.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ muc.append(ho_ten) }}",
        "{{ (ho_ten|attr('__class__')).x }}",
    ],
)
def test_a_template_that_reaches_further_is_refused(line: str) -> None:
    with pytest.raises(WordTemplateError):
        fill(word(line), VALUES)


def test_a_loop_without_end_ends() -> None:
    assert wrong("{{ range(1000000000)|list }}").wrong in {Wrong.SYNTAX, Wrong.TOO_HEAVY}
    nested = "".join(f"{{% for a{n} in range(99999) %}}" for n in range(4))
    assert wrong(nested + "x" + "{% endfor %}" * 4).wrong == Wrong.TOO_HEAVY


def test_a_paper_that_eats_memory_ends() -> None:
    assert wrong("{{ 'x' * 900000000 }}").wrong in {Wrong.TOO_HEAVY, Wrong.BROKEN, Wrong.SYNTAX}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"not a paper at all"])
def test_what_is_no_word_paper_is_refused(content: bytes) -> None:
    with pytest.raises(WordTemplateError) as caught:
        fill(content, VALUES)
    assert caught.value.wrong == Wrong.BROKEN
