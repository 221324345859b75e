"""The province puts its own Word template in the place of the product's paper."""

from collections.abc import Callable, Mapping

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.attachments.samples import docx
from tests.form_templates.toy import TOY
from tests.form_templates.words import read, word
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.attachments.errors import AttachmentError
from thidua.attachments.inspecting import Sent
from thidua.documents.word_templates import Plain
from thidua.errors import RefusedError
from thidua.form_templates.actions import put_template, use_own_paper, use_version
from thidua.form_templates.errors import FormTemplateError
from thidua.form_templates.filling import filled
from thidua.form_templates.models import FormTemplate

As = Callable[[str], Client]
Who = Callable[[str], User]
PAGE = f"/mau-word/{TOY.key}/"
VALUES: Mapping[str, Plain] = {
    "ho_ten": "Trần Thị Thử",
    "muc": [{"so": "I", "noi_dung": "Việc của năm."}],
}

pytestmark = pytest.mark.usefixtures("town", "folder")


def sent(*lines: str, name: str = "mau.docx") -> Sent:
    return Sent(ContentFile(word(*lines), name=name))


def test_a_template_is_put_in_force_and_fills_papers(who: Who) -> None:
    assert filled(TOY.key, VALUES) is None
    put_template(form=TOY, sent=sent("Đồng chí {{ ho_ten }}"), actor=who("province"))
    paper = filled(TOY.key, VALUES)
    assert paper is not None
    assert read(paper) == ["Đồng chí Trần Thị Thử"]


def test_an_earlier_version_and_the_own_paper_come_back(who: Who) -> None:
    officer = who("province")
    for line in ("một {{ ho_ten }}", "hai {{ ho_ten }}"):
        put_template(form=TOY, sent=sent(line), actor=officer)
    assert read(filled(TOY.key, VALUES) or b"") == ["hai Trần Thị Thử"]
    use_version(form=TOY, version=1, actor=officer)
    assert read(filled(TOY.key, VALUES) or b"") == ["một Trần Thị Thử"]
    use_own_paper(form=TOY, actor=officer)
    assert filled(TOY.key, VALUES) is None
    with pytest.raises(FormTemplateError):
        use_version(form=TOY, version=9, actor=officer)


def test_a_wrong_template_is_refused_and_nothing_changes(who: Who) -> None:
    put_template(form=TOY, sent=sent("{{ ho_ten }}"), actor=who("province"))
    for line, why in (
        ("{{ ho_tem }}", "“ho_ten”"),
        ("{{ ho_ten", "viết sai"),
        ("{% for a in range(99999) %}" * 4 + "{% endfor %}" * 4, "quá lâu"),
    ):
        with pytest.raises(FormTemplateError, match=why):
            put_template(form=TOY, sent=sent(line), actor=who("province"))
    assert FormTemplate.objects.get().in_force


def test_macros_and_other_files_are_refused(who: Who) -> None:
    for content, name in (
        (docx({"word/vbaProject.bin": b"x"}), "mau.docx"),
        (b"%PDF-1.7 nothing", "mau.pdf"),
    ):
        with pytest.raises((AttachmentError, RefusedError)):
            put_template(
                form=TOY, sent=Sent(ContentFile(content, name=name)), actor=who("province")
            )
    with pytest.raises(FormTemplateError, match="chọn một tệp"):
        put_template(form=TOY, sent=None, actor=who("province"))
    assert not FormTemplate.objects.exists()


def test_a_template_is_tried_and_nothing_is_stored(as_: As) -> None:
    client = as_("province")
    file = SimpleUploadedFile("mau.docx", word("Đồng chí {{ ho_ten }}"))
    tried = client.post(PAGE, {"act": "preview", "file": file})
    assert read(tried.content) == ["Đồng chí Nguyễn Văn Mẫu"]
    assert not FormTemplate.objects.exists()
    assert "no-store" in tried["Cache-Control"]
    nothing = client.post(PAGE, {"act": "preview"})
    assert (nothing.status_code, "chọn một tệp" in nothing.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (word("{% for a in range(99999) %}" * 4 + "{% endfor %}" * 4), "đã dừng: xem lại các phần"),
        (word("{{ ho_tem }}"), "gần nhất: “ho_ten”"),
        (docx({"word/vbaProject.bin": b"x"}), "macro"),
        (b"%PDF-1.7 nothing", "docx"),
    ],
    ids=["loop bomb", "unknown name", "macros", "no Word file"],
)
@pytest.mark.parametrize("act", ["put", "preview"])
def test_the_page_says_what_is_wrong_and_keeps_what_is_in_force(
    who: Who, as_: As, act: str, content: bytes, why: str
) -> None:
    put_template(form=TOY, sent=sent("{{ ho_ten }}"), actor=who("province"))
    file = SimpleUploadedFile("mau.docx", content)
    refused = as_("province").post(PAGE, {"act": act, "file": file})
    assert refused.status_code == 409
    assert why in refused.content.decode()
    assert FormTemplate.objects.get().in_force


def test_only_the_province_keeps_templates(who: Who, as_: As) -> None:
    with pytest.raises(PermissionDenied):
        put_template(form=TOY, sent=sent("x"), actor=who("upper_level"))
    assert as_("upper_level").get(PAGE).status_code == 404
    for act in ("stop", "put", "preview"):
        assert as_("upper_level").post(PAGE, {"act": act}).status_code == 403


def test_the_page_takes_a_template_and_shows_it_filled(as_: As) -> None:
    client = as_("province")
    file = SimpleUploadedFile("mau.docx", word("{{ ho_ten }}"))
    answer = client.post(PAGE, {"act": "put", "file": file, "note": "đổi tiêu đề"}, follow=True)
    assert "phiên bản 1" in answer.content.decode()
    assert "đổi tiêu đề" in answer.content.decode()
    assert read(client.get(f"{PAGE}xem-thu/1/").content) == ["Nguyễn Văn Mẫu"]
    assert client.get(f"{PAGE}xem-thu/2/").status_code == 404
    bad = SimpleUploadedFile("mau.docx", word("{{ ten }}"))
    refused = client.post(PAGE, {"act": "put", "file": bad, "note": "còn đây"})
    assert refused.status_code == 409
    assert "còn đây" in refused.content.decode()


def test_the_file_to_begin_with_is_itself_a_template(who: Who, as_: As, town: Town) -> None:
    beginning = as_("province").get(f"{PAGE}bat-dau/").content
    put_template(
        form=TOY, sent=Sent(ContentFile(beginning, name="mau.docx")), actor=who("province")
    )
    paper = filled(TOY.key, VALUES)
    assert paper is not None
    assert read(paper)[1:] == [
        "Họ và tên: Trần Thị Thử",
        "Số mục: I",
        "Nội dung của mục: Việc của năm.",
    ]
