"""The first page: the year with today on it, and what is asked of the reader."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.accounts.actors import Scope
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_asked, steps_of, year_line
from thidua.campaigns.models import Campaign, Step, SubjectType
from thidua.language import say
from thidua.reviews.models import Decision
from thidua.reviews.page_queries import OpenWork, open_work, own_entries
from thidua.reviews.pages.links import rating_link
from thidua.reviews.pages.organisation import shown_of
from thidua.web.numbers import in_words
from thidua.web.units import name_of


@dataclass(frozen=True)
class Work:
    """One thing to do: by when, what, why, and the one button that opens it."""

    when: str
    title: str
    detail: str
    href: str
    button: str
    late: bool = False


@require_GET
@signed_in
def home(request: SignedIn) -> HttpResponse:
    scope = scope_of_request(request)
    campaign = campaign_asked(request)
    today = timezone.localdate()
    context: dict[str, object] = {"campaign": campaign, "today": today, "scope": scope}
    if campaign:
        context["year_line"] = year_line(steps_of(campaign), today=today)
        if scope.grants:
            context["work"] = _work(campaign=campaign, work=open_work(campaign=campaign, scope=scope), scope=scope)
        if scope.person_id:
            entries = own_entries(campaign=campaign, person_id=scope.person_id)
            context["own"] = [(entry, shown_of(entry), rating_link(entry, year=campaign.year)) for entry in entries]
    return render(request, "reviews/home.html", context)


def _work(*, campaign: Campaign, work: OpenWork, scope: Scope) -> list[Work]:
    """In the order of the deadline: what cannot be rated yet, then decisions that wait."""
    when, late = _due(campaign)
    found = [
        Work(
            when=when,
            title=say(
                f"Bổ sung dữ kiện: {in_words(number)} {name_of(number, kind)} chưa xác định được mức",
                f"Missing facts: {in_words(number)} {name_of(number, kind)} cannot be rated yet",
            ),
            detail=say("xem điều kiện nào còn thiếu dữ kiện", "see which conditions lack facts"),
            href=reverse("figures_list", kwargs={"year": campaign.year})
            + "?"
            + urlencode({"subject_type": kind, "level": "unknown"}),
            button=say("Mở", "Open"),
            late=late,
        )
        for kind, number in work.unknown.items()
        if number and kind in SubjectType.values
    ]
    return [*found, *[_draft(decision, when=when, late=late) for decision in work.drafts]]


def _draft(decision: Decision, *, when: str, late: bool) -> Work:
    reasons = "; ".join(_said(reason) for reason in decision.refusals[:2])
    return Work(
        when=when,
        title=say(
            f"Quyết định {decision.number} của {decision.issuer.name} chưa ban hành",
            f"Decision {decision.number} of {decision.issuer.name} is not issued",
        ),
        detail=reasons or say("đang là dự thảo", "still a draft"),
        href=reverse("organisation", kwargs={"code": decision.issuer.code}),
        button=say("Xem", "See"),
        late=late,
    )


def _said(reason: object) -> str:
    """A refusal is stored as a text, or as both languages."""
    if isinstance(reason, dict) and "vi" in reason:
        return say(str(reason["vi"]), str(reason.get("en", reason["vi"])))
    if isinstance(reason, list) and len(reason) == 2:
        return say(str(reason[0]), str(reason[1]))
    return str(reason)


def _due(campaign: Campaign) -> tuple[str, bool]:
    """How long until ratings are due, in words, and whether that day has passed."""
    due = next((step.due_on for step in steps_of(campaign) if step.step == Step.RATE), None)
    if due is None:
        return "–", False
    days = (due - timezone.localdate()).days
    if days < 0:
        return say("quá hạn", "overdue"), True
    if days == 0:
        return say("Hôm nay", "Today"), True
    return f"{days} {name_of(days, 'day')}", False
