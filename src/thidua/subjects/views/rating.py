"""The rating page of one subject: the ladder, what would change it, what happened, earlier
years.
"""

from collections.abc import Mapping, Sequence

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.access.models import Dossier
from thidua.access.presenters import seen
from thidua.access.recording import record_look
from thidua.accounts.actors import Scope
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.grounds.sources import sources_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.ladder import Ladder, ladder_of
from thidua.ratings.links import organisation_link, sheet_link
from thidua.ratings.moments import moment_of
from thidua.ratings.queries import strip_of
from thidua.ratings.subjects import subject_or_404
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation, Framework
from thidua.subjects.awaiting import Awaiting, awaiting_of
from thidua.subjects.ballot import ballot_said
from thidua.subjects.events import Happened, timeline
from thidua.subjects.explanation import (
    contradictions_on_page,
    excluded_by,
    explanation_now,
    gauge_of,
    pool_of,
)
from thidua.subjects.panels import panels_of, way_to_object
from thidua.subjects.posts import posts_beside
from thidua.subjects.timeline import events_of
from thidua.subjects.verdict import sentence_of, verdict_of
from thidua.vocabulary import NoLevel, SubjectType
from thidua.web.components import Crumb, Link, Strip


@require_GET
@signed_in
def rating_page(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponse:
    """The whole page; into the side panel (htmx) only the reasons."""
    scope = scope_of_request(request)
    campaign = campaign_or_404(request, year)
    entry = subject_or_404(request, campaign, subject_type, code)
    prefetch_related_objects([campaign], "bindings")
    explanation = explanation_now(entry, campaign=campaign) if entry.rated else None
    moment = moment_of(entry, explanation) if explanation else None
    verdict = verdict_of(entry)
    awaiting = _awaiting(entry, explanation, campaign, scope)
    happened = () if request.htmx else timeline(entry)
    facts_from = _facts_from(entry, campaign, happened) if explanation else {}
    own = entry.person_id is not None and entry.person_id == scope.person_id
    text_at = _text_of(entry, year)
    context = {
        "entry": entry,
        "campaign": campaign,
        "verdict": verdict,
        "ballot": ballot_said(entry, year),
        "moment_note": moment.note if moment else None,
        "ladder": _ladder(explanation, awaiting, facts_from, text_at) if explanation else None,
        "awaiting": awaiting,
        "text_at": text_at,
        "excluded": None if entry.rated else excluded_by(entry, campaign=campaign),
        "contradictions": contradictions_on_page(entry, campaign=campaign, scope=scope),
        "posts_beside": posts_beside(entry, scope=scope, year=year),
        "page_address": request.get_full_path(),
        "objects_at": "" if request.htmx else way_to_object(request, entry),
        "sheet_href": sheet_link(entry, year=year) if entry.rated and explanation else "",
        "looks_logged": _look(request, entry, year),
    }
    if request.htmx:
        return render(request, "subjects/rating_panel.html", context)
    pool = pool_of(entry, campaign=campaign) if entry.rated else None
    context |= {
        "sentence": sentence_of(entry, explanation, verdict, moment, own=own)
        if explanation and moment and not (awaiting and isinstance(verdict.level, NoLevel))
        else "",
        "events": events_of(entry, _framework(entry, campaign), happened),
        "strip": _strip(entry, campaign),
        "crumbs": _crumbs(entry, scope),
        "pool": gauge_of(pool, year=year, linked=scope.sees_part) if pool else None,
        "parts": panels_of(request, entry),
        "seen": seen(entry.person_id) if own and entry.person_id else None,
    }
    return render(request, "subjects/rating.html", context)


def _look(request: SignedIn, entry: RosterEntry, year: int) -> bool:
    """Write the look down; whether it was, which the page says."""
    return record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.REASONS if request.htmx else Dossier.RATING,
        year=year,
    )


def _awaiting(
    entry: RosterEntry, explanation: Explanation | None, campaign: Campaign, scope: Scope
) -> Awaiting | None:
    """What a level waits for that nobody can tell and nobody has decided."""
    framework = _framework(entry, campaign)
    told = explanation is None or not explanation.rated or explanation.level is not None
    if framework is None or told or entry.issued_item is not None:
        return None
    return awaiting_of(entry, campaign=campaign, framework=framework, scope=scope)


def _facts_from(
    entry: RosterEntry, campaign: Campaign, happened: Sequence[Happened]
) -> dict[str, list[Link]]:
    """Where the facts of each condition come from; what was read of the history already is not read
    again.
    """
    framework = _framework(entry, campaign)
    if framework is None:
        return {}
    stored = [
        {"facts": one.values["facts"], "at": one.at, "context": one.context}
        for one in happened
        if one.what.startswith("FactSheet")
    ]
    return sources_of(entry, framework, year=campaign.year, stored=stored or None)


def _ladder(
    explanation: Explanation,
    awaiting: Awaiting | None,
    facts_from: Mapping[str, Sequence[Link]],
    text_at: str,
) -> Ladder:
    return ladder_of(
        explanation,
        text_at=text_at,
        waits=awaiting.waits if awaiting else None,
        facts_from=facts_from,
        possible=(awaiting.low, awaiting.high) if awaiting else None,
    )


def _framework(entry: RosterEntry, campaign: Campaign) -> Framework | None:
    try:
        return bound_frameworks(campaign)[SubjectType(entry.subject_type)]
    except NotBoundError:
        return None


def _text_of(entry: RosterEntry, year: int) -> str:
    """The page of the text by which the subject is rated this year."""
    return reverse("framework_of_year", kwargs={"year": year, "subject_type": entry.subject_type})


def _strip(entry: RosterEntry, campaign: Campaign) -> Strip:
    """Earlier years of the same subject: as a member or as a leader; of the organisation or of its
    leadership.
    """
    whose = Whose.of(entry)
    return strip_of(
        year=campaign.year, levels=levels_before(campaign.year, [whose])[whose], with_now=False
    )


def _crumbs(entry: RosterEntry, scope: Scope) -> list[Crumb]:
    """Down to the subject's own organisation; those outside the scope are named without a link."""
    line: list[Organisation] = []
    own = entry.organisation if entry.subject_type == SubjectType.ORGANISATION else None
    for organisation in (entry.upper_level, entry.grassroots, entry.parent, entry.organisation):
        if organisation is not None and organisation not in line and organisation != own:
            line.append(organisation)
    line.sort(key=lambda place: len(place.path))
    return [
        Crumb(short_name(place), organisation_link(place.code) if scope.covers(place.path) else "")
        for place in line
    ]
