"""The officer's page: what becomes public, what stands against it, and the two acts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.step_up import step_up
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.language import as_sentence, current_language
from thidua.organisations.queries import root_path
from thidua.portal.actions import PERMISSION, publish, withdraw
from thidua.portal.addresses import address
from thidua.portal.errors import PortalError
from thidua.portal.forms import PublishingForm
from thidua.portal.gathering import gather
from thidua.portal.models import Publication
from thidua.portal.obstacles import against_publishing
from thidua.portal.presenters import story_context
from thidua.portal.published import given_away_in
from thidua.portal.story import Story
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


def _campaign(request: SignedIn, year: int) -> Campaign:
    """The year, for those who may publish it. For everybody else there is no such page."""
    campaign = campaign_or_404(request, year)
    if not may(request.user, PERMISSION, path=root_path()):
        raise Http404
    return campaign


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publishing_page(request: SignedIn, year: int) -> HttpResponse:
    """Look, or act: `act=publish` and `act=withdraw`, each confirmed by naming the year, by
    somebody just confirmed.
    """
    campaign = _campaign(request, year)
    again = step_up(request)
    if request.method == "POST" and not again.due and _act(request, campaign):
        return redirect("publishing", year=year)
    publication = Publication.objects.filter(campaign=campaign).first()
    context = {
        "campaign": campaign,
        "publication": publication,
        "reasons": against_publishing(campaign),
        "given_away": given_away_in(campaign),
        "public_href": address("public_year", current_language(), year=year),
        "preview_href": reverse("publishing_preview", kwargs={"year": year}),
        "again": again,
        "sent": request.POST,
    }
    return render(
        request, "portal/publishing.html", context, status=422 if request.method == "POST" else 200
    )


def _act(request: SignedIn, campaign: Campaign) -> bool:
    """Whether it was done; otherwise the reader is told why not."""
    form = PublishingForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return False
    sent = form.cleaned_data
    if sent["confirm"] != str(campaign.year):
        messages.error(
            request,
            _("Hãy gõ {year} để xác nhận.").format(year=campaign.year),
        )
        return False
    try:
        if act_sent(request) == "withdraw":
            withdraw(campaign=campaign, reason=sent["reason"], actor=request.user)
            messages.success(
                request,
                _("Đã rút lại. Trang công khai không còn."),
            )
        else:
            publish(campaign=campaign, actor=request.user, note=sent["note"])
            messages.success(request, _("Đã công bố."))
    except (PortalError, PermissionDenied) as error:
        messages.error(request, as_sentence(error))
        return False
    return True


@require_GET
@signed_in
def preview_page(request: SignedIn, year: int) -> HttpResponse:
    """The story as readers would see it, counted now."""
    campaign = _campaign(request, year)
    gathered = gather(campaign)
    story = Story(gathered.figures)
    context = {
        **story_context(story),
        "campaign": campaign,
        "home": address("public_years", current_language()),
        "language": current_language(),
        "older_lines": [
            row.name.text
            for row in gathered.figures.members_by_body
            if row.code in gathered.people.older
        ],
    }
    return render(request, "portal/preview.html", context)
