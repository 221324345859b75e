"""The pages of blocs: all of a year, one of them, its criteria, its pact."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.actors import Grant, Scope
from thidua.accounts.permissions import ACTS as EVERY_ACT
from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.attachments.queries import files_of
from thidua.blocs.actions import add_bloc, copy_year
from thidua.blocs.acts import On, do
from thidua.blocs.editing import Editor, draft_after, editor_of, sent_editor
from thidua.blocs.errors import BlocError
from thidua.blocs.files import SCANS, PactQuery, handed_out
from thidua.blocs.forms import (
    AnswerForm,
    LeadersForm,
    MemberForm,
    NewBlocForm,
    SectorForm,
    VersionForm,
)
from thidua.blocs.links import links_of
from thidua.blocs.models import Bloc, BlocKind, CriteriaSet, SetState
from thidua.blocs.paper import compose
from thidua.blocs.permissions import ARRANGE, leads
from thidua.blocs.presenters import Links, SetView, links_for, member_rows, set_view
from thidua.blocs.queries import (
    agreements_of,
    blocs_visible_to,
    members_of,
    readable,
    sets_visible_to,
    versions_of,
    with_numbers,
)
from thidua.blocs.scoring import new_version, save_criteria, sign, start_set
from thidua.campaigns.frame import campaign_or_404, frame_of
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.organisations.models import Organisation
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


def _arranging(scope: Scope) -> Grant | None:
    """The grant by which somebody sets up blocs: the highest of their own."""
    roles = EVERY_ACT[ARRANGE]
    return next((grant for grant in scope.grants if grant.role in roles), None)


def _sees(scope: Scope) -> bool:
    return scope.sees_part or bool(scope.narrowed)


@require_http_methods(["GET", "POST"])
@signed_in
def blocs_page(request: SignedIn, year: int) -> HttpResponse:
    """The year's blocs and criteria; whoever sets them up adds some, or copies last year's."""
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    if not _sees(scope):
        raise Http404
    form, error = NewBlocForm(), ""
    if request.method == "POST":
        form = NewBlocForm(request.POST if act_sent(request) == "add" else None)
        try:
            return redirect(_arrange(request, campaign, form))
        except RefusedError as refused:
            error = str(refused)
    grant = _arranging(scope)
    sets = [
        one
        for one in sets_visible_to(request.user, campaign).filter(bloc=None).order_by("-version")
        if readable(one, request.user)
    ]
    context = {
        "campaign": campaign,
        "blocs": with_numbers(blocs_visible_to(request.user, campaign)),
        "states": _states(campaign, request),
        "sets": sets,
        "organiser": grant.organisation_name if grant else "",
        "may_start": grant is not None
        and all(one.organiser_id != grant.organisation_id for one in sets),
        "before": _before(request, campaign),
        "form": form,
        "error": error,
    }
    return render(request, "blocs/list.html", context, status=400 if error else 200)


def _states(campaign: Campaign, request: SignedIn) -> dict[int, str]:
    """How the newest readable criteria of each bloc stand, by the bloc's key."""
    sets = sets_visible_to(request.user, campaign).exclude(bloc=None).order_by("version")
    return {
        one.bloc_id: str(SetState(one.state).label)
        for one in sets
        if one.bloc_id is not None and readable(one, request.user)
    }


def _before(request: SignedIn, campaign: Campaign) -> Campaign | None:
    """The year before this one, if there is any."""
    years = frame_of(request).campaigns
    return next((one for one in years if one.year < campaign.year), None)


