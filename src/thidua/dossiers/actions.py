"""What is done to dossiers: sent, taken back, returned, accepted, noted on."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise, required
from thidua.bodies.models import AdvisoryBody
from thidua.bodies.queries import bodies_of
from thidua.campaigns.due_dates import due_date
from thidua.campaigns.models import Campaign, Step
from thidua.dossiers.contents import Contents, contents_of
from thidua.dossiers.errors import DossierError
from thidua.dossiers.locking import hold_subjects
from thidua.dossiers.models import Dossier, DossierNote
from thidua.dossiers.permissions import SETTLE
from thidua.dossiers.rights import authority_to_note, authority_to_send
from thidua.dossiers.telling import tell_answered, tell_sent
from thidua.dossiers.units import sender_of
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation
from thidua.procedures.binding import keep_procedure
from thidua.submissions.actions import move
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import today


@transaction.atomic
def send(*, campaign: Campaign, unit: Organisation, remark: str = "", actor: Actor) -> Dossier:
    """Send the dossier of a unit to the committee above; begun where it is not.

    Raises DossierError (nobody to propose, nobody above, not complete or late without a remark),
    SubmissionError (sent already), PermissionDenied."""
    authority = required(authority_to_send(actor, unit))
    Organisation.objects.select_for_update(no_key=True).get(pk=unit.pk)
    sender = sender_of(campaign, unit.code)
    if sender is None or sender.receiver is None:
        raise DossierError.no_receiver()
    hold_subjects(campaign, unit)
    found = contents_now(campaign, unit)
    due_on = due_date(campaign, Step.RATE, unit)
    _refuse(found, due_on, remark.strip())
    with _recording("dossiers.write", authority, campaign, unit):
        keep_procedure(campaign)
        dossier, _made = Dossier.objects.get_or_create(
            campaign=campaign, organisation=unit, defaults={"receiver": sender.receiver}
        )
        if dossier.status in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}:
            dossier.receiver, dossier.due_on = sender.receiver, due_on
            dossier.remark, dossier.contents = remark.strip(), found.to_json()
            dossier.sent_by_name = named_actor(authority)
            dossier.save()
    sent = move(dossier, "send", authority=authority, late=True)
    tell_sent(sent, authority)
    return sent


@transaction.atomic
def take_back(*, dossier: Dossier, actor: Actor) -> Dossier:
    """Take back what was sent, to change it. Raises SubmissionError, PermissionDenied."""
    authority = required(authority_to_send(actor, dossier.organisation))
    return move(dossier, "take_back", authority=authority)


@transaction.atomic
def accept(*, dossier: Dossier, actor: Actor) -> Dossier:
    """Take a dossier as complete; its proposals are then appraised on the board. Raises
    SubmissionError, PermissionDenied.
    """
    return _answer(dossier, "accept", "", actor)


@transaction.atomic
def return_(*, dossier: Dossier, reason: str, actor: Actor) -> Dossier:
    """Send a dossier back with the reason; one that was accepted is opened again. Raises
    SubmissionError (no reason, not sent), PermissionDenied.
    """
    accepted = dossier.status == SubmissionStatus.ACCEPTED
    return _answer(dossier, "reopen" if accepted else "return", reason, actor)


@transaction.atomic
def note(*, dossier: Dossier, text: str, body: AdvisoryBody | None, actor: Actor) -> DossierNote:
    """Note something of a dossier that was sent, for a body or as an officer of a committee above.

    Raises DossierError (not sent, nothing written), PermissionDenied."""
    authority = required(authority_to_note(actor, dossier.receiver))
    works_for = {one.pk for one in bodies_of(actor)}
    if body is not None and body.pk not in works_for:
        required(None)
    if authority.grant is not None and authority.grant.body_id is not None and body is None:
        required(None)
    if dossier.status not in {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}:
        raise DossierError.not_sent()
    if not text.strip():
        raise DossierError.says_nothing()
    with _recording("dossiers.note", authority, dossier.campaign, dossier.organisation):
        return DossierNote.objects.create(
            dossier=dossier,
            body=body,
            text=text.strip(),
            written_by_name=named_actor(authority),
            written_at=timezone.now(),
        )


def contents_now(campaign: Campaign, unit: Organisation) -> Contents:
    """How complete the dossier of a unit would be now. Raises DossierError: nobody to propose."""
    found = contents_of(campaign, [unit.pk]).get(unit.pk)
    if found is None:
        raise DossierError.nobody()
    return found


def _refuse(found: Contents, due_on: dt.date | None, remark: str) -> None:
    if remark:
        return
    if found.missing:
        raise DossierError.lacking(found.missing)
    if due_on is not None and today() > due_on:
        raise DossierError.late_without_reason(due_on)


def _answer(dossier: Dossier, act: str, reason: str, actor: Actor) -> Dossier:
    authority = authorise(actor, SETTLE, path=dossier.receiver.path)
    moved = move(dossier, act, authority=authority, reason=reason)
    with _recording("dossiers.answer", authority, dossier.campaign, dossier.organisation):
        moved.answered_by_name = named_actor(authority)
        moved.save(update_fields=["answered_by_name"])
        tell_answered(moved, authority)
    return moved


@contextmanager
def _recording(
    act: str, authority: Authority, campaign: Campaign, unit: Organisation
) -> Iterator[None]:
    with recording(act=act, actor=authority, subject=unit.code, year=campaign.year):
        yield
