"""Which opinion counts, and that it becomes the fact; without opinions nothing changes."""

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast, entry
from tests.opinions.conftest import Who
from thidua.campaigns.models import Campaign
from thidua.facts.models import FactSheet
from thidua.facts.owners import Owns, owners_of
from thidua.facts.sources import fill_from_sources
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.batch import Given
from thidua.opinions.counting import counting_grades
from thidua.opinions.giving import give_grades, give_words
from thidua.opinions.permissions import Giver
from thidua.organisations.models import MembershipSpell
from thidua.ratings.actions import classify
from thidua.ratings.staleness import is_fresh
from thidua.roster.identity import SubjectKey, key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import Level, OpinionKind, SubjectType

OWN = Giver(OpinionKind.SELF)


def give(year: Campaign, key: SubjectKey, giver: Giver, **grades: Word | None) -> None:
    cells = {name: Given(grade, "vì có căn cứ") for name, grade in grades.items()}
    give_grades(campaign=year, key=key, giver=giver, grades=cells, actor=OPERATOR)


def sheet_of(year: Campaign, key: SubjectKey) -> FactSheet:
    return FactSheet.objects.select_related("roster_entry__campaign").get(
        roster_entry__campaign=year,
        roster_entry__person=key.person_id,
        roster_entry__subject_type=key.subject_type,
    )


def test_of_a_member_the_committee_of_the_cell_counts_and_nobody_else(
    year: Campaign, key: SubjectKey, committee: Giver
) -> None:
    give(year, key, OWN, duties=Word.EXCELLENT, remedying=Word.EXCELLENT)
    assert counting_grades(year, [key]) == {key: {}}
    give(year, key, committee, duties=Word.AVERAGE)
    counted = counting_grades(year, [key])[key]
    assert {name: one.grade for name, one in counted.items()} == {"duties": Word.AVERAGE}
    assert counted["duties"].kind is OpinionKind.CELL_COMMITTEE


def test_of_an_organisation_the_superior_counts_before_its_own_committee(
    year: Campaign, cast: Cast
) -> None:
    key = key_of(entry(year, "G1"))
    give(
        year,
        key,
        Giver(OpinionKind.COMMITTEE, cast["G1"]),
        programme=Word.GOOD,
        remedying=Word.GOOD,
    )
    give(year, key, Giver(OpinionKind.SUPERIOR, cast["U1"]), programme=Word.POOR)
    counted = counting_grades(year, [key])[key]
    assert {name: (one.grade, one.kind) for name, one in counted.items()} == {
        "programme": (Word.POOR, OpinionKind.SUPERIOR),
        "remedying": (Word.GOOD, OpinionKind.COMMITTEE),
    }


def test_of_two_cells_that_of_the_years_list_counts(
    year: Campaign, key: SubjectKey, committee: Giver, cast: Cast
) -> None:
    give(year, key, committee, duties=Word.GOOD)
    give(year, key, Giver(OpinionKind.CELL_COMMITTEE, cast["G1B"]), duties=Word.POOR)
    assert counting_grades(year, [key])[key]["duties"].grade is Word.GOOD


def test_what_counts_is_the_fact_at_once_and_makes_the_rating_old(
    year: Campaign, key: SubjectKey, committee: Giver
) -> None:
    classify(campaign=year, actor=OPERATOR)
    assert is_fresh(year)
    give(year, key, committee, duties=Word.POOR)
    sheet = sheet_of(year, key)
    assert (sheet.known["duties"], sheet.facts["duties"]) == ("poor", "good")
    assert not is_fresh(year)
    before = sheet.work
    fill_from_sources(campaign=year, actor=OPERATOR)
    assert sheet_of(year, key).work == before
    owner = owners_of(sheet, bound_frameworks(year)[SubjectType.MEMBER].fields)["duties"]
    assert (owner.kind, owner.said) == (Owns.OPINION, "good")
    assert "G1A" in owner.place


def test_taken_away_the_workbook_tells_again(
    year: Campaign, key: SubjectKey, committee: Giver
) -> None:
    give(year, key, committee, duties=Word.POOR)
    give(year, key, committee, duties=None)
    assert sheet_of(year, key).known["duties"] == "good"


def test_a_year_without_opinions_stays_as_it_is(year: Campaign) -> None:
    before = list(FactSheet.objects.order_by("pk").values_list("pk", "known"))
    fill_from_sources(campaign=year, actor=OPERATOR)
    assert list(FactSheet.objects.order_by("pk").values_list("pk", "known")) == before


def test_a_civil_servants_level_comes_from_the_employing_unit(
    year: Campaign, key: SubjectKey
) -> None:
    found = RosterEntry.objects.filter(campaign=year, person=key.person_id, subject_type="member")
    found.update(facts={**found.get().facts, "civil_servant": True})
    give_words(
        campaign=year,
        key=key,
        giver=Giver(OpinionKind.EMPLOYER, name="Trạm Y tế"),
        civil_servant_level=Level.COMPLETED,
        actor=OPERATOR,
    )
    assert sheet_of(year, key).known["civil_servant_level"] == "completed"


@pytest.mark.parametrize("host", [False, True])
def test_a_comment_of_a_cell_one_was_in_is_a_fact(
    year: Campaign, key: SubjectKey, cast: Cast, *, host: bool
) -> None:
    fact = "temporary_cell_comment" if host else "former_cell_comment"
    spells = MembershipSpell.objects.filter(person=key.person_id)
    if host:
        spells.update(host=cast["G1B"], status="temporary_elsewhere")
    else:
        spells.update(organisation=cast["G1B"])
    giver = Giver(OpinionKind.CELL, cast["G1B"])
    give_words(campaign=year, key=key, giver=giver, comment="Sinh hoạt đủ", actor=OPERATOR)
    assert sheet_of(year, key).work == {fact: True}


def test_who_was_graded_before_the_list_was_made_anew_keeps_it(
    year: Campaign, key: SubjectKey, committee: Giver, who: Who
) -> None:
    give(year, key, committee, duties=Word.POOR)
    RosterEntry.objects.filter(campaign=year, person=key.person_id).delete()
    assert counting_grades(year, [key])[key]["duties"].grade is Word.POOR
