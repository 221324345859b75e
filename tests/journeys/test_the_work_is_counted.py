"""From an accepted task to a fact on a rating page and a line of the report, as everybody in it
lives it: the cell and the commune note, the district confirms, the province opens the rating and
follows it down to the note and its picture, the member sees what is counted; one note moves the
figures.
"""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pgtrigger
import pytest
from django.conf import LazySettings
from django.db import connection
from docx import Document
from playwright.sync_api import Page, expect

from tests import cast as people
from tests.builder import OPERATOR
from tests.cast import Cast, build
from tests.journeys.conftest import PASSWORD, Visitor
from tests.journeys.test_the_work_is_done import photo, sound
from tests.progress.conftest import accept
from tests.registrations.conftest import whole
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, Step
from thidua.documents.word import as_word
from thidua.progress.models import Note
from thidua.ratings.jobs import request_classification, run_classification
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.models import Registration, Task, TaskVersion
from thidua.registrations.sending import send_registration
from thidua.reports.report.content import build_report
from thidua.roster.actions import freeze_roster

REGISTERED, NOTED, RATED = dt.date(2021, 3, 18), dt.date(2021, 11, 20), dt.date(2021, 12, 20)
MEMBER = "M-G3A-04"
SLOW = 60_000


@dataclass
class Story:
    """The year, the two accepted tasks, and the clock."""

    year: Campaign
    commune: Task
    cell: Task
    settings: LazySettings

    def address(self, task: Task) -> str:
        code = task.registration.organisation.code
        return f"/nam/2021/thuc-hien/{code}/nhiem-vu/{task.pk}/"


@pytest.fixture
def story(transactional_db: None, settings: LazySettings) -> Story:
    """A task of the commune G3 and one of its cell G3A, both accepted; it is November."""
    settings.TODAY = REGISTERED
    with connection.cursor() as cursor:  # no flush of the test database does it
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    cast = build()
    year = people.campaign(frozen=False)
    year.launch_date = dt.date(2021, 1, 15)
    year.save()
    year.deadlines.create(step=Step.REGISTER, due_on=dt.date(2021, 3, 31))
    for name, role, code in (
        ("chibo", Role.CELL, "G3A"),
        ("xa", Role.GRASSROOTS, "G3"),
        ("huyen", Role.UPPER_LEVEL, "U2"),
        ("tinh", Role.PROVINCE, "P"),
    ):
        cast.officer(name, role, code)
    member = User(username="dangvien", person=cast.of_cell("G3A", 4))
    member.set_password(PASSWORD)
    member.save()
    task, of_cell = _accepted(cast, year, "G3", "xa"), _accepted(cast, year, "G3A", "chibo")
    freeze_roster(campaign=year, actor=OPERATOR)
    year.refresh_from_db()
    people.everybody_good(year)
    settings.TODAY = NOTED
    return Story(year, task, of_cell, settings)


def _accepted(cast: Cast, year: Campaign, code: str, name: str) -> Task:
    """One task of 30 ha, which the member does too where it is the commune's."""
    actor = User.objects.get(username=name)
    registration = start_registration(year, cast[code], actor=actor)
    doers = [{"person": cast.of_cell("G3A", 2).pk, "lead": True}]
    if code == "G3":
        doers.append({"person": cast.of_cell("G3A", 4).pk, "lead": False})
    person = {"doers": doers, "with_whom": "Hội Nông dân"}
    add_task(registration, actor=actor, values=whole(cast, person=person))
    send_registration(registration, actor=actor)
    accept(registration)
    sent = dt.datetime(2021, 3, 18, 3, tzinfo=dt.UTC)  # the clock of the machine knows no 2021
    with pgtrigger.ignore("registrations.TaskVersion:version_stays"):
        TaskVersion.objects.filter(task__registration=registration).update(sent_at=sent)
    Registration.objects.filter(pk=registration.pk).update(sent_at=sent)
    return registration.tasks.select_related("registration__organisation").get()


def test_the_work_is_counted(visit: Callable[[], Visitor], story: Story) -> None:
    cell, commune, district = visit(), visit(), visit()
    cell.sign_in("chibo")
    _notes(cell, story.address(story.cell), "30", "Cả 30 ha đã trồng rau")
    commune.sign_in("xa")
    _notes(commune, story.address(story.commune), "29", "Còn 1 ha thôn 3", picture=True)
    district.sign_in("huyen")
    _the_district_confirms(district, story)
    story.settings.TODAY = RATED
    _the_year_is_rated(story)
    lead, member = visit(), visit()
    lead.sign_in("tinh")
    _the_rating_leads_down_to_the_picture(lead, story)
    member.sign_in("dangvien")
    _the_member_sees_what_is_counted(member)
    assert "1 trong 2 nhiệm vụ đã hoàn thành (50,0%)" in _report(story)
    _the_commune_corrects(commune, story)
    _the_year_is_rated(story)
    _the_figures_have_moved(lead)
    assert "2 trong 2 nhiệm vụ đã hoàn thành (100,0%)" in _report(story)


