"""A body beside the tree: whom it was asked about, and its own grades and words, one subject at a
time.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.bodies.queries import bodies_of
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.opinions.body_page import BodyPage


@require_http_methods(["GET", "POST"])
@signed_in
def body_page(request: SignedIn, year: int, body: int) -> HttpResponse:
    """Whoever works for the body, and nobody else."""
    campaign = campaign_or_404(request, year)
    own = next((one for one in bodies_of(request.user) if one.pk == body), None)
    if own is None:
        raise Http404
    page = BodyPage(campaign, own, request.user)
    if request.method == "POST":
        page.typed = request.POST
        try:
            page.save()
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            messages.success(request, _("Đã lưu ý kiến."))
            return redirect("opinions_body", year=year, body=body)
    status = 422 if page.error else 200
    return render(
        request, "opinions/body.html", {"page": page, "campaign": campaign}, status=status
    )
