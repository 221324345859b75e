"""Which unit's meetings a reader may look at or plan, and who may preside there."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.http import Http404

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.meetings.agenda import called_to
from thidua.meetings.models import Meeting
from thidua.meetings.queries import meeting_for, own_meetings
from thidua.meetings.rights import authority_over, views
from thidua.organisations.models import Organisation, Person
from thidua.web.clock import today


def meeting_or_404(request: SignedIn, campaign: Campaign, pk: int) -> Meeting:
    """The meeting, for whoever may read it; nobody else learns whether there is one."""
    meeting = meeting_for(request.user, campaign, pk)
    if meeting is None:
        raise Http404
    return meeting


def unit_or_404(request: SignedIn, campaign: Campaign, code: str) -> Organisation:
    """A unit whose meetings the reader may know: by a role over it, or as one of those called."""
    called = own_meetings(request.user, campaign).filter(organisation=OuterRef("pk"))
    unit = Organisation.objects.filter(code=code).annotate(called=Exists(called)).first()
    if unit is None or not (unit.called or views(request.user, unit)):
        raise Http404
    return unit


def may_plan(request: SignedIn, unit: Organisation) -> bool:
    """Whether the reader plans meetings of this unit."""
    return authority_over(request.user, unit) is not None


def people_of(unit: Organisation, day: dt.date | None = None) -> dict[int, Person]:
    """Who may preside and keep the minutes: those called, the head first."""
    return {one.person.pk: one.person for one in called_to(unit, day or today())}
