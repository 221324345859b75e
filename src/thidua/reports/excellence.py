"""Who is outstanding for years running, counted once for all that look at the same part of the
tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.db.changes import parts_under
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.reports.history import running
from thidua.reports.levels import AT, Who, levelled
from thidua.reports.overview import name_of
from thidua.reports.places import full_name
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class NamedLink:
    """An organisation's name and the address of its page."""

    name: str
    href: str


def outstanding_for_years(*, campaign: Campaign, actor: Actor) -> list[NamedLink]:
    """Upper-level and grassroots organisations outstanding this year and in each of the four
    before.
    """
    scope = scope_of(actor)
    wanted = Wanted(
        f"excellence:{name_of(scope)}", None if scope.everything else parts_under(scope.paths)
    )

    def find(places: Sequence[str]) -> dict[str, Any]:
        return {
            place: [[full_name(entry), entry.code] for entry in _entries(campaign, actor)]
            for place in places
        }

    found = cached_counts(campaign, [wanted], find)[wanted.place]
    return [NamedLink(name, reverse("organisation", kwargs={"code": code})) for name, code in found]


def _entries(campaign: Campaign, actor: Actor) -> list[RosterEntry]:
    groups = Who.UPPER_LEVEL.condition | Who.GRASSROOTS.condition
    best = levelled(campaign=campaign, actor=actor).filter(AT["outstanding"], groups)
    entries = running(
        list(best.select_related("organisation", "upper_level").order_by("code")),
        year=campaign.year,
    )
    return sorted(entries, key=lambda entry: entry.tier != Tier.UPPER_LEVEL)