def _arrange(request: SignedIn, campaign: Campaign, form: NewBlocForm) -> str:
    """One act of the list; gives back where it leads. Raises BlocError, PermissionDenied."""
    grant = _arranging(scope_of_request(request))
    if grant is None:
        raise PermissionDenied
    organiser = Organisation.objects.get(pk=grant.organisation_id)
    act, actor = act_sent(request), request.user
    if act == "copy":
        before = _before(request, campaign)
        if before is None:
            raise BlocError.nothing_to_copy(campaign.year - 1)
        copied = copy_year(campaign=campaign, before=before, organiser=organiser, actor=actor)
        text = _("Đã sao chép {blocs} khối, cụm và {sets} bộ tiêu chí của năm {year}.")
        messages.success(
            request, text.format(blocs=copied.blocs, sets=copied.sets, year=before.year)
        )
        for left in copied.left:
            messages.warning(request, str(left))
        return reverse("blocs", kwargs={"year": campaign.year})
    if act == "start":
        made = start_set(campaign=campaign, organiser=organiser, bloc=None, actor=actor)
        return reverse("criteria_set", kwargs={"year": campaign.year, "pk": made.pk})
    if act != "add" or not form.is_valid():
        raise BlocError.unreadable(first_fault(form))
    kind, name = BlocKind(form.cleaned_data["kind"]), form.cleaned_data["name"]
    bloc = add_bloc(campaign=campaign, organiser=organiser, kind=kind, name=name, actor=actor)
    return reverse("bloc", kwargs={"year": campaign.year, "pk": bloc.pk})


@require_http_methods(["GET", "POST"])
@signed_in
def bloc_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One bloc: its members and what each answered, its criteria, its pact."""
    bloc = _bloc(request, year, pk)
    error = ""
    if request.method == "POST":
        newest = bloc.criteria_sets.order_by("-version").first()
        try:
            said = do(request, On(bloc, members_of(bloc), newest), act_sent(request))
        except RefusedError as refused:
            error = str(refused)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(_next(bloc, act_sent(request)))
    return _render_bloc(request, bloc, error)


def _next(bloc: Bloc, act: str) -> str:
    """Where an act leads: to the criteria that were begun, to the list from a bloc that is gone."""
    year = bloc.campaign.year
    if act == "remove":
        return reverse("blocs", kwargs={"year": year})
    if act in ("start", "new_version"):
        newest = bloc.criteria_sets.order_by("-version").first()
        if newest is not None:
            return reverse("criteria_set", kwargs={"year": year, "pk": newest.pk})
    return reverse("bloc", kwargs={"year": year, "pk": bloc.pk})


def _bloc(request: SignedIn, year: int, pk: int) -> Bloc:
    campaign = campaign_or_404(request, year)
    found = blocs_visible_to(request.user, campaign).filter(pk=pk).first()
    if found is None or not _sees(scope_of_request(request)):
        raise Http404
    found.campaign = campaign
    return found


def _render_bloc(request: SignedIn, bloc: Bloc, error: str) -> HttpResponse:
    members, versions = members_of(bloc), versions_of(bloc, request.user)
    newest = versions[0] if versions else None
    signed = any(one.state == SetState.SIGNED for one in versions)
    rows = member_rows(bloc, members, agreements_of(newest) if newest else {}, request.user)
    act = act_sent(request) if error else ""
    choices = [(one.organisation.code, one.organisation.name) for one in members]
    now = {
        "head": bloc.head.code if bloc.head else "",
        "deputy": bloc.deputy.code if bloc.deputy else "",
    }

    def sent(name: str) -> Any:
        """What was typed for an act that was refused: the page fills its form again."""
        return request.POST if act == name else None

    context = {
        "bloc": bloc,
        "campaign": bloc.campaign,
        "links": links_of(request, bloc, [one.organisation_id for one in members]),
        "rows": rows,
        "mine": [row for row in rows if row.mine],
        "agreed": sum(1 for row in rows if row.answer and row.answer.agreed and not row.gone),
        "at_work": sum(1 for row in rows if not row.gone),
        "shown": _shown(bloc.campaign, newest) if newest else None,
        "versions": versions,
        "arranges": may(request.user, ARRANGE, path=bloc.organiser.path),
        "leads": leads(request.user, bloc, bloc.organiser),
        "files": files_of(kind=SCANS, owner=bloc, reader=request.user) if signed else [],
        "error": error,
        "act": act,
        "member_form": MemberForm(sent("add")),
        "sector_form": SectorForm(),
        "leaders_form": LeadersForm(sent("leaders"), members=choices, initial=now),
        "version_form": VersionForm(sent("new_version")),
        "answer_form": AnswerForm(sent("object") or sent("agree")),
    }
    return render(request, "blocs/bloc.html", context, status=400 if error else 200)


def _shown(campaign: Campaign, criteria_set: CriteriaSet) -> SetView:
    return set_view(criteria_set, links_for(campaign, criteria_set.organiser))


@require_GET
@signed_in
def pact_file(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """The pact of the newest version that the reader may read, as Word or PDF."""
    bloc = _bloc(request, year, pk)
    extension = PactQuery.read(request.GET)["format"]
    versions: Sequence[CriteriaSet] = versions_of(bloc, request.user)
    if not extension or not versions:
        raise Http404
    rows = member_rows(bloc, members_of(bloc), {}, request.user)
    paper = compose(bloc, rows, _shown(bloc.campaign, versions[0]))
    return handed_out(paper, bloc=bloc, extension=extension)


@require_http_methods(["GET", "POST"])
@signed_in
def criteria_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One version of criteria: read by whom it concerns, written while it is a draft."""
    campaign = campaign_or_404(request, year)
    found = sets_visible_to(request.user, campaign).filter(pk=pk).first()
    if found is None or not _sees(scope_of_request(request)) or not readable(found, request.user):
        raise Http404
    found.campaign = campaign
    writes = leads(request.user, found.bloc, found.organiser)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    links = links_for(campaign, found.organiser)
    if request.method == "POST":
        renew = act_sent(request) == "new_version"
        return (_renew if renew else _save)(request, found, links)
    return _render_set(request, found, links, editor_of(found, links))


