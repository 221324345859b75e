"""Whether the last classification still speaks of the facts as they are now.

The history numbers every change. A run keeps the numbers it had seen; a later change of facts makes
stale the levels of that stage and of all that are rated after it, and decisions about them wait for
the next run. A changed choice makes stale only what is rated after it: its own level is worked out
at once. What is claimed, proposed or sent back makes nothing stale."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction

from thidua.campaigns.models import Campaign
from thidua.ratings.errors import ClassificationError
from thidua.ratings.models import Classification, RunState
from thidua.vocabulary import SubjectType, Tier

_WATCHED = {
    "facts": "facts_factsheetevent",
    "proposals": "boards_proposalevent",
    # who stood in a collective: the worst discipline among them counts
    "posts": "organisations_positionevent",
}
COLLECTIVES = 10
LAST = 11


def stage_of(subject_type: str, tier: str) -> int:
    """The order of rating: members, then organisations from the cells up, then collectives, then
    leaders.
    """
    if subject_type == SubjectType.ORGANISATION:
        return Tier(tier).code
    return {SubjectType.MEMBER: 0, SubjectType.COLLECTIVE: COLLECTIVES, SubjectType.LEADER: LAST}[
        SubjectType(subject_type)
    ]


# What is claimed, proposed or sent back moves no level: of a proposal only another choice than the
# one seen counts.
_COUNTS = {
    "proposals": """AND v.chosen IS DISTINCT FROM coalesce(
        (SELECT w.chosen FROM boards_proposalevent w
         WHERE w.pgh_obj_id = v.pgh_obj_id AND w.pgh_id <= %(since)s
             ORDER BY w.pgh_id DESC LIMIT 1), '')"""
}
_NEWEST = ", ".join(
    f"(SELECT coalesce(max(pgh_id), 0) FROM {table})"  # noqa: S608
    for table in _WATCHED.values()
)


_LOCK_NOT_AVAILABLE = "55P03"
_PATIENCE, _TRIES = "3s", 10


def seen_settled(campaign: Campaign) -> dict[str, Any]:
    """What the history has come to, once nobody is in the middle of writing: a change numbered
    before another may be committed after it, and would otherwise count as seen without having been
    read.

    Raises ClassificationError when a long load does not let go; in between, others write on.
    """
    for _ in range(_TRIES):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
                cursor.execute(
                    "LOCK TABLE facts_factsheet, boards_proposal, organisations_position IN "
                    "SHARE MODE"
                )
                return seen_now(campaign)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
                raise
    raise ClassificationError.being_written(campaign.year)


def seen_now(campaign: Campaign) -> dict[str, Any]:
    """What the history has come to."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT (SELECT coalesce(json_object_agg(subject_type, fingerprint), '{{}}')
                        FROM frameworks_frameworkbinding WHERE campaign_id = %s), {_NEWEST}""",  # noqa: S608
            [campaign.pk],
        )
        texts, *numbers = cursor.fetchone() or ("{}", *(0 for _ in _WATCHED))
    frozen = campaign.roster_frozen_at
    seen = {
        "roster": frozen.isoformat() if frozen else "",
        "frameworks": json.loads(texts) if isinstance(texts, str) else texts,
    }
    return seen | dict(zip(_WATCHED, numbers, strict=True))


def newest_fact() -> int:
    """The number of the newest change of facts in the history; 0: there was none."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {_WATCHED['facts']}")  # noqa: S608
        (number,) = cursor.fetchone() or (0,)
    return int(number)


def last_done(campaign: Campaign) -> Classification | None:
    """The newest finished classification of the year."""
    return campaign.classifications.filter(state=RunState.DONE).order_by("-finished_at").first()


@dataclass(frozen=True)
class Freshness:
    """What changed since the last run: everything (`stale`), or facts and choices of some stages,
    or posts.
    """

    stale: bool
    posts: bool = False
    facts: frozenset[int] = frozenset()
    proposals: frozenset[int] = frozenset()

    def up_to(self, stage: int) -> bool:
        """Whether nothing changed that could change a level of this stage or one before it."""
        if self.stale or (self.posts and stage >= COLLECTIVES):
            return False
        return (
            min(self.facts, default=stage + 1) > stage
            and min(self.proposals, default=stage) >= stage
        )


def freshness_of(campaign: Campaign) -> Freshness:
    """Compare the last run with the history as it is now."""
    last = last_done(campaign)
    if last is None:
        return Freshness(stale=True)
    now = seen_now(campaign)
    if any(last.seen.get(name) != now[name] for name in ("roster", "frameworks")):
        return Freshness(stale=True)
    return Freshness(
        stale=False,
        posts=last.seen.get("posts") != now["posts"],
        facts=_changed_stages(campaign, "facts", since=last.seen["facts"], until=now["facts"]),
        proposals=_changed_stages(
            campaign, "proposals", since=last.seen["proposals"], until=now["proposals"]
        ),
    )


def is_fresh(campaign: Campaign, *, up_to: int = LAST + 1) -> bool:
    """Whether nothing changed since the last run that could change a level of stage `up_to` or
    before (all stages).
    """
    return freshness_of(campaign).up_to(up_to)


def _changed_stages(campaign: Campaign, watched: str, *, since: int, until: int) -> frozenset[int]:
    if since == until:  # nothing at all was written since
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT e.subject_type, e.tier FROM {_WATCHED[watched]} v
                JOIN roster_rosterentry e ON e.id = v.roster_entry_id
                WHERE v.pgh_id > %(since)s AND e.campaign_id = %(campaign)s {
                _COUNTS.get(watched, "")
            }""",  # noqa: S608
            {"since": since, "campaign": campaign.pk},
        )
        return frozenset(stage_of(kind, tier) for kind, tier in cursor.fetchall())
