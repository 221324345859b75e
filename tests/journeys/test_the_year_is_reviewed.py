"""A year is reviewed as everybody in it lives it: the member writes and sends, the cell meets,
notes and concludes, each grades, the farmers' union and the village speak, the level is computed,
the limit becomes a remedy and what was done is shown.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.db import connection
from playwright.sync_api import Page, expect

from tests import cast as people
from tests.bodies.conftest import narrowed_officer
from tests.cast import Cast, build
from tests.journeys.conftest import PASSWORD, Visitor
from tests.journeys.test_the_work_is_done import sound
from thidua.accounts.models import Role, User
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.campaigns.models import Campaign, Step
from thidua.meetings.holding import adopt
from thidua.meetings.models import Item, ItemState, Kind, Meeting
from thidua.meetings.noting import conclude
from thidua.opinions.models import Opinion
from thidua.organisations.models import Person
from thidua.ratings.jobs import request_classification, run_classification
from thidua.remedies.models import Remedy
from thidua.reviews.models import Review

MET, RATED, WORKED = (
    dt.date(2021, 12, 10),
    dt.date(2021, 12, 16),
    dt.date(2022, 6, 20),
)
MEMBER, SLOW = "M-G3A-04", 60_000
WRITTEN = "Tôi giữ vững lập trường, dự 11/12 buổi sinh hoạt."
LIMIT = "Phát biểu ít trong sinh hoạt."
SAID = "Đồng chí cần báo kết quả đều hằng tháng"
UNION, VILLAGE = "Hội Nông dân xã", "Chi uỷ thôn Đông"
UNION_SAYS = "Làm tốt công tác Hội."
VILLAGE_SAYS = "Gia đình chấp hành tốt nơi cư trú."
WORK = "Báo kết quả trước mỗi buổi sinh hoạt"


@dataclass
class Story:
    """The year, who is in it, and the clock."""

    year: Campaign
    cast: Cast
    settings: LazySettings

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(organisation__code="G3A")

    @property
    def address(self) -> str:
        return f"/nam/2021/hop-kiem-diem/{self.meeting.pk}/"


@pytest.fixture
def story(transactional_db: None, settings: LazySettings) -> Story:
    """It is the day of the cell's meeting; the sheets know everything but what people grade."""
    settings.TODAY = MET
    with connection.cursor() as cursor:  # no flush of the test database does it
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    cast = build()
    year = people.campaign()
    year.launch_date = dt.date(2021, 1, 15)
    year.save()
    year.deadlines.create(step=Step.REVIEW, due_on=dt.date(2021, 12, 15))
    people.everybody_good(year)
    for name, role, code in (
        ("chibo", Role.CELL, "G3A"),
        ("xa", Role.GRASSROOTS, "G3"),
        ("huyen", Role.UPPER_LEVEL, "U2"),
        ("kiemtra", Role.INSPECTOR, "U2"),
        ("tinh", Role.PROVINCE, "P"),
    ):
        cast.officer(name, role, code)
    AdvisoryBody.objects.create(kind=BodyKind.MASS, name=UNION, committee=cast["G3"])
    member = User(username="dangvien", person=cast.of_cell("G3A", 4))
    member.set_password(PASSWORD)
    member.save()
    return Story(year, cast, settings)


def _member() -> Person:
    return Person.objects.get(code=MEMBER)


def test_the_year_is_reviewed(visit: Callable[[], Visitor], story: Story) -> None:
    member, cell = visit(), visit()
    member.sign_in("dangvien")
    _the_member_writes_and_sends(member)
    cell.sign_in("chibo")
    _the_cell_meets(cell, story)
    _what_was_said_becomes_a_remedy(cell, story)
    _the_member_reads_at_once(member)
    _the_minutes_are_adopted(story)
    assert Review.objects.get(person__code=MEMBER).status == "accepted"
    _the_member_grades_themself(member)
    _the_cell_asks(cell)
    _the_mass_organisation_speaks(visit(), story)
    _the_residence_answers(cell, visit())
    _the_committee_grades(cell)
    story.settings.TODAY = RATED
    _the_level_is_computed(member, story)
    story.settings.TODAY = WORKED
    _the_remedy_is_shown(member, cell)


