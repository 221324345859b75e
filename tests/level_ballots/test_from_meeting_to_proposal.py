"""A cell votes on its members at the meeting: what the count came to becomes the proposals."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, officer
from tests.level_ballots.house import SURE, Voting, set_locally, sitting_cell
from thidua.accounts.models import Role
from thidua.ballots.cancelling import cancel
from thidua.ballots.models import Ballot
from thidua.ballots.results import result_of
from thidua.ballots.rule import Base
from thidua.level_ballots.beginning import Way, begin
from thidua.level_ballots.errors import LevelBallotError
from thidua.level_ballots.outcomes import outcomes_of
from thidua.level_ballots.purpose import asides, next_step
from thidua.level_ballots.words import short
from thidua.meetings.holding import pause
from thidua.organisations.models import MembershipSpell
from thidua.vocabulary import Level, MembershipStatus, SubjectType


def good_but(voting: Voting, **levels: str):  # type: ignore[no-untyped-def]
    """Everybody marks good for everybody, but for those named `m4="outstanding"`."""
    named = {voting.ref(int(name[1:])): level for name, level in levels.items()}
    return lambda voter, ref: named.get(ref, "good")


def test_the_count_writes_the_proposals(voting: Voting) -> None:
    sealed = voting.counted(voting.begin(), good_but(voting, m4="outstanding", m5="completed"))

    assert [voting.proposed(number) for number in (3, 4, 5)] == [
        "good",
        "outstanding",
        "completed",
    ]
    outcomes = outcomes_of(voting.year, [voting.key(4)])
    assert outcomes[voting.key(4)].level is Level.OUTSTANDING
    assert outcomes[voting.key(4)].last.ballot == sealed.pk
    assert short(outcomes[voting.key(4)]).vi == "phiếu: Xuất sắc (HTXS 12)"


def test_it_is_held_as_the_procedure_says(voting: Voting) -> None:
    ballot = voting.begin()
    rule = ballot.the_rule

    assert ballot.secret
    assert (rule.base, rule.part, rule.whole, rule.more_than) == (Base.CALLED, 1, 2, True)
    assert (rule.source, rule.confirmed, rule.self_vote) == ("local", False, True)
    assert rule.quorum is not None
    assert (rule.quorum.part, rule.quorum.whole) == (2, 3)
    assert list(rule.options) == ["outstanding", "good", "completed", "not_completed"]
    assert (ballot.members, ballot.present, ballot.voters.count()) == (12, 12, 12)


def test_the_head_stands_last_on_the_paper(voting: Voting) -> None:
    labels = list(voting.begin().candidates.order_by("no").values_list("label", flat=True))

    assert len(labels) == 12
    leader = voting.cell.person(2)
    assert leader.full_name in labels


def test_who_came_to_no_level_keeps_an_empty_proposal_and_is_voted_on_again(
    voting: Voting,
) -> None:
    def split(voter: int, ref: str) -> str:
        if ref != voting.ref(7):
            return "good"
        return "outstanding" if voter <= 6 else "blank"

    sealed = voting.counted(voting.begin(), split)

    assert voting.proposed(7) == ""
    assert voting.proposed(8) == "good"
    assert (
        "không mức nào đủ phiếu"
        in short(outcomes_of(voting.year, [voting.key(7)])[voting.key(7)]).vi
    )
    step = next_step(sealed, OPERATOR)
    assert step is not None
    assert "bỏ phiếu lại" in step.note

    again = voting.begin()
    assert list(again.candidates.values_list("ref", flat=True)) == [voting.ref(7)]
    voting.counted(again, lambda voter, ref: "good")
    assert voting.proposed(7) == "good"


def test_where_the_superior_decides_the_page_says_so(voting: Voting) -> None:
    set_locally(voting.year, "voting.tie", "superior")
    sealed = voting.counted(
        voting.begin(), lambda voter, ref: "blank" if ref == voting.ref(7) else "good"
    )
    step = next_step(sealed, OPERATOR)

    assert step is None or "cấp trên quyết định" in step.note


def test_when_all_have_a_level_nobody_is_left(voting: Voting) -> None:
    voting.counted(voting.begin(), good_but(voting))

    with pytest.raises(LevelBallotError, match="không còn ai"):
        voting.begin()


def test_one_at_a_time(voting: Voting) -> None:
    voting.begin()

    with pytest.raises(LevelBallotError, match="đang làm"):
        voting.begin()


def test_a_cancelled_one_is_held_again_and_names_what_it_replaces(voting: Voting) -> None:
    first = voting.begin()
    cancel(ballot=first, reason="mất mã", actor=OPERATOR)
    again = voting.begin()

    assert again.replaces == first
    assert again.purpose_ref == first.purpose_ref


def test_members_on_probation_do_not_vote_and_are_voted_on(voting: Voting) -> None:
    MembershipSpell.objects.filter(person=voting.cell.person(12)).update(
        status=MembershipStatus.PROBATIONARY.value
    )
    ballot = voting.begin()

    assert ballot.voters.count() == 11
    assert not ballot.voters.filter(person=voting.cell.person(12)).exists()
    assert ballot.members == 11


def test_the_absent_do_not_vote_and_count_among_those_with_the_right(db: None) -> None:
    voting = sitting_cell(absent=(11, 12))
    ballot = voting.begin()

    assert (ballot.members, ballot.present, ballot.voters.count()) == (12, 10, 10)


def test_the_absent_vote_by_device_where_the_procedure_lets_them(db: None) -> None:
    voting = sitting_cell(absent=(11, 12))
    set_locally(voting.year, "voting.absent_votes", "device")
    ballot = voting.begin()

    assert (ballot.members, ballot.present, ballot.voters.count()) == (12, 10, 12)


def test_without_an_open_meeting_and_a_called_roll_there_is_no_ballot(voting: Voting) -> None:
    participant = voting.meeting.participants.filter(person=voting.cell.person(9))
    participant.update(presence="unknown", noted_by_name="")
    with pytest.raises(LevelBallotError, match="chưa điểm danh"):
        voting.begin()

    pause(meeting=voting.meeting, actor=OPERATOR)
    voting.meeting.refresh_from_db()
    with pytest.raises(LevelBallotError, match="chưa khai mạc"):
        voting.begin()


def test_a_secretary_who_is_a_candidate_holds_a_key(voting: Voting) -> None:
    ballot = voting.begin()

    assert ballot.secretary == voting.cell.person(2)
    assert ballot.candidates.filter(ref=voting.ref(2)).exists()
    voting.counted(ballot, good_but(voting))
    assert voting.proposed(2) == "good"


def test_with_fewer_than_five_voters_the_outcome_alone_is_told(db: None) -> None:
    voting = sitting_cell(absent=range(5, 13))
    set_locally(voting.year, "shares.quorum", "1/2")
    ballot = voting.begin()
    Ballot.objects.filter(pk=ballot.pk).update(rule={**ballot.rule, "quorum": None})
    ballot.refresh_from_db()
    sealed = voting.counted(ballot, lambda voter, ref: "good", voters=range(1, 5))
    told = result_of(sealed)

    assert told is not None
    assert all(one.counts is None for one in told.candidates)
    found = outcomes_of(voting.year, [voting.key(4)])[voting.key(4)]
    assert found.last.counts is None
    assert short(found).vi == "phiếu: Tốt"


def test_the_organisation_has_a_ballot_of_its_own(voting: Voting) -> None:
    ballot = voting.begin(SubjectType.ORGANISATION)

    assert list(ballot.candidates.values_list("label", flat=True)) == [voting.unit.name]
    voting.begin(SubjectType.MEMBER)


def test_whoever_does_not_keep_the_cell_begins_nothing(voting: Voting) -> None:
    stranger = officer("xa", Role.GRASSROOTS, voting.cell.cast["G3"])

    with pytest.raises(PermissionDenied):
        begin(meeting=voting.meeting, kind=SubjectType.MEMBER, actor=stranger)


def test_beside_each_name_stands_what_they_claim_and_reached(voting: Voting) -> None:
    ballot = voting.begin()
    found = asides(ballot)
    sure = ballot.candidates.get(ref=voting.ref(4)).no

    assert SURE.endswith("04")
    assert "đạt Xuất sắc" in found[sure].text
    assert found[sure].href.startswith("/")


def test_paper_needs_no_device(voting: Voting) -> None:
    assert not voting.begin(way=Way(electronic=False)).electronic
