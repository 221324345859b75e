"""The year begins as everybody in it lives it: the province launches, a district carries it down, a
commune registers one task by the five clarities, one clarity comes back and is sent again, all are
accepted; a member commits and the cell accepts.
"""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.builder import Province, officer, post
from tests.journeys.conftest import PASSWORD, Visitor
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment
from thidua.registrations.models import Registration, TaskVersion
from thidua.submissions.models import SubmissionStatus

YEAR, TODAY = 2026, dt.date(2026, 3, 2)
TREE = """
P province: Đảng bộ tỉnh Xứ Đông
  U1 upper_level district: Đảng bộ huyện Gia Lộc
    G1 grassroots committee commune: Đảng bộ xã Đoàn Thượng
      G1A cell commune: Chi bộ thôn Thung Độc
"""
SLOW = 60_000
CLARITIES = ("work", "person", "time", "effect", "responsibility", "authority")


@pytest.fixture
def province(transactional_db: None, settings: LazySettings) -> Province:
    """A province without any year, one member, and everybody's account."""
    settings.TODAY = TODAY
    made = Province(TREE)
    member = made.member("DV1", "G1A", "Vũ Đình Khoát")
    post(member, made["G1"], "head", "Bí thư Đảng uỷ")
    for name, role, code in (
        ("tinh", Role.PROVINCE, "P"),
        ("huyen", Role.UPPER_LEVEL, "U1"),
        ("xa", Role.GRASSROOTS, "G1"),
        ("chibo", Role.CELL, "G1A"),
    ):
        _with_password(officer(name, role, made[code]))
    _with_password(User(username="dangvien", person=member))
    return made


def _with_password(user: User) -> None:
    user.set_password(PASSWORD)
    user.save()


def test_the_year_begins(visit: Callable[[], Visitor], province: Province) -> None:
    lead, district, commune = visit(), visit(), visit()
    lead.sign_in("tinh")
    _the_province_launches(lead)
    district.sign_in("huyen")
    _the_district_carries_it_down(district)
    commune.sign_in("xa")
    _the_commune_registers(commune)
    _the_district_returns_one_clarity(district)
    _the_commune_sends_again(commune)
    _the_district_accepts_the_rest(district)
    _the_province_sees_where_everybody_stands(lead)
    _a_member_commits(visit())
    _the_cell_accepts(visit())


def _sound(visitor: Visitor) -> None:
    assert visitor.problems() == [], visitor.page.url


