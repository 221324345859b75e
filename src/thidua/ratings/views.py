"""Who would move under a version of a local layer, before any year is bound to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.frameworks.binding import LayerVersion
from thidua.frameworks.catalogue import framework_link
from thidua.frameworks.layer_queries import may_change
from thidua.frameworks.versions import all_frameworks, layer_versions_or_404, to_layer
from thidua.language import Text
from thidua.organisations.names import short_name
from thidua.organisations.queries import within
from thidua.ratings.jobs import request_preview
from thidua.ratings.links import rating_link
from thidua.ratings.models import LayerPreview, Moves, PreviewMove, RunState
from thidua.ratings.preview import STAGES
from thidua.ratings.previewing import preview_known, previewed_texts
from thidua.rulebook import Framework
from thidua.vocabulary import SCALE, NoLevel, ShownLevel, SubjectType, shown_level
from thidua.web.clock import today
from thidua.web.paging import page_of
from thidua.web.queries import QueryForm, WordField, toggle_query

ON_PAGE = 50
Texts = Mapping[SubjectType, Framework]


@dataclass(frozen=True)
class Reason:
    """A condition that comes out otherwise, and where it stands in the central text."""

    title: Text
    href: str


@dataclass(frozen=True)
class Moved:
    """One subject that would move."""

    name: str
    kind: str
    code: str
    where: str
    href: str
    before: ShownLevel
    after: ShownLevel
    reached: tuple[ShownLevel, ShownLevel] | None
    reasons: list[Reason]


@dataclass(frozen=True)
class Counted:
    """How many of one kind stand at one level, before and after."""

    level: ShownLevel
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Tab:
    """One way to move, how many do, and the address of their list."""

    name: str
    number: int
    href: str
    on: bool


class PreviewQuery(QueryForm):
    """The year whose facts are rated, and which of those who move are listed."""

    year = forms.IntegerField(required=False)
    kind = WordField(SubjectType.values())
    move = WordField(Moves.values)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def layer_preview_page(request: SignedIn, layer_id: str) -> HttpResponse:
    """Ask (POST), wait, read: the year in `?year=`, the version in `?version=`. The province's
    alone.
    """
    if not may_change(request.user):
        raise Http404
    version, _ = layer_versions_or_404(request, layer_id)
    campaigns = list(Campaign.objects.exclude(roster_frozen_at=None))
    campaign = _year(request, campaigns)
    if request.method == "POST" and campaign is not None:
        _ask(request, campaign, version)
        return redirect(_address(layer_id, version, campaign))
    context = {
        "layer": version.layer,
        "version": version,
        "campaigns": campaigns,
        "basis": campaign,
        "crumbs": [all_frameworks(), to_layer(version, number=True)],
        **(_found(request, campaign, version) if campaign else {}),
    }
    template = "ratings/layer_preview_result.html" if request.htmx else "ratings/layer_preview.html"
    return render(request, template, context)


def _year(request: SignedIn, campaigns: list[Campaign]) -> Campaign | None:
    """The year asked for; else the newest whose review is past, else the newest."""
    year = PreviewQuery.read(request.POST)["year"] or PreviewQuery.read(request.GET)["year"]
    chosen = next((campaign for campaign in campaigns if campaign.year == year), None)
    past = next((campaign for campaign in campaigns if campaign.review_date < today()), None)
    return chosen or past or (campaigns[0] if campaigns else None)


def _address(layer_id: str, version: LayerVersion, campaign: Campaign) -> str:
    query = urlencode({"version": version.number, "year": campaign.year})
    return f"{reverse('layer_preview', kwargs={'layer_id': layer_id})}?{query}"


def _ask(request: SignedIn, campaign: Campaign, version: LayerVersion) -> None:
    try:
        request_preview(campaign=campaign, version=version, actor=request.user)
    except RefusedError as error:
        messages.error(request, str(error))


def _found(request: SignedIn, campaign: Campaign, version: LayerVersion) -> dict[str, object]:
    """The preview of this version on this year's facts as they are now, if there is one."""
    try:
        texts = previewed_texts(campaign, version)
        preview = preview_known(campaign, texts)
    except RefusedError as error:
        return {"refused": str(error)}
    if preview is None or preview.state != RunState.DONE:
        waiting = preview is not None and preview.state != RunState.FAILED
        stage = next(
            (one for one in STAGES if preview is not None and one.vi == preview.stage), None
        )
        return {"preview": preview, "waiting": waiting, "stage": stage}
    return {"preview": preview, "done": True, **_result(request, preview, texts)}


