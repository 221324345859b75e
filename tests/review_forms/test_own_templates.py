"""The province's own Word template of a form: filled with one subject's paper; the PDF and papers
of several stay the product's own.
"""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from docx import Document

from tests.attachments.conftest import folder
from tests.cast import Cast
from tests.form_templates.words import word
from tests.second_factor import signed_in_now
from thidua.access.models import Look
from thidua.accounts.models import Role, User
from thidua.attachments.inspecting import Sent
from thidua.campaigns.models import Campaign
from thidua.documents.word_templates import fill
from thidua.form_templates.actions import put_template
from thidua.form_templates.errors import FormTemplateError
from thidua.form_templates.filling import filled_from
from thidua.form_templates.forms_known import form_known
from thidua.form_templates.models import FormTemplate
from thidua.form_templates.starting import beginning_of
from thidua.procedures.reading import forms_of
from thidua.review_forms.printing import printed, rows_to_print
from thidua.review_forms.template_names import FIELDS, REVIEW_FORMS, key_of_form
from thidua.review_forms.whom import keys_of
from thidua.reviews.models import Review

__all__ = ["folder"]
Signed = Callable[[str], Client]
FILE = "/nam/2021/mau-kiem-diem/G1A/tep/"
LIMITS = "Còn ngại va chạm khi phê bình."
OURS = (
    "Của tỉnh: {{ ho_ten }}, {{ chi_bo }}, năm {{ nam }}",
    "{%p for dong in muc %}",
    "{{ dong.so }} {{ dong.ten }}: {{ dong.noi_dung }}",
    "{%p endfor %}",
)

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def province(cast: Cast) -> User:
    return cast.officer("tinh", Role.PROVINCE, "P")


def put(form_id: str, *lines: str, actor: User) -> None:
    form = form_known(key_of_form(form_id))
    assert form is not None
    content = ContentFile(word(*lines), name="mau.docx")
    put_template(form=form, sent=Sent(content), actor=actor)


def lines_of(answer: object) -> list[str]:
    content = getattr(answer, "content", b"")
    return [one.text for one in Document(io.BytesIO(content)).paragraphs]


def test_one_review_is_printed_by_the_provinces_template(
    written: Campaign, cast: Cast, signed: Signed, province: User
) -> None:
    put("02", *OURS, actor=province)
    asked = {"form": "02", "format": "docx", "subject": "M-G1A-05"}
    made = lines_of(signed("secretary").get(FILE, asked))

    name = cast.of_cell("G1A", 5).full_name
    assert made[0] == f"Của tỉnh: {name}, {cast['G1A'].name}, năm 2021"
    assert f"II Hạn chế, khuyết điểm và nguyên nhân: {LIMITS}" in made


def test_the_pdf_and_papers_of_several_stay_the_products_own(
    written: Campaign, signed: Signed, province: User
) -> None:
    put("02", *OURS, actor=province)
    secretary = signed("secretary")
    pdf = secretary.get(FILE, {"form": "02", "format": "pdf", "subject": "M-G1A-05"})
    several = lines_of(secretary.get(FILE, {"form": "02", "format": "docx"}))

    assert pdf.content[:4] == b"%PDF"
    assert "BẢN KIỂM ĐIỂM CÁ NHÂN" in several
    assert not any("Của tỉnh" in line for line in several)


def test_the_print_of_one_review_goes_by_the_template_and_a_draft_does_not(
    written: Campaign, cast: Cast, signed: Signed, province: User
) -> None:
    put("02", *OURS, actor=province)
    reviews = Review.objects.filter(campaign=written)
    sent = reviews.get(person=cast.of_cell("G1A", 5))
    draft = reviews.get(person=cast.of_cell("G1A", 7))
    address = "/nam/2021/ban-kiem-diem/{}/in.docx"

    by_secretary = lines_of(signed("secretary").get(address.format(sent.pk)))
    assert by_secretary[0].startswith("Của tỉnh: ")
    assert Look.objects.filter(person=sent.person).exists()
    own = lines_of(signed("drafting").get(address.format(draft.pk)))
    assert not any("Của tỉnh" in line for line in own)
    assert "(Bản nháp, chưa gửi)" in own, "a draft says that it is one"


def test_ones_own_form_goes_by_the_template(
    written: Campaign, signed: Signed, province: User
) -> None:
    put("02", *OURS, actor=province)
    made = lines_of(signed("member").get("/nam/2021/cua-toi/mau-02.docx"))
    assert made[0].startswith("Của tỉnh: ")


def test_a_slip_by_a_template_has_each_givers_grade(
    written: Campaign, signed: Signed, province: User
) -> None:
    rows = (
        "{%p for dong in tieu_chi %}",
        "{{ dong.tt }} {{ dong.cac_muc }} = {{ dong.duoc_tinh }}",
        "{%p endfor %}",
        "{{ muc_quyet_dinh }}",
    )
    put("05", *rows, actor=province)
    asked = {"form": "05", "format": "docx", "subject": "M-G1A-05"}
    made = lines_of(signed("secretary").get(FILE, asked))

    assert made[0].startswith("1 Chi uỷ")
    assert made[0].endswith(": Tốt = Tốt")
    assert made[-1] == "……", "not decided: to be written by hand"


def test_a_template_with_a_name_that_the_form_does_not_have_is_refused(
    written: Campaign, province: User
) -> None:
    with pytest.raises(FormTemplateError, match="ho_ten"):
        put("02", "{{ ho_tem }}", actor=province)
    with pytest.raises(FormTemplateError, match="tap_the"):
        put("02", "{{ tap_the }}", actor=province)
    assert not FormTemplate.objects.exists()


@pytest.mark.parametrize("form", REVIEW_FORMS, ids=lambda form: form.key)
def test_the_file_to_begin_with_goes_with_the_sample(form: object) -> None:
    known = next(one for one in REVIEW_FORMS if one is form)
    assert fill(beginning_of(known), known.sample)


@pytest.mark.parametrize("form_id", ["02", "05"])
def test_what_is_handed_in_has_every_name_that_is_listed(
    written: Campaign, cast: Cast, who: Callable[[str], User], form_id: str
) -> None:
    form, known = forms_of(written).by_id(form_id), form_known(key_of_form(form_id))
    assert form is not None
    assert known is not None
    only = keys_of(cast.of_cell("G1A", 5))
    rows = rows_to_print(who("secretary"), written, cast["G1A"], form, only=only)
    (one,) = printed(written, form, rows)
    assert set(one.values()) == set(known.sample)
    assert filled_from(beginning_of(known), one.values())


def test_each_field_of_the_head_of_form_02_has_a_name(year: Campaign) -> None:
    form = forms_of(year).by_id("02")
    assert form is not None
    assert {one.id for one in form.fields} == set(FIELDS)


def test_the_page_leads_the_province_to_its_templates(
    written: Campaign, signed: Signed, province: User
) -> None:
    page = "/nam/2021/mau-kiem-diem/G1A/"
    secretary = signed("secretary").get(page).content.decode()
    assert "mẫu Word của tỉnh" in secretary
    assert "/mau-word/" not in secretary
    assert "/mau-word/" in signed_in_now(province).get(page).content.decode()
