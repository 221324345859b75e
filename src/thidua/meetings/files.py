"""Signed minutes that were scanned: attachments of the meeting, for whoever may read it."""

from django.http import HttpRequest

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, required
from thidua.attachments.kinds import Account, OwnerKind
from thidua.meetings.looks import record_looks_at
from thidua.meetings.models import Meeting
from thidua.meetings.rights import authority_to_keep, readable


def may_see(actor: Actor, meeting: Meeting) -> bool:
    """Whoever may read the meeting."""
    return readable(actor).filter(pk=meeting.pk).exists()


def _authorise(actor: Actor, meeting: Meeting) -> Authority:
    return required(authority_to_keep(actor, meeting))


def _record_look(request: HttpRequest, meeting: Meeting) -> None:
    record_looks_at(request, meeting)


def _account(meeting: Meeting) -> Account:
    return Account(meeting.organisation, meeting.campaign.year)


FILES = OwnerKind(
    "meetings.meeting", Meeting, may_see, _authorise, record_look=_record_look, account_of=_account
)