def _the_province_launches(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/nam/moi/")
    page.locator("[name=year]").fill(str(YEAR))
    page.locator("[name=review_date]").fill("10/12/2026")
    page.locator("[name=cut_off_date]").fill("30/11/2026")
    _sound(visitor)
    page.get_by_role("button", name="Lập năm mới").click()
    expect(page).to_have_url(re.compile(rf"/nam/{YEAR}/phat-dong/"), timeout=SLOW)
    visitor.open(f"/nam/{YEAR}/phat-dong/lich/")
    for tier, day in (("upper_level", "31/03/2026"), ("grassroots", "25/03/2026")):
        page.locator(f"[name=due-register-{tier}]").fill(day)
    _sound(visitor)
    page.locator("main form button.is-primary").click()
    expect(page).to_have_url(re.compile(r"/phat-dong/$"), timeout=SLOW)
    _sound(visitor)
    page.locator("button[name=act][value=launch]").click()
    expect(page.get_by_text("Đã phát động").first).to_be_visible(timeout=SLOW)
    assert Campaign.objects.get(year=YEAR).launched_at is not None


def _the_district_carries_it_down(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/phat-dong/U1/")
    _sound(visitor)
    page.locator("[name=text]").fill("Mỗi xã một việc rõ kết quả.")
    page.locator("main button.is-primary").click()
    expect(page.get_by_text("Đã triển khai xuống cơ sở").first).to_be_visible(timeout=SLOW)


def _to(page: Page, section: str) -> None:
    """To one clarity: on a phone it is a screen of its own."""
    tab = page.locator(f'.clear-tabs a[href="#muc-{section}"]')
    if tab.is_visible():
        tab.click()


def _found(page: Page, field: str, words: str, box: str) -> None:
    """Look for somebody of the unit and take the first one found."""
    page.locator(f"#{field}").fill(words)
    first = page.locator(f"#{box} button").first
    expect(first).to_be_visible(timeout=SLOW)
    first.click()


def _the_commune_registers(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/dang-ky/G1/")
    _sound(visitor)
    page.get_by_role("button", name="Thêm nhiệm vụ trọng tâm").click()
    expect(page.locator("#task-form")).to_be_attached(timeout=SLOW)
    _to(page, "work")
    page.locator("[name=work]").fill("Chuyển đổi 30 ha lúa sang rau xuất khẩu")
    _to(page, "person")
    _found(page, "id_q", "Thung", "found-doers")
    expect(page.locator("#id_doers .doer")).to_have_count(1, timeout=SLOW)
    _to(page, "time")
    page.locator("[name=ends_on]").fill("30/11/2026")
    _to(page, "effect")
    measure = page.locator("#id_measures [data-line]").first
    measure.locator("[name$=-name]").fill("Diện tích đã chuyển đổi")
    measure.locator("[name$=-unit]").fill("ha")
    measure.locator("[name$=-target]").fill("30")
    _to(page, "responsibility")
    page.locator("[name=answers_title]").fill("Bí thư Đảng uỷ xã")
    _to(page, "authority")
    page.locator("[name=decides]").fill("Đảng uỷ xã quyết định, trong kế hoạch huyện giao")
    _sound(visitor)
    _close(page)
    page.locator("button[name=act][value=send]").click()
    expect(page.locator("button[value=take_back]")).to_be_visible(timeout=SLOW)
    assert Registration.objects.get().status == SubmissionStatus.SENT


def _close(page: Page) -> None:
    """Saved, and back to the whole registration."""
    whole = page.url.partition("#")[0].partition("?")[0].rstrip("/").rsplit("/", 1)[0] + "/"
    with page.expect_navigation():
        page.locator("#task-bar button[value=save]").evaluate("button => button.click()")
    page.goto(whole)
    expect(page.locator("button[name=act][value=send]")).to_be_visible(timeout=SLOW)


def _the_district_returns_one_clarity(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/doc-dang-ky/U1/G1/")
    clauses = page.locator("section.clause")
    expect(clauses).to_have_count(len(CLARITIES), timeout=SLOW)
    for number in range(len(CLARITIES)):
        clause = clauses.nth(number)
        effect = (
            clause.get_by_role("heading", name=re.compile("Rõ (hiệu quả|sản phẩm)")).count() > 0
        )
        clause.locator("label.verdict-return" if effect else "label.verdict-accept").click()
        if effect:
            clause.locator("textarea").fill("Chưa nói năm trước được bao nhiêu.")
    _sound(visitor)
    page.locator("button[name=act][value=answer]").click()
    expect(page.get_by_text("đã trả lại").first).to_be_visible(timeout=SLOW)
    assert Registration.objects.get().status == SubmissionStatus.RETURNED


def _the_commune_sends_again(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/dang-ky/G1/")
    expect(page.get_by_text("Chưa nói năm trước được bao nhiêu.").first).to_be_visible()
    _sound(visitor)
    page.locator(".registered-task h2 a").click()
    _to(page, "effect")
    page.locator("#id_measures [data-line]").first.locator("[name$=-last_year]").fill("12")
    _close(page)
    page.locator("button[name=act][value=send]").click()
    expect(page.locator("button[value=take_back]")).to_be_visible(timeout=SLOW)


def _the_district_accepts_the_rest(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/doc-dang-ky/U1/G1/")
    page.locator("label.verdict-accept").click()
    page.locator("button[name=act][value=answer]").click()
    expect(page.locator("button[name=act][value=answer]")).to_have_count(0, timeout=SLOW)
    assert Registration.objects.get().status == SubmissionStatus.ACCEPTED
    assert TaskVersion.objects.count() == 2, "what was sent first stays readable"


def _the_province_sees_where_everybody_stands(visitor: Visitor) -> None:
    visitor.open(f"/nam/{YEAR}/bang-trang-thai/?step=dang-ky")
    page = visitor.page
    expect(page.get_by_text("1 trong 1 đã được nhận đăng ký.").first).to_be_visible(timeout=SLOW)
    _sound(visitor)
    visitor.open(f"/nam/{YEAR}/bang-trang-thai/U1/dang-ky/?all=1")
    expect(page.locator(".unit-state.is-accepted").first).to_be_visible()
    _sound(visitor)


def _a_member_commits(visitor: Visitor) -> None:
    visitor.sign_in("dangvien")
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/cam-ket/")
    page.locator(".cm-form textarea, .cm-form input[type=text]").first.fill(
        "Chuyển hai sào của nhà sang trồng rau trước tháng 6."
    )
    _sound(visitor)
    page.locator("button[name=act][value=send]").click()
    expect(page.locator(".cm-form")).to_have_count(0, timeout=SLOW)
    assert Commitment.objects.get().status == SubmissionStatus.SENT


def _the_cell_accepts(visitor: Visitor) -> None:
    visitor.sign_in("chibo")
    page = visitor.page
    visitor.open(f"/nam/{YEAR}/phat-dong/G1A/xem/")
    _sound(visitor)
    visitor.open(f"/nam/{YEAR}/cam-ket/chi-bo/G1A/")
    _sound(visitor)
    page.get_by_role("link", name=re.compile("Mở, trả lại")).first.click()
    page.locator("button[name=act][value=accept]").click()
    expect(page.get_by_text("Chờ chi uỷ trả lời")).to_have_count(0, timeout=SLOW)
    assert Commitment.objects.get().status == SubmissionStatus.ACCEPTED