def _the_member_writes_and_sends(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/nam/2021/kiem-diem/cua-toi/")
    sound(visitor)
    page.get_by_role("button", name="Bắt đầu viết").click()
    expect(page.locator("#id_text")).to_be_visible()
    sound(visitor)
    _write_under(page, "strengths_morals", WRITTEN)
    _write_under(page, "limits", LIMIT)
    _write_under(page, "own_level_member", "Tự nhận mức Hoàn thành tốt nhiệm vụ.")
    page.get_by_role("button", name="Xem lại và gửi").click()
    expect(page.get_by_text(WRITTEN)).to_be_visible()
    sound(visitor)
    page.get_by_role("button", name="Gửi chi uỷ").click()
    expect(page.get_by_role("button", name="Rút lại để sửa")).to_be_visible(timeout=SLOW)


def _write_under(page: Page, heading: str, words: str) -> None:
    address = re.sub(r"viet/.*", f"viet/{heading}/", page.url)
    if not address.endswith(f"viet/{heading}/"):
        review = Review.objects.get(person__code=MEMBER)
        address = re.sub(
            r"/nam/.*", f"/nam/2021/ban-kiem-diem/{review.pk}/viet/{heading}/", page.url
        )
    page.goto(address)
    with page.expect_response(lambda got: got.request.method == "POST" and got.ok):
        page.locator("#id_text").fill(words)


def _the_cell_meets(visitor: Visitor, story: Story) -> None:
    page = visitor.page
    visitor.open("/nam/2021/kiem-diem/G3A/hop/")
    sound(visitor)
    page.get_by_label("Ngày họp").fill("10/12/2021")
    page.get_by_role("button", name="Lên lịch họp").click()
    page.wait_for_url("**/hop-kiem-diem/*/", timeout=SLOW)
    page.get_by_role("button", name="Mở cuộc họp").click()
    page.wait_for_url("**/diem-danh/", timeout=SLOW)
    page.get_by_role("button", name="Những người còn lại đều có mặt").click()
    sound(visitor)
    page.get_by_role("button", name="Điểm danh xong").click()
    expect(page.get_by_role("heading", name="Có mặt 12/12")).to_be_visible(timeout=SLOW)
    item = Item.objects.get(meeting=story.meeting, person__code=MEMBER)
    visitor.open(f"{story.address}muc/{item.pk}/")
    page.locator("#speech-who").select_option(index=1)
    page.locator("#speech-text").fill(SAID)
    page.get_by_label("Phê bình").check(force=True)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text(SAID).first).to_be_visible(timeout=SLOW)
    sound(visitor)


def _what_was_said_becomes_a_remedy(visitor: Visitor, story: Story) -> None:
    page = visitor.page
    page.get_by_role("link", name=re.compile("Thành việc khắc phục")).click()
    sound(visitor)
    page.get_by_label("Làm gì để khắc phục").fill(WORK)
    page.get_by_label("Xong trước ngày").fill("30/06/2022")
    page.get_by_role("button", name="Ghi việc khắc phục").click()
    expect(page.get_by_text(WORK).first).to_be_visible(timeout=SLOW)
    assert Remedy.objects.get(person__code=MEMBER).state == "open"


def _the_member_reads_at_once(visitor: Visitor) -> None:
    visitor.open("/nam/2021/hop-kiem-diem/ve-toi/")
    expect(visitor.page.get_by_text(SAID)).to_be_visible()
    sound(visitor)


def _the_minutes_are_adopted(story: Story) -> None:
    """The chair concludes of each, in the order of the agenda, and the minutes are adopted."""
    actor = User.objects.get(username="chibo")
    items = story.meeting.items.filter(kind__in=[Kind.COLLECTIVE, Kind.PERSON])
    for item in items.exclude(state=ItemState.DONE).order_by("position"):
        conclude(item=item, text="Nhất trí", revision=item.revision, actor=actor)
    adopt(meeting=story.meeting, actor=actor)


