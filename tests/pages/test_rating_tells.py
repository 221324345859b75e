"""The rating page tells who did what and when, and says in one sentence where somebody stands and
why.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import propose
from tests.pages.conftest import _user
from tests.web.town import Town
from thidua.boards.models import Proposal
from thidua.decisions.actions import reopen_decisions
from thidua.decisions.models import DecisionItem
from thidua.facts.actions import correct_fact
from thidua.facts.models import FactSheet
from thidua.history.tracking import recording
from thidua.organisations.models import Person
from thidua.ratings.models import EarlierLevel, Rating
from thidua.roster.models import RosterEntry

As = Callable[[str], Client]
MEMBER = "/xep-loai/2021/member/DV0003/"


def page(client: Client, address: str = MEMBER) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def entry(town: Town) -> RosterEntry:
    """DV0003, with nothing decided about her."""
    DecisionItem.objects.filter(roster_entry__code="DV0003").delete()
    return RosterEntry.objects.get(campaign=town.campaign, code="DV0003", subject_type="member")


def test_an_officer_is_named_by_role_and_organisation(
    entry: RosterEntry, town: Town, as_: As
) -> None:
    propose(entry, actor=_user(town, "cell"), proposed="outstanding")
    told = page(as_("member"))
    assert "Chi bộ đề nghị Hoàn thành xuất sắc nhiệm vụ" in told
    assert "Bí thư chi bộ, Chi bộ thôn Thung Độc" in told


def test_what_came_in_a_file_says_when_it_was_loaded(entry: RosterEntry, as_: As) -> None:
    with recording(act="import", actor="demo", files="4-quyet-dinh.xlsx"):
        Proposal.objects.filter(pk=entry.pk).update(proposed="completed")
    told = page(as_("member"))
    assert "Chi bộ đề nghị Hoàn thành nhiệm vụ" in told
    assert "theo tệp" in told
    assert "nạp ngày" in told


def test_a_corrected_fact_shows_both_values(entry: RosterEntry, town: Town, as_: As) -> None:
    sheet = FactSheet.objects.get(pk=entry.pk)
    sheet.facts |= {"year_tasks": "good"}
    sheet.save()
    correct_fact(roster_entry=entry, fact="year_tasks", value="average", actor=_user(town, "cell"))
    told = page(as_("member"))
    assert "Sửa “Chỉ tiêu, nhiệm vụ năm”" in told
    assert "Tốt → Trung bình" in told


def test_a_reopened_decision_stays_in_the_order_with_its_reason(town: Town, as_: As) -> None:
    assert "214-QĐ/ĐU" in page(as_("member"))
    reopen_decisions(campaign=town.campaign, reason="Có khiếu nại", actor=_user(town, "province"))
    told = page(as_("member"))
    assert "Mở lại quyết định" in told
    assert "Có khiếu nại" in told
    assert "Chưa có quyết định" in told


def test_the_sentence_speaks_to_the_person_and_of_her_to_others(town: Town, as_: As) -> None:
    assert "Đồng chí được Đảng uỷ xã Đoàn Thượng quyết định xếp loại" in page(as_("member"))
    name = Person.objects.get(code="DV0003").full_name
    assert f"{name} được Đảng uỷ xã Đoàn Thượng quyết định xếp loại" in page(as_("cell"))


def test_the_sentence_says_that_an_open_level_may_change(entry: RosterEntry, as_: As) -> None:
    Rating.objects.filter(pk=entry.pk).update(low=3, high=3, standing=3)
    assert "chưa có quyết định nên có thể thay đổi" in page(as_("member"))


def test_the_sentence_names_what_is_missing(entry: RosterEntry, as_: As) -> None:
    Rating.objects.filter(pk=entry.pk).update(low=1, high=4, standing=None)
    sheet = FactSheet.objects.get(pk=entry.pk)
    sheet.facts.pop("duties", None)
    sheet.save()
    told = page(as_("member"))
    assert "Chưa đủ căn cứ xếp loại" in told
    assert "Còn thiếu <strong>1 thông tin</strong>" in told
    assert "Thực hiện chức trách, quyền hạn" in told


def test_a_leaders_earlier_years_are_those_as_a_leader(town: Town, as_: As) -> None:
    person = Person.objects.get(code="DV0001")
    EarlierLevel.objects.filter(person=person).delete()
    EarlierLevel.objects.create(
        year=2020, subject_type="member", person=person, level="not_completed"
    )
    address = "/xep-loai/2021/leader/DV0001/?organisation=GL01"
    assert "Chưa có mức của các năm trước" in page(as_("grassroots"), address)
    EarlierLevel.objects.create(
        year=2020, subject_type="leader", person=person, level="outstanding"
    )
    assert "Chưa có mức của các năm trước" not in page(as_("grassroots"), address)


def test_an_appeal_goes_to_the_committee_above(town: Town, as_: As) -> None:
    told = page(as_("member"))
    assert "cấp uỷ cấp trên trực tiếp của nơi đã quyết định" in told
    assert "Đề nghị sửa thông tin" not in told, (
        "a decided level is appealed, its facts no longer move"
    )
