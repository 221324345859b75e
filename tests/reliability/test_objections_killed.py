"""kill -9 between answering an objection and reopening its level, and between that and the seal.
Afterwards it is verified, not answered, the level is in its decision; answered again, all of it is
there once.
"""

import datetime as dt

import pytest
from django.conf import LazySettings

from tests import cast as the_cast
from tests.builder import OPERATOR, officer
from tests.reliability.test_ballots_killed import Kill, kill_myself, killed, lose_the_database
from thidua.accounts.models import Role, User
from thidua.decisions.actions import issue_all
from thidua.decisions.models import Decision, DecisionItem, ReopenedLevel
from thidua.facts.models import FactSheet
from thidua.notices.models import Notice
from thidua.objections.actions import object_to_level
from thidua.objections.answering import answer
from thidua.objections.models import Line, LineKind, Objection, SealedPart, State
from thidua.objections.verifying import assign, find, note
from thidua.seals.verifying import verify

WHO = "M-G1A-05"
TOLD = dt.date(2021, 12, 20)
STEPS = (
    "thidua.decisions.reopening.let_go",
    "thidua.decisions.reopening.draft_second",
    "thidua.decisions.reopening.tell_one_reopened",
    "thidua.objections.answering.reopen_one",
    "thidua.objections.answering.put_fact",
    "thidua.objections.answering.wrote",
    "thidua.objections.answering.tell_answered",
    "thidua.objections.sealing.seal",
    "thidua.objections.answering.seal_answer",
)
KILLS = pytest.mark.parametrize(
    ("step", "kill"),
    [
        *((step, kill_myself) for step in STEPS),
        ("thidua.objections.answering.reopen_one", lose_the_database),
        ("thidua.objections.sealing.seal", lose_the_database),
    ],
)


@pytest.fixture
def found(transactional_db: None, settings: LazySettings) -> Objection:
    """Committed, so that another process finds it: sent, verified, with a fact that was found."""
    settings.TODAY = TOLD
    cast = the_cast.build()
    year = the_cast.good_year()
    the_cast.all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    settings.TODAY = TOLD + dt.timedelta(days=5)
    at = dt.datetime.combine(TOLD, dt.time(9), tzinfo=dt.UTC)
    Decision.objects.filter(status="issued").update(issued_at=at, decided_on=TOLD)
    sent = object_to_level(
        roster_entry=the_cast.entry(year, WHO),
        conditions=[],
        facts={"year_tasks": "excellent"},
        why="Ba buổi vắng có giấy ra viện.",
        actor=User.objects.create_user("objector", person=cast.people[WHO]),
    )
    superior = officer("superior", Role.UPPER_LEVEL, cast["U1"])
    assign(objection=sent, users=[superior.pk], actor=superior)
    note(objection=sent, text="Đã xem sổ điểm danh.", actor=superior)
    return find(
        objection=sent, facts={"year_tasks": "excellent"}, text="Giấy ra viện", actor=superior
    )


def _answered(objection: Objection) -> Objection:
    superior = User.objects.get(username="superior")
    return answer(objection=objection, upheld=True, reasons="Có căn cứ.", actor=superior)


def _stands(objection: Objection, *, done: bool) -> None:
    """All of the answer is there, once, or none of it."""
    entry, once = objection.roster_entry_id, int(done)
    stored = Objection.objects.get(pk=objection.pk)
    assert stored.state == (State.UPHELD if done else State.VERIFYING)
    assert DecisionItem.objects.filter(roster_entry=entry).count() == 1 - once
    assert ReopenedLevel.objects.count() == once
    assert Decision.objects.filter(status="draft").count() == once
    assert SealedPart.objects.count() == once
    assert Line.objects.filter(kind=LineKind.UPHELD).count() == once
    told = Notice.objects.filter(kind="objections.answered", user__username="objector")
    assert told.count() == once
    assert FactSheet.objects.get(pk=entry).known["year_tasks"] == ("excellent" if done else "good")
    assert verify().whole


@KILLS
def test_killed_while_answering_nothing_of_it_happened_and_it_is_answered_again(
    found: Objection, step: str, kill: Kill
) -> None:
    killed(lambda: _answered(found), step, kill)
    _stands(found, done=False)
    _answered(found)
    _stands(found, done=True)


def test_killed_after_answering_all_of_it_is_there(found: Objection) -> None:
    killed(lambda: _answered(found), "", kill_myself)
    _stands(found, done=True)
