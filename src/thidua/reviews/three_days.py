"""The draft of a collective's report goes to those who meet some working days before they do.

Broken only with a reason, which is kept.
"""

import datetime as dt
from dataclasses import dataclass

from thidua.campaigns.working_days import add_working_days, working_days_between
from thidua.procedures.reading import procedure_of
from thidua.reviews.kept_models import ShortNotice
from thidua.reviews.meeting_days import MeetingDay
from thidua.reviews.models import Review
from thidua.reviews.writing_errors import WritingError
from thidua.web.clock import today


@dataclass(frozen=True)
class Ahead:
    """How a draft that goes out on a day stands to its meeting. `asked`: working days, the
    procedure's; `days`: how many there are, the day of the meeting counted; `last_day`: the last on
    which it still goes out in time.
    """

    sent_on: dt.date
    meeting_on: dt.date
    asked: int
    days: int
    last_day: dt.date

    @property
    def is_short(self) -> bool:
        return self.days < self.asked


def ahead(sent_on: dt.date, meeting_on: dt.date, asked: int) -> Ahead:
    """Seen from the day on which the draft goes out."""
    return Ahead(
        sent_on,
        meeting_on,
        asked,
        working_days_between(sent_on, meeting_on),
        add_working_days(meeting_on, -asked),
    )


def draft_ahead(review: Review, meeting: MeetingDay | None) -> Ahead | None:
    """How the draft of a collective's report stands if it goes out today; None: it is a person's,
    or no meeting is planned yet.
    """
    if meeting is None or review.person_id is not None:
        return None
    return ahead(today(), meeting.on, procedure_of(review.campaign).draft_working_days)


def hold_to_three_days(
    review: Review, meeting: MeetingDay | None, *, reason: str, by_name: str
) -> ShortNotice | None:
    """Called where a report is sent: too close to its meeting it goes with a reason, which is kept.

    Raises WritingError without one."""
    found = draft_ahead(review, meeting)
    if found is None or not found.is_short:
        return None
    if not reason.strip():
        raise WritingError.short_notice(found.last_day, found.asked)
    return ShortNotice.objects.create(
        review=review,
        sent_on=found.sent_on,
        meeting_on=found.meeting_on,
        days=found.days,
        asked=found.asked,
        reason=reason.strip(),
        by_name=by_name[:150],
    )
