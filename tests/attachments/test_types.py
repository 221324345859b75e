"""What a file is, told by its content alone."""

import zlib
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.attachments.samples import (
    HEIC,
    MACRO_TYPES,
    PDF,
    RELATION,
    docx,
    package,
    picture,
    sent,
    short_id,
    xlsx,
)
from thidua.attachments.errors import AttachmentError
from thidua.attachments.inspecting import Inspected, Sent, inspect
from thidua.attachments.limits import FileLimits, file_limits
from thidua.attachments.media_types import EVERY_TYPE, MediaType
from thidua.attachments.packages import MOST_PARTS
from thidua.language import Text


def evading(target: str, *, mode: str = "External") -> str:
    """A template that is fetched from elsewhere, written so that a search for words misses it."""
    return RELATION.format(
        kind="attachedTemplate", target=f"http://x/{target}", mode=f' TargetMode="{mode}"'
    )


def look_at(name: str, content: bytes) -> Inspected:
    return inspect(sent(name, content), accepts=EVERY_TYPE)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, MediaType.PDF),
        ("a.docx", docx(), MediaType.DOCX),
        ("a.xlsx", xlsx(), MediaType.XLSX),
        ("a.txt", "Kính gửi Đảng uỷ\r\n".encode(), MediaType.TEXT),
        ("a.csv", "\ufeffMã;Tên\n1;Hường\n".encode(), MediaType.TEXT),
        ("a.txt", b"BM 01: a form, no bitmap", MediaType.TEXT),
        (
            "a.txt",
            ("ế" * 100_000).encode(),
            MediaType.TEXT,
        ),  # letters across the blocks it is read in
    ],
    ids=short_id,
)
def test_each_type_is_told(name: str, content: bytes, media_type: MediaType) -> None:
    found = look_at(name, content)
    kept = found.content
    assert (kept.media_type, found.name, kept.size, kept.width, found.preview) == (
        media_type,
        name,
        len(content),
        None,
        None,
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"MZ\x90\0" + bytes(100), "chương trình máy tính"),
        ("a.jpg", b"\x7fELF\x02\x01\x01" + bytes(100), "chương trình máy tính"),
        ("a.pdf", b"Rar!\x1a\x07\x01\0", "tệp nén"),
        ("a.docx", package("evil.txt"), "tệp nén"),
        ("a.docx", b"PK\x03\x04" + bytes(50), "hỏng"),
        ("a.docx", docx()[:-40], "hỏng"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "đời cũ"),
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0", "ảnh GIF"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        ("a.png", b'<?xml version="1.0"?>\n<!-- x --><svg onload="alert(1)"/>', "SVG"),
        ("a.html", b"<script>alert(1)</script>", "HTML"),
        ("a.pdf", b"\xef\xbb\xbf\n<!DOCTYPE html><p>x", "không phải PDF. Bên trong là trang web"),
        ("a.js", b"alert(1)", "chương trình"),
        ("a.pdf", b"#!/bin/sh\nrm -rf ~\n", "không phải PDF. Bên trong là một chương trình"),
        ("a.docx", "Kính gửi".encode(), "không phải Word. Bên trong là chữ thường"),
        ("a.exe", "Kính gửi".encode(), "chữ thường, nên không nhận"),
        ("a.zip", package("evil.txt"), "tệp nén"),
        ("a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0", "không rõ"),
        ("a.csv", "Mã;Tên\n1;Hường".encode("utf-16"), "UTF-8"),
        ("a.txt", "Hường".encode("cp1258", "replace") + b"\xf2\xec", "UTF-8"),
        ("a.txt", b"half a letter \xe1\xba", "UTF-8"),
        ("a.pdf", b"", "rỗng"),
        ("a.jpg", picture("JPEG", size=(200, 200))[:-200], "không mở được"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(500), "không mở được"),
        ("a.heic", HEIC[:32] + bytes(300), "không mở được"),
        ("a.png", picture("PNG")[:16] + bytes(100), "không mở được"),
    ],
    ids=short_id,
)
def test_what_is_not_taken_is_named_in_a_sentence(name: str, content: bytes, why: str) -> None:
    with pytest.raises(AttachmentError, match=why) as refused:
        look_at(name, content)
    assert str(refused.value).startswith(name)
    assert refused.value.text.vi != refused.value.text.en


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (docx({"word/vbaProject.bin": b"x"}), "macro"),
        (xlsx({"xl/macrosheets/sheet1.xml": "<x/>"}), "macro"),
        (docx(types=MACRO_TYPES), "macro"),
        (docx({"word/activeX/activeX1.xml": "<x/>"}), "ActiveX"),
        (docx({"word/embeddings/oleObject1.bin": b"MZ"}), "nhúng"),
        (docx({"word/embeddings/a.xlsm": b"PK"}), "nhúng"),
        (xlsx({"xl/externalLinks/externalLink1.xml": "<x/>"}), "liên kết"),
        (docx({"word/embeddings/chart.xlsx": xlsx({"xl/vbaProject.bin": b"x"})}), "macro"),
        (docx({"word/embeddings/a.docx": docx({"word/embeddings/b.docx": docx()})}), "nhúng"),
        (
            docx(
                {
                    "word/_rels/settings.xml.rels": RELATION.format(
                        kind="attachedTemplate",
                        target="http://x/a.dotm",
                        mode=' TargetMode="External"',
                    )
                }
            ),
            "nơi khác",
        ),
        (docx({"word/_rels/settings.xml.rels": evading(">")}), "nơi khác"),
        (docx({"word/_rels/settings.xml.rels": evading("/hyperlink")}), "nơi khác"),
        (docx({"word/_rels/settings.xml.rels": evading("a", mode="&#69;xternal")}), "nơi khác"),
        (docx({"word/_rels/settings.xml.rels": evading("a").encode("utf-16")}), "nơi khác"),
        (docx({"word/_rels/a.rels": '<!DOCTYPE x [<!ENTITY e "External">]><x/>'}), "hỏng"),
        (docx({"[CONTENT_TYPES].XML": MACRO_TYPES}), "macro"),
        (docx({f"word/part{number}.xml": "" for number in range(MOST_PARTS)}), "phần"),
        (docx({"word/media/bomb.bin": bytes(101_000_000)}), "bung ra"),
    ],
    ids=short_id,
)
def test_an_office_file_that_acts_or_reaches_outside_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(AttachmentError, match=why):
        look_at("a.docx", content)


