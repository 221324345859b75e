"""The tree of organisations, opened branch by branch."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_asked
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of
from thidua.reviews.page_queries import (
    has_members,
    line_to,
    member_counts_under,
    members_under,
    organisation_levels,
    own_tops,
)
from thidua.web.components import Counts
from thidua.web.levels import Shown, shown

MOST_OPEN = 6


@dataclass
class Node:
    """One organisation in the tree: its level, the members below it, and its children where it is open."""

    organisation: Organisation
    level: Shown | None = None
    counts: Counts | None = None
    open: bool = False
    parent_code: str = ""
    children: "Sequence[Node]" = field(default_factory=list)

    @property
    def leaf(self) -> bool:
        return has_members(self.organisation)


@require_GET
@signed_in
def tree_page(request: SignedIn) -> HttpResponse:
    """From the reader's own organisations down; `?open=CODE` shows the way to one, without a script."""
    scope = scope_of_request(request)
    campaign = campaign_asked(request)
    tops = own_tops(scope)
    wanted = request.GET.get("open", "")
    line = line_to(scope=scope, code=wanted) if wanted else None
    way = {one.pk for one in (*line.above, line.organisation)} if line else set()
    if not line and len(tops) == 1:
        way = {tops[0].pk}
    levels = organisation_levels(campaign=campaign, organisations=[top.pk for top in tops]) if campaign else {}
    nodes = [_opened(request, Node(top, _level(levels, top.pk)), way=way, campaign=campaign) for top in tops]
    return render(request, "reviews/tree.html", {"nodes": nodes, "campaign": campaign, "wanted": wanted})


@require_GET
@signed_in
def branch(request: SignedIn, code: str) -> HttpResponse:
    """One opened branch, for htmx."""
    line = line_to(scope=scope_of_request(request), code=code)
    if line is None:
        raise Http404
    campaign = campaign_asked(request)
    own = line.organisation
    levels = organisation_levels(campaign=campaign, organisations=[own.pk]) if campaign else {}
    counts = members_under(campaign=campaign, organisation=own) if campaign and line.above else None
    node = Node(own, _level(levels, own.pk), counts)
    node.parent_code = line.above[-1].code if line.above else ""
    way = set() if request.GET.get("closed") else {own.pk}
    return render(request, "reviews/branch.html", {"node": _opened(request, node, way=way, campaign=campaign)})


def _opened(request: SignedIn, node: Node, *, way: set[int], campaign: Campaign | None, depth: int = 0) -> Node:
    if node.organisation.pk not in way or node.leaf or depth > MOST_OPEN:
        return node
    node.open = True
    node.children = [
        _opened(request, child, way=way, campaign=campaign, depth=depth + 1)
        for child in _children(request, node.organisation, campaign)
    ]
    return node


def _children(request: SignedIn, parent: Organisation, campaign: Campaign | None) -> list[Node]:
    found = list(children_of(request.user, parent, on=_day(campaign)))
    if campaign is None:
        return [Node(one) for one in found]
    levels = organisation_levels(campaign=campaign, organisations=[one.pk for one in found])
    counts = member_counts_under(campaign=campaign, parent=parent)
    return [Node(one, _level(levels, one.pk), counts.get(one.pk)) for one in found]


def _level(levels: dict[int, int | None], organisation_id: int) -> Shown | None:
    return shown(levels[organisation_id]) if organisation_id in levels else None


def _day(campaign: Campaign | None) -> dt.date:
    return campaign.cut_off_date if campaign else timezone.localdate()
