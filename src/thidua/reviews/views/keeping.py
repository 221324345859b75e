"""The drafts of good practices that somebody kept out of their reviews."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.reviews.keeping import erase_practice, kept_by
from thidua.web.queries import QueryForm


class WhichKept(QueryForm):
    """The draft that a button erases, by its key."""

    kept = forms.IntegerField(required=False, min_value=1)


@require_http_methods(["GET", "POST"])
@signed_in
def kept_page(request: SignedIn, year: int) -> HttpResponse:
    """One's own drafts of every year; each can be erased."""
    campaign_or_404(request, year)
    kept = list(kept_by(request.user))
    if request.method == "POST":
        key = WhichKept.read(request.POST)["kept"]
        chosen = next((one for one in kept if one.pk == key), None)
        if chosen is None:
            raise Http404
        erase_practice(kept=chosen, actor=request.user)
        messages.success(request, _("Đã xoá bản nháp mô hình hay."))
        return redirect("review_kept", year=year)
    return render(request, "reviews/kept.html", {"kept": kept})
