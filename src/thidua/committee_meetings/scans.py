"""The signed minutes that were scanned: attachments of the committee's meeting.

Whoever decides for the committee adds them once the meeting has ended; whoever reads the wall opens
them. A scan names everybody who was moved: each opening is written down as the paper that leaves.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, some_of, write_down
from thidua.access.models import Exported
from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise
from thidua.attachments.kinds import Account, OwnerKind
from thidua.committee_meetings.holding import DECIDE
from thidua.committee_meetings.models import OF_MEETING, CommitteeMeeting, State


def leaving(meeting: CommitteeMeeting, form: str) -> Leaving:
    """The minutes as they leave, in this form: about whoever was moved."""
    moved = meeting.moves.exclude(person=None).values_list("person", flat=True)
    people = tuple(dict.fromkeys(moved))
    return Leaving(
        Exported.PAPERS,
        form,
        (meeting.organisation.path,),
        len(people),
        year=meeting.campaign.year,
        narrowed=_("biên bản họp cấp uỷ"),
        listed=some_of(people),
        paper=True,
    )


def may_see(actor: Actor, meeting: CommitteeMeeting) -> bool:
    """Whoever reads the wall: the committee lies in their part of the tree."""
    return scope_of(actor).covers(meeting.organisation.path)


def _authorise(actor: Actor, meeting: CommitteeMeeting) -> Authority:
    """Nothing is signed before the meeting has ended."""
    if meeting.state != State.ADOPTED:
        raise PermissionDenied(_("Cuộc họp chưa kết thúc nên chưa có biên bản ký để đính kèm."))
    return authorise(actor, DECIDE, path=meeting.organisation.path)


def _record_look(request: HttpRequest, meeting: CommitteeMeeting) -> None:
    if isinstance(request.user, User):
        write_down(request.user, leaving(meeting, "scan"))


def _account(meeting: CommitteeMeeting) -> Account:
    return Account(meeting.organisation, meeting.campaign.year)


SCANS = OwnerKind(
    OF_MEETING,
    CommitteeMeeting,
    may_see,
    _authorise,
    record_look=_record_look,
    account_of=_account,
)
