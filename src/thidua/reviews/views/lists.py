"""The lists of reviews, one's own, and beginning one for somebody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.cells import cell_of
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.reviews.actions import start
from thidua.reviews.addresses import address_to_write
from thidua.reviews.deadlines import due_on
from thidua.reviews.errors import ReviewError
from thidua.reviews.forms import PersonForm
from thidua.reviews.keys import key_of_person, key_of_unit
from thidua.reviews.lists import people_without_account, unit_page
from thidua.reviews.queries import own_review, unit_for
from thidua.web.forms import first_fault


@require_GET
@signed_in
def reviews_page(request: SignedIn, year: int) -> HttpResponse:
    """The list of the reader's own unit; a member's own review."""
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    unit = unit_for(scope, scope.grants[0].organisation_code) if scope.grants else None
    if unit is not None:
        return _list(request, campaign, unit)
    if scope.person_id is None:
        raise Http404
    return redirect("review_own", year=year)


@require_http_methods(["GET", "POST"])
@signed_in
def unit_list(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The reviews of one unit; its officers begin its report here."""
    campaign, unit = _unit_or_404(request, year, code)
    if request.method == "GET":
        return _list(request, campaign, unit)
    try:
        review = start(campaign=campaign, key=key_of_unit(unit), actor=request.user)
    except RefusedError as refused:
        return _list(request, campaign, unit, error=as_sentence(refused))
    return redirect(address_to_write(review))


def _list(
    request: SignedIn, campaign: Campaign, unit: Organisation, error: str = ""
) -> HttpResponse:
    page = unit_page(campaign, unit, request.user)
    context = {"page": page, "campaign": campaign, "error": error}
    return render(request, "reviews/unit.html", context, status=409 if error else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def own_page(request: SignedIn, year: int) -> HttpResponse:
    """One's own review: begun here, then written and read on its own pages."""
    campaign = campaign_or_404(request, year)
    person = request.user.person
    if person is None:
        raise Http404
    review = own_review(request.user, campaign)
    if review is not None:
        return redirect("review_read", year=year, pk=review.pk)
    error = ""
    if request.method == "POST":
        try:
            review = start(campaign=campaign, key=key_of_person(person), actor=request.user)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            return redirect(address_to_write(review))
    cell = cell_of(person, campaign)
    context = {
        "campaign": campaign,
        "person": person,
        "cell": cell,
        "due_on": due_on(campaign, cell) if cell is not None else None,
        "error": error,
    }
    return render(request, "reviews/own.html", context, status=409 if error else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def start_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Beginning the review of a member who has no account: an officer of the cell types it."""
    campaign, unit = _unit_or_404(request, year, code)
    if not may(request.user, "reviews.answer", path=unit.path):
        raise Http404
    people = people_without_account(campaign, unit)
    form = PersonForm(request.POST if request.method == "POST" else None, people)
    error = ""
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise ReviewError.unreadable(first_fault(form))
            person = next(one for one in people if one.code == form.cleaned_data["person"])
            review = start(campaign=campaign, key=key_of_person(person), actor=request.user)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            said = _("Đang ghi hộ {name}: ghi xong thì in đưa đồng chí ấy đọc và ký.")
            messages.success(request, said.format(name=person.full_name))
            return redirect(address_to_write(review))
    context = {"campaign": campaign, "unit": unit, "people": people, "form": form, "error": error}
    return render(request, "reviews/start.html", context, status=409 if error else 200)


def _unit_or_404(request: SignedIn, year: int, code: str) -> tuple[Campaign, Organisation]:
    campaign = campaign_or_404(request, year)
    unit = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    return campaign, unit
