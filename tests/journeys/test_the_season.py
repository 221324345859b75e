"""The rating season as everybody in it lives it: cell, grassroots, district, province, member,
auditor, reader.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, build, campaign, everybody_good
from tests.journeys.conftest import PASSWORD, Visitor
from thidua.accounts.models import Role, User
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.decisions.models import Decision, DecisionItem
from thidua.portal.actions import publish
from thidua.ratings.actions import classify
from thidua.ratings.jobs import keep_up, run_classification

# Six members of G1 reached outstanding; its pool of 24 holds four.
BEST = ("M-G1A-04", "M-G1A-05", "M-G1A-06", "M-G1B-04", "M-G1B-05", "M-G1B-06")
SLOW = 60_000


@dataclass
class Season:
    cast: Cast
    year: Campaign


@pytest.fixture
def season(transactional_db: None) -> Season:
    """A year whose facts are in, and everybody's account."""
    _empty_the_queue()
    cast = build()
    year = campaign()
    everybody_good(year, outstanding=BEST)
    classify(campaign=year, actor=OPERATOR)
    for name, role, code in (
        ("chibo", Role.CELL, "G1A"),
        ("xa", Role.GRASSROOTS, "G1"),
        ("huyen", Role.UPPER_LEVEL, "U1"),
        ("tinh", Role.PROVINCE, "P"),
        ("giamsat", Role.AUDITOR, "P"),
    ):
        _with_password(officer(name, role, cast[code]))
    member = User(username="dangvien", person=cast.of_cell("G1A", 4))
    _with_password(member)
    return Season(cast, year)


def _empty_the_queue() -> None:
    """No flush of the test database does it."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def _with_password(user: User) -> None:
    user.set_password(PASSWORD)
    user.save()


def test_the_season(visit: Callable[[], Visitor], season: Season) -> None:
    _the_cell_proposes(visit())
    committee, district = visit(), visit()
    committee.sign_in("xa")
    _the_grassroots_committee_chooses(committee)
    _the_worker_keeps_up()
    _decides(committee, "G1", "Đảng viên", number="12-QĐ/ĐU")
    assert DecisionItem.objects.filter(level="outstanding").count() == 4
    district.sign_in("huyen")
    _decides(district, "U1", "Tổ chức đảng", number="31-QĐ/TU")
    _the_rest_is_decided(season)
    _the_province_publishes(visit(), season)
    _the_member_reads_why(visit())
    _the_auditor_changes_nothing(visit())
    _anybody_reads_the_results(visit())


def _sound(visitor: Visitor) -> None:
    assert visitor.problems() == []


def _board(visitor: Visitor, kind: str) -> Page:
    """From the first page to one's own board by its link, and there to one kind of subjects."""
    visitor.open("/")
    _sound(visitor)
    visitor.page.get_by_role("link", name=re.compile("^(Chọn|Đề nghị) mức cho")).first.click()
    expect(visitor.page.locator("#board-rows")).to_be_visible(timeout=SLOW)
    tabs = visitor.page.get_by_role("navigation", name="Đối tượng xếp loại")
    if tabs.count():
        tabs.get_by_role("link", name=kind).click()
        expect(tabs.get_by_role("link", name=kind)).to_have_attribute("aria-current", "page")
    expect(visitor.page.locator("#board-rows")).to_be_visible()
    return visitor.page


def _outstanding(page: Page, code: str) -> Locator:
    return page.get_by_role("group", name=f"Mức của Đảng viên {code}").get_by_role(
        "button", name=re.compile(r"^\s*HTXS")
    )


def _is_marked(page: Page, code: str, *, yes: bool = True) -> None:
    """The key is down or not, and the server said so."""
    expect(page.locator("#board-rows tr[aria-busy]")).to_have_count(0, timeout=SLOW)
    expect(_outstanding(page, code)).to_have_attribute(
        "aria-pressed", "true" if yes else "false", timeout=SLOW
    )


def _the_cell_proposes(visitor: Visitor) -> None:
    visitor.sign_in("chibo")
    page = _board(visitor, "Đảng viên")
    for code in BEST[:2]:
        _outstanding(page, code).click()
        _is_marked(page, code)
    assert set(Proposal.objects.values_list("roster_entry__code", "proposed")) == {
        (code, "outstanding") for code in BEST[:2]
    }
    _sound(visitor)


