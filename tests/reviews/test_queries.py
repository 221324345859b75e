"""Reading a review: one subject whole, levels counted, subjects listed; only what the reader may see."""

import pytest

from tests.cast import OPERATOR, Cast, campaign, choose, decision, entry, everybody_good, officer, post, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign, SubjectType
from thidua.reviews.actions import classify, issue_decision, propose, reopen_decisions
from thidua.reviews.errors import SubjectNotFoundError
from thidua.reviews.models import EarlierLevel
from thidua.reviews.queries import decisions, entry_by_code, levels_by, rating_of, subjects_with
from thidua.rulebook import Level


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
    EarlierLevel.objects.create(year=2020, subject_type="member", person=cast.member("G1A", 4), level="completed")
    one = decision(year, cast["G1"], ["member"])
    issue_decision(decision=one, actor=OPERATOR)
    found = rating_of(campaign=year, code="M-G1A-04", actor=OPERATOR)
    assert found.explanation.level is Level.OUTSTANDING
    assert found.rating is not None
    assert (found.rating.low, found.rating.standing) == (4, 4)
    assert found.decided is not None
    assert (found.decided.level, found.decided.decision) == ("outstanding", one)
    assert found.earlier == {2020: Level.COMPLETED}
    assert [(event.what, event.act) for event in found.timeline] == [
        ("FactSheet.insert", ""),
        ("Proposal.insert", ""),
        ("DecisionItem.insert", "reviews.issue"),
    ]
    assert found.timeline[-1].values == {"level": "outstanding", "reason": ""}
    assert found.timeline[-1].actor == "operator"


def test_a_reopened_decision_no_longer_decides_but_stays_in_the_timeline(cast: Cast, year: Campaign) -> None:
    issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    reopen_decisions(campaign=year, reason="sai sót", actor=OPERATOR)
    found = rating_of(campaign=year, code="M-G1A-04", actor=OPERATOR)
    assert found.decided is None
    assert [event.what for event in found.timeline][-2:] == ["DecisionItem.insert", "DecisionItem.delete"]


def test_outsiders_are_told_that_there_is_no_such_subject(cast: Cast, year: Campaign) -> None:
    upper = officer("upper", Role.UPPER_LEVEL, cast["U1"])
    assert rating_of(campaign=year, code="M-G1A-04", actor=upper).entry.code == "M-G1A-04"
    for code in ("M-G3A-04", "NOBODY"):
        with pytest.raises(SubjectNotFoundError, match=f"không có mã “{code}”"):
            rating_of(campaign=year, code=code, actor=upper)


def test_a_person_reads_their_own_file(cast: Cast, year: Campaign) -> None:
    reader = officer("member", Role.CELL, cast["G1B"])
    reader.grants.all().delete()
    reader.person = cast.member("G3A", 4)
    reader.save()
    assert rating_of(campaign=year, code="M-G3A-04", actor=reader).explanation.level is Level.NOT_COMPLETED
    with pytest.raises(SubjectNotFoundError):
        rating_of(campaign=year, code="M-G3A-06", actor=reader)


def test_a_leader_of_several_organisations_must_be_told_apart(cast: Cast) -> None:
    post(cast.member("G1A", 2), cast["U1"], "deputy")
    year = campaign()
    with pytest.raises(SubjectNotFoundError, match="leader G1, leader U1"):
        entry_by_code(campaign=year, code="M-G1A-02", subject_type="leader", actor=OPERATOR)
    found = entry_by_code(campaign=year, code="M-G1A-02", subject_type="leader", leads="U1", actor=OPERATOR)
    assert found.role == "deputy"


def test_subjects_are_listed_by_level_within_the_readers_part(cast: Cast, year: Campaign) -> None:
    def codes(actor: object, *levels: Level | None) -> list[str]:
        found = subjects_with(campaign=year, actor=actor, subject_type=SubjectType.MEMBER, levels=levels)  # type: ignore[arg-type]
        return list(found.values_list("code", flat=True))

    upper = officer("upper", Role.UPPER_LEVEL, cast["U2"])
    assert codes(OPERATOR, Level.OUTSTANDING) == ["M-G1A-04"]
    assert codes(upper, Level.OUTSTANDING) == []
    assert codes(upper, Level.NOT_COMPLETED, None) == ["M-G3A-04", "M-G3A-05"]


def test_levels_are_counted_by_any_column_within_the_readers_part(cast: Cast, year: Campaign) -> None:
    counted = levels_by(campaign=year, actor=OPERATOR, group="upper_level")
    assert counted["member", cast["U1"].pk] == {Level.GOOD: 35, Level.OUTSTANDING: 1}
    assert counted["member", cast["U2"].pk] == {Level.GOOD: 22, Level.NOT_COMPLETED: 1, None: 1}
    upper = officer("upper", Role.UPPER_LEVEL, cast["U1"])
    assert {value for _, value in levels_by(campaign=year, actor=upper, group="upper_level")} == {cast["U1"].pk}
    nobody = officer("accounts", Role.ADMINISTRATOR, cast["P"])
    assert levels_by(campaign=year, actor=nobody, group="tier") == {}


def test_a_decided_level_counts_before_the_standing_one(cast: Cast, year: Campaign) -> None:
    issue_decision(decision=decision(year, cast["G2"], ["member"]), actor=OPERATOR)
    entry(year, "M-G2-04").rating.delete()
    found = subjects_with(campaign=year, actor=OPERATOR, subject_type=SubjectType.MEMBER, levels=[Level.GOOD])
    assert "M-G2-04" in found.values_list("code", flat=True)


def test_decisions_are_shown_to_those_over_their_issuers(cast: Cast, year: Campaign) -> None:
    mine, other = decision(year, cast["G1"], ["member"]), decision(year, cast["G3"], ["member"])
    assert set(decisions(campaign=year, actor=officer("upper", Role.UPPER_LEVEL, cast["U1"]))) == {mine}
    assert set(decisions(campaign=year, actor=OPERATOR)) == {mine, other}


def test_who_did_what_is_in_the_timeline(cast: Cast, year: Campaign) -> None:
    secretary = officer("bi.thu", Role.CELL, cast["G1A"])
    propose(roster_entry=entry(year, "M-G1A-06"), self_claimed="good", actor=secretary)
    last = rating_of(campaign=year, code="M-G1A-06", actor=secretary).timeline[-1]
    assert (last.act, last.actor, last.values["self_claimed"]) == ("reviews.propose", "bi.thu", "good")
