"""What an objection shows: files read by whoever reads it, and papers about somebody's health,
which only the objector and those who verify by name can open: each opening is written down, and
told.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments.kinds import Account, OwnerKind
from thidua.attachments.models import Attachment
from thidua.history.tracking import recording
from thidua.objections.models import HEALTH, PAPERS, LineKind, Objection
from thidua.objections.record import wrote
from thidua.objections.rights import (
    authority_to_object,
    authority_to_verify,
    is_objector,
    reads,
    verifies,
)
from thidua.objections.telling import tell_opened


def may_open_health(actor: Actor, objection: Objection) -> bool:
    """Whether the actor sent them, or verifies by name; nobody else, whatever their role."""
    return is_objector(actor, objection) or verifies(actor, objection)


def _authorise(actor: Actor, objection: Objection) -> Authority:
    """Files come from whoever objects, while it is open. The operator erases by rule."""
    if isinstance(actor, Operator):
        return Authority(actor)
    if not objection.is_open:
        raise PermissionDenied(_("Khiếu nại đã trả lời, không gửi thêm giấy tờ được."))
    authority, _unit = authority_to_object(actor, objection.roster_entry)
    return authority


def _record_look(request: HttpRequest, objection: Objection) -> None:
    entry = objection.roster_entry
    record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.PAPERS,
        year=entry.campaign.year,
    )


def _note_opened(request: HttpRequest, objection: Objection, file: int) -> None:
    """A line of the record and a word to the objector, for each opening by somebody else."""
    user = request.user
    if not isinstance(user, User) or is_objector(user, objection):
        return
    authority = authority_to_verify(user, objection)
    name = Attachment.objects.filter(pk=file).values_list("name", flat=True).first() or ""
    with recording(act="objections.open_health", actor=authority, objection=objection.pk):
        wrote(objection, LineKind.OPENED, name, authority)
        tell_opened(objection, authority)


def _account(objection: Objection) -> Account:
    return Account(objection.roster_entry.organisation, objection.campaign.year)


SHOWN_PAPERS = OwnerKind(
    PAPERS, Objection, reads, _authorise, record_look=_record_look, account_of=_account
)
HEALTH_PAPERS = OwnerKind(
    HEALTH,
    Objection,
    may_open_health,
    _authorise,
    record_look=_record_look,
    note_opened=_note_opened,
    account_of=_account,
)
