"""Noting how far a task is. Notes never change: a correction is a new note.

Beside it: `checks` (what the level above says of results), `promises` (who frees what is
blocked)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.attachments.models import Attachment
from thidua.history.tracking import named_actor, recording
from thidua.progress.accepted import held_to
from thidua.progress.errors import CorrectedError, MeanwhileError, NoteError, SentBeforeError
from thidua.progress.files import EVIDENCE
from thidua.progress.models import (
    LONGEST_NAME,
    OF_NOTE,
    CheckKind,
    Note,
    NoteMilestone,
    NoteValue,
)
from thidua.progress.permissions import authority_to_note
from thidua.progress.rules import NoteWords, refuse_day, refuse_words, says_the_same
from thidua.progress.telling import tell_blocked, tell_corrected
from thidua.registrations.models import Task
from thidua.web.clock import today


@transaction.atomic
def write_note(task: Task, words: NoteWords, *, files: Sequence[Sent] = (), actor: Actor) -> Note:
    """Store how far a task is, with its evidence: all of it or nothing.

    The same note sent twice (`sent_as`) is answered with the one that is stored. Raises NoteError
    (a task that takes no notes, a day still to come or before the year, a value of the wrong
    kind, nothing said), MeanwhileError (somebody else noted since `seen_note`), CorrectedError,
    SentBeforeError, PermissionDenied, and what `attachments.actions.attach` raises."""
    task = _held(task)
    authority = authority_to_note(actor, task)
    words = words.tidied()
    if (before := _sent_before(task, words)) is not None:
        _attach_once(before, files, actor)
        return before
    year = task.registration.campaign.year
    accepted = held_to(task)
    refuse_day(words.on, year=year, today=today())
    refuse_words(words, accepted, files=len(files))
    corrected = _corrected(task, words.corrects)
    _refuse_meanwhile(task, words.seen_note, authority)
    with recording(
        act="progress.note",
        actor=authority,
        subject=task.registration.organisation.code,
        year=year,
        task=task.pk,
        corrects=words.corrects or "",
    ):
        note = _stored(task, words, authority)
        if files:
            attach(kind=EVIDENCE, owner=note, files=files, actor=actor)
        if words.blocked_by:
            tell_blocked(note, authority)
        if corrected is not None and corrected.checks.filter(kind=CheckKind.CONFIRMED).exists():
            tell_corrected(note, authority)
    return note


def _held(task: Task) -> Task:
    """The task as it is now; nobody else notes it until this is over."""
    rows = Task.objects.select_for_update(of=("self",), no_key=True).select_related(
        "registration__campaign", "registration__organisation"
    )
    return rows.get(pk=task.pk)


def _sent_before(task: Task, words: NoteWords) -> Note | None:
    """The note that came by the same sending. Raises NoteError where it is of another task,
    SentBeforeError where it says something else.
    """
    if words.sent_as is None:
        return None
    stored = Note.objects.filter(sent_as=words.sent_as).first()
    if stored is None:
        return None
    if stored.task_id != task.pk:
        raise NoteError.of_another_task()
    if not says_the_same(stored, words):
        raise SentBeforeError(stored)
    return stored


def _attach_once(note: Note, files: Sequence[Sent], actor: Actor) -> None:
    """Files that did not come the first time; what was removed since does not come back."""
    if files and not Attachment.objects.filter(kind=OF_NOTE, owner_id=note.pk).exists():
        attach(kind=EVIDENCE, owner=note, files=files, actor=actor)


def _corrected(task: Task, key: int | None) -> Note | None:
    """The note that is to be corrected. Raises NoteError, CorrectedError."""
    if key is None:
        return None
    note = Note.objects.filter(pk=key, task=task).first()
    if note is None:
        raise NoteError.of_another_task()
    instead = Note.objects.filter(corrects=note).first()
    if instead is not None:
        raise CorrectedError(instead)
    return note


def _refuse_meanwhile(task: Task, seen: int | None, authority: Authority) -> None:
    if seen is None:
        return
    newer = task.notes.filter(pk__gt=seen).order_by("-pk")
    if (account := _account(authority)) is not None:
        newer = newer.exclude(written_by=account)
    notes = list(newer.prefetch_related("values", "milestones"))
    if notes:
        raise MeanwhileError(notes)


def _stored(task: Task, words: NoteWords, authority: Authority) -> Note:
    sent_as = {} if words.sent_as is None else {"sent_as": words.sent_as}
    note = Note.objects.create(
        task=task,
        on=words.on,
        text=words.text,
        blocked_by=words.blocked_by,
        freed_by=words.freed_by,
        freed_by_name=words.freed_by_name,
        corrects_id=words.corrects,
        written_by=_account(authority),
        written_by_name=named_actor(authority)[:LONGEST_NAME],
        written_at=timezone.now(),
        **sent_as,
    )
    NoteValue.objects.bulk_create(
        NoteValue(
            note=note,
            measure_id=key,
            value=None if isinstance(value, bool) else value,
            done=value if isinstance(value, bool) else None,
        )
        for key, value in words.values.items()
    )
    NoteMilestone.objects.bulk_create(
        NoteMilestone(note=note, due_on=due_on, text=text) for due_on, text in words.milestones
    )
    return note


def _account(authority: Authority) -> User | None:
    return authority.actor if isinstance(authority.actor, User) else None
