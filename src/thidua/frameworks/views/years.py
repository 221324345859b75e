"""What a year is held under: the texts of its four kinds of subjects, how they came to be, and
choosing others.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.step_up import step_up
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.decided import decisions_issued
from thidua.campaigns.errors import CampaignError
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import review_days
from thidua.frameworks.binding import DEFAULT_LAYER, LayerVersion
from thidua.frameworks.catalogue import bound_text
from thidua.frameworks.forms import BindForm, BindQuery
from thidua.frameworks.layer_actions import bind_layer
from thidua.frameworks.layer_queries import binding_history, known_layers, may_change, versions_for
from thidua.frameworks.models import FrameworkBinding
from thidua.frameworks.versions import all_frameworks
from thidua.language import as_sentence
from thidua.rulebook import Framework, RulebookError
from thidua.vocabulary import SubjectType
from thidua.web.components import Crumb


@dataclass(frozen=True)
class BoundText:
    """What one kind of subject is rated by."""

    kind: SubjectType
    binding: FrameworkBinding | None
    framework: Framework | None


@require_GET
@signed_in
def framework_year_page(request: SignedIn, year: int) -> HttpResponse:
    """The year's texts, the layer on them, and the history of both."""
    campaign = campaign_or_404(request, year)
    bindings = {one.subject_type: one for one in FrameworkBinding.objects.filter(campaign=campaign)}
    texts = []
    for kind in SubjectType:
        binding = bindings.get(kind)
        texts.append(BoundText(kind, binding, bound_text(binding) if binding else None))
    context = {
        "campaign": campaign,
        "texts": texts,
        "review_days": review_days(campaign, actor=request.user),
        "layer": _layer_of(request, campaign) if bindings else None,
        "history": binding_history(campaign),
        "may_change": may_change(request.user),
        "decided": decisions_issued(campaign),
        "crumbs": [all_frameworks()],
    }
    return render(request, "frameworks/framework_year.html", context)


def _layer_of(request: SignedIn, campaign: Campaign) -> LayerVersion | None:
    versions = versions_for(campaign.local_layer or DEFAULT_LAYER, actor=request.user)
    number = campaign.local_layer_version
    return next((one for one in versions if number is None or one.number == number), None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def framework_bind_page(request: SignedIn, year: int) -> HttpResponse:
    """Choose the version of a layer for a year that is not decided; confirmed by naming the year,
    with a reason.
    """
    campaign = campaign_or_404(request, year)
    if not may_change(request.user):
        raise Http404
    again = step_up(request)
    form = BindForm(
        request.POST or None, year=year, initial={"layer": _begun_with(request, campaign)}
    )
    if request.method == "POST" and not again.due and _bind(request, campaign, form):
        return redirect("framework_year", year=year)
    context = {
        "campaign": campaign,
        "choices": [
            (f"{known.layer.id}@{version.number}", known, version)
            for known in known_layers(actor=request.user)
            for version in known.versions
            if version.layer.in_force.covers(campaign.review_date)
        ],
        "form": form,
        "again": again,
        "decided": decisions_issued(campaign),
        "crumbs": [
            all_frameworks(),
            Crumb(
                _("Năm {year}").format(year=year), reverse("framework_year", kwargs={"year": year})
            ),
        ],
    }
    return render(
        request,
        "frameworks/framework_bind.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _begun_with(request: SignedIn, campaign: Campaign) -> str:
    """The version that the address names, else the one that the year is held under."""
    wanted = BindQuery.read(request.GET)
    if wanted["layer"] and wanted["version"]:
        return f"{wanted['layer']}@{wanted['version']}"
    return f"{campaign.local_layer or DEFAULT_LAYER}@{campaign.local_layer_version}"


def _bind(request: SignedIn, campaign: Campaign, form: BindForm) -> bool:
    """Whether the year is now held under what was asked; otherwise the reader is told why not."""
    if not form.is_valid():
        return False
    layer_id, _at, version = form.cleaned_data["layer"].rpartition("@")
    try:
        rebound = bind_layer(
            campaign=campaign,
            layer_id=layer_id,
            version=int(version),
            reason=form.cleaned_data["reason"],
            actor=request.user,
        )
    except (CampaignError, RulebookError, PermissionDenied) as error:
        messages.error(request, as_sentence(error))
        return False
    messages.success(request, str(rebound.message))
    return True
