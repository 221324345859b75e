"""Moving a submission along its flow: locked, checked, changed and recorded in one transaction."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.submissions.errors import SubmissionError
from thidua.submissions.flow import NoReasonError, NotNowError
from thidua.submissions.models import SUBMISSION, Submission, SubmissionStatus
from thidua.web.clock import today

Sub = TypeVar("Sub", bound=Submission)


@transaction.atomic
def move(
    submission: Sub, act: str, *, authority: Authority, reason: str = "", late: bool = False
) -> Sub:
    """Do one act of `SUBMISSION` to a submission, and give it back as it is now.

    The act stands in the history as `<app>.<act>`, by the authority that the room's own action
    asked for. Raises SubmissionError: not possible in its state, no reason, or sent after its
    deadline (unless `late`).
    """
    model = type(submission)
    stored = model._default_manager.select_for_update().get(pk=submission.pk)
    try:
        status = SUBMISSION.next(act, stored.status, reason=reason)
    except NotNowError as error:
        raise SubmissionError.not_now(SubmissionStatus(stored.status)) from error
    except NoReasonError as error:
        raise SubmissionError.no_reason() from error
    if act == "send" and not late and stored.due_on is not None and today() > stored.due_on:
        raise SubmissionError.late(stored.due_on)
    stored.status = status
    if act == "send":
        stored.version, stored.sent_at, stored.settled_at, stored.reason = (
            stored.version + 1,
            timezone.now(),
            None,
            "",
        )
    elif act in {"return", "accept", "reopen"}:
        stored.reason, stored.settled_at = reason.strip(), timezone.now()
    details = {"reason": reason.strip()} if reason.strip() else {}
    with recording(act=f"{model._meta.app_label}.{act}", actor=authority, **details):
        stored.save(update_fields=["status", "version", "reason", "sent_at", "settled_at"])
    return stored