def _save(request: SignedIn, found: CriteriaSet, links: Links) -> HttpResponse:
    """Keep what was typed, and do what the pressed button says to the rows."""
    editor = sent_editor(request, found, links)
    if not editor.is_valid:
        return _render_set(request, found, links, editor, status=400)
    act = act_sent(request)
    try:
        save_criteria(
            criteria_set=found,
            revision=editor.head.cleaned_data["revision"],
            draft=draft_after(editor, act),
            actor=request.user,
        )
    except BlocError as refused:
        found.refresh_from_db()
        return _render_set(request, found, links, editor, error=str(refused), status=409)
    messages.success(request, _("Đã lưu bộ tiêu chí."))
    if act == "sign":
        return _sign(request, found, links)
    address = reverse("criteria_set", kwargs={"year": found.campaign.year, "pk": found.pk})
    return HttpResponseRedirect(f"{address}#cuoi" if act == "add" else address)


def _sign(request: SignedIn, found: CriteriaSet, links: Links) -> HttpResponse:
    """Sign criteria for all units, once what was typed is saved."""
    found = sets_visible_to(request.user, found.campaign).get(pk=found.pk)
    try:
        sign(criteria_set=found, actor=request.user)
    except BlocError as refused:
        editor = editor_of(found, links)
        return _render_set(request, found, links, editor, error=str(refused), status=400)
    messages.success(request, _("Đã ghi bộ tiêu chí đã ký: không đổi nữa."))
    return redirect("criteria_set", year=found.campaign.year, pk=found.pk)


def _renew(request: SignedIn, found: CriteriaSet, links: Links) -> HttpResponse:
    """Begin the next version of what is signed."""
    form = VersionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        made = new_version(criteria_set=found, reason=reason, actor=request.user)
    except BlocError as refused:
        editor, fault = editor_of(found, links), first_fault(form) or str(refused)
        return _render_set(request, found, links, editor, error=fault, status=400)
    return redirect("criteria_set", year=found.campaign.year, pk=made.pk)


def _render_set(  # noqa: PLR0913 - a page's parts, by name
    request: SignedIn,
    found: CriteriaSet,
    links: Links,
    editor: Editor,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = set_view(found, links)
    newer = sets_visible_to(request.user, found.campaign).filter(
        organiser=found.organiser_id, bloc=found.bloc_id, version__gt=found.version
    )
    writes = leads(request.user, found.bloc, found.organiser)
    context = {
        "campaign": found.campaign,
        "found": found,
        "shown": shown,
        "editor": editor if writes and shown.is_draft else None,
        "conflict": status == 409,
        "writes": writes,
        "newer": next((one for one in newer if readable(one, request.user)), None),
        "version_form": VersionForm(request.POST if act_sent(request) == "new_version" else None),
        "error": error,
    }
    return render(request, "blocs/criteria.html", context, status=status)
