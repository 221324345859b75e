"""What was said, and by whom, as pages and minutes show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.cells import is_cell
from thidua.meetings.models import AsOne, CorrectionAsk, Item, Meeting, Speech
from thidua.meetings.names import initials
from thidua.meetings.remedies import Shown
from thidua.organisations.names import who_decides


@dataclass(frozen=True)
class ShownSpeech:
    """One speech as it stands on the page."""

    speech: Speech
    who: str
    asks: Sequence[CorrectionAsk]
    remedy: Shown | None

    @property
    def initials(self) -> str:
        return initials(self.who)

    @property
    def waits(self) -> bool:
        """Whether a correction of it waits for the answer."""
        return any(ask.taken is None for ask in self.asks)


def who_said(speech: Speech, meeting: Meeting) -> str:
    """The speaker's name, or the body that speaks as one."""
    if speech.speaker is not None:
        return speech.speaker.name
    if speech.as_one == AsOne.COMMITTEE:
        return committee_word(meeting)
    return str(AsOne.MEETING.label)


def committee_word(meeting: Meeting) -> str:
    """“Chi uỷ” of a cell, the committee of any other body."""
    return _("Chi uỷ") if is_cell(meeting.organisation) else who_decides(meeting.organisation)


def said_by_others(item: Item) -> bool:
    return any(
        one.speaker is None or one.speaker.person_id != item.person_id
        for one in item.speeches.all()
    )
