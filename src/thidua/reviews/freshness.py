"""Whether the last classification still speaks of the facts as they are now.

The history numbers every change. A run keeps the numbers it had seen; a later change of facts makes stale the levels
of that stage and of all that are rated after it, and decisions about them wait for the next run. A changed choice makes
stale only what is rated after it: its own level is worked out at once.
"""

from typing import Any

from django.db import connection

from thidua.campaigns.models import Campaign, SubjectType
from thidua.organisations.models import Tier
from thidua.reviews.models import Classification, RunState

_TIERS = [Tier.CELL, Tier.SUB_COMMITTEE, Tier.GRASSROOTS, Tier.UPPER_LEVEL, Tier.PROVINCE]
_WATCHED = {
    "facts": "reviews_factsheetevent",
    "proposals": "reviews_proposalevent",
    "posts": "organisations_positionevent",  # who stood in a collective: the worst discipline among them counts
}
COLLECTIVES = 10
LAST = 11


def stage_of(subject_type: str, tier: str) -> int:
    """The order of rating: members, then organisations from the cells up, then collectives, then leaders."""
    if subject_type == SubjectType.ORGANISATION:
        return 1 + _TIERS.index(Tier(tier))
    return {SubjectType.MEMBER: 0, SubjectType.COLLECTIVE: COLLECTIVES, SubjectType.LEADER: LAST}[
        SubjectType(subject_type)
    ]


def seen_now(campaign: Campaign) -> dict[str, Any]:
    """What the history has come to: read before the facts are read."""
    frozen = campaign.roster_frozen_at
    texts = dict(campaign.bindings.values_list("subject_type", "fingerprint"))
    seen: dict[str, Any] = {"roster": frozen.isoformat() if frozen else "", "frameworks": texts}
    with connection.cursor() as cursor:
        for name, table in _WATCHED.items():
            cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {table}")  # noqa: S608
            seen[name] = (cursor.fetchone() or (0,))[0]
    return seen


def last_done(campaign: Campaign) -> Classification | None:
    """The newest finished classification of the year."""
    return campaign.classifications.filter(state=RunState.DONE).order_by("-finished_at").first()


def is_fresh(campaign: Campaign, *, up_to: int = LAST + 1) -> bool:
    """Whether nothing changed since the last run that could change a level of stage `up_to` or before (all stages)."""
    last = last_done(campaign)
    if last is None:
        return False
    now = seen_now(campaign)
    if any(last.seen.get(name) != now[name] for name in ("roster", "frameworks")):
        return False
    if last.seen.get("posts") != now["posts"] and up_to >= COLLECTIVES:
        return False
    facts = _changed_stages(campaign, "facts", since=last.seen["facts"])
    proposals = _changed_stages(campaign, "proposals", since=last.seen["proposals"])
    return min(facts, default=up_to + 1) > up_to and min(proposals, default=up_to) >= up_to


def _changed_stages(campaign: Campaign, watched: str, *, since: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT e.subject_type, e.tier FROM {_WATCHED[watched]} v
                JOIN campaigns_rosterentry e ON e.id = v.roster_entry_id
                WHERE v.pgh_id > %s AND e.campaign_id = %s""",  # noqa: S608
            [since, campaign.pk],
        )
        return {stage_of(kind, tier) for kind, tier in cursor.fetchall()}
