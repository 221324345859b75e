"""The pages of conferences: the list, one conference with its acts, preparing, minutes."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.attachments.inspecting import current_limits
from thidua.attachments.limits import MEGABYTE
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.conferences.actions import change_conference, prepare_conference
from thidua.conferences.forms import ConferenceForm, GuestsForm, initial_of
from thidua.conferences.models import Conference, Invitation, State
from thidua.conferences.page_acts import do
from thidua.conferences.paper import minutes
from thidua.conferences.presenters import heading_of, offered_units, shown_conclusions
from thidua.conferences.queries import (
    conference_for,
    conferences_for,
    invitations_of,
    own_organisations,
    summary_of,
)
from thidua.conferences.rights import may_change, sees_who_came
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.web.file_names import file_name
from thidua.web.forms import faults_of, saved_meanwhile
from thidua.web.paper_files import PAPER_FORMATS, paper_download


@require_GET
@signed_in
def conferences_page(request: SignedIn, year: int) -> HttpResponse:
    """The conferences of the year that the reader may know."""
    campaign = campaign_or_404(request, year)
    found = list(conferences_for(request.user, campaign))
    there = {one.organisation_id for one in found}
    context = {
        "campaign": campaign,
        "conferences": found,
        "own": [one for one in own_organisations(request.user) if one.pk not in there],
    }
    return render(request, "conferences/conferences.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def conference_new_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Preparing the conference of an organisation."""
    campaign = campaign_or_404(request, year)
    organisation = next((one for one in own_organisations(request.user) if one.code == code), None)
    if organisation is None:
        raise _refused(request)
    there = campaign.conferences.filter(organisation=organisation).first()
    if there is not None and request.method == "GET":
        return redirect("conference", year=year, pk=there.pk)
    form = ConferenceForm(
        request.POST if request.method == "POST" else None, initial={"state": State.PLANNED}
    )
    if form.is_valid():
        try:
            made = prepare_conference(
                campaign=campaign,
                organisation=organisation,
                values=form.values(),
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            messages.success(request, _("Đã lưu hội nghị: giờ mời thành phần."))
            return redirect("conference", year=year, pk=made.pk)
    return _form_page(request, form, Conference(campaign=campaign, organisation=organisation))


@require_http_methods(["GET", "POST"])
@signed_in
def conference_edit_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """Changing what is said of a conference."""
    campaign = campaign_or_404(request, year)
    conference = _conference(request, campaign, pk)
    if not may_change(request.user, conference.organisation):
        raise _refused(request)
    sent = request.method == "POST"
    form = ConferenceForm(request.POST if sent else None, initial=initial_of(conference))
    theirs = None
    if form.is_valid():
        try:
            change_conference(
                conference=conference,
                revision=form.cleaned_data["revision"] or 0,
                values=form.values(),
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
            theirs = saved_meanwhile(form, conference)
        else:
            messages.success(request, _("Đã lưu hội nghị."))
            return redirect("conference", year=year, pk=pk)
    return _form_page(request, form, conference, theirs)


@require_http_methods(["GET", "POST"])
@signed_in
def conference_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One conference; whoever prepares it invites, sends files and concludes here."""
    campaign = campaign_or_404(request, year)
    conference = _conference(request, campaign, pk)
    keeps = may_change(request.user, conference.organisation)
    faults: list[str] = []
    guests = GuestsForm()
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        guests = GuestsForm(request.POST)
        try:
            said = do(request, conference)
        except RefusedError as error:
            faults = faults_of(guests) or [as_sentence(error)]
        else:
            if said:
                messages.success(request, said)
            return redirect("conference", year=year, pk=pk)
    context = _context(request, campaign, conference, keeps=keeps)
    return render(
        request,
        "conferences/conference.html",
        context | {"faults": faults, "guests": guests},
        status=409 if faults else 200,
    )


@require_GET
@signed_in
def conference_minutes(request: SignedIn, year: int, pk: int, extension: str) -> HttpResponse:
    """The minutes as Word or PDF, for whoever has a role over the organisation."""
    campaign = campaign_or_404(request, year)
    conference = _conference(request, campaign, pk)
    if extension not in PAPER_FORMATS or not sees_who_came(request.user, conference):
        raise Http404
    name = file_name(f"Biên bản hội nghị triển khai {year}", conference.organisation.name)
    return paper_download(minutes(conference), extension, name)


def _context(
    request: SignedIn, campaign: Campaign, conference: Conference, *, keeps: bool
) -> dict[str, object]:
    invited: Sequence[Invitation] = (
        list(invitations_of(conference)) if sees_who_came(request.user, conference) else []
    )
    return {
        "campaign": campaign,
        "conference": conference,
        "heading": heading_of(conference),
        "summary": summary_of(conference, reader=request.user),
        "agenda": conference.agenda.all(),
        "conclusions": shown_conclusions(conference, actor=request.user, keeps=keeps),
        "invited": invited,
        "sees_all": sees_who_came(request.user, conference),
        "keeps": keeps,
        "offered": offered_units(conference, invited, actor=request.user) if keeps else {},
        "last_year": campaign.year - 1,
        "most": current_limits().size // MEGABYTE,
    }


def _conference(request: SignedIn, campaign: Campaign, pk: int) -> Conference:
    """The conference, for whoever may know it; nobody else learns whether there is one."""
    conference = conference_for(request.user, campaign, pk)
    if conference is None:
        raise Http404
    return conference


def _refused(request: SignedIn) -> Exception:
    """A page that is not this reader's: not there to look at, refused to write to."""
    if request.method == "POST":
        return PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
    return Http404()


def _form_page(
    request: SignedIn,
    form: ConferenceForm,
    conference: Conference,
    theirs: Conference | None = None,
) -> HttpResponse:
    """`conference`: one that is not stored has no key yet."""
    campaign, stored = conference.campaign, conference.pk is not None
    back = (
        reverse("conference", kwargs={"year": campaign.year, "pk": conference.pk})
        if stored
        else reverse("conferences", kwargs={"year": campaign.year})
    )
    context = {
        "campaign": campaign,
        "form": form,
        "conference": conference,
        "theirs": theirs,
        "kept": conference.conclusions.exclude(became="") if stored else (),
        "back": back,
    }
    status = 200 if request.method == "GET" else 409
    return render(request, "conferences/form.html", context, status=status)
