"""What whoever could free a blocked task says they will do."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.acceptance.readers import reader_of
from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation
from thidua.progress.checks import about, held_note, written
from thidua.progress.errors import NoteError
from thidua.progress.models import LONGEST_NAME, Note, Promise
from thidua.progress.permissions import officer_of
from thidua.progress.telling import tell_promised
from thidua.web.clock import today


@transaction.atomic
def promise(note: Note, text: str, until: dt.date | None = None, *, actor: Actor) -> Promise:
    """Say what is done about what blocks a task, and by when; the unit is told.

    Raises NoteError (not blocked any more, no words, a day that is over), PermissionDenied."""
    note = held_note(note)
    authority, unit = authority_to_promise(actor, note)
    if not note.is_blocked or _is_old(note):
        raise NoteError.not_blocked()
    if until is not None and until < today():
        raise NoteError.promise_in_the_past(until)
    with recording(act="progress.promise", actor=authority, **about(note)):
        made = Promise.objects.create(
            note=note,
            unit=unit,
            text=written(text),
            until=until,
            made_by_name=named_actor(authority)[:LONGEST_NAME],
            made_at=timezone.now(),
        )
        tell_promised(made, authority)
    return made


def authority_to_promise(actor: Actor, note: Note) -> tuple[Authority, Organisation]:
    """By what the actor promises, for which unit: the one that the note names, or the committee
    above. Raises PermissionDenied.
    """
    for unit in (note.freed_by, reader_of(note.task.registration.organisation)):
        authority = officer_of(actor, unit) if unit is not None else None
        if unit is not None and authority is not None:
            return authority, unit
    raise PermissionDenied(
        _("Nơi được ghi là gỡ được, hoặc cấp uỷ cấp trên trực tiếp, mới hẹn gỡ.")
    )


def may_promise(actor: Actor, note: Note) -> bool:
    """Whether the actor could say what they do about what blocks a task."""
    try:
        authority_to_promise(actor, note)
    except PermissionDenied:
        return False
    return note.is_blocked


def _is_old(note: Note) -> bool:
    """Whether a note of a later day stands: what it says counts then."""
    standing = note.task.notes.filter(corrected_by=None).order_by("-on", "-pk")
    return standing.values_list("pk", flat=True).first() != note.pk