def _the_member_grades_themself(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/nam/2021/cham/cua-toi/")
    sound(visitor)
    _grade_all(page, "good")
    page.get_by_role("button", name="Lưu phần tự chấm").click()
    page.wait_for_load_state("networkidle")


def _the_cell_asks(visitor: Visitor) -> None:
    """For the farmers' union, which works with the commune; for the village, by its name."""
    page = visitor.page
    for kind, body, name in (("mass", UNION, ""), ("residence", "", VILLAGE)):
        visitor.open("/nam/2021/cham/G3A/con-no/")
        sound(visitor)
        page.get_by_label("Về ai").select_option(label=_member().full_name)
        page.get_by_label("Ý kiến của").select_option(kind)
        page.get_by_label("Cơ quan").select_option(label=body or "–")
        page.get_by_label("Hoặc ghi tên nơi được xin").fill(name)
        page.get_by_role("button", name="Xin ý kiến", exact=True).click()
        expect(page.get_by_text("Đã xin ý kiến.")).to_be_visible(timeout=SLOW)


def _the_mass_organisation_speaks(visitor: Visitor, story: Story) -> None:
    page, body = visitor.page, AdvisoryBody.objects.get(name=UNION)
    narrowed_officer("hoi", Role.GRASSROOTS, body)
    visitor.sign_in("hoi")
    visitor.open(f"/nam/2021/cham/co-quan/{body.pk}/")
    sound(visitor)
    page.get_by_label("Nhận xét").fill(UNION_SAYS)
    for grade in page.locator("select").all():
        grade.select_option("good")
    page.get_by_label("Lý do, nếu khác mức đã có").fill("Theo việc của Hội.")
    page.get_by_role("button", name="Lưu ý kiến").click()
    expect(page.get_by_text("Đã lưu ý kiến.")).to_be_visible(timeout=SLOW)
    opinion = Opinion.objects.get(campaign=story.year, body=body)
    assert opinion.comment == UNION_SAYS
    assert {one.grade for one in opinion.grades.all()} == {"good"}


def _the_residence_answers(cell: Visitor, stranger: Visitor) -> None:
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


def _the_committee_grades(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/2021/cham/G3A/member/{MEMBER}/")
    sound(visitor)
    _grade_all(page, "good")
    page.get_by_role("button", name="Lưu, ở lại").click()
    page.wait_for_load_state("networkidle")


def _grade_all(page: Page, grade: str) -> None:
    for choice in page.locator(f'.op-one input[type=radio][value="{grade}"]').all():
        choice.dispatch_event("click")  # a bar at the foot may lie over it


def _the_level_is_computed(visitor: Visitor, story: Story) -> None:
    tinh = User.objects.get(username="tinh")
    run = request_classification(campaign=story.year, actor=tinh)
    run_classification(run_id=run.pk, user_id=tinh.pk)
    page = visitor.page
    visitor.open(f"/xep-loai/2021/member/{MEMBER}/")
    expect(page.get_by_text("Hoàn thành tốt nhiệm vụ").first).to_be_visible()
    sound(visitor)


def _the_remedy_is_shown(member: Visitor, cell: Visitor) -> None:
    remedy = Remedy.objects.get(person__code=MEMBER)
    page = member.page
    member.open("/nam/2021/khac-phuc/cua-toi/")
    sound(member)
    expect(page.get_by_text(WORK).first).to_be_visible()
    page.get_by_role("link", name=WORK).first.click()
    page.get_by_label("Đã làm gì").fill("Sáu tháng báo đủ sáu buổi")
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text("Sáu tháng báo đủ sáu buổi")).to_be_visible(timeout=SLOW)
    sound(member)
    cell.open(f"/nam/2021/khac-phuc/viec/{remedy.pk}/")
    expect(cell.page.get_by_text("Sáu tháng báo đủ sáu buổi")).to_be_visible()
    sound(cell)
