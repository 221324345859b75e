"""The page at the door: each tick a request of its own, that may be sent twice."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.conferences.actions import note_presence
from thidua.conferences.errors import ConferenceError
from thidua.conferences.forms import DoorQuery, TickForm
from thidua.conferences.models import Conference, Invitation
from thidua.conferences.presenters import door_line, door_lines, heading_of
from thidua.conferences.queries import conference_for, invitations_of, summary_of
from thidua.conferences.rights import may_change
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.web.forms import first_fault


@require_GET
@signed_in
def door_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """Everybody invited, with two large buttons each; looked for by name."""
    campaign = campaign_or_404(request, year)
    conference = _conference(request, campaign, pk)
    if not may_change(request.user, conference.organisation):
        raise Http404
    query = DoorQuery(request.GET)
    words, left = query.values["q"], query.values["left"]
    context = {
        "campaign": campaign,
        "conference": conference,
        "heading": heading_of(conference),
        "lines": door_lines(list(invitations_of(conference)), words=words, left_only=bool(left)),
        "summary": summary_of(conference, reader=request.user),
        "query": query,
        "left": left,
    }
    return render(request, "conferences/door.html", context)


@require_POST
@signed_in
def tick(request: SignedIn, year: int, pk: int, invitation: int) -> HttpResponse:
    """One tick. By htmx the line and the count come back; without scripts the page does."""
    campaign = campaign_or_404(request, year)
    conference = _conference(request, campaign, pk)
    if not may_change(request.user, conference.organisation):
        raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
    found = invitations_of(conference).filter(pk=invitation).first()
    if found is None:
        raise Http404
    fault = ""
    try:
        _note(request, found)
    except RefusedError as error:
        fault = as_sentence(error)
    if not request.htmx:
        if fault:
            messages.warning(request, fault)
        return redirect("conference_door", year=year, pk=pk)
    found.refresh_from_db()
    context = {
        "campaign": campaign,
        "conference": conference,
        "line": door_line(found),
        "fault": fault,
        "summary": summary_of(conference, reader=request.user),
        "ticked": True,
    }
    return render(request, "conferences/door_line.html", context)


def _note(request: SignedIn, invitation: Invitation) -> None:
    """Raises ConferenceError, PermissionDenied."""
    form = TickForm(request.POST)
    if not form.is_valid():
        raise ConferenceError.unreadable(first_fault(form))
    note_presence(invitation=invitation, actor=request.user, **form.cleaned_data)


def _conference(request: SignedIn, campaign: Campaign, pk: int) -> Conference:
    conference = conference_for(request.user, campaign, pk)
    if conference is None:
        raise Http404
    return conference
