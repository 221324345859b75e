"""The committee's meeting, its decision and the notice of it, as people do it in the browser."""

import re
import zipfile

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.contested_story import AGAINST, FIRST, MOVED, SLOW, Story
from tests.journeys.test_the_work_is_done import sound
from thidua.committee_meetings.models import Move
from thidua.decisions.models import Decision, DecisionItem
from thidua.decisions.sealed_models import IssuedDecision
from thidua.seals.models import Link

WALL = "/nam/2021/hop-cap-uy/G1/?kind=member"
OTHERS = "Lê Thị Thuý, Uỷ viên\nTrần Văn Bình, Uỷ viên"


def the_committee_meets(commune: Visitor, story: Story) -> None:
    """Opened; one is moved against the ballot, with proposer, vote and reason; all is adopted."""
    page, moved = commune.page, story.entry(MOVED)
    commune.open(WALL)
    sound(commune)
    page.get_by_label("Người khác trong cấp uỷ").fill(OTHERS)
    page.get_by_role("button", name="Mở họp").click()
    expect(page.locator("#wall")).to_be_visible(timeout=SLOW)
    sound(commune)
    page.locator(f"#n{moved.pk}").click()
    page.get_by_role("button", name=f"Chuyển mức của {moved.name}").click()
    form = page.locator(".wall-form")
    form.get_by_label("Hoàn thành", exact=True).check(force=True)
    form.get_by_label("Người đề xuất").select_option(label="Lê Thị Thuý")
    form.get_by_label(re.compile("Tán thành")).fill("4")
    form.get_by_label("Lý do, vào biên bản").fill(AGAINST)
    sound(commune)
    form.get_by_role("button", name="Lưu lần chuyển").click()
    expect(page.locator(".wall-log")).to_contain_text(AGAINST, timeout=SLOW)
    sound(commune)
    assert Move.objects.get().level_to == 2
    page.locator("#wall-adopt-votes").fill("4")
    page.get_by_role("button", name="Thông qua và soạn quyết định").click()
    page.get_by_role("link", name="Dự thảo quyết định").click(timeout=SLOW)


def it_is_issued(visitor: Visitor, number: str, about: int) -> None:
    """A number, the check that nothing stands against it, the confirmation by the number."""
    page = visitor.page
    page.wait_for_load_state("networkidle")  # saved once its script is there
    page.get_by_label("Số, ký hiệu").fill(number)
    expect(page.locator("#saved")).to_contain_text("Đã lưu lúc", timeout=SLOW)
    expect(page.get_by_text("Đủ điều kiện ban hành")).to_be_visible(timeout=SLOW)
    sound(visitor)
    page.get_by_label(f"Gõ {number} để xác nhận").fill(number)
    page.get_by_role("button", name=re.compile(f"Ban hành cho {about} trường hợp")).click()
    issued = page.get_by_role("heading", name="Đã ban hành, không sửa được nữa")
    expect(issued).to_be_visible(timeout=SLOW)
    sound(visitor)
    decision = Decision.objects.get(number=number)
    assert DecisionItem.objects.filter(decision=decision).count() == about
    _its_seal_is_printed(visitor, decision)


def _its_seal_is_printed(visitor: Visitor, decision: Decision) -> None:
    """At the foot of the paper that leaves."""
    link = Link.objects.get(position=IssuedDecision.objects.get(decision=decision).position)
    with visitor.page.expect_download(timeout=SLOW) as coming:
        visitor.page.get_by_role("link", name="Tải Word").click()
    with zipfile.ZipFile(coming.value.path()) as package:
        feet = [name for name in package.namelist() if "footer" in name]
        assert any(link.printed in package.read(name).decode() for name in feet)


def the_committee_issues(commune: Visitor) -> None:
    it_is_issued(commune, FIRST, 14)


def the_member_is_told(member: Visitor) -> None:
    """That a decision is there, not which level; the bell leads to it."""
    page = member.page
    member.open("/thong-bao/")
    sound(member)
    see = re.compile("Xem.*Quyết định xếp loại năm 2021 đã ban hành", re.DOTALL)
    page.get_by_role("link", name=see).or_(page.get_by_role("button", name=see)).first.click()
    page.wait_for_url("**/nam/2021/**", timeout=SLOW)
    sound(member)
