"""A room that knows facts hands them in: what the work tells counts before the sheet, and only an
override with a reason before the work.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, officer
from tests.cast import GRADE, Cast, all_decisions, build, campaign, everybody_good
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.facts.actions import correct_fact
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.facts.sources import FACT_SOURCES, FactSource, Filled, Known, fill_from_sources
from thidua.language import Text
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry
from thidua.rulebook import FactError

MEMBER = "M-G1A-06"


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign()
    everybody_good(made)
    return made


@pytest.fixture
def known(year: Campaign) -> Iterator[dict[int, dict[str, object]]]:
    """What the source knows: a test fills it."""
    facts: dict[int, dict[str, object]] = {}

    def read(campaign: Campaign) -> Known:
        return facts

    source = FACT_SOURCES.add(FactSource(Text("sổ thử", "a trial register"), read))
    yield facts
    FACT_SOURCES.remove(source)


@pytest.fixture
def secretary(cast: Cast) -> User:
    return officer("bi.thu", Role.CELL, cast["G1A"])


def sheet(year: Campaign, code: str = MEMBER) -> FactSheet:
    return FactSheet.objects.select_related("roster_entry__organisation").get(
        roster_entry=RosterEntry.objects.get(campaign=year, code=code, subject_type="member")
    )


def blank(year: Campaign) -> tuple[FactSheet, str, object]:
    """The member's sheet without its first grade, and what stood there."""
    found = sheet(year)
    fact = next(name for name, value in found.facts.items() if value == GRADE["good"])
    value = found.facts.pop(fact)
    found.save()
    return found, fact, value


def fill(year: Campaign) -> Filled:
    return fill_from_sources(campaign=year, actor=OPERATOR)["sổ thử"]


def test_a_blank_fact_is_told_by_the_work_and_rated_with(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    classify(campaign=year, actor=OPERATOR)
    before = Rating.objects.get(roster_entry_id=found.pk)
    assert before.low != before.high
    known[found.pk] = {fact: value}
    classify(campaign=year, actor=OPERATOR)
    after = Rating.objects.get(roster_entry_id=found.pk)
    assert (sheet(year).work, sheet(year).known[fact]) == ({fact: value}, value)
    assert fact not in sheet(year).facts
    assert after.low == after.high
    event = apps.get_model("facts", "FactSheetEvent").objects.order_by("pk").last()
    assert event.pgh_context.metadata["act"] == "facts.fill"
    assert "sổ thử" in event.pgh_context.metadata["source"]


def test_the_work_counts_before_the_sheet_and_the_difference_is_counted(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    standing = next(name for name, other in found.facts.items() if other == GRADE["good"])
    known[found.pk] = {fact: value, standing: GRADE["outstanding"], "unknown_fact": 1}
    assert fill(year) == Filled(2, 1)
    now = sheet(year)
    assert (now.facts[standing], now.known[standing]) == (GRADE["good"], GRADE["outstanding"])
    assert fill(year) == Filled(0, 1)


def test_what_the_work_no_longer_tells_goes_away_and_the_sheet_counts_again(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    standing = next(name for name, other in found.facts.items() if other == GRADE["good"])
    known[found.pk] = {fact: value, standing: GRADE["outstanding"]}
    fill(year)
    del known[found.pk]
    fill(year)
    now = sheet(year)
    assert (now.work, now.known) == ({}, now.facts)
    assert now.known[standing] == GRADE["good"]


def test_only_sheets_that_change_are_written(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    events = apps.get_model("facts", "FactSheetEvent").objects
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    fill(year)
    before = events.count()
    fill(year)
    assert events.count() == before


def test_a_subject_without_a_sheet_gets_one(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    FactSheet.objects.filter(pk=found.pk).delete()
    assert fill(year) == Filled(1, 0)
    assert (sheet(year).facts, sheet(year).known) == ({}, {fact: value})


def test_whoever_is_decided_keeps_the_facts_of_the_decision(
    cast: Cast, year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    classify(campaign=year, actor=OPERATOR)
    all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    assert fill(year) == Filled(0, 0)
    assert sheet(year).work == {}


def test_a_value_that_the_fact_cannot_have_is_refused_and_nothing_is_filled(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, _ = blank(year)
    known[found.pk] = {fact: "rất tốt lắm"}
    with pytest.raises(FactError, match="rất tốt lắm"):
        fill(year)
    assert fact not in sheet(year).known


def test_only_the_province_fills_facts(
    cast: Cast, year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    with pytest.raises(PermissionDenied):
        fill_from_sources(campaign=year, actor=officer("huyen", Role.UPPER_LEVEL, cast["U1"]))


def test_against_the_work_a_reason_is_asked_for(
    year: Campaign, known: dict[int, dict[str, object]], secretary: User
) -> None:
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    fill(year)
    entry = sheet(year).roster_entry
    with pytest.raises(FactCorrectionError, match="lý do"):
        correct_fact(roster_entry=entry, fact=fact, value="poor", actor=secretary, reason=" ")
    assert sheet(year).known[fact] == value


def test_an_override_counts_and_says_why_and_by_whom(
    year: Campaign, known: dict[int, dict[str, object]], secretary: User
) -> None:
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    fill(year)
    entry = sheet(year).roster_entry
    correct_fact(
        roster_entry=entry, fact=fact, value="poor", actor=secretary, reason="Biên bản 12/11"
    )
    now = sheet(year)
    assert (now.known[fact], now.overrides, now.work[fact]) == ("poor", {fact: "poor"}, value)
    note = now.override_notes[fact]
    assert (note["reason"], note["role"]) == ("Biên bản 12/11", Role.CELL)
    fill(year)
    assert sheet(year).known[fact] == "poor"


@pytest.mark.parametrize("back", ["nothing", "what the work tells"])
def test_an_override_is_taken_back(
    year: Campaign, known: dict[int, dict[str, object]], secretary: User, back: str
) -> None:
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    fill(year)
    entry = sheet(year).roster_entry
    correct_fact(roster_entry=entry, fact=fact, value="poor", actor=secretary, reason="Biên bản")
    to = None if back == "nothing" else str(value)
    correct_fact(roster_entry=entry, fact=fact, value=to, actor=secretary)
    now = sheet(year)
    assert (now.known[fact], now.overrides, now.override_notes) == (value, {}, {})


def test_what_the_sheet_says_otherwise_can_be_taken_away(
    year: Campaign, known: dict[int, dict[str, object]], secretary: User
) -> None:
    found = sheet(year)
    standing = next(name for name, other in found.facts.items() if other == GRADE["good"])
    known[found.pk] = {standing: GRADE["outstanding"]}
    fill(year)
    correct_fact(roster_entry=found.roster_entry, fact=standing, value=None, actor=secretary)
    assert standing not in sheet(year).facts
    assert fill(year).otherwise == 0


def test_where_the_work_tells_nothing_a_fact_is_corrected_as_ever(
    year: Campaign, known: dict[int, dict[str, object]], secretary: User
) -> None:
    found, fact, _ = blank(year)
    correct_fact(roster_entry=found.roster_entry, fact=fact, value="poor", actor=secretary)
    now = sheet(year)
    assert (now.facts[fact], now.overrides, now.known[fact]) == ("poor", {}, "poor")
