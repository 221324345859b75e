"""Three states of a list, counted apart: to be rated, exempt by which rule, not yet reviewed."""

import datetime as dt
from itertools import islice, product

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, entry, good_year, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.drafting import draft_supplement, revise_decision
from thidua.decisions.models import Decision, DecisionItem
from thidua.decisions.refusals import Why
from thidua.organisations.models import MembershipSpell
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.ratings.pools import pools
from thidua.roster.actions import freeze_roster
from thidua.roster.errors import RosterError
from thidua.roster.models import PutOff, RosterEntry
from thidua.roster.putting_off import make_up, put_off, withdraw
from thidua.roster.queries import StateCounts, not_reviewed, state_counts
from thidua.vocabulary import RosterState, SubjectType

DAY = dt.date(2021, 12, 27)


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return good_year()


def put(year: Campaign, code: str, reason: str = "ill", note: str = "") -> PutOff:
    return put_off(entry=entry(year, code), reason=reason, note=note, actor=OPERATOR)


def members(year: Campaign) -> StateCounts:
    return state_counts(campaign=year, actor=OPERATOR)[SubjectType.MEMBER]


def issue(one: Decision) -> set[Why]:
    found = issue_decision(decision=one, actor=OPERATOR)
    return {refusal.why for refusal in found.refusals.get(one.pk, [])}


def test_who_was_not_reviewed_holds_up_nobody_and_counts_nowhere(
    cast: Cast, year: Campaign
) -> None:
    put(year, "M-G1A-05")
    write_facts(entry(year, "M-G1A-06"), "completed")
    classify(campaign=year, actor=OPERATOR)
    assert not Rating.objects.filter(roster_entry__code="M-G1A-05").exists()
    [pool] = [
        one
        for one in pools(campaign=year, subject_type=SubjectType.MEMBER, actor=OPERATOR)
        if entry(year, "M-G1A-06").pk in one.entries
    ]
    assert pool.rated == 23
    one = decision(year, cast["G1"], ["member"])
    assert issue(one) == set()
    assert DecisionItem.objects.filter(decision=one).count() == 23


def test_the_decision_names_who_is_left_to_a_supplement(cast: Cast, year: Campaign) -> None:
    put(year, "M-G1A-05")
    classify(campaign=year, actor=OPERATOR)
    found = issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    [[warning]] = found.warnings.values()
    assert str(warning.text.vi).endswith("để lại cho quyết định bổ sung: Đảng viên M-G1A-05")


def test_the_review_made_up_for_is_decided_by_a_supplement(cast: Cast, year: Campaign) -> None:
    put(year, "M-G1A-05")
    classify(campaign=year, actor=OPERATOR)
    first = decision(year, cast["G1"], ["member"])
    assert issue(first) == set()
    make_up(entry=entry(year, "M-G1A-05"), reviewed_on=DAY, actor=OPERATOR)
    classify(campaign=year, actor=OPERATOR)
    extra = draft_supplement(decision=first, actor=OPERATOR)
    early = revise_decision(
        decision=extra, actor=OPERATOR, number="BS", decided_on=DAY - dt.timedelta(days=1)
    )
    assert issue(early) == {Why.NOBODY}
    late = revise_decision(decision=extra, actor=OPERATOR, decided_on=DAY)
    assert issue(late) == set()
    assert DecisionItem.objects.get(decision=late).roster_entry.code == "M-G1A-05"
    assert not_reviewed(campaign=year, actor=OPERATOR).count() == 0


def test_a_decision_of_before_leaves_out_who_was_reviewed_later(cast: Cast, year: Campaign) -> None:
    """As when the whole year is loaded again from its files."""
    put(year, "M-G1A-05")
    make_up(entry=entry(year, "M-G1A-05"), reviewed_on=DAY, actor=OPERATOR)
    classify(campaign=year, actor=OPERATOR)
    first = decision(year, cast["G1"], ["member"])
    assert issue(first) == set()
    assert DecisionItem.objects.filter(decision=first).count() == 23


