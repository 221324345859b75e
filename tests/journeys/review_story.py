"""The province, the year and the people of the journey of a year's review, and what they say."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.db import connection
from playwright.sync_api import Page

from tests import cast as people
from tests.bodies.conftest import narrowed_officer
from tests.builder import OPERATOR
from tests.cast import Cast, build
from tests.journeys.conftest import PASSWORD
from thidua.accounts.models import Role, User
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.campaigns.actions import open_campaign
from thidua.campaigns.models import Campaign, Step
from thidua.frameworks.actions import bind_frameworks
from thidua.meetings.models import Item, Meeting
from thidua.organisations.models import Person
from thidua.remedies.models import Remedy
from thidua.reviews.models import Review

MET, RATED, WORKED, NEXT = (
    dt.date(2021, 12, 10),
    dt.date(2021, 12, 16),
    dt.date(2022, 6, 20),
    dt.date(2022, 12, 5),
)
MEMBER, SLOW = "M-G3A-04", 60_000
WRITTEN = "Tôi giữ vững lập trường, dự 11/12 buổi sinh hoạt."
LIMIT = "Phát biểu ít trong sinh hoạt."
SAID = "Đồng chí cần báo kết quả đều hằng tháng"
CONCLUDED = "Nhất trí với bản kiểm điểm, bổ sung hạn chế về báo cáo"
UNION, OFFICE, VILLAGE = "Hội Nông dân xã", "Uỷ ban nhân dân xã", "Chi uỷ thôn Đông"
UNION_SAYS = "Làm tốt công tác Hội."
OFFICE_SAYS = "Hoàn thành việc chuyên môn được giao."
VILLAGE_SAYS = "Gia đình chấp hành tốt nơi cư trú."
WORK = "Báo kết quả trước mỗi buổi sinh hoạt"
DONE = "Sáu tháng báo đủ sáu buổi"


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

    @property
    def item(self) -> Item:
        """Where the meeting comes to our member."""
        return Item.objects.get(meeting=self.meeting, person__code=MEMBER)

    @property
    def remedy(self) -> Remedy:
        return Remedy.objects.get(person__code=MEMBER)

    @property
    def remedy_page(self) -> str:
        return f"/nam/2021/khac-phuc/viec/{self.remedy.pk}/"

    def body(self, name: str) -> AdvisoryBody:
        return AdvisoryBody.objects.get(name=name)


def the_member() -> Person:
    return Person.objects.get(code=MEMBER)


def the_review(year: int = 2021) -> Review:
    return Review.objects.get(campaign__year=year, person__code=MEMBER)


@pytest.fixture
def story(transactional_db: None, settings: LazySettings) -> Story:
    """It is the day of the cell's meeting; the sheets know everything but what people grade."""
    settings.TODAY = MET
    with connection.cursor() as cursor:  # no flush of the test database does it
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    cast = build()
    year = people.campaign()
    _calendar(year)
    people.everybody_good(year)
    _officers(cast)
    for kind, name, user in (
        (BodyKind.MASS, UNION, "hoi"),
        (BodyKind.EMPLOYER, OFFICE, "uyban"),
    ):
        body = AdvisoryBody.objects.create(kind=kind, name=name, committee=cast["G3"])
        narrowed_officer(user, Role.GRASSROOTS, body)
    return Story(year, cast, settings)


def _calendar(year: Campaign) -> None:
    year.launch_date = dt.date(year.year, 1, 15)
    year.save()
    year.deadlines.create(step=Step.REVIEW, due_on=dt.date(year.year, 12, 15))


def _officers(cast: Cast) -> None:
    for name, role, code in (
        ("chibo", Role.CELL, "G3A"),
        ("xa", Role.GRASSROOTS, "G3"),
        ("huyen", Role.UPPER_LEVEL, "U2"),
        ("kiemtra", Role.INSPECTOR, "U2"),
        ("tinh", Role.PROVINCE, "P"),
    ):
        cast.officer(name, role, code)
    member = User(username="dangvien", person=cast.of_cell("G3A", 4))
    member.set_password(PASSWORD)
    member.save()


def the_year_after() -> Campaign:
    """2022, open and on its calendar."""
    year = open_campaign(
        year=2022,
        values={"review_date": dt.date(2022, 12, 1), "cut_off_date": dt.date(2022, 12, 15)},
        actor=OPERATOR,
    )
    bind_frameworks(campaign=year, actor=OPERATOR)
    _calendar(year)
    return year


def grade_all(page: Page, grade: str) -> None:
    """The same for every criterion, by the buttons of one subject's page."""
    for choice in page.locator(f'.op-one input[type=radio][value="{grade}"]').all():
        choice.dispatch_event("click")  # a bar at the foot may lie over it
