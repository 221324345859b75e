"""What was noted of the reader at the meetings of a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.meetings.models import CorrectionAsk, Item, Meeting, State
from thidua.meetings.queries import items_about
from thidua.meetings.speaking import ShownSpeech, who_said


@dataclass(frozen=True)
class Mine:
    """One item about the reader; `open`: whether they may ask for corrections still."""

    item: Item
    meeting: Meeting
    speeches: Sequence[ShownSpeech]
    asks: Sequence[CorrectionAsk]
    """Of the conclusion."""
    open: bool

    @property
    def may_ask_of_conclusion(self) -> bool:
        waits = any(ask.taken is None for ask in self.asks)
        return self.open and bool(self.item.settled_at) and not waits


def mine_of(actor: Actor, campaign: Campaign) -> list[Mine]:
    """Of a year, the last meeting first."""
    return [_mine(item) for item in reversed(items_about(actor, campaign))]


def changes_of(actor: Actor, campaign: Campaign) -> int:
    """A number that grows with whatever changes in those meetings."""
    person = scope_of(actor).person_id
    found = Meeting.objects.filter(campaign=campaign, items__person=person).distinct()
    total: int | None = found.aggregate(total=Sum("changes"))["total"]
    return total or 0


def _mine(item: Item) -> Mine:
    asks = list(item.corrections.all())
    speeches = [
        ShownSpeech(one, who_said(one, item.meeting), _of(asks, one.pk), None)
        for one in item.speeches.all()
    ]
    is_open = item.meeting.state != State.CLOSED
    return Mine(item, item.meeting, speeches, _of(asks, None), is_open)


def _of(asks: Sequence[CorrectionAsk], speech: int | None) -> list[CorrectionAsk]:
    return [ask for ask in asks if ask.speech_id == speech]
