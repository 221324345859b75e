"""Where the province stands: ranks with their source, entered by the province."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.errors import RefusedError
from thidua.indicators.errors import IndicatorError
from thidua.indicators.forms import RankForm, RemoveQuery
from thidua.indicators.models import Rank
from thidua.indicators.permissions import RANK
from thidua.indicators.ranks import ranks_of
from thidua.indicators.setting import remove_rank, set_rank
from thidua.indicators.views.finding import Found, found_or_404
from thidua.language import as_sentence
from thidua.vocabulary import Tier
from thidua.web.forms import faults_of
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def ranks_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The ranks of the year, and the form for one more."""
    found = found_or_404(request, year, code)
    if found.unit.tier != Tier.PROVINCE or not may(request.user, RANK, path=found.unit.path):
        raise Http404
    form, error = RankForm(found.campaign), ""
    if request.method == "POST":
        try:
            said = _act(request, found)
        except RefusedError as refused:
            error = as_sentence(refused)
            if act_sent(request) != "remove":
                form = RankForm(found.campaign, request.POST)
        else:
            messages.success(request, said)
            return redirect("indicator_ranks", year=year, code=code)
    context = {
        "campaign": found.campaign,
        "unit": found.unit,
        "places": ranks_of(found.campaign),
        "years": [year - 1, year],
        "form": form,
        "error": error,
    }
    return render(request, "indicators/ranks.html", context, status=409 if error else 200)


def _act(request: SignedIn, found: Found) -> str:
    """Save or take out a rank; what was done, in a sentence. Raises what is refused."""
    if act_sent(request) == "remove":
        pk = RemoveQuery.read(request.POST)["rank"]
        of_year = Rank.objects.filter(indicator__campaign=found.campaign, pk=pk)
        rank = of_year.select_related("indicator").first()
        if rank is None:
            raise IndicatorError.not_here()
        remove_rank(rank=rank, actor=request.user)
        return _("Đã xoá thứ hạng.")
    form = RankForm(found.campaign, request.POST)
    if not form.is_valid():
        raise IndicatorError.unreadable(faults_of(form))
    indicator = found.campaign.indicators.get(pk=form.cleaned_data["indicator"])
    set_rank(indicator=indicator, ranked=form.ranked, actor=request.user)
    return _("Đã lưu thứ hạng của “{name}”.").format(name=indicator.name)
