"""Sending a review, and taking it back until the meeting begins."""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.attachments.models import Attachment
from thidua.history.tracking import named_actor, recording
from thidua.reviews.actions.writing import locked, open_review
from thidua.reviews.cited import live_values
from thidua.reviews.deadlines import due_on
from thidua.reviews.errors import ReviewError
from thidua.reviews.kept import citations_as_values, sections_as_values
from thidua.reviews.keys import code_of
from thidua.reviews.meeting_days import meeting_days
from thidua.reviews.models import LONGEST_WORDS, OF_REVIEW, Review, SentVersion
from thidua.reviews.notice import tell_sent
from thidua.reviews.rights import authority_to_write, cell_of_review
from thidua.reviews.three_days import hold_to_three_days
from thidua.submissions.actions import move
from thidua.web.clock import today


@transaction.atomic
def send(*, review: Review, actor: User, late_reason: str = "", short_reason: str = "") -> Review:
    """Send it to the committee of the cell where the person is a member now; a collective's goes to
    those who meet over it. After its day it goes with a reason, and is marked; so does a report
    whose draft goes out too close to its meeting (`three_days`).

    Raises ReviewError (nothing written, late without a reason), WritingError (too close without
    one), SubmissionError, PermissionDenied."""
    held, authority = open_review(review, actor)
    if not is_written(held):
        raise ReviewError.nothing_written()
    unit = cell_of_review(held)
    due, reason = due_on(held.campaign, unit), late_reason.strip()
    late = due is not None and today() > due
    if late and due is not None and not reason:
        raise ReviewError.late_without_reason(due)
    meeting = meeting_days(held.campaign, [unit.pk]).get(unit.pk)
    with recording(act="reviews.send_to_cell", actor=authority, subject=code_of(held.key)):
        hold_to_three_days(held, meeting, reason=short_reason, by_name=named_actor(authority))
        _take_values(held, actor)
        Review.objects.filter(pk=held.pk).update(
            cell=unit, due_on=due, late_reason=reason if late else "", answered_by=None
        )
        sent = move(held, "send", authority=authority, late=True)
        SentVersion.objects.create(
            review=sent,
            number=sent.version,
            sections=sections_as_values(sent),
            citations=citations_as_values(sent),
            sent_at=sent.sent_at or timezone.now(),
        )
        tell_sent(sent, authority)
        return sent


def _take_values(review: Review, actor: User) -> None:
    """What is cited is kept as it is on the day of sending."""
    citations = list(review.citations.all())
    values = live_values(actor, review, citations)
    for one in citations:
        words = values.get((one.kind, one.target_id), (one.words, ""))[0][:LONGEST_WORDS]
        if words and words != one.words:
            one.words = words
            one.save(update_fields=["words"])


@transaction.atomic
def take_back(*, review: Review, actor: User) -> Review:
    """Take back what was sent and not dealt with: it is a draft again. Raises ReviewError once the
    meeting has begun, SubmissionError, PermissionDenied.
    """
    held = locked(review)
    authority = authority_to_write(actor, held)
    unit = cell_of_review(held)
    meeting = meeting_days(held.campaign, [unit.pk]).get(unit.pk)
    if meeting is not None and meeting.begun:
        raise ReviewError.meeting_begun()
    return move(held, "take_back", authority=authority)


def is_written(review: Review) -> bool:
    """Whether there is anything to send: words under some heading, or the scan of the paper."""
    return (
        review.sections.exclude(text="").exists()
        or Attachment.objects.filter(
            kind=OF_REVIEW, owner_id=review.pk, file__isnull=False
        ).exists()
    )
