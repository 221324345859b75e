"""A meeting is planned by the unit's own officers; its agenda comes from the procedure."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from tests.meetings.conftest import DAY, SECRETARY, called, item_of, plan
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.meetings.errors import MeetingError
from thidua.meetings.holding import open_sitting
from thidua.meetings.models import Kind, Meeting
from thidua.meetings.planning import change_plan, invite, plan_meeting
from thidua.meetings.queries import meeting_of, meetings_of
from thidua.organisations.models import MembershipSpell
from thidua.vocabulary import MembershipStatus


def test_the_head_comes_first_and_the_collective_before_everybody(meeting: Meeting) -> None:
    kinds = [item.kind for item in meeting.items.all()]
    assert kinds[:4] == [Kind.PREPARATION, Kind.ROLL_CALL, Kind.COLLECTIVE, Kind.PERSON]
    assert kinds[-1] == Kind.ADOPTION
    people = [one.person for one in meeting.items.exclude(person=None).select_related("person")]
    assert (len(people), people[0] and people[0].code) == (20, SECRETARY)
    assert item_of(meeting).organisation == meeting.organisation


def test_a_committee_deals_with_its_leaders(town: Town, who: Callable[[str], User]) -> None:
    made = plan_meeting(
        campaign=town.campaign, organisation=town["GL01"], plan=plan(), actor=who("grassroots")
    )
    rows = made.items.exclude(subject_type="").select_related("person")
    assert [(one.subject_type, one.person.code if one.person else "") for one in rows] == [
        ("collective", ""),
        ("leader", "DV0001"),
        ("leader", "DV0002"),
    ]


def test_members_exempt_from_meetings_do_not_count(town: Town, officer: User) -> None:
    MembershipSpell.objects.filter(person__code="DV0004").update(
        status=MembershipStatus.EXEMPT.value
    )
    made = plan_meeting(
        campaign=town.campaign, organisation=town["GL01A"], plan=plan(), actor=officer
    )
    assert not called(made, "DV0004").counted
    assert not made.items.filter(person__code="DV0004").exists()


@pytest.mark.parametrize("somebody", ["cell_outside", "upper_level", "inspector", "member"])
def test_nobody_else_plans_it(town: Town, who: Callable[[str], User], somebody: str) -> None:
    with pytest.raises(PermissionDenied):
        plan_meeting(
            campaign=town.campaign, organisation=town["GL01A"], plan=plan(), actor=who(somebody)
        )


def test_the_grassroots_body_plans_it_for_a_cell(town: Town, who: Callable[[str], User]) -> None:
    made = plan_meeting(
        campaign=town.campaign, organisation=town["GL01A"], plan=plan(), actor=who("grassroots")
    )
    assert made.organisation == town["GL01A"]


def test_one_meeting_at_a_time(meeting: Meeting, officer: User, town: Town) -> None:
    with pytest.raises(MeetingError, match="chưa thông qua biên bản"):
        plan_meeting(campaign=town.campaign, organisation=town["GL01A"], plan=plan(), actor=officer)


@pytest.mark.parametrize("day", [dt.date(2020, 12, 31), dt.date(2022, 7, 1)])
def test_the_day_belongs_to_the_year(town: Town, officer: User, day: dt.date) -> None:
    with pytest.raises(MeetingError, match="ngày họp phải từ"):
        plan_meeting(
            campaign=town.campaign,
            organisation=town["GL01A"],
            plan=plan(held_on=day),
            actor=officer,
        )


def test_the_three_days_of_the_draft_are_never_silently_broken(town: Town, officer: User) -> None:
    late = {"draft_sent_on": dt.date(2021, 12, 3)}  # a Friday: two working days before Tuesday

    def try_with(**words: str) -> Meeting:
        return plan_meeting(
            campaign=town.campaign,
            organisation=town["GL01A"],
            plan=plan(**late, **words),
            actor=officer,
        )

    with pytest.raises(MeetingError, match="2 ngày làm việc, quy trình cần 3"):
        try_with()
    assert try_with(draft_reason="Bão, mất điện").draft_reason == "Bão, mất điện"


def test_two_tabs_do_not_overwrite_each_other(meeting: Meeting, officer: User) -> None:
    change_plan(meeting=meeting, plan=plan(venue="Trường học"), revision=1, actor=officer)
    with pytest.raises(MeetingError, match="vừa sửa"):
        change_plan(meeting=meeting, plan=plan(venue="Đình"), revision=1, actor=officer)
    meeting.refresh_from_db()
    assert meeting.venue == "Trường học"


def test_who_moves_before_the_day_is_let_go_and_who_joins_is_called(
    meeting: Meeting, officer: User, town: Town
) -> None:
    MembershipSpell.objects.filter(person__code="DV0006").update(ends_on=dt.date(2021, 11, 30))
    MembershipSpell.objects.create(
        person=town.people["DV0006"],
        organisation=town["GL01B"],
        status=MembershipStatus.OFFICIAL.value,
        starts_on=dt.date(2021, 12, 1),
    )
    MembershipSpell.objects.filter(person__code="DV0021").update(
        organisation=town["GL01A"], starts_on=dt.date(2021, 1, 1)
    )
    open_sitting(meeting=meeting, actor=officer)
    codes = set(meeting.items.values_list("person__code", flat=True))
    assert "DV0006" not in codes
    assert "DV0021" in codes
    assert called(meeting, "DV0021").counted


def test_guests_do_not_count_and_are_called_once(meeting: Meeting, officer: User) -> None:
    guest = ("Bà Trần Thị Lý", "Trưởng thôn")
    assert invite(meeting=meeting, guests=[guest], actor=officer) == 1
    assert invite(meeting=meeting, guests=[guest], actor=officer) == 0
    assert not meeting.participants.get(person=None).counted


def test_who_finds_the_meeting(
    meeting: Meeting, town: Town, who: Callable[[str], User], officer: User
) -> None:
    for name in ("cell", "grassroots", "upper_level", "inspector", "member"):
        assert meeting_of(who(name), town.campaign, town["GL01A"]) == meeting, name
    for name in ("cell_outside", "upper_level_outside", "member_outside", "nobody"):
        assert meeting_of(who(name), town.campaign, town["GL01A"]) is None, name
    assert list(meetings_of(town.campaign, town["GL01A"])) == [meeting]
    assert meeting.held_on == DAY