def test_a_chart_with_its_workbook_and_a_link_to_click_are_no_danger() -> None:
    link = RELATION.format(
        kind="hyperlink", target="https://example.org", mode=' TargetMode="External"'
    )
    inside = RELATION.format(kind="image", target="media/1.png", mode="")
    content = docx(
        {
            "word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx(),
            "word/_rels/document.xml.rels": link,
            "word/_rels/footer1.xml.rels": inside,
        }
    )
    assert look_at("a.docx", content).content.media_type is MediaType.DOCX


def test_a_picture_of_too_many_pixels_is_not_unpacked(settings: LazySettings) -> None:
    settings.ATTACHMENT_LIMITS = FileLimits(pixels=1_000_000)
    with pytest.raises(AttachmentError, match=r"1200 × 1000 điểm, nhận nhiều nhất 1 triệu"):
        look_at("a.png", picture("PNG", size=(1_200, 1_000)))


def test_a_claim_of_20000_by_20000_pixels_is_refused_as_shipped() -> None:
    small = picture("PNG", size=(100, 100))
    header = b"IHDR" + (20_000).to_bytes(4, "big") * 2 + small[24:29]
    claimed = small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]
    with pytest.raises(AttachmentError, match="20000 × 20000"):
        look_at("a.png", claimed)


def test_limits_of_size_and_caption_are_told_at_the_file(settings: LazySettings) -> None:
    settings.ATTACHMENT_LIMITS = FileLimits(size=2_000_000)
    assert look_at("a.txt", b"a" * 2_000_000).content.size == 2_000_000
    with pytest.raises(AttachmentError, match=r"a\.txt: tệp 2,5 MB, nhận nhiều nhất 2 MB"):
        look_at("a.txt", b"a" * 2_500_000)
    with pytest.raises(AttachmentError, match="501 chữ"):
        inspect(sent("a.txt", b"a", "ế" * 501), accepts=EVERY_TYPE)


def test_an_owner_may_take_fewer_types() -> None:
    with pytest.raises(
        AttachmentError, match=r"ở đây không nhận PDF\. Nhận: ảnh; mỗi tệp đến 20 MB"
    ):
        inspect(sent("a.pdf", PDF), accepts=frozenset({MediaType.JPEG, MediaType.PNG}))


def test_limits_are_parameters_of_the_installation() -> None:
    shipped = FileLimits(size=20_000_000, files=20, pixels=64_000_000, unit_year=2_000_000_000)
    assert file_limits({}) == FileLimits() == shipped
    changed = {
        "THIDUA_FILE_MB": "5",
        "THIDUA_FILES": "3",
        "THIDUA_PICTURE_MP": "12",
        "THIDUA_UNIT_YEAR_MB": "500",
    }
    assert file_limits(changed) == FileLimits(
        size=5_000_000, files=3, pixels=12_000_000, unit_year=500_000_000
    )


def test_a_file_that_lies_on_a_disk_is_looked_at_as_one_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(docx())
    with path.open("rb") as opened:
        found = inspect(Sent(File(opened)), accepts=EVERY_TYPE)
    assert (found.name, found.content.size) == ("báo cáo.docx", len(docx()))


def test_a_program_that_is_called_pdf_is_refused_in_these_words() -> None:
    with pytest.raises(AttachmentError) as refused:
        look_at("bien-ban.pdf", b"MZ\x90\0" + bytes(100))
    assert refused.value.text == Text(
        "bien-ban.pdf không phải PDF. Bên trong là một chương trình máy tính, nên không nhận. "
        "Có thể máy đã nhiễm mã độc: báo cán bộ tin học. "
        "Nhận: PDF, Word, Excel, ảnh, tệp chữ (.txt, .csv); mỗi tệp đến 20 MB",
        "bien-ban.pdf is not PDF. Inside it is a computer program, so it is not taken. "
        "The computer may be infected: tell whoever looks after it. "
        "Taken are: PDF, Word, Excel, pictures, plain text (.txt, .csv); 20 MB a file at most",
    )


def test_200_megabytes_are_refused_before_a_byte_is_read() -> None:
    huge = SimpleUploadedFile("phim.mp4", b"")
    huge.size = 200_000_000
    huge.close()  # whoever reads it fails
    with pytest.raises(AttachmentError, match=r"phim\.mp4: tệp 200,0 MB, nhận nhiều nhất 20 MB"):
        inspect(Sent(huge), accepts=EVERY_TYPE)
