"""The evidence: files of notes, read by whoever reads the task, sent by whoever notes it."""

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.attachments.kinds import Account, OwnerKind
from thidua.progress.models import OF_NOTE, Note
from thidua.progress.permissions import authority_to_note
from thidua.progress.queries import tasks_visible_to


def _may_see(actor: Actor, note: Note) -> bool:
    campaign = note.task.registration.campaign
    return tasks_visible_to(actor, campaign).filter(pk=note.task_id).exists()


def _authorise(actor: Actor, note: Note) -> Authority:
    return authority_to_note(actor, note.task)


def _account(note: Note) -> Account:
    """A unit's evidence of a year is the unit's, whoever of it wrote the note."""
    registration = note.task.registration
    return Account(registration.organisation, registration.campaign.year)


EVIDENCE = OwnerKind(OF_NOTE, Note, _may_see, _authorise, account_of=_account)
