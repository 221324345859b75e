"""What a level waits for: the true missing things, each once, and who keeps them."""

from typing import Any

import pytest

from tests.cast import Cast, campaign, entry, everybody_good, write_facts
from tests.ratings.test_classify import rate
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.awaited import Awaited, Held, awaited
from thidua.ratings.explaining import explanation_of
from thidua.ratings.missing_facts import missing_facts
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

MEMBER = "M-G1A-05"


@pytest.fixture
def year(cast: Cast) -> Campaign:
    """Everybody at good."""
    opened = campaign()
    everybody_good(opened)
    return opened


def waits(one: RosterEntry) -> tuple[Awaited, ...]:
    framework = bound_frameworks(one.campaign)[SubjectType(one.subject_type)]
    return awaited(one.campaign, framework, [one.pk])[one.pk]


def titles(one: RosterEntry) -> list[str]:
    return [thing.title.vi for thing in waits(one)]


def test_an_unknown_fact_stands_on_the_own_sheet_and_the_cell_keeps_it(
    cast: Cast, year: Campaign
) -> None:
    member = entry(year, MEMBER)
    write_facts(member, duties=None)
    (thing,) = waits(member)
    assert (thing.fact, thing.held, thing.entry, thing.holder) == (
        "duties",
        Held.SHEET,
        member.pk,
        cast["G1A"].pk,
    )


def test_a_cell_waits_for_the_level_of_its_member_once_and_for_nothing_else(
    cast: Cast, year: Campaign
) -> None:
    """Two shares ask for it, at completed and at good; that the cell has no form of a grassroots
    organisation is no missing fact.
    """
    write_facts(entry(year, MEMBER), self_reviewed=None)
    rate(year)
    cell = entry(year, "G1A")
    (thing,) = waits(cell)
    assert (thing.fact, thing.held, thing.entry) == ("", Held.LEVEL, entry(year, MEMBER).pk)
    assert thing.title.vi == f"mức của {cast.people[MEMBER]}"
    framework = bound_frameworks(year)[SubjectType.ORGANISATION]
    missing = missing_facts(year, framework, [cell.pk])[cell.pk]
    assert missing.number == 1
    assert missing.text.vi == f"chờ mức của {cast.people[MEMBER]}"
    assert [text.vi for _, text in explanation_of(cell).missing] == []


def test_many_levels_are_counted_each_and_named_briefly(cast: Cast, year: Campaign) -> None:
    for number in range(1, 6):
        write_facts(entry(year, f"M-G1A-{number:02}"), self_reviewed=None)
    rate(year)
    cell = entry(year, "G1A")
    framework = bound_frameworks(year)[SubjectType.ORGANISATION]
    missing = missing_facts(year, framework, [cell.pk])[cell.pk]
    assert missing.number == 5
    assert missing.names.vi.endswith("và 2 trường hợp khác")


def test_a_fact_that_decides_nothing_any_more_is_not_missing(cast: Cast, year: Campaign) -> None:
    """The level of the authority is asked for good; with a criterion at average no more is
    possible than completed.
    """
    cell = entry(year, "G1A")
    unknown: dict[str, Any] = {"authority_level": None, "disunity_concluded": None}
    rate(year)
    write_facts(cell, programme="average", **unknown)
    assert titles(cell) == ["Bị kết luận mất đoàn kết nội bộ"]
    write_facts(cell, **unknown)
    assert titles(cell) == [
        "Bị kết luận mất đoàn kết nội bộ",
        "Mức xếp loại chính quyền cùng cấp",
    ]


def test_what_has_to_be_done_before_any_rating_is_waited_for(cast: Cast, year: Campaign) -> None:
    member = entry(year, MEMBER)
    write_facts(member, self_reviewed=False)
    assert titles(member) == ["Đã tự kiểm điểm"]


def test_whoever_is_capped_waits_for_the_level_above(cast: Cast, year: Campaign) -> None:
    write_facts(entry(year, "G3"), self_reviewed=None)
    rate(year)
    collective = entry(year, "G3", "collective")
    (thing,) = waits(collective)
    assert (thing.held, thing.entry) == (Held.LEVEL, entry(year, "G3").pk)


def test_the_discipline_in_a_collective_stands_on_the_sheet_of_whom_it_is_of(
    cast: Cast, year: Campaign
) -> None:
    deputy = entry(year, "M-G3A-03")
    write_facts(deputy, discipline=None)
    write_facts(entry(year, "M-G3A-04"), discipline=None)  # holds no post
    rate(year)
    (thing,) = waits(entry(year, "G3", "collective"))
    assert (thing.fact, thing.held, thing.entry, thing.holder) == (
        "discipline",
        Held.SHEET,
        deputy.pk,
        cast["G3A"].pk,
    )
    assert thing.title.vi == f"Hình thức kỷ luật trong năm của {cast.people['M-G3A-03']}"


def test_what_is_entered_is_missing_no_more_before_the_next_rating(
    cast: Cast, year: Campaign
) -> None:
    member = entry(year, MEMBER)
    write_facts(member, duties=None)
    rate(year)
    write_facts(member)
    framework = bound_frameworks(year)[SubjectType.MEMBER]
    missing = missing_facts(year, framework, [member.pk])[member.pk]
    assert (missing.number, missing.text.vi) == (0, "đủ thông tin, chờ xếp loại lại")


@pytest.mark.parametrize("kind", SubjectType.values())
def test_a_list_and_a_single_explanation_say_the_same(
    cast: Cast, year: Campaign, kind: str
) -> None:
    """Whatever is left out of every second subject's sheet."""
    entries = list(RosterEntry.objects.filter(campaign=year, subject_type=kind, rated=True))
    sheets = list(bound_frameworks(year)[SubjectType(kind)].fields)
    for number, one in enumerate(entries):
        unknown: dict[str, Any] = dict.fromkeys(sheets[number % 3 :: 4])
        write_facts(one, **unknown)
    rate(year)
    found = awaited(year, bound_frameworks(year)[SubjectType(kind)], [one.pk for one in entries])
    for one in entries:
        facts = [thing.title.vi for thing in found[one.pk] if thing.fact]
        assert sorted(facts) == sorted(text.vi for _, text in explanation_of(one).missing)
        assert len(facts) == len(set(facts))
