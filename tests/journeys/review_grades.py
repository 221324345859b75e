"""The opinions and the level that is computed from them, as the people of the story give them."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.review_story import (
    MEMBER,
    OFFICE,
    OFFICE_SAYS,
    SLOW,
    UNION,
    UNION_SAYS,
    VILLAGE,
    VILLAGE_SAYS,
    Story,
    grade_all,
    the_member,
)
from tests.journeys.test_the_work_is_done import sound
from thidua.accounts.models import User
from thidua.opinions.models import Opinion
from thidua.ratings.jobs import request_classification, run_classification


def the_member_grades_themself(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/nam/2021/cham/cua-toi/")
    sound(visitor)
    grade_all(page, "good")
    page.get_by_role("button", name="Lưu phần tự chấm").click()
    page.wait_for_load_state("networkidle")
    sound(visitor)


def the_cell_asks(visitor: Visitor) -> None:
    """The farmers' union and the employer, which have accounts; the village, by its name."""
    page = visitor.page
    for kind, body, name in (
        ("mass", UNION, ""),
        ("employer", OFFICE, ""),
        ("residence", "", VILLAGE),
    ):
        visitor.open("/nam/2021/cham/G3A/con-no/")
        sound(visitor)
        page.get_by_label("Về ai").select_option(label=the_member().full_name)
        page.get_by_label("Ý kiến của").select_option(kind)
        page.get_by_label("Cơ quan").select_option(label=body or "–")
        page.get_by_label("Hoặc ghi tên nơi được xin").fill(name)
        page.get_by_role("button", name="Xin ý kiến", exact=True).click()
        expect(page.get_by_text("Đã xin ý kiến.")).to_be_visible(timeout=SLOW)


def the_mass_organisation_speaks(visitor: Visitor, story: Story) -> None:
    _a_body_speaks(visitor, story, "hoi", UNION, UNION_SAYS)


def the_employer_speaks(visitor: Visitor, story: Story) -> None:
    _a_body_speaks(visitor, story, "uyban", OFFICE, OFFICE_SAYS)


def _a_body_speaks(visitor: Visitor, story: Story, user: str, name: str, words: str) -> None:
    """On the one page it has: whom it was asked about, and nobody else."""
    page, body = visitor.page, story.body(name)
    visitor.sign_in(user)
    visitor.open(f"/nam/2021/cham/co-quan/{body.pk}/")
    sound(visitor)
    page.locator("details.op-asked > summary").first.click()
    page.get_by_label("Nhận xét").fill(words)
    for grade in page.locator("select[name^='g-']").all():
        grade.select_option("good")
    page.get_by_role("button", name="Lưu ý kiến").click()
    expect(page.get_by_text("Đã lưu ý kiến.")).to_be_visible(timeout=SLOW)
    opinion = Opinion.objects.get(campaign=story.year, body=body)
    assert opinion.comment == words
    assert {one.grade for one in opinion.grades.all()} <= {"good"}


def the_residence_answers(cell: Visitor, stranger: Visitor) -> None:
    """By a link without an account, once; the cell reads that it came."""
    cell.open("/nam/2021/cham/G3A/con-no/")
    cell.page.get_by_role("button", name=re.compile("Lập liên kết phiếu")).click()
    link = cell.page.locator("code").inner_text()
    sound(cell)
    page = stranger.page
    page.goto(link)
    sound(stranger)
    page.get_by_label("Nhận xét").fill(VILLAGE_SAYS)
    page.get_by_label("Họ tên, chức vụ người ghi").fill("Bí thư chi bộ thôn")
    page.get_by_role("button", name="Gửi phiếu").click()
    page.wait_for_load_state("networkidle")
    sound(stranger)
    assert Opinion.objects.get(kind="residence").comment == VILLAGE_SAYS
    again = page.request.get(link)
    assert again.status == 410
    assert VILLAGE_SAYS not in again.text()


def the_committee_grades(visitor: Visitor) -> None:
    """The opinion that counts, beside what the others said."""
    page = visitor.page
    visitor.open(f"/nam/2021/cham/G3A/member/{MEMBER}/")
    sound(visitor)
    grade_all(page, "good")
    page.get_by_role("button", name="Lưu, ở lại").click()
    page.wait_for_load_state("networkidle")


def the_level_is_computed(visitor: Visitor, story: Story) -> None:
    """Nobody typed it; the member reads it with its reasons."""
    tinh = User.objects.get(username="tinh")
    run = request_classification(campaign=story.year, actor=tinh)
    run_classification(run_id=run.pk, user_id=tinh.pk)
    page = visitor.page
    visitor.open(f"/xep-loai/2021/member/{MEMBER}/")
    expect(page.get_by_text("Hoàn thành tốt nhiệm vụ").first).to_be_visible()
    sound(visitor)
