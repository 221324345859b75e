"""The pages of documents: what a form refuses, what stays typed, what a stamp keeps out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse

from tests.attachments.samples import PDF
from tests.directives.conftest import values
from tests.html import words
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.attachments.queries import files_of
from thidua.directives.actions import change_directive
from thidua.directives.files import FILES
from thidua.directives.models import Directive
from thidua.notices.models import Notice

As = Callable[[str], Client]
Who = Callable[[str], User]


def said(answer: Any) -> str:
    """What the eye reads of an answer."""
    return words(parse_html(answer.content.decode()))


NEW = "/nam/2021/van-ban/them/"


def sent(town: Town, **changes: object) -> dict[str, object]:
    return {
        "kind": "plan",
        "number": "31-KH/HU",
        "signed_on": "02/03/2021",
        "issuer": "Huyện uỷ Gia Lộc",
        "title": "Triển khai phong trào thi đua năm 2021",
        "organisation": town["GL"].pk,
        **changes,
    }


def address(directive: Directive, page: str = "directive") -> str:
    return reverse(page, kwargs={"year": 2021, "pk": directive.pk})


def test_a_document_is_added_with_its_file_and_the_units_below_are_told(
    as_: As, who: Who, town: Town, folder: Path
) -> None:
    told = who("grassroots")
    answer = as_("upper_level").post(NEW, sent(town, file=SimpleUploadedFile("ke hoach.pdf", PDF)))

    made = Directive.objects.get()
    assert answer.headers["Location"] == address(made)
    assert [file.name for file in files_of(kind=FILES, owner=made, reader=told)] == ["ke hoach.pdf"]
    notice = Notice.objects.get(user=told, kind="directives.new")
    assert notice.href == address(made)
    page = said(as_("grassroots").get("/nam/2021/van-ban/"))
    assert "Kế hoạch 31-KH/HU, 02/03/2021" in page
    assert "của cấp trên trực tiếp cơ sở" in page


def test_a_secret_document_with_a_file_is_refused_with_everything_typed(
    as_: As, town: Town, folder: Path
) -> None:
    page = as_("upper_level").post(
        NEW, sent(town, secret="on", file=SimpleUploadedFile("mat.pdf", PDF))
    )

    assert page.status_code == 409
    assert "không được tải lên" in said(page)
    assert "31-KH/HU" in page.content.decode()
    assert not Directive.objects.exists()
    assert [one for one in folder.rglob("*") if one.is_file()] == []


def test_the_upload_page_says_that_secret_documents_stay_out(as_: As) -> None:
    page = said(as_("upper_level").get(NEW))

    assert "Không tải lên văn bản có dấu mật" in page


def test_odd_signs_and_long_words_are_named_and_kept(as_: As, town: Town) -> None:
    page = as_("upper_level").post(
        NEW, sent(town, title="<script>" + "ă" * 600, number="12\u202e-KH", signed_on="2/30/2021")
    )

    text = said(page)
    assert page.status_code == 409
    assert "dài 608 ký tự" in text
    assert "ghi ngày như 18/02/2022" in text
    assert "&lt;script&gt;" in page.content.decode()
    assert not Directive.objects.exists()


def test_a_unit_of_elsewhere_cannot_be_chosen(as_: As, town: Town) -> None:
    page = as_("upper_level").post(NEW, sent(town, organisation=town["CL"].pk))

    assert page.status_code == 409
    assert not Directive.objects.exists()


def test_two_people_see_the_difference_before_one_saves_over_the_other(
    as_: As, who: Who, town: Town, plan: Directive
) -> None:
    change_directive(
        directive=plan,
        revision=1,
        values=values(town, title="Của người kia"),
        actor=who("province"),
    )
    mine = sent(town, revision="1", title="Của tôi")

    clash = as_("upper_level").post(address(plan, "directive_edit"), mine)
    text = clash.content.decode()

    assert clash.status_code == 409
    assert "Của người kia" in text
    assert "Của tôi" in text
    assert 'name="revision" value="2"' in text


def test_opening_the_page_is_noted_and_who_has_not_is_listed(
    as_: As, who: Who, plan: Directive
) -> None:
    for name in ("grassroots", "grassroots_outside"):
        who(name)
    as_("grassroots").get(address(plan))

    page = said(as_("upper_level").get(address(plan)))

    assert "1/2 đơn vị đã mở" in page
    assert "Đảng bộ xã Gia Tân" in page


def test_a_reader_is_offered_nothing_to_change(as_: As, plan: Directive) -> None:
    page = said(as_("cell").get(address(plan)))

    assert "Rút văn bản" not in page
    assert "Sửa văn bản" not in page


def test_a_document_is_linked_to_a_condition_of_the_year(as_: As, plan: Directive) -> None:
    client = as_("upper_level")
    key = "hd21_2019/member#member.prerequisite.self_review"

    offered = client.get(address(plan), {"link": "condition"}).content.decode()
    client.post(address(plan), {"act": "link", "kind": "condition", "target": key})

    assert key in offered
    assert "Đã tự kiểm điểm" in said(client.get(address(plan)))


def test_an_empty_year_says_what_comes_here(as_: As) -> None:
    page = said(as_("cell").get("/nam/2021/van-ban/"))

    assert "Chưa có văn bản nào của năm này" in page
