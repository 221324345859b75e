"""A meeting goes in the order of the procedure; another order has its reason, which is kept."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.meetings.conftest import SECRETARY, called, item_of
from thidua.accounts.models import User
from thidua.meetings.asked import Asked, asked_of
from thidua.meetings.errors import MeetingError
from thidua.meetings.holding import adopt, say_why_other_order
from thidua.meetings.models import Item, Kind, Meeting, State
from thidua.meetings.noting import Said, conclude, note_speech, put_off
from thidua.meetings.ordering import heads_of, overtaken
from thidua.meetings.paper import minutes
from thidua.meetings.queries import items_of

As = Callable[[str], Client]


def behind(meeting: Meeting, **otherwise: bool) -> list[str]:
    """Who should have come first, by name."""
    asked = asked_of(meeting.campaign)
    asked = Asked(
        asked.quorum,
        asked.draft_days,
        otherwise.get("head_first", asked.head_first),
        otherwise.get("collective_first", asked.collective_first),
        ballot=False,
    )
    return [one.name for one in overtaken(items_of(meeting), asked, heads_of(meeting))]


def finish(meeting: Meeting, actor: User) -> None:
    """Everybody who is left, in the order of the agenda."""
    for item in meeting.items.exclude(subject_type="").filter(settled_at=None):
        conclude(item=item, text="", revision=item.revision, actor=actor)


def test_in_order_nothing_is_asked(sitting: Meeting, officer: User) -> None:
    finish(sitting, officer)
    assert behind(sitting) == []
    assert adopt(meeting=sitting, actor=officer).order_reason == ""


def test_a_changed_order_keeps_its_reason(sitting: Meeting, officer: User) -> None:
    early = item_of(sitting, "DV0003")
    conclude(item=early, text="", revision=0, actor=officer)
    head = item_of(sitting, SECRETARY)
    assert behind(sitting) == [item_of(sitting).name, head.name]
    finish(sitting, officer)
    with pytest.raises(MeetingError, match="ghi lý do"):
        adopt(meeting=sitting, actor=officer)
    with pytest.raises(MeetingError, match="ghi lý do"):
        say_why_other_order(meeting=sitting, reason=" ", actor=officer)
    say_why_other_order(meeting=sitting, reason="Đồng chí phải đi ca", actor=officer)
    closed = adopt(meeting=sitting, actor=officer)
    assert closed.state == State.CLOSED
    assert "lý do: Đồng chí phải đi ca." in str(minutes(closed).body)


def test_who_was_begun_first_and_concluded_later_came_first(
    sitting: Meeting, officer: User
) -> None:
    """The collective was opened again after the people: that is no other order."""
    speaker = called(sitting, SECRETARY).pk
    for item in (item_of(sitting), item_of(sitting, SECRETARY)):
        note_speech(item=item, said=Said("criticism", "Chậm", speaker), actor=officer)
    conclude(item=item_of(sitting, "DV0003"), text="", revision=0, actor=officer)
    assert behind(sitting) == []


def test_whoever_is_put_off_is_in_nobodys_way(sitting: Meeting, officer: User) -> None:
    conclude(item=item_of(sitting), text="", revision=0, actor=officer)
    put_off(item=item_of(sitting, SECRETARY), reason="ốm", actor=officer)
    conclude(item=item_of(sitting, "DV0003"), text="", revision=0, actor=officer)
    assert behind(sitting) == []


def test_the_order_is_the_procedures(sitting: Meeting, officer: User) -> None:
    """Where the year wants the head last, or people before the collective."""
    conclude(item=item_of(sitting, SECRETARY), text="", revision=0, actor=officer)
    late = behind(sitting, head_first=False, collective_first=False)
    assert len(late) == 19
    assert item_of(sitting, SECRETARY).name not in late


def test_the_page_asks_for_the_reason_and_keeps_it(
    as_: As, sitting: Meeting, officer: User
) -> None:
    first: Item = item_of(sitting, "DV0003")
    conclude(item=first, text="", revision=0, actor=officer)
    address = f"/nam/2021/hop-kiem-diem/{sitting.pk}/"
    client = as_("cell")
    assert "Thứ tự khác quy trình của năm" in client.get(address).content.decode()
    client.post(address, {"act": "order", "reason": "Tập thể chờ số liệu"})
    page = client.get(address).content.decode()
    assert "lý do: Tập thể chờ số liệu" in page
    assert "lẽ ra kiểm điểm trước" not in page
    assert Meeting.objects.get(pk=sitting.pk).items.filter(kind=Kind.COLLECTIVE).exists()
