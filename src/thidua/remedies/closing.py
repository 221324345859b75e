"""What the unit that verifies says: done, not yet, or until a later day. It has seen the proof."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.attachments.models import Attachment
from thidua.history.tracking import named_actor, recording
from thidua.registrations.content import as_json
from thidua.remedies.clearness import content_of
from thidua.remedies.errors import RemedyError
from thidua.remedies.held import held, next_state, wrote
from thidua.remedies.models import (
    LONGEST_NAME,
    LONGEST_WORDS,
    OF_STEP,
    ProofLook,
    Remedy,
    RemedyStep,
    StepKind,
)
from thidua.remedies.rights import allowed, authority_to_verify
from thidua.remedies.telling import tell_carried, tell_closed, tell_sent_back
from thidua.web.clock import today

FURTHEST = 2
"""In the second year after that of the review at most: a limit carried on and on is named anew."""


@transaction.atomic
def close(*, remedy: Remedy, actor: Actor, text: str = "") -> Remedy:
    """Done, says who verifies, having read every step and opened its files.

    Raises RemedyError (nobody asked, proof not seen), PermissionDenied (another unit's officer,
    one's own)."""
    stored = held(remedy)
    authority = authority_to_verify(actor, stored)
    state = next_state(stored, "close")
    if isinstance(actor, User) and (left := unseen(stored, actor)):
        raise RemedyError.not_seen(len(left))
    with recording(act="remedies.close", actor=authority, subject=stored.organisation.code):
        stored.state, stored.closed_on = state, today()
        stored.closed_by_name = named_actor(authority)[:LONGEST_NAME]
        stored.save()
        wrote(stored, StepKind.CLOSED, text.strip()[:LONGEST_WORDS], authority)
        tell_closed(stored, authority)
    return stored


@transaction.atomic
def send_back(*, remedy: Remedy, text: str, actor: Actor) -> Remedy:
    """Not yet, and what is still missing. Raises RemedyError, PermissionDenied."""
    stored = held(remedy)
    authority = authority_to_verify(actor, stored)
    state = next_state(stored, "send_back", reason=text)
    with recording(act="remedies.send_back", actor=authority, subject=stored.organisation.code):
        stored.state = state
        stored.save()
        wrote(stored, StepKind.SENT_BACK, text.strip()[:LONGEST_WORDS], authority)
        tell_sent_back(stored, authority)
    return stored


@transaction.atomic
def carry_over(*, remedy: Remedy, until: dt.date, text: str, actor: Actor) -> Remedy:
    """A later end, with the reason; the days before stay in the record. Who verifies decides it.

    Raises RemedyError, PermissionDenied."""
    stored = held(remedy)
    authority = authority_to_verify(actor, stored)
    next_state(stored, "carry_over", reason=text)
    last = dt.date(max(stored.campaign.year + FURTHEST, today().year), 12, 31)
    if until <= max(stored.due_on or stored.raised_on, today()):
        raise RemedyError.end_before(max(stored.due_on or stored.raised_on, today()))
    if until > last:
        raise RemedyError.too_far(last)
    with recording(act="remedies.carry_over", actor=authority, subject=stored.organisation.code):
        grouped = as_json(content_of(stored))
        grouped["time"]["ends_on"] = until.isoformat()
        stored.content, stored.due_on = grouped, until
        stored.revision += 1
        stored.save()
        wrote(stored, StepKind.CARRIED, text.strip()[:LONGEST_WORDS], authority, carried_to=until)
        tell_carried(stored, authority)
    return stored


def note_read(remedy: Remedy, reader: User) -> None:
    """Note that somebody who verifies has read the steps of a remedy; for others nothing."""
    if not allowed(authority_to_verify, reader, remedy):
        return
    at = timezone.now()
    ProofLook.objects.bulk_create(
        (
            ProofLook(step=step, by=reader, read_at=at)
            for step in remedy.steps.filter(kind=StepKind.WORK).exclude(looks__by=reader)
        ),
        ignore_conflicts=True,
    )


def note_opened(step: RemedyStep, reader: User) -> None:
    """Note that somebody who verifies opened the files of a step; for others nothing."""
    if not allowed(authority_to_verify, reader, step.remedy):
        return
    look, _new = ProofLook.objects.get_or_create(
        step=step, by=reader, defaults={"read_at": timezone.now()}
    )
    if look.files_at is None:
        look.files_at = timezone.now()
        look.save(update_fields=["files_at"])


def unseen(remedy: Remedy, reader: User) -> Collection[RemedyStep]:
    """The steps that somebody has not read, or of which they opened no file."""
    steps = list(remedy.steps.filter(kind=StepKind.WORK))
    looks = {
        look.step_id: look for look in ProofLook.objects.filter(step__remedy=remedy, by=reader)
    }
    with_files = set(
        Attachment.objects.filter(
            kind=OF_STEP, owner_id__in=[step.pk for step in steps], removed_at=None
        ).values_list("owner_id", flat=True)
    )
    return [
        step
        for step in steps
        if step.pk not in looks or (step.pk in with_files and looks[step.pk].files_at is None)
    ]
