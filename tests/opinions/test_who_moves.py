"""Somebody who moves to another cell between their self-review and the decision: nothing that was
said is lost, the new cell grades on, what counts is what the year's cell says.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions
from tests.opinions.conftest import Who
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.opinions.batch import Given
from thidua.opinions.counting import counting_grades
from thidua.opinions.errors import OpinionError, ReasonMissingError
from thidua.opinions.giving import give_grades
from thidua.opinions.models import Grade
from thidua.opinions.permissions import Giver
from thidua.ratings.actions import classify
from thidua.roster.identity import SubjectKey
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import OpinionKind


@pytest.fixture
def moved(year: Campaign, key: SubjectKey, committee: Giver, cast: Cast) -> Giver:
    """Graded by oneself and by the old cell, then on the list of the new one: its committee."""
    for giver in (Giver(OpinionKind.SELF), committee):
        grades = {"duties": Given(Word.GOOD)}
        give_grades(campaign=year, key=key, giver=giver, grades=grades, actor=OPERATOR)
    rows = RosterEntry.objects.filter(campaign=year, person=key.person_id, subject_type="member")
    rows.update(organisation=cast["G1B"])
    return Giver(OpinionKind.CELL_COMMITTEE, cast["G1B"])


def test_what_the_old_cell_and_the_person_said_stands_beside_the_new_cells_grades(
    year: Campaign, key: SubjectKey, moved: Giver, who: Who
) -> None:
    assert counting_grades(year, [key])[key]["duties"].grade is Word.GOOD
    client = Client()
    client.force_login(who("secretary_outside"))
    page = client.get("/nam/2021/cham/G1B/?view=all").content.decode()
    assert "<i>TC</i> T" in page
    assert "<i>CU</i> T" in page
    assert Grade.objects.count() == 2


def test_the_new_cell_grades_on_and_says_why_where_it_differs(
    year: Campaign, key: SubjectKey, moved: Giver, who: Who
) -> None:
    def give(reason: str) -> None:
        grades = {"duties": Given(Word.AVERAGE, reason)}
        actor = who("secretary_outside")
        give_grades(campaign=year, key=key, giver=moved, grades=grades, actor=actor)

    with pytest.raises(ReasonMissingError):
        give("")
    give("hai việc chậm sau khi chuyển về")
    counted = counting_grades(year, [key])[key]["duties"]
    assert (counted.grade, counted.said.giver) == (Word.AVERAGE, moved)
    assert Grade.objects.count() == 3


def test_the_old_cell_grades_no_more(
    year: Campaign, key: SubjectKey, moved: Giver, committee: Giver, who: Who
) -> None:
    grades = {"duties": Given(Word.POOR)}
    with pytest.raises(PermissionDenied):
        give_grades(campaign=year, key=key, giver=committee, grades=grades, actor=who("secretary"))


def test_after_the_decision_nobody_grades(
    year: Campaign, key: SubjectKey, cast: Cast, committee: Giver, who: Who
) -> None:
    classify(campaign=year, actor=OPERATOR)
    all_decisions(year, cast)
    issue_all(campaign=year, actor=OPERATOR)
    grades = {"duties": Given(Word.POOR)}
    with pytest.raises(OpinionError, match="đã có quyết định"):
        give_grades(campaign=year, key=key, giver=committee, grades=grades, actor=who("secretary"))
    assert not Grade.objects.exists()
