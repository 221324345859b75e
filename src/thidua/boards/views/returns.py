"""Sending back, and the page on which the level below answers."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.boards.actions import answer_return, return_proposals
from thidua.boards.errors import ProposalError
from thidua.boards.forms import AnswerForm, EntriesQuery, NextQuery, ReasonForm
from thidua.boards.models import Proposal
from thidua.boards.queries import sent_back
from thidua.boards.returned_words import returned_text
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
        context = {"fault": fault, "sent": "" if fault else returned_text(entries)}
        return render(request, "boards/returned_answer.html", context)
    if fault:
        messages.error(request, fault)
    else:
        messages.success(request, returned_text(entries))
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
class Refused:
    """An answer as it was written, and why it was refused."""

    fault: str
    proposed: str
    reason: str


@dataclass(frozen=True)
class SentBack:
    """One subject that waits for a new proposal: the level proposed before, and the one in the form
    of the answer.
    """

    entry: RosterEntry
    proposal: Proposal
    proposed: ShownLevel | None
    answered: ShownLevel | None
    refused: Refused | None
    reached: ShownLevel
    href: str
    may_answer: bool


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def returned_page(request: SignedIn, year: int) -> HttpResponse:
    """What was sent back to the reader's part of the tree, each with its reason and the form of the
    answer; a refused answer stands as it was written, with why it was refused.
    """
    campaign = campaign_or_404(request, year)
    refused = _answer(request, campaign) if request.method == "POST" else {}
    if request.method == "POST" and not refused:
        return redirect("returned", year=year)
    found = sent_back(campaign=campaign, scope=scope_of_request(request))
    rows = [_row(entry, request, campaign, refused.get(entry.pk)) for entry in found]
    if not any(row.refused for row in rows):  # decided meanwhile: no form is left to say it at
        for answer in refused.values():
            messages.error(request, answer.fault)
    context = {"campaign": campaign, "rows": rows, "levels": BEST_FIRST}
    return render(request, "boards/returned.html", context, status=422 if refused else 200)


def _row(
    entry: RosterEntry, request: SignedIn, campaign: Campaign, refused: Refused | None
) -> SentBack:
    rating = getattr(entry, "rating", None)
    proposed = refused.proposed if refused else entry.proposal.proposed
    return SentBack(
        entry=entry,
        proposal=entry.proposal,
        proposed=shown_level(entry.proposal.proposed) if entry.proposal.proposed else None,
        answered=shown_level(proposed) if proposed else None,
        refused=refused,
        reached=shown_level(
            rating.low if rating is not None and rating.low == rating.high else None
        ),
        href=rating_link(entry, year=campaign.year),
        may_answer=may(request.user, "boards.propose", path=entry.organisation.path),
    )


def _answer(request: SignedIn, campaign: Campaign) -> dict[int, Refused]:
    """Propose again; the refused answer under its subject, nothing where it was taken. Raises
    Http404 unless exactly one subject is answered.
    """
    try:
        (entry,) = _entries(request, campaign)
    except ValueError:
        raise Http404 from None
    form = AnswerForm(request.POST)
    try:
        written = _written(form)
        if not written["proposed"]:
            raise ProposalError.no_proposal(entry.name)
        answer_return(
            roster_entry=entry,
            proposed=written["proposed"],
            reason=written["reason"],
            actor=request.user,
        )
    except ProposalError as error:
        typed = form["reason"].value() or ""
        return {entry.pk: Refused(as_sentence(error), form.cleaned_data["proposed"], typed)}
    messages.success(request, _("Đã đề nghị lại {name}.").format(name=entry.name))
    return {}
