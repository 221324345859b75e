"""A local layer: what it sets and since when; and, for the province, writing a new version of
it.
"""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.decided import decisions_issued
from thidua.campaigns.errors import CampaignError
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import LayerVersion
from thidua.frameworks.errors import LayerChangedError
from thidua.frameworks.forms import CopyQuery, LayerReasonForm, RowQuery
from thidua.frameworks.layer_actions import save_layer
from thidua.frameworks.layer_conditions import typed_row
from thidua.frameworks.layer_conditions_sent import checked
from thidua.frameworks.layer_fields import ROW, ConditionFields
from thidua.frameworks.layer_form import LayerForm, filled, form_of
from thidua.frameworks.layer_queries import changes_by, frameworks_of, may_change
from thidua.frameworks.layer_sent import Written, by_field, read_form
from thidua.frameworks.models import FrameworkText
from thidua.frameworks.versions import (
    all_frameworks,
    layer_versions_or_404,
    requested_version,
    to_layer,
)
from thidua.language import as_sentence
from thidua.rulebook import Framework, FrameworkError


@require_GET
@signed_in
def layer_page(request: SignedIn, layer_id: str) -> HttpResponse:
    """What one version of a layer makes of the central texts; `?since=` of an earlier version."""
    version, versions = layer_versions_or_404(request, layer_id)
    since = requested_version(request, versions, "since")
    bound = Campaign.objects.filter(local_layer=layer_id, local_layer_version=version.number)
    context = {
        "layer": version.layer,
        "version": version,
        "since": since,
        "versions": list(zip(versions, [*versions[1:], None], strict=True)),
        "changes_by": changes_by(version.layer, since=since.layer if since else None),
        "years": list(bound.values_list("year", flat=True)),
        "may_change": may_change(request.user),
        "campaigns": [
            campaign
            for campaign in Campaign.objects.all()
            if version.layer.in_force.covers(campaign.review_date)
            and not decisions_issued(campaign)
        ],
        "crumbs": [all_frameworks()],
    }
    return render(request, "frameworks/layer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def layer_edit_page(request: SignedIn, layer_id: str) -> HttpResponse:
    """The form of a layer, filled with its newest version; sent, it becomes a new draft. `?copy=1`:
    another layer.
    """
    if not may_change(request.user):
        raise Http404
    base, versions = layer_versions_or_404(request, layer_id)
    frameworks = frameworks_of(base.layer)
    if request.method != "POST":
        return _form(request, base, versions, form_of(base.layer, frameworks))
    beside = LayerReasonForm(request.POST)
    if beside.is_valid() and beside.cleaned_data["look"]:
        return _looked_at(request, base, versions, frameworks)
    written = read_form(request.POST, base.layer, frameworks)
    saved = _save(request, written, beside)
    if isinstance(saved, FrameworkText):
        messages.success(
            request,
            _(
                "Đã lưu dự thảo {version}. Chưa áp dụng cho năm nào: xem trước, rồi áp dụng cho "
                "năm."
            ).format(version=saved.version),
        )
        return redirect(
            f"{reverse('layer', kwargs={'layer_id': saved.text_id})}?version={saved.version}"
        )
    return _form(request, base, versions, filled(request.POST, base.layer, frameworks, saved))


def _looked_at(
    request: SignedIn, base: LayerVersion, versions: list[LayerVersion], frameworks: list[Framework]
) -> HttpResponse:
    """The form as it is typed, each added condition as the sentence it becomes; nothing is kept.
    (Without a script.)
    """
    form = filled(request.POST, base.layer, frameworks, {})
    groups = [
        (framework, rows, [checked(row, base.layer) for row in conditions])
        for framework, rows, conditions in form.groups
    ]
    return _form(request, base, versions, replace(form, groups=groups))


@require_GET
@signed_in
def layer_condition_page(request: SignedIn, layer_id: str) -> HttpResponse:
    """One added condition while it is typed: what fits what was chosen, and the sentence that it
    becomes.
    """
    if not may_change(request.user):
        raise Http404
    base, _ = layer_versions_or_404(request, layer_id)
    number = ROW.get(RowQuery.read(request.GET)["row"])
    if number is None:
        raise Http404
    typed = ConditionFields(request.GET, number)
    wanted = typed.written["framework"]
    framework = next((one for one in frameworks_of(base.layer) if one.id == wanted), None)
    if framework is None:
        raise Http404
    row = typed_row(typed, base.layer, framework, {})
    return render(
        request,
        "frameworks/layer_condition_fit.html",
        {"row": checked(row, base.layer), "layer": base.layer},
    )


def _save(
    request: SignedIn, written: Written, beside: LayerReasonForm
) -> "FrameworkText | dict[str, list[str]]":
    """The new version, or every fault by its field."""
    if written.layer is None or not beside.is_valid():
        return {
            **written.errors,
            **{name: list(map(str, one)) for name, one in beside.errors.items()},
        }
    seen, seen_id = beside.cleaned_data["seen"], beside.cleaned_data["seen_id"]
    try:
        return save_layer(
            layer=written.layer,
            reason=beside.cleaned_data["reason"],
            # Under another id it becomes a new layer, of which nobody saw a version.
            seen=seen if seen_id == written.layer.id else None,
            actor=request.user,
        )
    except FrameworkError as error:
        return by_field(error.problems, written.fields)
    except LayerChangedError as error:
        return {"conflict": [f"{error}."]}
    except CampaignError as error:
        return {"reason": [as_sentence(error)]}


def _form(
    request: SignedIn, base: LayerVersion, versions: list[LayerVersion], form: LayerForm
) -> HttpResponse:
    context = {
        "form": form,
        "base": base,
        "newest": versions[0],
        "copying": CopyQuery.read(request.GET)["copy"],
        "reason": LayerReasonForm(request.POST or None)["reason"].value() or "",
        "layer": base.layer,
        "crumbs": [all_frameworks(), to_layer(base)],
    }
    return render(
        request, "frameworks/layer_edit.html", context, status=422 if form.errors else 200
    )
