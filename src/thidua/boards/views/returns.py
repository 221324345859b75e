"""Sending back, and the page on which the level below answers."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.boards.actions import answer_return, return_proposals
from thidua.boards.errors import ProposalError
from thidua.boards.forms import AnswerForm, EntriesQuery, NextQuery, ReasonForm
from thidua.boards.models import Proposal
from thidua.boards.queries import sent_back
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.language import as_sentence
from thidua.organisations.queries import within
from thidua.ratings.links import rating_link
from thidua.roster.models import RosterEntry
from thidua.vocabulary import BEST_FIRST, ShownLevel, shown_level
from thidua.web.forms import first_fault


@require_POST
@signed_in
def return_page(request: SignedIn, year: int) -> HttpResponse:
    """Send the subjects named by `entry` back with a `reason`; a part of a page gets its answer in
    place.
    """
    campaign = campaign_or_404(request, year)
    entries = _entries(request, campaign)
    fault = ""
    try:
        reason = _written(ReasonForm(request.POST))["reason"]
        return_proposals(campaign=campaign, entries=entries, reason=reason, actor=request.user)
    except ProposalError as error:
        fault = as_sentence(error)
    if request.htmx:
        context = {"fault": fault, "number": len(entries)}
        return render(request, "boards/returned_answer.html", context)
    if fault:
        messages.error(request, fault)
    else:
        messages.success(request, _("Đã trả lại {number}.").format(number=len(entries)))
    return redirect(_next(request, campaign))


def _written(form: ReasonForm) -> dict[str, Any]:
    """What was written, whole. Raises ProposalError when it is too long."""
    if not form.is_valid():
        raise ProposalError.unreadable(first_fault(form))
    return form.cleaned_data


def _entries(request: SignedIn, campaign: Campaign) -> list[RosterEntry]:
    """The chosen subjects. Raises Http404 when one lies outside the reader's part of the tree."""
    keys = set(EntriesQuery.read(request.POST)["entry"])
    mine = within(scope_of_request(request), organisation="organisation")
    found = RosterEntry.objects.filter(mine, campaign=campaign, pk__in=keys).select_related(
        "organisation"
    )
    entries = list(found.order_by("pk"))
    if len(entries) != len(keys):
        raise Http404
    return entries


def _next(request: SignedIn, campaign: Campaign) -> str:
    wanted: str = NextQuery.read(request.POST)["next"]
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("decisions", kwargs={"year": campaign.year})


@dataclass(frozen=True)
class SentBack:
    """One subject that waits for a new proposal."""

    entry: RosterEntry
    proposal: Proposal
    proposed: ShownLevel | None
    reached: ShownLevel
    href: str
    may_answer: bool


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def returned_page(request: SignedIn, year: int) -> HttpResponse:
    """What was sent back to the reader's part of the tree, each with its reason and the form of the
    answer.
    """
    campaign = campaign_or_404(request, year)
    if request.method == "POST":
        _answer(request, campaign)
        return redirect("returned", year=year)
    found = sent_back(campaign=campaign, scope=scope_of_request(request))
    rows = [_row(entry, request, campaign) for entry in found]
    context = {"campaign": campaign, "rows": rows, "levels": BEST_FIRST}
    return render(request, "boards/returned.html", context)


def _row(entry: RosterEntry, request: SignedIn, campaign: Campaign) -> SentBack:
    rating = getattr(entry, "rating", None)
    return SentBack(
        entry=entry,
        proposal=entry.proposal,
        proposed=shown_level(entry.proposal.proposed) if entry.proposal.proposed else None,
        reached=shown_level(
            rating.low if rating is not None and rating.low == rating.high else None
        ),
        href=rating_link(entry, year=campaign.year),
        may_answer=may(request.user, "boards.propose", path=entry.organisation.path),
    )


def _answer(request: SignedIn, campaign: Campaign) -> None:
    entries = _entries(request, campaign)
    try:
        written = _written(AnswerForm(request.POST))
        if len(entries) != 1 or not written["proposed"]:
            raise ProposalError.no_proposal(
                entries[0].name if entries else pgettext("noun", "đề nghị")
            )
        answer_return(
            roster_entry=entries[0],
            proposed=written["proposed"],
            reason=written["reason"],
            actor=request.user,
        )
        messages.success(
            request,
            _("Đã đề nghị lại {name}.").format(name=entries[0].name),
        )
    except ProposalError as error:
        messages.error(request, as_sentence(error))
