"""The small province through the real import, rulebook, decisions: what is planned comes out."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from thidua.accounts.actors import Operator, scope_of
from thidua.accounts.demo import SLIP_SECRET, demo_accounts, demo_codes, demo_slip
from thidua.accounts.models import User
from thidua.ballots import recount
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.models import Ballot
from thidua.ballots.results import recount_file, result_of
from thidua.campaigns.models import Limit
from thidua.committee_meetings.models import CommitteeMeeting
from thidua.decisions.actions import issue_all, reopen_decisions
from thidua.decisions.models import DecisionItem, ReopenedLevel
from thidua.demo.build import make_up
from thidua.demo.load import Loaded, load_demo
from thidua.demo.plans import SMALL
from thidua.demo.season import DEMO_DAY
from thidua.exchange.importing import import_files
from thidua.facts.models import FactSheet
from thidua.level_ballots.outcomes import outcomes_of
from thidua.meetings.models import Meeting, Speech
from thidua.notices.models import Notice
from thidua.objections.answering import answer
from thidua.objections.models import Objection
from thidua.opinions.models import Ask, Grade, Opinion
from thidua.opinions.slips import slip_called
from thidua.organisations.models import Organisation
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.remedies.models import Remedy
from thidua.reviews.models import Review
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.seals.models import Link
from thidua.seals.verifying import verify
from thidua.vocabulary import Level

OPERATOR = Operator()
HOME = "294-901"
"""The commune of the accounts in the small province."""


# One load for all of them; each test works on its own savepoint of it.
pytestmark = [pytest.mark.xdist_group("small demo"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Loaded]:
    in_demo_mode = override_settings(DEMO=True)
    with django_db_blocker.unblock(), transaction.atomic(), in_demo_mode:
        yield load_demo(small=True, folder=tmp_path_factory.mktemp("demo"))
        transaction.set_rollback(True)


def decided(subject_type: str, tier: str | None = None) -> Counter[str]:
    items = DecisionItem.objects.filter(
        decision__campaign__year=2021, roster_entry__subject_type=subject_type
    )
    return Counter(
        (items.filter(roster_entry__tier=tier) if tier else items).values_list("level", flat=True)
    )


def planned_members() -> dict[str, int]:
    members = SMALL.members
    return {
        "outstanding": members.outstanding,
        "good": members.good,
        "completed": members.completed,
        "not_completed": members.not_completed,
    }


def test_what_is_planned_is_decided(loaded: Loaded) -> None:
    assert decided("member") == planned_members()
    grassroots = SMALL.grassroots
    assert decided("organisation", "grassroots") == {
        "outstanding": grassroots.outstanding,
        "good": grassroots.good,
        "completed": grassroots.completed,
    }
    outstanding = DecisionItem.objects.filter(
        decision__campaign=loaded.campaign,
        level="outstanding",
        roster_entry__subject_type="organisation",
        roster_entry__tier="upper_level",
    )
    chosen = {upper.name for upper in SMALL.uppers if upper.chosen}
    assert set(outstanding.values_list("roster_entry__name", flat=True)) == chosen


def test_nobody_is_left_without_a_level(loaded: Loaded) -> None:
    rated = RosterEntry.objects.filter(campaign=loaded.campaign, rated=True)
    assert not rated.filter(decided=None).exists()
    assert not Rating.objects.filter(roster_entry__campaign=loaded.campaign, standing=None).exists()
    excluded = Counter(
        RosterEntry.objects.filter(campaign=loaded.campaign, rated=False).values_list(
            "excluded_by", flat=True
        )
    )
    assert excluded["member.excluded.exempt"] == SMALL.exempt
    assert excluded["member.excluded.suspended"] == SMALL.suspended


def test_one_commune_that_exists_nowhere_is_reviewed_whole(loaded: Loaded) -> None:
    members = RosterEntry.objects.filter(
        campaign=loaded.campaign, subject_type="member", grassroots__code=HOME, rated=True
    )
    assert members.count() > 50
    reviews = Review.objects.filter(campaign=loaded.campaign)
    assert set(reviews.values_list("status", flat=True)) == {"accepted"}
    assert reviews.exclude(person=None).count() == members.count()
    assert Meeting.objects.filter(campaign=loaded.campaign).count() == 6
    assert set(Meeting.objects.values_list("campaign__year", "state")) >= {(2021, "closed")}
    assert not Speech.objects.filter(speaker=None, as_one="").exists()
    cells = Organisation.objects.filter(code__startswith=HOME)
    assert set(reviews.values_list("cell", flat=True)) <= set(cells.values_list("pk", flat=True))


def test_what_counts_of_the_opinions_is_what_the_sheets_say(loaded: Loaded) -> None:
    told = FactSheet.objects.filter(
        roster_entry__campaign=loaded.campaign, work__has_key="political_thought"
    )
    assert told.count() > 50
    for sheet in told:
        assert all(sheet.facts.get(name, value) == value for name, value in sheet.work.items())
    assert Grade.objects.exclude(reason="").exists(), "some saw it otherwise, and say why"


def test_leaders_are_spoken_of_by_themselves_their_committee_and_the_one_above(
    loaded: Loaded,
) -> None:
    of_leaders = Opinion.objects.filter(subject_type="leader")
    given = Counter(of_leaders.filter(campaign=loaded.campaign).values_list("kind", flat=True))
    leaders = RosterEntry.objects.filter(
        campaign=loaded.campaign, subject_type="leader", organisation__code=HOME, rated=True
    ).count()
    assert given == {"self": leaders, "committee": leaders, "superior": leaders}
    this_year = of_leaders.filter(campaign__year=2022).values_list("kind", flat=True)
    assert set(this_year) == {"self"}, "their committee has not met yet"


@pytest.mark.parametrize(("username", "kind"), [("hoi", "mass"), ("uyban", "employer")])
def test_whoever_works_for_a_body_that_is_asked_has_an_account_and_is_told(
    loaded: Loaded, username: str, kind: str
) -> None:
    user = User.objects.get(username=username)
    (grant,) = scope_of(user).narrowed
    asks = Ask.objects.filter(campaign__year=2022, kind=kind)
    assert set(asks.values_list("body", flat=True)) == {grant.body_id}
    told = Notice.objects.filter(user=user, kind="opinions.asked")
    assert told.count() == asks.count() > 0
    shown = next(one for one in demo_accounts() if one.username == username)
    assert shown.place == grant.body_name


def test_the_slip_that_the_demo_tells_of_opens_on_its_day(
    loaded: Loaded, settings: LazySettings
) -> None:
    settings.TODAY = DEMO_DAY
    assert demo_slip() == SLIP_SECRET
    assert slip_called(demo_slip()).ask.kind == "residence"
    settings.DEMO = False
    assert demo_slip() == "", "told in demo mode alone"


def test_remedies_that_are_owed_are_of_bodies_that_exist_nowhere(loaded: Loaded) -> None:
    invented = {unit.code for unit in make_up(plan=SMALL).tree.units() if unit.invented}
    places = Remedy.objects.values_list("organisation__code", "state")
    assert {code for code, _ in places} <= invented
    assert {state for _, state in places} == {"open", "proof_sent", "closed"}
    named = Remedy.objects.filter(source="conference").values_list("source_id", flat=True)
    assert set(named) == set(Limit.objects.values_list("pk", flat=True)), "each limit has owners"


def test_every_counted_ballot_recounts_by_the_script_and_the_chain_is_whole(
    loaded: Loaded,
) -> None:
    sealed = list(Ballot.objects.filter(state="sealed"))
    assert len(sealed) > 15
    for ballot in sealed:
        document = json.loads(recount_file(ballot, OPERATOR))
        assert [*recount.complaints(document), *recount.miscounted(document)] == [], ballot
    ways = Counter((ballot.campaign.year, ballot.secret, ballot.electronic) for ballot in sealed)
    assert ways[2021, True, False] == ways[2021, False, True] == 1


def test_everything_that_is_finished_is_sealed(loaded: Loaded) -> None:
    """Nothing was finished “before there were seals”."""
    found = verify()
    assert (found.whole, found.told) == (True, [])
    closed = Meeting.objects.filter(state="closed").count()
    kinds = Counter(Link.objects.values_list("kind", flat=True))
    assert kinds["minutes"] == closed > 5
    assert kinds["committee_minutes"] == CommitteeMeeting.objects.count() == 1


def test_what_the_cells_voted_is_proposed_and_who_departs_from_it_says_why(
    loaded: Loaded,
) -> None:
    assert loaded.campaign is not None
    entries = RosterEntry.objects.filter(campaign=loaded.campaign, grassroots__code=HOME)
    by_key = {key_of(entry): entry for entry in entries.select_related("proposal", "decided")}
    found = outcomes_of(loaded.campaign, set(by_key))
    assert len(found) > 50
    departing = [
        by_key[key]
        for key, outcome in found.items()
        if outcome.level is None or outcome.level.value != by_key[key].decided.level
    ]
    assert all(one.proposal.ballot_reason for one in departing)
    for key, outcome in found.items():
        assert outcome.level is not None
        assert outcome.level.value == by_key[key].proposal.proposed


def test_in_the_open_ballot_the_accounts_have_still_to_vote(loaded: Loaded) -> None:
    (ballot,) = Ballot.objects.filter(state="open")
    waiting = ballot.voters.filter(turnout=None)
    accounts = User.objects.filter(demo=True, person__in=ballot.voters.values("person"))
    assert accounts.filter(username="thuky").exists()
    assert not accounts.exclude(person__in=waiting.values("person")).exists()
    assert 0 < waiting.count() < ballot.voters.count() / 2
    for user in accounts:
        choices = {one.no: "good" for one in ballot.candidates.all()}
        assert cast(ballot=ballot, choices=choices, actor=user).just_now
    close(ballot=ballot, codes=demo_codes()[:2], actor=User.objects.get(username="chibo"))
    counted = count(ballot=ballot, codes=demo_codes()[1:], actor=OPERATOR)
    assert result_of(counted) is not None


def test_the_codes_are_told_in_demo_mode_alone(loaded: Loaded, settings: LazySettings) -> None:
    assert len(demo_codes()) == 3
    settings.DEMO = False
    assert demo_codes() == ()


def test_one_objection_was_upheld_one_refused_one_waits_for_the_district(
    loaded: Loaded, settings: LazySettings
) -> None:
    settings.TODAY = DEMO_DAY
    found = {one.state: one for one in Objection.objects.all()}
    assert set(found) == {"upheld", "kept", "verifying"}
    entry = found["upheld"].roster_entry
    assert entry.person == User.objects.get(username="dangvien").person
    assert entry.issued_item is not None
    assert (found["upheld"].level, entry.issued_item.level) == ("completed", "good")
    huyen = User.objects.get(username="huyen")
    done = answer(objection=found["verifying"], upheld=False, reasons="Đúng số liệu", actor=huyen)
    assert done.answered_on == DEMO_DAY <= done.due_on
    assert verify().whole


def test_the_committee_moved_whom_it_decided_otherwise(loaded: Loaded) -> None:
    (meeting,) = CommitteeMeeting.objects.all()
    moved = {one.person_id: one for one in meeting.moves.filter(undoes=None, undone_by=None)}
    reopened = {one.roster_entry.person_id: one for one in ReopenedLevel.objects.all()}
    assert set(moved) == set(reopened)
    for person, line in moved.items():
        assert Level.from_code(line.level_to).value == reopened[person].level
    assert {one.votes_for for one in meeting.adoptions.all()} == {meeting.attendants.count() - 1}


def test_loading_the_same_files_again_changes_nothing(loaded: Loaded) -> None:
    result = import_files(loaded.files, actor=OPERATOR)
    assert result.ok
    assert result.changes_nothing


def test_a_reprimand_moves_the_member_the_cell_and_the_figures(loaded: Loaded) -> None:
    assert loaded.campaign is not None
    year = RosterEntry.objects.filter(campaign=loaded.campaign)
    cell = year.filter(
        subject_type="organisation", tier="cell", rating__standing=4, grassroots__body="committee"
    ).first()
    assert cell is not None
    member = year.filter(
        subject_type="member", organisation=cell.organisation, rating__standing=3
    ).first()
    assert member is not None
    sheet = FactSheet.objects.get(roster_entry=member)
    sheet.facts |= {"discipline": "reprimand", "violation_counted_before": False}
    reopen_decisions(campaign=loaded.campaign, reason="Có kỷ luật mới", actor=OPERATOR)
    sheet.save()

    classify(campaign=loaded.campaign, actor=OPERATOR)
    issue_all(campaign=loaded.campaign, actor=OPERATOR)

    assert Rating.objects.get(roster_entry=member).standing == 1
    assert Rating.objects.get(roster_entry=cell).standing == 2, (
        "100% of members at completed or better is missed"
    )
    now, before = decided("member"), planned_members()
    assert (now["not_completed"], now["good"]) == (before["not_completed"] + 1, before["good"] - 1)
