"""A body beside the tree: whom it was asked about, and its own grades and words, one subject at a
time.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.bodies.queries import bodies_of, ended_body_of
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.opinions.body_page import BodyPage
from thidua.opinions.queries import said_by_body


@require_http_methods(["GET", "POST"])
@signed_in
def body_page(request: SignedIn, year: int, body: int) -> HttpResponse:
    """Whoever works for the body, and nobody else; of a body that is no more, that it is not."""
    campaign = campaign_or_404(request, year)
    own = next((one for one in bodies_of(request.user) if one.pk == body), None)
    if own is None:
        return _ended(request, campaign, body)
    page = BodyPage(campaign, own, request.user)
    if request.method == "POST":
        try:
            page.save(request.POST)
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            messages.success(request, _("Đã lưu ý kiến."))
            return redirect("opinions_body", year=year, body=body)
    record_looks(
        request,
        people=page.people,
        path=own.committee.path,
        dossier=Dossier.REASONS,
        year=year,
    )
    status = 409 if page.error else 200
    return render(
        request, "opinions/body.html", {"page": page, "campaign": campaign}, status=status
    )


def _ended(request: SignedIn, campaign: Campaign, key: int) -> HttpResponse:
    """What the body said is kept; its former officers read that, and nothing of anybody."""
    body = ended_body_of(request.user, key)
    if body is None:
        raise Http404
    context = {"campaign": campaign, "body": body, "kept": said_by_body(campaign, body)}
    status = 409 if request.method == "POST" else 200
    return render(request, "opinions/body_ended.html", context, status=status)
