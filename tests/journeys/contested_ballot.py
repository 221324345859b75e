"""The cell votes at its meeting and sends its dossier up, as its people do it in the browser."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.contested_story import CHAIR, MEMBER, SECRETARY, SLOW, Story
from tests.journeys.test_the_work_is_done import sound
from thidua.ballots.casting import cast
from thidua.ballots.models import State
from thidua.boards.models import Proposal
from thidua.dossiers.models import Dossier
from thidua.level_ballots.matters import ref_of
from thidua.roster.identity import member as person_key

REMARK = "Bản kiểm điểm và biên bản gửi bổ sung"


def the_chair_begins_the_ballot(chair: Visitor, story: Story) -> None:
    """From the ballot on the meeting's agenda; the list of who votes is frozen."""
    page = chair.page
    chair.open(f"/nam/2021/hop-kiem-diem/{story.meeting.pk}/")
    sound(chair)
    page.locator("a[href$='/bo-phieu/xep-loai/G1A/']").first.click()
    expect(page.get_by_role("heading", name="Bỏ phiếu xếp loại")).to_be_visible()
    expect(page.get_by_text("7 người bỏ phiếu, trong 7 người có quyền")).to_be_visible()
    sound(chair)
    of_members = page.locator("section", has=page.get_by_role("heading", name="Đảng viên"))
    of_members.get_by_role("button", name="Lập phiếu xếp loại").click()
    page.wait_for_url(re.compile(r"/bo-phieu/[0-9a-f-]{36}/$"), timeout=SLOW)
    sound(chair)
    page.get_by_role("button", name="Chốt danh sách").click()
    expect(page.get_by_role("button", name="Nhận mã của tôi")).to_be_visible(timeout=SLOW)


def two_take_their_codes(chair: Visitor, secretary: Visitor, story: Story) -> list[str]:
    """Each sees their own once; then voting is opened."""
    codes = []
    for who in (chair, secretary):
        who.open(story.ballot_page)
        who.page.get_by_role("button", name="Nhận mã của tôi").click()
        codes.append(who.page.locator(".bl-code").inner_text().strip())
        sound(who)
    chair.open(story.ballot_page)
    chair.page.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(chair.page.get_by_text("Đã bỏ 0, còn 7")).to_be_visible()
    return codes


def seven_vote(voters: dict[str, Visitor], story: Story) -> None:
    """Three in the browser, one person a screen; the others behind it. The secretary alone finds
    the member outstanding.
    """
    refs = dict(story.ballot.candidates.values_list("ref", "no"))
    member = refs[ref_of(person_key(story.person(MEMBER).pk))]
    for code, visitor in voters.items():
        best = {member} if code == SECRETARY else set()
        _vote(visitor, story, best, len(refs))
    for code in story.province.people:
        if code.startswith("M-G1A") and code not in voters:
            cast(
                ballot=story.ballot,
                choices=dict.fromkeys(refs.values(), "good"),
                actor=story.account(code),
            )


def _vote(visitor: Visitor, story: Story, best: set[int], number: int) -> None:
    page = visitor.page
    visitor.open(f"{story.ballot_page}phieu/")
    sound(visitor)
    for no in range(1, number + 1):
        expect(page.get_by_text(f"Phiếu {no} trong {number}")).to_be_visible()
        word = "Hoàn thành xuất sắc nhiệm vụ" if no in best else "Hoàn thành tốt nhiệm vụ"
        page.locator("[data-slip-one]").nth(no - 1).get_by_label(word, exact=True).check()
        last = "Xem lại cả phiếu" if no == number else "Người tiếp theo"
        page.get_by_role("button", name=last).click()
    sound(visitor)
    page.get_by_role("button", name=re.compile("Gửi phiếu")).click()
    expect(page.get_by_role("heading", name="Phiếu đã vào hòm")).to_be_visible(timeout=SLOW)
    sound(visitor)


def two_codes_close_and_count(chair: Visitor, story: Story, codes: list[str]) -> None:
    """The count writes the proposals."""
    page = chair.page
    chair.open(story.ballot_page)
    expect(page.get_by_text("Cả 7 người đã bỏ")).to_be_visible()
    page.get_by_role("link", name="Đóng phiếu").click()
    page.get_by_label("Mã của người thứ nhất").fill(codes[0])
    page.get_by_label("Mã của người thứ hai").fill(codes[1])
    sound(chair)
    page.get_by_role("button", name="Đóng phiếu").click()
    expect(page.get_by_text("xé các tờ mã")).to_be_visible(timeout=SLOW)
    sound(chair)
    assert story.ballot.state == State.SEALED
    proposed = Proposal.objects.filter(roster_entry__organisation__code="G1A")
    of_members = proposed.filter(roster_entry__subject_type="member")
    assert list(of_members.values_list("proposed", flat=True)) == ["good"] * 7


def the_dossier_goes_up(chair: Visitor, commune: Visitor) -> None:
    """Sent once, with a word of what is missing; the committee reads the ballot in it and accepts
    it.
    """
    page = chair.page
    chair.open("/nam/2021/ho-so/G1A/")
    sound(chair)
    page.get_by_label(re.compile("Ý kiến của nơi gửi")).fill(REMARK)
    page.get_by_role("button", name="Gửi hồ sơ lên").click()
    expect(page.get_by_role("button", name="Lấy lại để sửa")).to_be_visible(timeout=SLOW)
    sound(chair)
    page = commune.page
    commune.open("/nam/2021/ho-so/")
    sound(commune)
    page.get_by_role("link", name="Chi bộ khu dân cư 1").first.click()
    expect(page.get_by_text(REMARK)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("phiếu: Tốt")).first).to_be_visible()
    sound(commune)
    page.get_by_role("button", name="Nhận hồ sơ của").click()
    page.wait_for_load_state("networkidle")
    assert Dossier.objects.get().status == "accepted"


VOTERS = (CHAIR, SECRETARY, MEMBER)