def _the_grassroots_committee_chooses(visitor: Visitor) -> None:
    page = _board(visitor, "Đảng viên")
    for code in BEST[:4]:
        _outstanding(page, code).click()
        _is_marked(page, code)
    _outstanding(page, BEST[4]).click()
    expect(page.get_by_role("alert")).to_contain_text(
        "4", timeout=SLOW
    )  # the ceiling, and how it was counted
    _is_marked(page, BEST[4], yes=False)
    visitor.complaints[:] = [
        one for one in visitor.complaints if "409" not in one
    ]  # the browser notes a refusal too
    _sound(visitor)


def _the_worker_keeps_up() -> None:
    """What was chosen is rated upwards without anybody asking."""
    keep_up(timestamp=int(timezone.now().timestamp()) + 600)
    for job in ProcrastinateJob.objects.filter(task_name="ratings.classify", status="todo"):
        run_classification(**job.args)
    _empty_the_queue()


def _decides(visitor: Visitor, code: str, kind: str, *, number: str) -> None:
    page = _board(visitor, kind)
    page.locator("#board-bar").get_by_role("link").click()
    expect(page.get_by_role("checkbox", name=kind).first).to_be_checked(timeout=SLOW)
    page.get_by_role("button", name=re.compile(r"^\s*Soạn quyết định cho")).click()
    page.get_by_label("Số, ký hiệu").fill(number)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đủ điều kiện ban hành")).to_be_visible(timeout=SLOW)
    _sound(visitor)
    page.get_by_label(re.compile(r"^\s*Gõ")).fill(number)
    page.get_by_role("button", name=re.compile(r"^\s*Ban hành")).click()
    expect(page.get_by_text("Đã ban hành, không sửa được nữa")).to_be_visible(timeout=SLOW)
    _sound(visitor)
    assert Decision.objects.get(number=number, issuer__code=code).status == "issued"


def _the_rest_is_decided(season: Season) -> None:
    """By the other committees, in their own offices."""
    covers = {
        "G1": ["organisation"],
        "G2": ["member"],
        "G3": ["member", "organisation"],
        "U1": ["collective", "leader"],
        "U2": ["organisation", "collective", "leader"],
        "P": ["organisation", "collective", "leader"],
    }
    for code, kinds in covers.items():
        decision(season.year, season.cast[code], kinds, number=f"{code}-2")
    classify(campaign=season.year, actor=OPERATOR)
    assert not issue_all(campaign=season.year, actor=OPERATOR).refused


def _the_province_publishes(visitor: Visitor, season: Season) -> None:
    visitor.sign_in("tinh")
    visitor.open("/nam/2021/")
    expect(visitor.page.get_by_role("link", name="Công bố kết quả")).to_be_visible()
    _sound(visitor)
    publish(campaign=season.year, actor=User.objects.get(username="tinh"))


def _the_member_reads_why(visitor: Visitor) -> None:
    visitor.sign_in("dangvien")
    visitor.page.get_by_role("link", name=re.compile("Xem lý do")).first.click()
    expect(visitor.page.get_by_text("12-QĐ/ĐU").first).to_be_visible()
    expect(visitor.page.get_by_text("Hoàn thành xuất sắc nhiệm vụ").first).to_be_visible()
    _sound(visitor)


def _the_auditor_changes_nothing(visitor: Visitor) -> None:
    visitor.sign_in("giamsat")
    visitor.open("/bang/2021/G1/?kind=member")
    expect(visitor.page.get_by_role("link", name="Đảng viên M-G1A-04", exact=True)).to_be_visible()
    expect(visitor.page.get_by_role("group", name="Mức của Đảng viên M-G1A-04")).to_have_count(0)
    _sound(visitor)


def _anybody_reads_the_results(visitor: Visitor) -> None:
    visitor.open("/cong-khai/2021/")
    expect(visitor.page.get_by_role("heading", name="Kết quả năm 2021")).to_be_visible()
    _sound(visitor)
