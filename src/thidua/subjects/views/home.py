"""The first page: the year with today on it, and what is asked of the reader."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_asked, rating_due, steps_of, year_line
from thidua.campaigns.models import Campaign
from thidua.campaigns.work import Work, work_for, work_source
from thidua.decisions.models import Decision
from thidua.decisions.refusals import stored_text
from thidua.language import say
from thidua.ratings.links import rating_link
from thidua.ratings.queries import shown_of
from thidua.subjects.queries import Silent, open_work, own_entries
from thidua.vocabulary.choices import SubjectType
from thidua.web.clock import today
from thidua.web.numbers import in_words
from thidua.web.units import name_of


@require_GET
@signed_in
def home(request: SignedIn) -> HttpResponse:
    scope = scope_of_request(request)
    campaign = campaign_asked(request)
    day = today()
    context: dict[str, object] = {"campaign": campaign, "today": day, "scope": scope}
    if campaign:
        context["year_line"] = year_line(steps_of(campaign), today=day)
        if scope.grants or scope.person_id:
            context["work"] = work_for(request, campaign)
        if scope.person_id:
            entries = own_entries(campaign=campaign, person_id=scope.person_id)
            context["own"] = [
                (entry, shown_of(entry), rating_link(entry, year=campaign.year))
                for entry in entries
            ]
    return render(request, "subjects/home.html", context)


@work_source
def reviews_work(request: SignedIn, campaign: Campaign) -> Iterator[Work]:
    """What cannot be rated yet, who has handed in nothing, then decisions that wait."""
    scope = scope_of_request(request)
    if not scope.grants:
        return
    waiting = open_work(campaign=campaign, scope=scope)
    due = rating_due(campaign)
    for kind, number in waiting.unknown.items():
        if number and kind in SubjectType.values:
            yield Work(
                due_on=due,
                title=say(
                    f"Bổ sung dữ kiện: {in_words(number)} {name_of(number, kind)} chưa xác định "
                    f"được mức",
                    f"Missing facts: {in_words(number)} {name_of(number, kind)} cannot be rated "
                    f"yet",
                ),
                detail=say(
                    "xem điều kiện nào còn thiếu dữ kiện", "see which conditions lack facts"
                ),
                href=_list(campaign, subject_type=kind, level="unknown", facts="some", tier="all"),
                button=say("Mở", "Open"),
            )
    if waiting.silent.subjects:
        yield _silent(waiting.silent, campaign, due)
    yield from (_draft(decision, due) for decision in waiting.drafts)


def _silent(silent: Silent, campaign: Campaign, due: dt.date | None) -> Work:
    """Whoever waits for facts is told of the organisations just below, not of every member in
    them.
    """
    tiers = (
        ("upper_level", silent.upper_level),
        ("grassroots", silent.grassroots),
        ("cell", silent.cell),
    )
    tier, number = next(
        ((tier, number) for tier, number in tiers if number > 1), ("member", silent.members)
    )
    wait = tier != "member"
    what = f"{in_words(number)} {name_of(number, tier)}"
    return Work(
        due_on=due,
        title=say(f"Chờ dữ kiện của {what}", f"Facts awaited from {what}")
        if wait
        else say(f"Nhập dữ kiện của {what}", f"Enter the facts of {what}"),
        detail=say(
            f"{in_words(silent.subjects)} {name_of(silent.subjects, 'subject')} chưa có dữ kiện "
            f"nào",
            f"no facts yet about {in_words(silent.subjects)} {name_of(silent.subjects, 'subject')}",
        ),
        href=reverse("tree") + f"?year={campaign.year}"
        if wait
        else _list(campaign, subject_type="member", level="unknown", facts="none"),
        button=say("Mở", "Open"),
    )


def _list(campaign: Campaign, **filters: str) -> str:
    return reverse("figures_list", kwargs={"year": campaign.year}) + "?" + urlencode(filters)


def _draft(decision: Decision, due: dt.date | None) -> Work:
    reasons = "; ".join(stored_text(reason) for reason in decision.refusals[:2])
    return Work(
        due_on=due,
        title=say(
            f"Quyết định {decision} của {decision.issuer.name} chưa ban hành",
            f"Decision {decision} of {decision.issuer.name} is not issued",
        ),
        detail=reasons or say("đang là dự thảo", "still a draft"),
        href=reverse("decision", kwargs={"year": decision.campaign.year, "pk": decision.pk}),
        button=say("Mở", "Open"),
    )
