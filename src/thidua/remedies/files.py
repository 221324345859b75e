"""The proof: files of steps, read by whoever reads the remedy, sent by whoever works on it."""

from django.http import HttpRequest

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments.kinds import Account, OwnerKind
from thidua.remedies.closing import note_opened
from thidua.remedies.models import OF_STEP, RemedyStep
from thidua.remedies.queries import visible_to
from thidua.remedies.rights import authority_to_work


def _may_see(actor: Actor, step: RemedyStep) -> bool:
    return visible_to(actor).filter(pk=step.remedy_id).exists()


def _authorise(actor: Actor, step: RemedyStep) -> Authority:
    return authority_to_work(actor, step.remedy)


def _record_look(request: HttpRequest, step: RemedyStep) -> None:
    """The look is written down for the person."""
    remedy = step.remedy
    record_look(
        request,
        person=remedy.person_id,
        path=remedy.organisation.path,
        dossier=Dossier.PAPERS,
        year=remedy.campaign.year,
    )


def _note_opened(request: HttpRequest, step: RemedyStep, file: int) -> None:
    """Who verifies has seen this part of the proof."""
    if isinstance(request.user, User):
        note_opened(step, file, request.user)


def _account(step: RemedyStep) -> Account:
    return Account(step.remedy.organisation, step.remedy.campaign.year)


PROOF = OwnerKind(
    OF_STEP,
    RemedyStep,
    _may_see,
    _authorise,
    record_look=_record_look,
    note_opened=_note_opened,
    account_of=_account,
)
