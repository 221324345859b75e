"""The list of a year's decisions, and reopening several of them at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import reopen_decisions
from thidua.decisions.drafting import PERMISSION
from thidua.decisions.forms import ListQuery, ReopenManyForm
from thidua.decisions.models import FLOW, Decision
from thidua.decisions.overtaken import is_overtaken
from thidua.decisions.queries import SORTS, decisions_within, how_many, listed
from thidua.decisions.refusals import stored_text
from thidua.decisions.wording import of_kinds
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.vocabulary import DecisionStatus, SubjectType
from thidua.web.forms import first_fault
from thidua.web.heads import Head, sorting
from thidua.web.paging import page_of
from thidua.web.queries import act_sent

PAGE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decisions_page(request: SignedIn, year: int) -> HttpResponse:
    """What waits first, with what speaks against it; those issued may be ticked and reopened."""
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        if request.method == "POST":
            raise Http404
        return render(request, "decisions/no_scope.html", {"campaign": campaign})
    listing = _Listing(request, campaign)
    if request.method == "POST":
        return _reopen(listing)
    return _page(listing, step_up(request))


class _Listing:
    """What of the year's decisions the reader looks at."""

    def __init__(self, request: SignedIn, campaign: Campaign) -> None:
        self.request, self.campaign = request, campaign
        self.query = ListQuery(request.GET)
        self.mine = decisions_within(campaign=campaign, scope=scope_of_request(request))
        wanted = self.query.values
        self.found = listed(
            self.mine,
            status=wanted["status"],
            kind=wanted["kind"],
            words=wanted["q"],
            sort=wanted["sort"],
        )
        if wanted["changed"]:
            self.found = self.found.filter(is_overtaken(campaign))

    def may_reopen(self, decision: Decision) -> bool:
        return decision.status in FLOW.begins("reopen") and may(
            self.request.user, PERMISSION, path=decision.issuer.path
        )


def _reopen(listing: _Listing) -> HttpResponse:
    """All that were ticked, or none."""
    request, campaign = listing.request, listing.campaign
    may_reopen = [one.pk for one in listing.found if listing.may_reopen(one)]
    if act_sent(request) != "reopen" or not may_reopen:
        raise Http404
    form = ReopenManyForm(request.POST, may_reopen=may_reopen)
    again = step_up(request)
    if again.due:
        return _page(listing, again, form)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return _page(listing, again, form)
    try:
        reopened = reopen_decisions(
            campaign=campaign,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            only=form.cleaned_data["decision"],
        )
    except RefusedError as error:
        messages.error(request, as_sentence(error))
        return _page(listing, again, form)
    text = _("Đã mở lại {number} quyết định.").format(number=format_number(reopened))
    messages.success(request, text)
    return redirect(request.get_full_path())


def _heads(request: SignedIn, sort: str) -> list[Head]:
    """The heads of the table; those that sort turn round when they are pressed again."""
    titles = {
        "issuer": _("Số, cấp quyết định"),
        "about": _("Đối tượng"),
        "day": _("Ngày ký"),
        "size": _("Đã xếp"),
        "status": _("Trạng thái"),
    }
    css = {"size": "number"}
    return [
        sorting(request, Head(title, key, css=css.get(key, "")), sort, SORTS)
        for key, title in titles.items()
    ]


def _page(listing: _Listing, again: StepUp, form: ReopenManyForm | None = None) -> HttpResponse:
    """The page; for reopening that could not be done, with everything that was sent for it."""
    request, campaign = listing.request, listing.campaign
    paged, page = page_of(Paginator(listing.found, PAGE), request)
    numbers = how_many(listing.mine)
    rows = [
        (
            decision,
            of_kinds(decision.covers, decision.tier),
            [stored_text(reason) for reason in decision.refusals],
            listing.may_reopen(decision),
        )
        for decision in paged.object_list
    ]
    context = {
        "campaign": campaign,
        "query": listing.query,
        "rows": rows,
        "reopening": any(may_reopen for *_, may_reopen in rows),
        "again": again,
        "sent": request.POST,
        "ticked": form["decision"].value() if form else (),
        "page": page,
        "heads": _heads(request, listing.query.values["sort"]),
        "statuses": [
            (status.value, status.label, numbers.get(status.value, 0)) for status in DecisionStatus
        ],
        "total": sum(numbers.values()),
        "kinds": SubjectType.choices(),
    }
    status = 422 if form else 200
    return render(request, "decisions/list.html", context, status=status)
