"""Writing, reading and answering commitments: forms to actions and back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.access.models import Dossier
from thidua.access.recording import record_look, record_looks
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.cells import is_cell
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.commitments.answering import accept_commitment
from thidua.commitments.errors import CommitmentError, ConflictError
from thidua.commitments.forms import ChosenForm, PersonQuery, ReasonForm
from thidua.commitments.lists import cell_page, part_page
from thidua.commitments.models import Commitment
from thidua.commitments.own import WritingPage
from thidua.commitments.queries import (
    cell_for,
    commitments_visible_to,
    may_type_for,
)
from thidua.commitments.reading import ReadingPage, answer
from thidua.commitments.sending import act_on, saved, writing_page
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation, Person
from thidua.submissions.models import SUBMISSION
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def own_page(request: SignedIn, year: int) -> HttpResponse:
    """A member's own commitment; whoever has no member's file, but a part of the tree, gets the
    list of that part.
    """
    campaign = campaign_or_404(request, year)
    if request.user.person is not None:
        return _writing(request, campaign, request.user.person)
    scope = scope_of_request(request)
    unit = cell_for(scope, scope.grants[0].organisation_code) if scope.grants else None
    if unit is None or request.method != "GET":
        raise Http404
    return _list(request, campaign, unit)


@require_POST
@signed_in
def save_page(request: SignedIn, year: int) -> HttpResponse:
    """Store what is typed while it is typed; answers with the line that says so."""
    campaign = campaign_or_404(request, year)
    code = PersonQuery.read(request.POST)["person"]
    person = _person_to_type_for(request, campaign, code) if code else request.user.person
    if person is None:
        raise Http404
    page = writing_page(request.user, campaign, person)
    try:
        page.commitment = saved(page, request.POST, request.user)
    except ConflictError as conflict:
        page.conflicts(conflict)
    except RefusedError as refused:
        page.error = as_sentence(refused)
    page.typed(request.POST)
    return render(request, "commitments/saved.html", {"page": page, "campaign": campaign})


def _writing(request: SignedIn, campaign: Campaign, person: Person) -> HttpResponse:
    page = writing_page(request.user, campaign, person)
    if request.method == "POST":
        try:
            with transaction.atomic():
                done = act_on(page, act_sent(request), request.POST, request.user)
        except ConflictError as conflict:
            page.conflicts(conflict)
            page.typed(request.POST)
        except RefusedError as refused:
            page.error = as_sentence(refused)
            page.typed(request.POST)
        else:
            if done.said:
                messages.success(request, done.said)
            return redirect(_address(page) + done.more)
    page.rows_wanted(request.GET)
    context = {"page": page, "campaign": campaign, "address": _address(page)}
    status = 409 if page.error else 200
    return render(request, "commitments/own.html", context, status=status)


def _address(page: WritingPage) -> str:
    if page.own:
        return reverse("commitments", args=[page.campaign.year])
    return reverse("commitment_member", args=[page.campaign.year, page.person.code])


@require_http_methods(["GET", "POST"])
@signed_in
def member_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The commitment of somebody: read and answered; typed for who has no account."""
    campaign = campaign_or_404(request, year)
    person = Person.objects.filter(code=code).first()
    if person is None:
        raise Http404
    if person.pk == request.user.person_id:
        return _writing(request, campaign, person)
    seen = commitments_visible_to(request.user, campaign).filter(person=person)
    commitment = seen.select_related("cell", "campaign", "typed_by", "answered_by").first()
    open_to_change = commitment is None or SUBMISSION.may("change", commitment.status)
    if open_to_change and may_type_for(request.user, campaign, person):
        return _writing(request, campaign, person)
    if commitment is None:
        raise Http404
    commitment.person, commitment.campaign = person, campaign
    return _reading(request, commitment)


def _person_to_type_for(request: SignedIn, campaign: Campaign, code: str) -> Person | None:
    person = Person.objects.filter(code=code).first()
    if person is None or person.pk == request.user.person_id:
        return person
    return person if may_type_for(request.user, campaign, person) else None


def _reading(request: SignedIn, commitment: Commitment) -> HttpResponse:
    year, person = commitment.campaign.year, commitment.person
    page = ReadingPage(commitment, request.user)
    if request.method == "POST":
        try:
            messages.success(request, answer(page, act_sent(request), request.POST))
        except RefusedError as refused:
            page.error = as_sentence(refused)
            page.reason = ReasonForm(request.POST)["reason"].value() or ""
        else:
            return redirect("commitment_cell", year=year, code=page.cell.code)
    record_look(request, person=person.pk, path=page.cell.path, dossier=Dossier.PAPERS, year=year)
    context = {"page": page, "campaign": commitment.campaign}
    status = 409 if page.error else 200
    return render(request, "commitments/member.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def cell_list(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The members of a cell and how far each has come; several are accepted at once."""
    campaign = campaign_or_404(request, year)
    unit = cell_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    if request.method == "POST":
        try:
            number = _accept_chosen(request, campaign, unit)
        except RefusedError as refused:
            messages.error(request, as_sentence(refused))
        else:
            said = _("Đã nhận {number} bản cam kết.").format(number=number)
            messages.success(request, said)
        return redirect("commitment_cell", year=year, code=code)
    return _list(request, campaign, unit)


@transaction.atomic
def _accept_chosen(request: SignedIn, campaign: Campaign, cell: Organisation) -> int:
    page = cell_page(campaign, cell, request.user)
    if not page.may_answer:
        raise PermissionDenied
    waiting = {one.pk: one for one in page.waiting}
    form = ChosenForm(request.POST, list(waiting))
    chosen = form.cleaned_data["chosen"] if form.is_valid() else []
    if not chosen:
        raise CommitmentError.none_chosen()
    for key in chosen:
        accept_commitment(commitment=waiting[key], actor=request.user)
    return len(chosen)


def _list(request: SignedIn, campaign: Campaign, unit: Organisation) -> HttpResponse:
    if not is_cell(unit):
        page = part_page(campaign, unit, request.user)
        return render(request, "commitments/part.html", {"page": page, "campaign": campaign})
    cell = cell_page(campaign, unit, request.user)
    record_looks(
        request,
        people=[one.person_id for one in cell.waiting],
        path=unit.path,
        dossier=Dossier.PAPERS,
        year=campaign.year,
    )
    return render(request, "commitments/cell.html", {"page": cell, "campaign": campaign})
