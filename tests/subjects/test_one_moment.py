"""A level and its reasons are of one moment: while facts are newer than the rating, both are
shown.
"""

import pytest
from django.test import Client

from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, entry
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.result_sheets.gathering import sheet_of_subject
from thidua.facts.actions import correct_fact
from thidua.facts.models import FactSheet
from thidua.ratings.actions import classify

PAGE = "/xep-loai/2021/member/M-G1A-06/"
API = "/api/v1/years/2021/ratings/member/M-G1A-06"
NOTE = "Thông tin đã thay đổi sau lần xếp loại gần nhất"


@pytest.fixture
def reader(cast: Cast, year: Campaign) -> Client:
    client = Client()
    signed_in_now(officer("huyen", Role.UPPER_LEVEL, cast["U1"]), client=client)
    return client


def correct(year: Campaign) -> None:
    """The member was reprimanded: by the text that is "not completed", whatever the grades."""
    correct_fact(
        roster_entry=entry(year, "M-G1A-06"), fact="discipline", value="reprimand", actor=OPERATOR
    )


def test_page_and_panel_show_both_levels_until_the_next_rating(
    reader: Client, year: Campaign
) -> None:
    correct(year)
    page = reader.get(PAGE).content.decode()
    assert NOTE in page
    assert "Mức đạt tiêu chuẩn theo lần ấy: Hoàn thành tốt nhiệm vụ" in page
    assert "theo thông tin hiện nay: Không hoàn thành nhiệm vụ" in page
    assert "Lý do:" not in page.partition("<ul")[0]  # no sentence gives a reason for the old level
    assert NOTE in reader.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    classify(campaign=year, actor=OPERATOR)
    page = reader.get(PAGE).content.decode()
    assert NOTE not in page
    assert "Không hoàn thành nhiệm vụ" in page


def test_the_api_says_that_facts_came_to_another_level(reader: Client, year: Campaign) -> None:
    assert reader.get(API).json()["explanation_differs"] is False
    correct(year)
    answer = reader.get(API).json()
    assert (answer["explanation_differs"], answer["reached"]) == (True, "good")
    assert answer["explanation"]["level"] == "not_completed"


def test_a_paper_says_so_too(year: Campaign) -> None:
    correct(year)
    sheet = sheet_of_subject(entry(year, "M-G1A-06"))
    assert sheet["moment_note"].startswith(NOTE)
    assert ["Đạt tiêu chuẩn", "Không hoàn thành nhiệm vụ"] in sheet["levels"]


def test_two_side_by_side_say_so_of_the_one_it_is_true_of(cast: Cast, year: Campaign) -> None:
    secretary = Client()
    signed_in_now(officer("secretary", Role.GRASSROOTS, cast["G1"]), client=secretary)
    corrected, other = entry(year, "M-G1A-06").pk, entry(year, "M-G1A-07").pk
    address = f"/bang/2021/G1/so-sanh/?kind=member&a={other}&b={corrected}"
    assert NOTE not in secretary.get(address).content.decode()
    correct(year)
    page = secretary.get(address).content.decode()
    assert page.count(NOTE) == 1
    assert "M-G1A-06" in page[: page.index(NOTE)].rpartition("<p")[2]
    assert "theo thông tin hiện nay: Không hoàn thành nhiệm vụ" in page


def test_what_was_decided_on_is_told_from_what_the_facts_say_now(
    cast: Cast, reader: Client, year: Campaign
) -> None:
    issued = issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    assert issued.issued
    sheet = FactSheet.objects.get(roster_entry__code="M-G1A-06")
    sheet.facts |= {"discipline": "reprimand"}  # past every act: decided facts are not corrected
    sheet.save()
    page = reader.get(PAGE).content.decode()
    assert "Thông tin đã thay đổi sau khi có quyết định" in page
    assert "Mức đạt tiêu chuẩn khi quyết định: Hoàn thành tốt nhiệm vụ" in page
