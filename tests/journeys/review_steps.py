"""The review and its meeting, as the people of the story do them in the browser."""

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.review_story import (
    CONCLUDED,
    LIMIT,
    MEMBER,
    SAID,
    SLOW,
    WORK,
    WRITTEN,
    Story,
    the_review,
)
from tests.journeys.test_the_work_is_done import sound
from thidua.accounts.models import User
from thidua.meetings.models import ItemState, Kind
from thidua.meetings.noting import conclude


def the_member_writes_and_sends(visitor: Visitor) -> None:
    """Heading by heading; private until it is sent."""
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
    writing = f"/nam/2021/ban-kiem-diem/{the_review().pk}/viet/{heading}/"
    page.goto(re.sub(r"/nam/.*", writing, page.url))
    with page.expect_response(lambda got: got.request.method == "POST" and got.ok):
        page.locator("#id_text").fill(words)


def the_cell_meets(visitor: Visitor, story: Story) -> None:
    """Planned, opened, the roll called, a criticism noted with its speaker."""
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
    visitor.open(f"{story.address}muc/{story.item.pk}/")
    page.locator("#speech-who").select_option(index=1)
    page.locator("#speech-text").fill(SAID)
    page.get_by_label("Phê bình").check(force=True)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text(SAID).first).to_be_visible(timeout=SLOW)
    sound(visitor)


def what_was_said_becomes_a_remedy(visitor: Visitor, story: Story) -> None:
    page = visitor.page
    page.get_by_role("link", name=re.compile("Thành việc khắc phục")).click()
    sound(visitor)
    page.get_by_label("Làm gì để khắc phục").fill(WORK)
    page.get_by_label("Xong trước ngày").fill("30/06/2022")
    page.get_by_role("button", name="Ghi việc khắc phục").click()
    expect(page.get_by_text(WORK).first).to_be_visible(timeout=SLOW)
    assert story.remedy.state == "open"


def the_member_reads_at_once(visitor: Visitor) -> None:
    visitor.open("/nam/2021/hop-kiem-diem/ve-toi/")
    expect(visitor.page.get_by_text(SAID)).to_be_visible()
    sound(visitor)


def the_chair_concludes(visitor: Visitor, story: Story) -> None:
    """Of our member in the browser, of the others behind it, in the order of the agenda; then the
    minutes are adopted, and the member's review is accepted with them.
    """
    actor = User.objects.get(username="chibo")
    items = story.meeting.items.filter(kind__in=[Kind.COLLECTIVE, Kind.PERSON])
    for item in items.exclude(person__code=MEMBER).order_by("position"):
        if item.state != ItemState.DONE:
            conclude(item=item, text="Nhất trí", revision=item.revision, actor=actor)
    page = visitor.page
    visitor.open(f"{story.address}muc/{story.item.pk}/")
    page.get_by_label("Chủ trì kết luận").fill(CONCLUDED)
    page.get_by_role("button", name="Ghi kết luận").click()
    adopting = page.get_by_role("button", name="Thông qua biên bản")
    expect(adopting).to_be_visible(timeout=SLOW)
    sound(visitor)
    adopting.click()
    expect(page.get_by_role("heading", name="Biên bản", exact=True)).to_be_visible(timeout=SLOW)
    sound(visitor)
    assert the_review().status == "accepted"


def the_minutes_leave_as_word_and_pdf(visitor: Visitor) -> None:
    """One click each; what was said and concluded stands in them."""
    word = _downloaded(visitor.page, "Tải về Word biên bản")
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        text = package.read("word/document.xml").decode()
    assert SAID in text
    assert CONCLUDED in text
    assert _downloaded(visitor.page, "Tải về PDF biên bản").startswith(b"%PDF")


def _downloaded(page: Page, name: str) -> bytes:
    with page.expect_download(timeout=SLOW) as coming:
        page.get_by_role("link", name=name).click()
    return Path(coming.value.path()).read_bytes()


def the_committees_above_read_on(commune: Visitor, district: Visitor, story: Story) -> None:
    """The commune sees who has sent what and the meeting; the district the remedies of its part;
    neither closes what the cell verifies.
    """
    commune.open("/nam/2021/kiem-diem/")
    sound(commune)
    commune.open(story.address)
    expect(commune.page.get_by_role("heading", name="Biên bản", exact=True)).to_be_visible()
    sound(commune)
    district.open("/nam/2021/khac-phuc/?xem=tat-ca")
    expect(district.page.get_by_role("link", name=WORK).first).to_be_visible()
    sound(district)
    for visitor in (commune, district):
        visitor.open(story.remedy_page)
        expect(visitor.page.get_by_role("button", name="Xác nhận đã xong")).to_have_count(0)
        sound(visitor)
