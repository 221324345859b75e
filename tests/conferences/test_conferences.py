"""The launch conference: who prepares and reads it, who is invited, who came."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from tests.conferences.conftest import values
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.conferences.actions import (
    change_conference,
    invite,
    note_presence,
    prepare_conference,
    uninvite,
)
from thidua.conferences.errors import ConferenceError
from thidua.conferences.models import Conclusion, Conference, Invitation, Presence
from thidua.conferences.queries import conference_for, conference_of, conferences_for
from thidua.history.tracking import history_of

Who = Callable[[str], User]
Invited = dict[str, Invitation]


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("province", True),
        ("upper_level", True),
        ("grassroots", True),
        ("cell", True),
        ("inspector", True),
        ("auditor", True),
        ("upper_level_outside", False),
        ("administrator", False),
        ("member", False),
        ("nobody", False),
    ],
)
def test_a_conference_is_read_in_its_part_and_above(
    name: str, reads: bool, town: Town, who: Who, conference: Conference
) -> None:
    reader = who(name)

    assert list(conferences_for(reader, town.campaign)) == ([conference] if reads else [])
    assert (conference_for(reader, town.campaign, conference.pk) is not None) is reads
    assert (conference_of(town.campaign, town["GL"], reader=reader) is not None) is reads


@pytest.mark.parametrize("name", ["grassroots", "cell", "inspector", "auditor", "member"])
def test_only_its_officers_prepare_a_conference(name: str, town: Town, who: Who) -> None:
    with pytest.raises(PermissionDenied):
        prepare_conference(
            campaign=town.campaign, organisation=town["GL"], values=values(), actor=who(name)
        )


def test_a_unit_has_one_conference_a_year(town: Town, who: Who, conference: Conference) -> None:
    with pytest.raises(ConferenceError, match="đã có hội nghị"):
        prepare_conference(
            campaign=town.campaign,
            organisation=town["GL"],
            values=values(),
            actor=who("upper_level"),
        )


def test_a_conference_lies_in_its_year(town: Town, who: Who) -> None:
    with pytest.raises(ConferenceError, match="2021"):
        prepare_conference(
            campaign=town.campaign,
            organisation=town["GL"],
            values=values(held_on=dt.date(2022, 1, 5)),
            actor=who("upper_level"),
        )


def test_whoever_is_invited_twice_is_invited_once(
    town: Town, who: Who, conference: Conference, invited: Invited
) -> None:
    came = invite(
        conference=conference,
        units=[town["GL01"]],
        guests=[("Ông Bùi Văn Lạc", "Chủ tịch Mặt trận huyện"), ("Bà Đỗ Thị Ngân", "")],
        actor=who("upper_level"),
    )

    assert came == 1
    assert conference.invitations.count() == 4


def test_units_of_elsewhere_are_guests(town: Town, who: Who, conference: Conference) -> None:
    for code in ("CL", "GL", "XD"):
        with pytest.raises(ConferenceError, match="khách mời"):
            invite(conference=conference, units=[town[code]], actor=who("upper_level"))
    with pytest.raises(ConferenceError, match="chưa chọn"):
        invite(conference=conference, actor=who("upper_level"))


def test_two_doors_tick_at_once(who: Who, invited: Invited) -> None:
    officer = who("upper_level")
    first = note_presence(
        invitation=invited["GL01"], presence="present", seen="unknown", actor=officer
    )
    again = note_presence(
        invitation=invited["GL01"], presence="present", seen="unknown", actor=officer
    )

    assert first.presence == again.presence == Presence.PRESENT
    acts = [said["act"] for _, said in history_of(first, newest=10)]
    assert acts.count("conferences.note_presence") == 1
    with pytest.raises(ConferenceError, match="có mặt"):
        note_presence(
            invitation=invited["GL01"],
            presence="absent",
            seen="unknown",
            reason="họp khác",
            actor=officer,
        )
    changed = note_presence(
        invitation=invited["GL01"], presence="absent", seen="present", actor=officer
    )
    assert changed.presence == Presence.ABSENT


def test_only_who_prepares_ticks(who: Who, invited: Invited) -> None:
    for name in ("grassroots", "inspector", "upper_level_outside"):
        with pytest.raises(PermissionDenied):
            note_presence(
                invitation=invited["GL01"], presence="present", seen="unknown", actor=who(name)
            )


def test_the_summary_counts_and_gives_the_reason(
    town: Town, who: Who, conference: Conference, invited: Invited
) -> None:
    officer = who("upper_level")
    note_presence(invitation=invited["GL01"], presence="present", seen="unknown", actor=officer)
    note_presence(
        invitation=invited["guest"],
        presence="absent",
        seen="unknown",
        reason="đi công tác",
        actor=officer,
    )

    told = conference_of(town.campaign, town["GL"], reader=officer)

    assert told is not None
    assert (told.invited, told.units, told.guests) == (3, 2, 1)
    assert (told.present, told.unknown) == (1, 1)
    assert [(one.name, one.reason) for one in told.absent] == [
        ("Ông Bùi Văn Lạc, Chủ tịch Mặt trận huyện", "đi công tác")
    ]


def test_guests_and_reasons_are_for_whoever_has_a_role_over_the_unit(
    town: Town, who: Who, conference: Conference, invited: Invited
) -> None:
    officer = who("upper_level")
    for name in ("guest", "GL02"):
        note_presence(
            invitation=invited[name],
            presence="absent",
            seen="unknown",
            reason="ốm",
            actor=officer,
        )

    below = conference_of(town.campaign, town["GL"], reader=who("grassroots"))

    assert below is not None
    assert [(one.name, one.reason) for one in below.absent] == [("Đảng bộ xã Gia Tân", "")]


def test_a_reason_goes_with_the_absence(who: Who, invited: Invited) -> None:
    officer = who("upper_level")
    absent = note_presence(
        invitation=invited["GL01"], presence="absent", seen="unknown", reason="ốm", actor=officer
    )
    came = note_presence(
        invitation=absent, presence="present", seen="absent", reason="ốm", actor=officer
    )
    cleared = note_presence(invitation=came, presence="unknown", seen="present", actor=officer)

    assert came.reason == ""
    assert (cleared.noted_at, cleared.noted_by_name) == (None, "")


def test_who_came_stays_on_the_list(who: Who, invited: Invited) -> None:
    officer = who("upper_level")
    note_presence(invitation=invited["GL01"], presence="present", seen="unknown", actor=officer)

    with pytest.raises(ConferenceError, match="điểm danh"):
        uninvite(invitation=invited["GL01"], actor=officer)
    uninvite(invitation=invited["GL02"], actor=officer)
    uninvite(invitation=invited["GL02"], actor=officer)
    assert set(Invitation.objects.values_list("unit__code", flat=True)) == {"GL01", None}


def test_two_tabs_do_not_overwrite_each_other(who: Who, conference: Conference) -> None:
    officer = who("upper_level")
    change_conference(
        conference=conference, revision=1, values=values(venue="Nhà văn hoá"), actor=officer
    )

    with pytest.raises(ConferenceError, match="vừa sửa"):
        change_conference(conference=conference, revision=1, values=values(), actor=officer)


def test_conclusions_that_became_something_stay(who: Who, conference: Conference) -> None:
    first = Conclusion.objects.get(conference=conference, position=1)
    first.became, first.became_id = "limit", 5
    first.save()

    change_conference(
        conference=conference,
        revision=1,
        values=values(conclusions=("Điều mới",)),
        actor=who("upper_level"),
    )

    assert [one.text for one in conference.conclusions.all()] == [first.text, "Điều mới"]
