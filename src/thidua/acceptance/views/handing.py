"""Handing a registration to an advisory body of the committee. Forms to actions, and back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.acceptance.actions import hand_over, take_back_handing
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.forms import BodyForm
from thidua.acceptance.views.finding import Read, list_address, registration_to_read
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.bodies.models import AdvisoryBody
from thidua.bodies.queries import bodies_for
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.names import committee_name, short_name
from thidua.web.components import Crumb
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def hand_page(request: SignedIn, year: int, code: str, unit: str) -> HttpResponse:
    """Hand a registration to an advisory body of the committee, or take it back."""
    read = registration_to_read(request, year, code, unit)
    if not read.decides or scope_of_request(request).narrowed:
        raise Http404
    bodies = bodies_for(read.committee)
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        bodies=[(body.pk, body.name) for body in bodies],
    )
    error = ""
    if request.method == "POST":
        try:
            said = _hand(request, read, form)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, said)
            return redirect(read.address)
    context = {
        "read": read,
        "unit": read.entry.unit,
        "address": read.address,
        "bodies": bodies,
        "body": next((body for body in bodies if body.pk == read.entry.body), None),
        "form": form,
        "error": error,
        "crumbs": [
            Crumb(committee_name(read.committee), list_address(read)),
            Crumb(short_name(read.entry.unit), read.address),
        ],
    }
    return render(request, "acceptance/hand.html", context, status=400 if error else 200)


def _hand(request: SignedIn, read: Read, form: BodyForm) -> str:
    if act_sent(request) == "take_back":
        take_back_handing(read.registration, actor=request.user)
        return _("{committee} tự đọc bản này.").format(committee=committee_name(read.committee))
    if not form.is_valid():
        raise AcceptanceError.not_its_body()
    body = AdvisoryBody.objects.get(pk=form.cleaned_data["body"])
    hand_over(read.registration, body, actor=request.user)
    return _("Đã giao {body} đọc bản này.").format(body=body.name)
