"""The rating page of one subject: the ladder, what would change it, what happened, earlier years."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.actors import Scope
from thidua.accounts.looking import opened
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.language import say
from thidua.ledger.models import Dossier
from thidua.organisations.models import Organisation
from thidua.reviews.models import DecisionItem, DecisionStatus, Proposal, Rating
from thidua.reviews.page_queries import earlier_levels, strip_of, subject
from thidua.reviews.pages.ladder import ladder_of
from thidua.reviews.pages.links import organisation_link, short
from thidua.reviews.pages.looks import seen
from thidua.reviews.pages.organisation import shown_of
from thidua.reviews.pages.parts import parts_of
from thidua.reviews.pages.telling import excluded_by, gauge_of, pool_of, told_of
from thidua.web.components import Crumb, Event, Strip
from thidua.web.levels import Shown, shown

if TYPE_CHECKING:
    from thidua.reviews.page_queries import Levelled


@dataclass(frozen=True)
class Verdict:
    """The three facts kept apart: reached, standing or chosen, decided."""

    level: Shown
    reached: Shown | None
    decided: DecisionItem | None
    why_different: str


@require_GET
@signed_in
def rating_page(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponse:
    """The whole page; into the side panel (htmx) only the reasons."""
    scope = scope_of_request(request)
    campaign = campaign_or_404(request, year)
    if subject_type not in SubjectType.values:
        raise Http404
    entry = subject(
        campaign=campaign,
        scope=scope,
        subject_type=subject_type,
        code=code,
        organisation=request.GET.get("organisation", ""),
    )
    if entry is None:
        raise Http404
    prefetch_related_objects([campaign], "bindings")
    told = told_of(entry, campaign=campaign) if entry.rated else None
    context = {
        "entry": entry,
        "campaign": campaign,
        "verdict": _verdict(entry),
        "ladder": ladder_of(told, text_at=_text_of(entry, year)) if told else None,
        "excluded": None if entry.rated else excluded_by(entry, campaign=campaign),
        "page_address": request.get_full_path(),
        "looks_logged": opened(
            request,
            person=entry.person_id,
            path=entry.organisation.path,
            dossier=Dossier.REASONS if request.htmx else Dossier.RATING,
            year=year,
        ),
    }
    if request.htmx:
        return render(request, "reviews/rating_panel.html", context)
    pool = pool_of(entry, campaign=campaign) if entry.rated else None
    context |= {
        "events": _events(entry),
        "strip": _strip(entry, campaign),
        "crumbs": _crumbs(entry, scope),
        "pool": gauge_of(pool, year=year) if pool else None,
        "parts": parts_of(request, entry),
        "seen": seen(entry.person_id) if entry.person_id and entry.person_id == scope.person_id else None,
    }
    return render(request, "reviews/rating.html", context)


def _text_of(entry: RosterEntry, year: int) -> str:
    """The page of the text by which the subject is rated this year."""
    return reverse("framework_of_year", kwargs={"year": year, "subject_type": entry.subject_type})


def _verdict(entry: "Levelled") -> Verdict:
    rating = getattr(entry, "rating", None)
    decided = getattr(entry, "decided", None)
    if decided is not None and decided.decision.status != DecisionStatus.ISSUED:
        decided = None
    reached = shown(rating.low) if rating is not None and rating.low == rating.high else None
    level = shown_of(entry)
    return Verdict(
        level=level, reached=reached, decided=decided, why_different=_difference(level, reached, rating, entry)
    )


def _difference(level: Shown, reached: Shown | None, rating: Rating | None, entry: RosterEntry) -> str:
    """Why the level is not the reached one: outside the quota, or a deviation with its reason."""
    if reached is None or rating is None or reached is level or level.number is None:
        return ""
    decided: DecisionItem | None = getattr(entry, "decided", None)
    proposal: Proposal | None = getattr(entry, "proposal", None)
    reason = (decided.reason if decided else "") or (proposal.reason if proposal else "")
    if reason:
        return reason
    if reached.number == 4:
        return say(
            "Đạt tiêu chuẩn Xuất sắc nhưng cấp uỷ không chọn trong tỷ lệ, nên xếp Tốt.",
            "Reached outstanding; the committee did not choose it inside the quota, so it stands at good.",
        )
    return ""


def _events(entry: RosterEntry) -> list[Event]:
    """Self-claimed, proposed, chosen, decided: in the order they happen."""
    proposal: Proposal | None = getattr(entry, "proposal", None)
    decided: DecisionItem | None = getattr(entry, "decided", None)
    events = []
    if proposal is not None:
        stages = (
            (say("Tự nhận", "Self-claimed"), proposal.self_claimed, ""),
            (say("Đề nghị", "Proposed"), proposal.proposed, ""),
            (say("Cấp uỷ chọn", "Chosen by the committee"), proposal.chosen, proposal.reason),
        )
        events = [Event("", f"{word}: {shown(level).short}", detail) for word, level, detail in stages if level]
    if decided is not None:
        decision = decided.decision
        issued = decision.status == DecisionStatus.ISSUED
        verb = say("Quyết định", "Decided") if issued else say("Dự thảo quyết định", "Draft decision")
        events.append(
            Event(
                f"{decision.decided_on:%d/%m/%y}",
                f"{verb}: {shown(decided.level).short}",
                f"{decision.issuer.name} · {decision.number} · {decision.signer_post}",
            )
        )
    elif entry.rated:
        events.append(Event("", say("Chưa có quyết định", "Not decided yet"), missing=True))
    return events


def _strip(entry: RosterEntry, campaign: Campaign) -> Strip:
    kind = SubjectType(entry.subject_type)
    if kind == SubjectType.MEMBER:
        levels = earlier_levels(year=campaign.year, people=[entry.person_id] if entry.person_id else [])
        return strip_of(year=campaign.year, levels=levels.get((kind, entry.person_id or 0), {}), with_now=False)
    levels = earlier_levels(year=campaign.year, organisations=[entry.organisation_id])
    found = levels.get((kind, entry.organisation_id), {})
    return strip_of(year=campaign.year, levels=found, with_now=False)


def _crumbs(entry: RosterEntry, scope: Scope) -> list[Crumb]:
    """Down to the subject's own organisation; those outside the scope are named without a link."""
    line: list[Organisation] = []
    own = entry.organisation if entry.subject_type == SubjectType.ORGANISATION else None
    for one in (entry.upper_level, entry.grassroots, entry.parent, entry.organisation):
        if one is not None and one not in line and one != own:
            line.append(one)
    line.sort(key=lambda one: len(one.path))
    return [Crumb(short(one), organisation_link(one.code) if scope.covers(one.path) else "") for one in line]
