"""What the committee above says of a result, and what the unit answers."""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation
from thidua.progress.errors import NoteError
from thidua.progress.models import LONGEST_NAME, Check, CheckKind, Note
from thidua.progress.permissions import authority_to_check, authority_to_note
from thidua.progress.rules import refuse_length
from thidua.progress.telling import tell_answered, tell_questioned
from thidua.signs import clean


@transaction.atomic
def confirm(note: Note, *, actor: Actor, text: str = "") -> Check:
    """The committee above confirms what a note says. Raises NoteError (corrected since, confirmed
    before), PermissionDenied.
    """
    note = held_note(note)
    authority, committee = authority_to_check(actor, note.task.registration)
    return _stored(note, CheckKind.CONFIRMED, text, authority, committee)


@transaction.atomic
def question(note: Note, text: str, *, actor: Actor) -> Check:
    """The committee above asks about a result; the unit is told. Raises as `confirm`, and for a
    question without words.
    """
    note = held_note(note)
    authority, committee = authority_to_check(actor, note.task.registration)
    check = _stored(note, CheckKind.QUESTIONED, written(text), authority, committee)
    tell_questioned(check, authority)
    return check


@transaction.atomic
def answer(check: Check, text: str, *, actor: Actor) -> Check:
    """Whoever notes the task answers a question; the committee is told. Raises NoteError (no
    question, answered before, no words), PermissionDenied.
    """
    note = held_note(check.note, standing=False)
    authority = authority_to_note(actor, note.task)
    check = (
        Check.objects.select_for_update(of=("self",)).select_related("committee").get(pk=check.pk)
    )
    check.note = note
    if check.kind != CheckKind.QUESTIONED or check.answer:
        raise NoteError.nothing_asked()
    check.answer, check.answered_at = written(text), timezone.now()
    check.answered_by_name = named_actor(authority)[:LONGEST_NAME]
    with recording(act="progress.answer", actor=authority, **about(note)):
        check.save(update_fields=["answer", "answered_at", "answered_by_name"])
        tell_answered(check, authority)
    return check


def held_note(note: Note, *, standing: bool = True) -> Note:
    """The note, which nobody answers or corrects until this is over. Raises NoteError where it was
    corrected and has to be `standing`.
    """
    task = type(note.task).objects.select_for_update(of=("self",), no_key=True)
    task.get(pk=note.task_id)
    held = Note.objects.select_related(
        "freed_by", "task__registration__campaign", "task__registration__organisation"
    ).get(pk=note.pk)
    if standing and Note.objects.filter(corrects=held).exists():
        raise NoteError.not_confirmable()
    return held


def written(text: str) -> str:
    """What somebody wrote, tidied. Raises NoteError for nothing, or too much."""
    text = clean(text).strip()
    if not text:
        raise NoteError.no_words()
    refuse_length(text)
    return text


def about(note: Note) -> dict[str, object]:
    """What the history says of an act about a note."""
    registration = note.task.registration
    return {
        "subject": registration.organisation.code,
        "year": registration.campaign.year,
        "task": note.task_id,
    }


def _stored(
    note: Note, kind: CheckKind, text: str, authority: Authority, committee: Organisation
) -> Check:
    before = note.checks.filter(kind=CheckKind.CONFIRMED).first()
    if before is not None:
        raise NoteError.confirmed_already(before.checked_by_name)
    text = clean(text).strip()
    refuse_length(text)
    act = "progress.confirm" if kind == CheckKind.CONFIRMED else "progress.question"
    with recording(act=act, actor=authority, **about(note)):
        return Check.objects.create(
            note=note,
            kind=kind,
            text=text,
            committee=committee,
            checked_by_name=named_actor(authority)[:LONGEST_NAME],
            checked_at=timezone.now(),
        )
