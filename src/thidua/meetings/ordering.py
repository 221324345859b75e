"""Whether a meeting kept the order of the procedure: who should have come first, and did not."""

import datetime as dt
from collections.abc import Collection, Sequence

from thidua.meetings.asked import Asked
from thidua.meetings.models import Item, ItemState, Kind, Meeting
from thidua.organisations.models import Position
from thidua.organisations.queries import placed_on
from thidua.vocabulary import PositionRole


def heads_of(meeting: Meeting) -> set[int]:
    """The people who head the unit on the day of the meeting, by their keys."""
    posts = Position.objects.filter(
        placed_on(meeting.held_on),
        organisation=meeting.organisation_id,
        role=PositionRole.HEAD.value,
    )
    return set(posts.values_list("person", flat=True))


def overtaken(items: Sequence[Item], asked: Asked, heads: Collection[int]) -> list[Item]:
    """Those that the procedure puts first and that somebody was concluded before: the collective,
    the head; of a head who comes last, those who come before. Items put off are in nobody's way.
    `items`: with their speeches.
    """
    there = [one for one in items if one.state != ItemState.PUT_OFF]
    people = [one for one in there if one.kind == Kind.PERSON]
    head = [one for one in people if one.person_id in heads]
    rest = [one for one in people if one.person_id not in heads]
    first, after = (head, rest) if asked.head_first else (rest, head)
    found = _behind(first, after) if head else []
    if asked.collective_first:
        collective = [one for one in there if one.kind == Kind.COLLECTIVE]
        found = [*_behind(collective, people), *found]
    return found


def _behind(first: Sequence[Item], after: Sequence[Item]) -> list[Item]:
    """Those of `first` that nothing was said of when one of `after` was concluded already."""
    concluded = [one.settled_at for one in after if one.settled_at is not None]
    if not concluded:
        return []
    return [one for one in first if (began := _began(one)) is None or began > min(concluded)]


def _began(item: Item) -> dt.datetime | None:
    """When something was first noted of it; None: nothing is."""
    moments = [one.said_at for one in item.speeches.all()]
    if item.settled_at is not None:
        moments.append(item.settled_at)
    return min(moments, default=None)
