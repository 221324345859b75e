"""Prompts to a unit: given by a committee above it, taken away while nobody sent an answer."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.reviews.prompting import take_prompt_away
from thidua.reviews.prompts_page import PromptsPage
from thidua.web.queries import QueryForm, act_sent


class WhichPrompt(QueryForm):
    """The prompt that a button takes away, by its key."""

    prompt = forms.IntegerField(required=False, min_value=1)


@require_http_methods(["GET", "POST"])
@signed_in
def prompts_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """What was prompted here, and one more prompt; for officers of a committee above."""
    campaign = campaign_or_404(request, year)
    unit = Organisation.objects.filter(code=code).first()
    if unit is None:
        raise Http404
    try:
        page = PromptsPage(request.user, campaign, unit)
    except PermissionDenied as denied:
        raise Http404 from denied
    if request.method == "POST":
        try:
            messages.success(request, _done(request, page))
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            return redirect("review_prompts", year=year, code=code)
    status = 409 if page.error else 200
    return render(request, "reviews/prompts.html", {"page": page}, status=status)


def _done(request: SignedIn, page: PromptsPage) -> str:
    if act_sent(request) == "remove":
        key = WhichPrompt.read(request.POST)["prompt"]
        chosen = next((row.prompt for row in page.rows if row.prompt.pk == key), None)
        if chosen is None:
            raise Http404
        take_prompt_away(prompt=chosen, actor=request.user)
        return _("Đã gỡ gợi ý.")
    given = page.give(request.POST)
    return _("Đã gửi gợi ý đến {name}.").format(name=page.name_of(given))
