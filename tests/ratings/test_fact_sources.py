"""A room that knows facts hands them in: what is blank is filled, what stands on a sheet stays."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, officer
from tests.cast import GRADE, Cast, all_decisions, build, campaign, everybody_good
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
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


def sheet(year: Campaign, code: str = MEMBER) -> FactSheet:
    return FactSheet.objects.get(
        roster_entry=RosterEntry.objects.get(campaign=year, code=code, subject_type="member")
    )


def blank(year: Campaign) -> tuple[FactSheet, str, object]:
    """The member's sheet without its first grade, and what stood there."""
    found = sheet(year)
    fact = next(name for name, value in found.facts.items() if value == GRADE["good"])
    value = found.facts.pop(fact)
    found.save()
    return found, fact, value


def test_a_blank_fact_is_filled_and_rated_with(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    classify(campaign=year, actor=OPERATOR)
    before = Rating.objects.get(roster_entry_id=found.pk)
    assert before.low != before.high
    known[found.pk] = {fact: value}
    classify(campaign=year, actor=OPERATOR)
    after = Rating.objects.get(roster_entry_id=found.pk)
    assert sheet(year).facts[fact] == value
    assert after.low == after.high
    event = apps.get_model("facts", "FactSheetEvent").objects.order_by("pk").last()
    assert event.pgh_context.metadata["act"] == "facts.fill"
    assert event.pgh_context.metadata["source"] == "sổ thử"


def test_what_stands_on_the_sheet_stays_and_is_counted(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    standing = next(name for name, other in found.facts.items() if other == GRADE["good"])
    known[found.pk] = {fact: value, standing: GRADE["outstanding"], "unknown_fact": 1}
    assert fill_from_sources(campaign=year, actor=OPERATOR) == {"sổ thử": Filled(1, 1)}
    assert sheet(year).facts[standing] == GRADE["good"]
    assert fill_from_sources(campaign=year, actor=OPERATOR) == {"sổ thử": Filled(0, 1)}


def test_a_subject_without_a_sheet_gets_one(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    FactSheet.objects.filter(pk=found.pk).delete()
    assert fill_from_sources(campaign=year, actor=OPERATOR) == {"sổ thử": Filled(1, 0)}
    assert sheet(year).facts == {fact: value}


def test_whoever_is_decided_keeps_the_facts_of_the_decision(
    cast: Cast, year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    classify(campaign=year, actor=OPERATOR)
    all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    found, fact, value = blank(year)
    known[found.pk] = {fact: value}
    assert fill_from_sources(campaign=year, actor=OPERATOR) == {"sổ thử": Filled(0, 0)}


def test_a_value_that_the_fact_cannot_have_is_refused_and_nothing_is_filled(
    year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    found, fact, _ = blank(year)
    known[found.pk] = {fact: "rất tốt lắm"}
    with pytest.raises(FactError, match="rất tốt lắm"):
        fill_from_sources(campaign=year, actor=OPERATOR)
    assert fact not in sheet(year).facts


def test_only_the_province_fills_facts(
    cast: Cast, year: Campaign, known: dict[int, dict[str, object]]
) -> None:
    with pytest.raises(PermissionDenied):
        fill_from_sources(campaign=year, actor=officer("huyen", Role.UPPER_LEVEL, cast["U1"]))
