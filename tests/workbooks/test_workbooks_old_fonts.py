"""Vietnamese text in windows-1258 and in the fonts of before Unicode reads back as it was."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.workbooks.samples import HEADER, PEOPLE, raw_of, rezipped, row, to_cp1258, xlsx
from thidua.workbooks import Severity, UnreadableFileError, parse
from thidua.workbooks.encodings import decode, old_font_of
from thidua.workbooks.old_fonts import from_tcvn3, from_vni, to_tcvn3, to_vni, with_case
from thidua.workbooks.syllables import is_syllable, share_of_syllables

SHAPES = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
SMALL = [unicodedata.normalize("NFC", shape + tone) for shape in SHAPES for tone in TONES] + ["đ"]
ALL = [*SMALL, *(letter.upper() for letter in SMALL)]
PLAIN = [*"bcdghklmnpqrstvx", *" ,.;:-0123456789\n"]
LISTED = (
    "Đảng viên đủ tư cách hoàn thành xuất sắc nhiệm vụ khiển trách cảnh cáo chi bộ thôn xã huyện "
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Thị Văn Đức Hữu Quỳnh "
    "Thuỷ Hằng Tuấn Dũng Cường Thảo Phương Ngọc Hạnh Yến Khoẻ Nghĩa Giang Trường Tuyết Hợi Kỷ Thuý"
)
WORDS = LISTED.split()
PHRASES = st.lists(st.sampled_from(WORDS), min_size=8, max_size=40).map(" ".join)


@given(st.lists(st.sampled_from([*ALL, *PLAIN])).map("".join))
def test_vni_reads_back(text: str) -> None:
    assert from_vni(to_vni(text)) == text


@given(st.lists(st.sampled_from([*SMALL, *"ĂÂÊÔƠƯĐ", *PLAIN, *"BCDGH"])).map("".join))
def test_tcvn3_reads_back(text: str) -> None:
    assert from_tcvn3(to_tcvn3(text)) == text


@pytest.mark.parametrize("letter", "ÁẤỲ")
def test_tcvn3_has_no_capitals_with_a_tone(letter: str) -> None:
    with pytest.raises(ValueError, match=letter):
        to_tcvn3(letter)


def test_each_letter_has_a_writing_of_its_own() -> None:
    assert len({to_vni(letter) for letter in ALL}) == len(ALL) == 146
    assert len({to_tcvn3(letter) for letter in SMALL}) == len(SMALL)


@given(PHRASES)
def test_a_file_in_windows_1258_reads_back(text: str) -> None:
    found = decode(to_cp1258(text), "a.csv")
    assert (found.text, found.converted) == (text, "windows-1258")


@given(PHRASES)
def test_a_file_typed_with_vni_reads_back(text: str) -> None:
    for content in (to_vni(text).encode("cp1252"), to_vni(text).encode()):
        found = decode(content, "a.csv")
        assert (found.text, found.converted) == (text, "VNI")


@given(PHRASES)
def test_a_file_typed_with_tcvn3_reads_back(text: str) -> None:
    """Words that read as Vietnamese as they are typed (“vô” for “vụ”) tell no font: a text of which
    fewer than three in ten others tell it may be refused, or stay as typed; never another text. Two
    or three different words tell nothing at all.
    """
    assume(len(set(text.split())) >= 4)
    typed = to_tcvn3(text)
    tells = share_of_syllables(text) - share_of_syllables(typed) >= 0.3
    for content in (typed.encode("cp1252"), typed.encode()):
        try:
            found = decode(content, "a.csv")
        except UnreadableFileError:
            assert not tells
        else:
            as_typed = [] if tells else [(typed, "")]
            assert (found.text, found.converted) in [(text, "TCVN3 (ABC)"), *as_typed]


def test_a_list_typed_with_tcvn3_reads_back() -> None:
    text = "Họ và tên;Chi bộ\nNguyễn Văn Hường;Chi bộ thôn Đông\n"
    assert decode(to_tcvn3(text).encode("cp1252"), "a.csv").text == text


@given(PHRASES)
def test_unicode_stays_as_it_is(text: str) -> None:
    assert old_font_of(text) == ""
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding), "a.csv").text == text


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ("NGUYÔN V¡N AN", "NGUYỄN VĂN AN"),
        ("§¶NG Bé X· HOµNG Hµ", "ĐẢNG BỘ XÃ HOÀNG HÀ"),
        ("NguyÔn ThÞ ¸nh", "Nguyễn Thị Ánh"),
        ("¸nh NguyÔn", "Ánh Nguyễn"),
        ("cÊp uû ¸p dông", "cấp uỷ áp dụng"),
        ("§¶ng uû, hoµn thµnh", "Đảng uỷ, hoàn thành"),
    ],
)
def test_the_case_of_a_letter_is_that_of_the_words_around_it(signs: str, text: str) -> None:
    found = with_case(from_tcvn3(signs))
    assert (found.text, found.unsure) == (text, ())


@pytest.mark.parametrize("signs", ["¸nh", "§¶ng uû x· ¸i Quèc", "2. ý"])
def test_where_nothing_tells_the_case_it_is_said(signs: str) -> None:
    assert with_case(from_tcvn3(signs)).unsure


@pytest.mark.parametrize("word", [*WORDS, "quỳnh", "gì", "nghiêng", "khuỷu", "ỷ", "Ê", "xoong"])
def test_what_may_be_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nguyôn", "vaên", "cafộ", "hảc", "hoàp", "jữ", "ThÞ", "bễẽ"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def workbook_of(font: str) -> bytes:
    """A workbook typed in an old font, its headings too."""
    to = {"VNI": to_vni, "TCVN3 (ABC)": to_tcvn3}[font]
    people = [row(full_name="Nguyễn Văn Đức"), row(code="DV2", full_name="Trần Thị Hạnh")]
    rows: list[Sequence[object]] = [HEADER, *people]
    return xlsx([[to(cell) if isinstance(cell, str) else cell for cell in cells] for cells in rows])


@pytest.mark.parametrize("font", ["VNI", "TCVN3 (ABC)"])
def test_a_workbook_typed_in_an_old_font_is_read_headings_and_all(font: str) -> None:
    parsed = parse(raw_of(workbook_of(font)), PEOPLE)
    assert parsed.frame["full_name"].to_list() == ["Nguyễn Văn Đức", "Trần Thị Hạnh"]
    [note] = parsed.problems
    assert note.severity is Severity.WARNING
    assert note.message.vi == f"chữ gõ bằng phông cũ {font}, đã chuyển sang Unicode"


def test_a_font_of_capitals_hides_the_case() -> None:
    styles = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts>'
        b'<font><name val=".VnTimeH"/></font></fonts></styleSheet>'
    )
    content = rezipped(workbook_of("TCVN3 (ABC)"), xl__styles_dot_xml=styles)
    with pytest.raises(UnreadableFileError, match=r"chữ nào viết hoa \(“\.VnTimeH”\)"):
        raw_of(content)