def _result(request: SignedIn, preview: LayerPreview, texts: Texts) -> dict[str, object]:
    summary = preview.summary
    query = PreviewQuery.read(request.GET)
    kind, direction = query["kind"], query["move"]
    moves = _moves(request, preview)
    moves = moves.filter(roster_entry__subject_type=kind) if kind else moves
    moves = moves.filter(direction=direction) if direction else moves
    paged, page = page_of(Paginator(moves, ON_PAGE), request)
    return {
        "levels": SCALE,
        "counts": [(one, _counted(summary["counts"][one.value])) for one in SubjectType],
        "moved": sum(sum(found.values()) for found in summary["moves"].values()),
        "nobody": not any(summary["moves"].values()),
        "kinds": _kind_tabs(request, summary, kind),
        "directions": _direction_tabs(request, summary, kind, direction),
        "rows": [_row(move, preview.campaign, texts) for move in paged.object_list],
        "page": page,
        "pools": [_pool(one) for one in summary["pools"]],
        "pools_changed": summary["pools_changed"],
        "pools_over": summary["pools_over"],
        "pools_total": summary["pools_total"],
    }


def _moves(request: SignedIn, preview: LayerPreview) -> "QuerySet[PreviewMove]":
    """The moves inside the reader's part of the tree, those who fall first."""
    scope = within(scope_of_request(request), organisation="roster_entry__organisation")
    found = PreviewMove.objects.filter(scope, preview=preview).select_related(
        "roster_entry__organisation"
    )
    kinds = [
        When(roster_entry__subject_type=kind, then=place)
        for place, kind in enumerate(SubjectType.values())
    ]
    return found.order_by("direction", Case(*kinds), "roster_entry__sort_key", "pk")


def _counted(sides: Mapping[str, list[list[int]]]) -> dict[str, list[Counted]]:
    """Per side of the three facts (reached, standing): numbers by level, best first, then those
    nobody can tell.
    """
    levels = SCALE
    places = [3, 2, 1, 0, 4]
    return {
        name: [
            Counted(level, before[at], after[at]) for level, at in zip(levels, places, strict=True)
        ]
        for name, (before, after) in sides.items()
    }


def _kind_tabs(request: SignedIn, summary: Mapping[str, Any], chosen: str) -> list[Tab]:
    moves = summary["moves"]
    tabs = [
        Tab(
            str(kind.label),
            sum(moves[kind.value].values()),
            toggle_query(request, kind=kind.value),
            on=chosen == kind,
        )
        for kind in SubjectType
    ]
    return [tab for tab in tabs if tab.number]


def _direction_tabs(
    request: SignedIn, summary: Mapping[str, Any], kind: str, chosen: str
) -> list[Tab]:
    moves = summary["moves"]
    kinds = [kind] if kind else SubjectType.values()
    tabs = [
        Tab(
            str(move.label),
            sum(moves[kind].get(move.value, 0) for kind in kinds),
            toggle_query(request, move=move.value),
            on=chosen == move,
        )
        for move in Moves
    ]
    return [tab for tab in tabs if tab.number]


def _row(move: PreviewMove, campaign: Campaign, texts: Texts) -> Moved:
    entry = move.roster_entry
    framework = texts[SubjectType(entry.subject_type)]
    reached = (_level(move.low_before, move.high_before), _level(move.low_after, move.high_after))
    return Moved(
        name=entry.name,
        kind=str(SubjectType(entry.subject_type).label),
        code=entry.code,
        where=short_name(entry.organisation) if entry.person_id else "",
        href=rating_link(entry, year=campaign.year),
        before=shown_level(move.standing_before),
        after=NoLevel.UNRATED if move.low_after is None else shown_level(move.standing_after),
        reached=reached if move.direction == Moves.REACHED else None,
        reasons=[_reason(name, framework) for name in move.conditions],
    )


def _level(low: int | None, high: int | None) -> ShownLevel:
    return shown_level(low) if low == high and low is not None else NoLevel.UNKNOWN


def _reason(name: str, framework: Framework) -> Reason:
    rules = {placed.rule.id: placed.rule.title for placed in framework.placed_rules()}
    titles = rules | {cap.id: cap.title for cap in framework.caps}
    return Reason(titles.get(name, Text(name, name)), f"{framework_link(framework)}#{name}")


@dataclass(frozen=True)
class PoolChange:
    """A pool whose ceiling or fullness would change."""

    label: Text
    kind: str
    before: int | None
    after: int | None
    chosen: int
    size: int
    over: bool
    counted: Text


def _pool(stored: Mapping[str, Any]) -> PoolChange:
    return PoolChange(
        label=Text(*stored["label"]),
        kind=str(SubjectType(stored["kind"]).label),
        before=stored["before"],
        after=stored["after"],
        chosen=stored["chosen"],
        size=stored["size"],
        over=stored["over"],
        counted=Text(*stored["counted"]),
    )
