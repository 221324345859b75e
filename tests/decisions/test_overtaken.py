"""What was decided and has been overtaken: a fact below changed after the decision above."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.builder import OPERATOR, decision
from tests.cast import Cast, entry, write_facts
from thidua.accounts.actors import scope_of
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.models import Decision, DecisionItem
from thidua.decisions.overtaken import overtaken_counts, overtaken_in
from thidua.facts.actions import correct_fact
from thidua.ratings.actions import classify
from thidua.reports.apart import counted_apart

Browser = Callable[[Role, str], Client]


@pytest.fixture
def above(cast: Cast, year: Campaign) -> Decision:
    """G1 decided about its cells; the members in them are not decided yet."""
    one = decision(year, cast["G1"], ["organisation"], number="7-QĐ/ĐU")
    assert issue_decision(decision=one, actor=OPERATOR).issued
    one.refresh_from_db()
    return one


def spoil(year: Campaign) -> None:
    """A member of G1A turns out to have been disciplined."""
    member = entry(year, "M-G1A-05")
    correct_fact(roster_entry=member, fact="discipline", value="reprimand", actor=OPERATOR)


def test_a_decision_on_which_nothing_changed_has_nothing_to_say(
    year: Campaign, above: Decision
) -> None:
    classify(campaign=year, actor=OPERATOR)
    assert overtaken_in(above) == []
    assert overtaken_counts(year, scope_of(OPERATOR)) == {}


def test_a_changed_fact_below_is_told_with_the_level_of_now(
    year: Campaign, above: Decision
) -> None:
    spoil(year)
    [found] = overtaken_in(above)
    assert (found.entry.code, [one.code for one in found.changed]) == ("G1A", ["M-G1A-05"])
    assert found.text.vi == (
        "Dữ kiện của Đảng viên M-G1A-05 (M-G1A-05) đã đổi sau khi ban hành. "
        "Mức đạt nay vẫn là: Hoàn thành tốt nhiệm vụ."
    )
    classify(campaign=year, actor=OPERATOR)
    [found] = overtaken_in(above)
    assert found.differs
    assert found.text.vi.endswith(
        "Mức đạt khi quyết định: Hoàn thành tốt nhiệm vụ; mức đạt nay là: Hoàn thành nhiệm vụ."
    )
    held = DecisionItem.objects.get(roster_entry__code="G1A")
    assert held.level == "good"


def test_a_fact_that_comes_only_now_counts_too(year: Campaign, above: Decision) -> None:
    write_facts(entry(year, "M-G1B-05"), "completed")
    assert [one.entry.code for one in overtaken_in(above)] == ["G1B"]


def test_who_reads_the_decision_is_told(year: Campaign, above: Decision, as_: Browser) -> None:
    spoil(year)
    classify(campaign=year, actor=OPERATOR)
    client = as_(Role.GRASSROOTS, "G1")
    page = client.get(f"/quyet-dinh/2021/{above.pk}/").content.decode()
    assert "Đã đổi sau khi ban hành" in page
    assert "mức đạt nay là: Hoàn thành nhiệm vụ." in page
    listed = client.get("/quyet-dinh/2021/?changed=1").content.decode()
    assert "7-QĐ/ĐU" in listed
    home = client.get("/?year=2021").content.decode()
    assert "Xem lại 1 quyết định có thông tin đổi sau khi ban hành" in home


def test_others_are_not_told(year: Campaign, above: Decision, as_: Browser) -> None:
    spoil(year)
    assert "Cần xem:" not in as_(Role.UPPER_LEVEL, "U2").get("/?year=2021").content.decode()
    assert "Cần xem:" not in as_(Role.AUDITOR, "P").get("/?year=2021").content.decode()
    assert overtaken_counts(year, scope_of(OPERATOR)) == {above.pk: 1}


@pytest.mark.usefixtures("above")
def test_the_figures_of_the_year_count_it_among_what_is_to_be_looked_at(
    year: Campaign, as_: Browser
) -> None:
    spoil(year)
    assert counted_apart(campaign=year, actor=OPERATOR).overtaken == 1
    page = as_(Role.GRASSROOTS, "G1").get("/nam/2021/").content.decode()
    assert "trường hợp đã quyết định mà thông tin đã đổi sau đó" in page
    assert "Đảng viên: 24 = 24 được xếp loại + 0 miễn theo quy định + 0 chưa kiểm điểm." in page