def test_the_states_always_add_up_to_the_list(cast: Cast, year: Campaign) -> None:
    """Whatever becomes of six members, each stands in one of the three states."""
    codes = [f"M-G1A-{number:02}" for number in range(4, 8)]
    fates = ("rated", "exempt", "not_reviewed", "made_up")
    for fate_of_each in islice(product(fates, repeat=len(codes)), 0, None, 37):
        PutOff.objects.all().delete()
        for code, fate in zip(codes, fate_of_each, strict=True):
            status = "exempt" if fate == "exempt" else "official"
            MembershipSpell.objects.filter(person=cast.people[code]).update(status=status)
        freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
        for code, fate in zip(codes, fate_of_each, strict=True):
            if fate in ("not_reviewed", "made_up"):
                put(year, code)
            if fate == "made_up":
                make_up(entry=entry(year, code), reviewed_on=DAY, actor=OPERATOR)
        counts = members(year)
        assert counts.total == RosterEntry.objects.filter(subject_type="member").count() == 60
        assert counts.exempt == fate_of_each.count("exempt")
        assert counts.not_reviewed == fate_of_each.count("not_reviewed")
        for one in RosterEntry.objects.filter(subject_type="member"):
            assert one.state in RosterState


def test_the_sum_is_said_as_reports_print_it() -> None:
    sentence = StateCounts(rated=4760, exempt=864, not_reviewed=21).sentence
    assert sentence.vi == "5.645 = 4.760 được xếp loại + 864 miễn theo quy định + 21 chưa kiểm điểm"


def test_freezing_again_keeps_the_note(cast: Cast, year: Campaign) -> None:
    put(year, "M-G1A-05")
    made = freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    assert (made.changed, made.put_off) == (0, 1)
    assert entry(year, "M-G1A-05").state == RosterState.NOT_REVIEWED
    MembershipSpell.objects.filter(person=cast.people["M-G1A-05"]).update(status="exempt")
    freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    assert entry(year, "M-G1A-05").state == RosterState.EXEMPT


def test_a_note_is_taken_back(year: Campaign) -> None:
    put(year, "M-G1A-05", "absent")
    withdraw(entry=entry(year, "M-G1A-05"), actor=OPERATOR)
    assert entry(year, "M-G1A-05").state == RosterState.RATED
    events = apps.get_model("roster", "PutOffEvent").objects.order_by("pgh_id")
    acts = events.values_list("pgh_label", "pgh_context__metadata__act")
    assert list(acts) == [("insert", "roster.put_off"), ("delete", "roster.withdraw_put_off")]


@pytest.mark.parametrize(
    ("code", "reason", "note", "why"),
    [
        ("M-G2-01", "ill", "", "đã được xếp loại tại quyết định số G2-QĐ"),
        ("M-G1A-05", "tired", "", "lý do chưa kiểm điểm: cần Vắng mặt khi kiểm điểm"),
        ("M-G1A-05", "other", " ", "phải ghi rõ ở phần ghi chú"),
        ("P", "ill", "", "không thuộc diện xếp loại"),
    ],
)
def test_what_cannot_be_noted_says_why(
    cast: Cast, year: Campaign, *, code: str, reason: str, note: str, why: str
) -> None:
    issue(decision(year, cast["G2"], ["member"]))
    with pytest.raises(RosterError, match=why):
        put(year, code, reason, note)
    assert not PutOff.objects.exists()


@pytest.mark.parametrize("day", [dt.date(2020, 12, 31), dt.date(2999, 1, 1)])
def test_no_review_is_made_up_for_before_the_year_or_in_days_to_come(
    year: Campaign, day: dt.date
) -> None:
    put(year, "M-G1A-05")
    with pytest.raises(RosterError, match="ngày kiểm điểm bù"):
        make_up(entry=entry(year, "M-G1A-05"), reviewed_on=day, actor=OPERATOR)
    with pytest.raises(RosterError, match="không có ghi chưa kiểm điểm"):
        make_up(entry=entry(year, "M-G1A-06"), reviewed_on=DAY, actor=OPERATOR)


def test_only_officers_over_the_place_note_it(cast: Cast, year: Campaign) -> None:
    for role, place in ((Role.CELL, "G1A"), (Role.GRASSROOTS, "G2"), (Role.AUDITOR, "P")):
        with pytest.raises(PermissionDenied):
            put_off(
                entry=entry(year, "M-G1A-05"),
                reason="ill",
                actor=officer(f"{role}", role, cast[place]),
            )
    put_off(
        entry=entry(year, "M-G1A-05"), reason="ill", actor=officer("g", Role.GRASSROOTS, cast["G1"])
    )
    assert members(year).not_reviewed == 1
