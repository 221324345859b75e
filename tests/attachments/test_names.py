"""File names: Vietnamese stays, what hides or addresses anything goes, the ending says what the
content is.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.attachments.errors import AttachmentError
from thidua.attachments.media_types import MediaType
from thidua.attachments.names import LONGEST, fitting_name, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo tổng kết phong trào Quý IV.docx", "Báo cáo tổng kết phong trào Quý IV.docx"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hường.pdf"), "Nguyễn Thị Hường.pdf"),
        ("C:\\Users\\an\\ảnh.jpg", "ảnh.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a/b\\c.png", "c.png"),
        ("anh\u202egpj.exe", "anhgpj.exe"),  # the sign that turns the direction of writing
        ("a\u200b\ufeff\x00b\x1b.txt", "ab.txt"),
        ("dòng\nmới\t.csv", "dòng mới.csv"),
        ('<script>"?*|:.pdf', "_script______.pdf"),
        (".htaccess", "htaccess"),
        ("...", "tep"),
        ("", "tep"),
        ("\u202e", "tep"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("contract.txt", "contract.txt"),
        ("ảnh 📷.heic", "ảnh 📷.heic"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_deceives(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_shortened_before_its_ending() -> None:
    safe = safe_name("Ứ" * 300 + ".docx")
    assert len(safe.encode()) <= LONGEST
    assert safe == "Ứ" * (len(safe) - 5) + ".docx"


@given(st.text(max_size=400))
def test_whatever_a_computer_sends_comes_out_fit_to_save(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= LONGEST
    assert not set(safe) & set('/\\<>:"|?*\n\r\t\0')
    assert unicodedata.is_normalized("NFC", safe)
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in safe)
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "media_type", "fitting"),
    [
        ("a.PDF", MediaType.PDF, "a.PDF"),
        ("a.jpeg", MediaType.JPEG, "a.jpeg"),
        ("a.csv", MediaType.TEXT, "a.csv"),
        ("a.png", MediaType.JPEG, "a.jpg"),
        ("a.jpg", MediaType.HEIC, "a.heic"),
        ("BC 12.2021", MediaType.DOCX, "BC 12.2021.docx"),
        ("image", MediaType.WEBP, "image.webp"),
    ],
)
def test_an_ending_is_given_or_put_right_among_pictures(
    name: str, media_type: MediaType, fitting: str
) -> None:
    assert fitting_name(name, media_type) == fitting


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.pdf", MediaType.DOCX),
        ("a.exe", MediaType.PDF),
        ("ảnh.jpg.svg", MediaType.JPEG),
        ("trang.html", MediaType.TEXT),
        ("a.pdf", MediaType.JPEG),
        ("a.jpg", MediaType.PDF),
    ],
)
def test_an_ending_that_lies_is_refused_with_what_would_be_right(
    name: str, media_type: MediaType
) -> None:
    with pytest.raises(AttachmentError, match=r"hãy xem lại tệp") as refused:
        fitting_name(name, media_type)
    assert name in str(refused.value)
