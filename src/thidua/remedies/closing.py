"""What the unit that verifies says: done, not yet, or until a later day. It has seen the proof."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

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
    FileOpened,
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


def note_opened(step: RemedyStep, file: int, reader: User) -> None:
    """Note that somebody who verifies opened a file of a step (its key); for others nothing."""
    if not allowed(authority_to_verify, reader, step.remedy):
        return
    at = timezone.now()
    look, _new = ProofLook.objects.get_or_create(step=step, by=reader, defaults={"read_at": at})
    _opened, new = FileOpened.objects.get_or_create(look=look, file=file)
    if new:
        look.files_at = at
        look.save(update_fields=["files_at"])


@dataclass(frozen=True)
class Unseen:
    """Of the proof what somebody has not seen: the steps not read, the files not opened, each by
    its key.
    """

    steps: frozenset[int]
    files: Mapping[int, int]
    """The step of each such file."""

    def __len__(self) -> int:
        return len(self.steps | set(self.files.values()))

    def __contains__(self, step: int) -> bool:
        return step in self.steps or step in self.files.values()


NOTHING = Unseen(frozenset(), {})


def unseen(remedy: Remedy, reader: User) -> Unseen:
    """Of what was done: every step is read, and every file of it opened, before it is seen."""
    steps = set(remedy.steps.filter(kind=StepKind.WORK).values_list("pk", flat=True))
    looks = ProofLook.objects.filter(step__in=steps, by=reader)
    read = set(looks.values_list("step", flat=True))
    opened = FileOpened.objects.filter(look__in=looks).values_list("file", flat=True)
    files = Attachment.objects.filter(kind=OF_STEP, owner_id__in=steps, removed_at=None)
    left = files.exclude(pk__in=opened).values_list("pk", "owner_id")
    return Unseen(frozenset(steps - read), dict(left))
