"""The tree of organisations, opened branch by branch."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.accounts.actors import Actor
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of
from thidua.ratings.queries import (
    has_members,
    line_to,
    member_counts_under,
    members_under,
    organisation_levels,
    own_tops,
)
from thidua.vocabulary import LevelCounts, ShownLevel, shown_level
from thidua.web.queries import QueryForm


class OpenQuery(QueryForm):
    """Which branch the address opens, by its organisation's code; or that this one is closed."""

    open = forms.CharField(required=False)
    closed = forms.BooleanField(required=False)


@dataclass
class Node:
    """One organisation in the tree: its level, the members below it, and its children where it is
    open.
    """

    organisation: Organisation
    level: ShownLevel | None = None
    counts: LevelCounts | None = None
    open: bool = False
    parent_code: str = ""
    children: "Sequence[Node]" = field(default_factory=list)

    @property
    def leaf(self) -> bool:
        return has_members(self.organisation)


@require_GET
@signed_in
def tree_page(request: SignedIn) -> HttpResponse:
    """From the reader's own organisations down; `?open=CODE` shows the way to one, without a
    script.
    """
    scope = scope_of_request(request)
    campaign = campaign_of(request)
    tops = own_tops(scope)
    wanted = OpenQuery.read(request.GET)["open"]
    line = line_to(scope=scope, code=wanted) if wanted else None
    way = [*line.above, line.organisation] if line else tops if len(tops) == 1 else []
    nodes = _opened([Node(top) for top in tops], way=way, actor=request.user, campaign=campaign)
    return render(request, "subjects/tree.html", {"nodes": nodes, "campaign": campaign})


@require_GET
@signed_in
def branch(request: SignedIn, code: str) -> HttpResponse:
    """One opened branch, for htmx."""
    line = line_to(scope=scope_of_request(request), code=code)
    if line is None:
        raise Http404
    campaign = campaign_of(request)
    own = line.organisation
    node = Node(
        own,
        counts=members_under(campaign=campaign, organisation=own)
        if campaign and line.above
        else None,
    )
    node.parent_code = line.above[-1].code if line.above else ""
    _opened(
        [node],
        way=[] if OpenQuery.read(request.GET)["closed"] else [own],
        actor=request.user,
        campaign=campaign,
    )
    return render(request, "subjects/branch.html", {"node": node})


def _opened(
    tops: list[Node], *, way: Sequence[Organisation], actor: Actor, campaign: Campaign | None
) -> list[Node]:
    """Open every node on the way. However deep it leads, all children are one question, and so are
    all levels.
    """
    opened = {one.pk: one for one in way if not has_members(one)}
    below: dict[int, list[Node]] = {pk: [] for pk in opened}
    for child in children_of(actor, *opened.values(), on=_day(campaign)):
        below[child.under].append(Node(child, parent_code=opened[child.under].code))
    nodes = [*tops, *chain.from_iterable(below.values())]
    for node in nodes:
        node.open = node.organisation.pk in opened
        node.children = below.get(node.organisation.pk, ())
    if campaign is not None:
        _levelled(nodes, opened=opened.values(), campaign=campaign)
    return tops


def _levelled(nodes: list[Node], *, opened: Iterable[Organisation], campaign: Campaign) -> None:
    """Give every node its level, and the members below it."""
    levels = organisation_levels(
        campaign=campaign, organisations=[node.organisation.pk for node in nodes]
    )
    counts = {
        pk: counted
        for parent in opened
        for pk, counted in member_counts_under(campaign=campaign, parent=parent).items()
    }
    for node in nodes:
        pk = node.organisation.pk
        node.level = shown_level(levels[pk]) if pk in levels else None
        node.counts = counts.get(pk, node.counts)


def _day(campaign: Campaign | None) -> dt.date:
    return campaign.cut_off_date if campaign else timezone.localdate()
