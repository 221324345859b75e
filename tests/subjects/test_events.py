"""Reading one subject of the year whole; only what the reader may see."""

import pytest

from tests.builder import OPERATOR, decision, officer, post
from tests.cast import Cast, campaign, choose, entry, everybody_good, propose, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision, reopen_decisions
from thidua.ratings.actions import classify
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.errors import SubjectNotFoundError
from thidua.ratings.explaining import explanation_of
from thidua.ratings.models import EarlierLevel
from thidua.ratings.subjects import entry_by_code
from thidua.subjects.events import timeline
from thidua.vocabulary import Level


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign()
    everybody_good(made, outstanding=["M-G1A-04"])
    choose(entry(made, "M-G1A-04"))
    write_facts(entry(made, "M-G3A-04"), discipline="reprimand")
    write_facts(entry(made, "M-G3A-05"), self_reviewed=None)
    classify(campaign=made, actor=OPERATOR)
    return made


def test_one_subject_is_read_whole(cast: Cast, year: Campaign) -> None:
    EarlierLevel.objects.create(
        year=2020, subject_type="member", person=cast.of_cell("G1A", 4), level="completed"
    )
    one = decision(year, cast["G1"], ["member"])
    issue_decision(decision=one, actor=OPERATOR)
    found = entry_by_code(campaign=year, code="M-G1A-04", actor=OPERATOR)
    assert explanation_of(found).level is Level.OUTSTANDING
    assert (found.rating.low, found.rating.standing) == (4, 4)
    assert (found.decided.level, found.decided.decision) == ("outstanding", one)
    assert levels_before(2021, [Whose.of(found)])[Whose.of(found)] == {2020: Level.COMPLETED}
    assert [(event.what, event.act) for event in timeline(found)] == [
        ("FactSheet.insert", ""),
        ("Proposal.insert", ""),
        ("DecisionItem.insert", "decisions.issue"),
    ]
    assert timeline(found)[-1].values == {"level": "outstanding", "reason": ""}
    assert timeline(found)[-1].actor == "Người vận hành"


def test_a_reopened_decision_no_longer_decides_but_stays_in_the_timeline(
    cast: Cast, year: Campaign
) -> None:
    issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    reopen_decisions(campaign=year, reason="sai sót", actor=OPERATOR)
    found = entry_by_code(campaign=year, code="M-G1A-04", actor=OPERATOR)
    assert not hasattr(found, "decided")
    assert [event.what for event in timeline(found)][-2:] == [
        "DecisionItem.insert",
        "DecisionItem.delete",
    ]


def test_outsiders_are_told_that_there_is_no_such_subject(cast: Cast, year: Campaign) -> None:
    upper = officer("upper", Role.UPPER_LEVEL, cast["U1"])
    assert entry_by_code(campaign=year, code="M-G1A-04", actor=upper).code == "M-G1A-04"
    for code in ("M-G3A-04", "NOBODY"):
        with pytest.raises(SubjectNotFoundError, match=f"không có mã “{code}”"):
            entry_by_code(campaign=year, code=code, actor=upper)


def test_a_person_reads_their_own_file(cast: Cast, year: Campaign) -> None:
    reader = officer("member", Role.CELL, cast["G1B"])
    reader.grants.all().delete()
    reader.person = cast.of_cell("G3A", 4)
    reader.save()
    assert (
        explanation_of(entry_by_code(campaign=year, code="M-G3A-04", actor=reader)).level
        is Level.NOT_COMPLETED
    )
    with pytest.raises(SubjectNotFoundError):
        entry_by_code(campaign=year, code="M-G3A-06", actor=reader)


def test_a_leader_of_several_organisations_is_meant_at_the_main_post(cast: Cast) -> None:
    post(cast.of_cell("G1A", 2), cast["U1"], "deputy")
    year = campaign()
    found = entry_by_code(campaign=year, code="M-G1A-02", subject_type="leader", actor=OPERATOR)
    assert (found.role, found.organisation.code, found.rated) == ("deputy", "U1", True)
    other = entry_by_code(
        campaign=year, code="M-G1A-02", subject_type="leader", leads="G1", actor=OPERATOR
    )
    assert (other.role, other.rated) == ("head", False)


def test_who_did_what_is_in_the_timeline(cast: Cast, year: Campaign) -> None:
    secretary = officer("bi.thu", Role.CELL, cast["G1A"])
    propose(entry(year, "M-G1A-06"), self_claimed="good", actor=secretary)
    last = timeline(entry_by_code(campaign=year, code="M-G1A-06", actor=secretary))[-1]
    assert (last.act, last.actor, last.values["self_claimed"]) == (
        "boards.propose",
        "bi.thu",
        "good",
    )
