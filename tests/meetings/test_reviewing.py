"""Meetings and reviews: whoever is called reads them, and what was dealt with is accepted."""

import datetime as dt
from collections.abc import Callable

from tests.meetings.conftest import DAY, SECRETARY, item_of, plan
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.meetings.holding import adopt, call_roll, open_sitting, rest_is_there
from thidua.meetings.models import Meeting, State
from thidua.meetings.noting import conclude, put_off
from thidua.meetings.planning import plan_meeting
from thidua.meetings.succeeding import pass_on
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Person,
    Placement,
    Succession,
)
from thidua.reviews.meeting_days import MeetingDay, meeting_days
from thidua.reviews.models import Review
from thidua.reviews.queries import reviews_visible_to
from thidua.vocabulary import SuccessionKind

SENT = dt.datetime(2021, 12, 3, 8, tzinfo=dt.UTC)


def sent(town: Town, person: Person, cell: Organisation) -> Review:
    """A review that was sent to the cell."""
    return Review.objects.create(
        campaign=town.campaign,
        subject_type="member",
        person=person,
        cell=cell,
        form="hd21_02",
        status="sent",
        version=1,
        sent_at=SENT,
        saved_at=SENT,
    )


def test_the_day_is_told_and_whether_it_began(meeting: Meeting, officer: User, town: Town) -> None:
    cell = meeting.organisation_id
    units = [cell, town["GL01B"].pk]
    assert meeting_days(town.campaign, units) == {cell: MeetingDay(DAY)}
    open_sitting(meeting=meeting, actor=officer)
    assert meeting_days(town.campaign, units) == {cell: MeetingDay(DAY, begun=True)}


def test_whoever_is_called_reads_what_was_sent(
    meeting: Meeting, town: Town, who: Callable[[str], User]
) -> None:
    review = sent(town, town.people["DV0004"], meeting.organisation)
    assert review in reviews_visible_to(who("member"), town.campaign)
    assert review not in reviews_visible_to(who("member_outside"), town.campaign)


def test_adopting_accepts_the_reviews_of_those_dealt_with(
    sitting: Meeting, town: Town, officer: User
) -> None:
    dealt = sent(town, town.people["DV0004"], sitting.organisation)
    left = sent(town, town.people["DV0005"], sitting.organisation)
    put_off(item=item_of(sitting, "DV0005"), reason="ốm", actor=officer)
    for item in sitting.items.exclude(subject_type="").exclude(person__code="DV0005"):
        conclude(item=item, text="", revision=0, actor=officer)
    adopt(meeting=sitting, actor=officer)
    dealt.refresh_from_db()
    left.refresh_from_db()
    assert (dealt.status, left.status) == ("accepted", "sent")


def test_a_unit_that_passed_into_another_takes_its_meeting_along(
    sitting: Meeting, town: Town
) -> None:
    places = Placement.objects.filter(organisation=town["GL01A"])
    places.update(ends_on=dt.date(2021, 11, 19))
    succession = Succession(
        predecessor=town["GL01A"],
        successor=town["GL01B"],
        happened_on=dt.date(2021, 11, 20),
        kind=SuccessionKind.MERGE.value,
    )
    succession.save()
    pass_on([succession], Authority(Operator()))
    sitting.refresh_from_db()
    assert sitting.organisation == town["GL01B"]
    assert sitting.items.filter(person__code="DV0003").exists()


def test_the_review_of_a_leader_waits_for_the_meeting_of_their_committee(
    town: Town, officer: User, who: Callable[[str], User]
) -> None:
    """A leader is dealt with twice, as a member and by the committee: the committee's accepts."""
    leader = town.people["DV0001"]
    cell = MembershipSpell.objects.get(person=leader).organisation
    review = sent(town, leader, cell)
    colleague = sent(town, town.people["DV0004"], cell)
    _held(town, cell, officer)
    review.refresh_from_db()
    colleague.refresh_from_db()
    assert (review.status, colleague.status) == ("sent", "accepted")
    _held(town, town["GL01"], who("grassroots"))
    review.refresh_from_db()
    assert review.status == "accepted"


def test_a_leader_whose_committee_met_first_is_accepted_there_and_read_on_in_the_cell(
    town: Town, officer: User, who: Callable[[str], User]
) -> None:
    leader = town.people["DV0001"]
    cell = MembershipSpell.objects.get(person=leader).organisation
    review = sent(town, leader, cell)
    _held(town, town["GL01"], who("grassroots"))
    review.refresh_from_db()
    assert review.status == "accepted"
    assert _held(town, cell, officer).state == State.CLOSED


def _held(town: Town, unit: Organisation, actor: User) -> Meeting:
    """A whole meeting of a unit, from the first word to its minutes."""
    chair = town.people[SECRETARY] if unit.code == "GL01A" else town.people["DV0001"]
    made = plan_meeting(
        campaign=town.campaign, organisation=unit, plan=plan(chair=chair), actor=actor
    )
    open_sitting(meeting=made, actor=actor)
    rest_is_there(meeting=made, actor=actor)
    call_roll(meeting=made, actor=actor)
    for item in made.items.exclude(subject_type=""):
        conclude(item=item, text="", revision=0, actor=actor)
    return adopt(meeting=made, actor=actor)