def _notes(
    visitor: Visitor, address: str, number: str, words: str, *, picture: bool = False
) -> None:
    page = visitor.page
    visitor.open(address)
    sound(visitor)
    page.get_by_role("link", name=re.compile("Ghi tiến độ tháng")).click()
    page.get_by_label(re.compile("Đến nay được bao nhiêu")).fill(number)
    page.get_by_label("Đã làm gì").fill(words)
    if picture:
        page.set_input_files("#id_photos", photo())
        page.get_by_label(re.compile("Chú thích: ca-rot")).fill("Ruộng rau thôn 1")
    sound(visitor)
    _send(page, address)
    expect(page.get_by_text(words).first).to_be_visible()


def _send(page: Page, address: str) -> None:
    page.get_by_role("button", name="Ghi tiến độ").click()
    page.wait_for_url(f"**{address}", timeout=SLOW)


def _the_district_confirms(visitor: Visitor, story: Story) -> None:
    page = visitor.page
    visitor.open(story.address(story.commune))
    page.get_by_role("button", name=re.compile("^Xác nhận")).first.click()
    expect(page.get_by_text("Đã xác nhận kết quả.")).to_be_visible()


def _the_year_is_rated(story: Story) -> None:
    """The province asks, the worker does it."""
    tinh = User.objects.get(username="tinh")
    run = request_classification(campaign=story.year, actor=tinh)
    run_classification(run_id=run.pk, user_id=tinh.pk)


def _to_the_fact(visitor: Visitor) -> Page:
    """From the rating of the commune, by the source of its condition about targets."""
    page = visitor.page
    visitor.open("/xep-loai/2021/organisation/G3/")
    sound(visitor)
    source = page.locator('a[href$="/can-cu/organisation/G3/targets_done/"]').first
    if not source.is_visible():
        page.locator("details:has(a[href$='/targets_done/']) > summary").first.click()
    expect(source).to_have_text("kết quả thực hiện nhiệm vụ")
    source.click()
    page.wait_for_url("**/can-cu/organisation/G3/targets_done/", timeout=SLOW)
    return page


def _the_rating_leads_down_to_the_picture(visitor: Visitor, story: Story) -> None:
    page = _to_the_fact(visitor)
    expect(page.get_by_text("0 trong 1 chỉ tiêu xong đến 15/12")).to_be_visible()
    expect(page.get_by_text("Phiếu ghi 100%, không tính.")).to_be_visible()
    expect(page.get_by_role("cell", name="đã xác nhận")).to_be_visible()
    sound(visitor)
    page.get_by_role("link", name="29 ha").click()
    note = Note.objects.get(task=story.commune)
    page.wait_for_url(f"**{story.address(story.commune)}#note-{note.pk}", timeout=SLOW)
    line = page.locator(f"#note-{note.pk}")
    expect(line.get_by_text("Còn 1 ha thôn 3")).to_be_visible()
    expect(line.get_by_text("Ruộng rau thôn 1")).to_be_visible()
    sound(visitor)


def _the_member_sees_what_is_counted(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/2021/can-cu/member/{MEMBER}/targets_done/")
    expect(page.get_by_text("0 trong 1 chỉ tiêu xong đến 15/12")).to_be_visible()
    expect(page.get_by_text("Nhiệm vụ có tên đồng chí")).to_be_visible()
    sound(visitor)
    page.get_by_role("link", name="29 ha").click()
    expect(page.get_by_text("Còn 1 ha thôn 3").first).to_be_visible()
    sound(visitor)


def _the_commune_corrects(visitor: Visitor, story: Story) -> None:
    page = visitor.page
    address = story.address(story.commune)
    visitor.open(address)
    page.get_by_role("link", name=re.compile("^Sửa")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sửa ghi nhận")
    number = page.get_by_label(re.compile("Đến nay được bao nhiêu"))
    expect(number).to_have_value("29")
    number.fill("30")
    sound(visitor)
    _send(page, address)
    expect(page.locator(".note-line strong").first).to_have_text("30 ha")


def _the_figures_have_moved(visitor: Visitor) -> None:
    page = _to_the_fact(visitor)
    expect(page.get_by_text("1 trong 1 chỉ tiêu xong đến 15/12")).to_be_visible()
    expect(page.get_by_text("chưa xác nhận", exact=True)).to_be_visible()  # what was put right
    sound(visitor)


def _report(story: Story) -> str:
    """What the province's annual report says of the tasks, as Word reads it."""
    report = build_report(campaign=story.year, actor=User.objects.get(username="tinh"))
    paper = Document(io.BytesIO(as_word(report)))
    return "\n".join(each.text for each in paper.paragraphs if "nhiệm vụ" in each.text)
