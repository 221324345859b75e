"""Whether the last classification still speaks of the facts as they are now.

The history numbers every change. A run keeps the numbers it had seen; a later change of facts makes
stale the levels of that stage and of all that are rated after it, and decisions about them wait for
the next run. A changed choice makes stale only what is rated after it: its own level is worked out
at once. What is claimed, proposed or sent back makes nothing stale.

The year's work is watched too: what is noted of it is not on a sheet before a run has read it. A
confirmation moves no figure and makes nothing stale."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg import sql

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
_WORK = {
    "notes": "progress_noteevent",
    "values": "progress_notevalueevent",
    "tasks": "registrations_taskevent",
    "items": "commitments_commitmentitemevent",
    "readings": "indicators_readingevent",
}
"""What the year's work is read from (`progress.task_facts`)."""
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
    for table in (*_WATCHED.values(), *_WORK.values())
)
# The lowest stage at which a change of work may show: whoever does a task by name is a member;
# else the unit that registered it, with all that stand above it. `t`: a task.
_OF_TASK = """
    SELECT CASE WHEN r.person_id IS NOT NULL
                  OR EXISTS (SELECT FROM registrations_taskperson q WHERE q.task_id = t.id
                             AND q.person_id IS NOT NULL)
                THEN '' ELSE o.tier END
    FROM {changed} JOIN registrations_registration r ON r.id = t.registration_id
    JOIN organisations_organisation o ON o.id = r.organisation_id
    WHERE v.pgh_id > %({name})s AND r.campaign_id = %(campaign)s
"""
_NOTES = "progress_noteevent v JOIN registrations_task t ON t.id = v.task_id"
_VALUES = """
    progress_notevalueevent v JOIN progress_note n ON n.id = v.note_id
    JOIN registrations_task t ON t.id = n.task_id
"""
_TASKS = "registrations_taskevent v JOIN registrations_task t ON t.id = v.pgh_obj_id"
_WORK_CHANGED = " UNION ".join(
    (
        _OF_TASK.format(changed=_NOTES, name="notes"),
        _OF_TASK.format(changed=_VALUES, name="values"),
        _OF_TASK.format(changed=_TASKS, name="tasks"),
        """SELECT '' FROM commitments_commitmentitemevent v
       JOIN commitments_commitment c ON c.id = v.commitment_id
       WHERE v.pgh_id > %(items)s AND c.campaign_id = %(campaign)s""",
        """SELECT o.tier FROM indicators_readingevent v
       JOIN organisations_organisation o ON o.id = v.organisation_id
       LEFT JOIN campaigns_indicator i ON i.id = v.indicator_id
       LEFT JOIN targets_ownindicator w ON w.id = v.own_id
       WHERE v.pgh_id > %(readings)s
         AND coalesce(i.campaign_id, w.campaign_id) = %(campaign)s""",
    )
)
_WORK_TABLES = (
    "progress_note",
    "progress_notevalue",
    "registrations_task",
    "commitments_commitmentitem",
    "indicators_reading",
)
_TABLES = ("facts_factsheet", "boards_proposal", "organisations_position")


_LOCK_NOT_AVAILABLE = "55P03"
_PATIENCE, _TRIES = "3s", 10


def work_settled(campaign: Campaign) -> dict[str, Any]:
    """Of the year's work what `seen_settled` is of sheets: asked before the work is read."""
    seen = _settled(campaign, _WORK_TABLES)
    return {name: seen[name] for name in _WORK}


def seen_settled(campaign: Campaign) -> dict[str, Any]:
    """What the history has come to, once nobody is in the middle of writing: a change numbered
    before another may be committed after it, and would otherwise count as seen without having been
    read.

    Raises ClassificationError when a long load does not let go; in between, others write on.
    """
    return _settled(campaign, _TABLES)


def _settled(campaign: Campaign, tables: Sequence[str]) -> dict[str, Any]:
    lock = sql.SQL("LOCK TABLE {} IN SHARE MODE").format(
        sql.SQL(", ").join(map(sql.Identifier, tables))
    )
    for _ in range(_TRIES):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
                cursor.execute(lock)
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
        texts, *numbers = cursor.fetchone() or ("{}", *(0 for _ in (*_WATCHED, *_WORK)))
    frozen = campaign.roster_frozen_at
    seen = {
        "roster": frozen.isoformat() if frozen else "",
        "frameworks": json.loads(texts) if isinstance(texts, str) else texts,
    }
    return seen | dict(zip((*_WATCHED, *_WORK), numbers, strict=True))


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
    """What changed since the last run: everything (`stale`), or facts, choices and work of some
    stages, or posts.
    """

    stale: bool
    posts: bool = False
    facts: frozenset[int] = frozenset()
    proposals: frozenset[int] = frozenset()
    work: frozenset[int] = frozenset()

    def up_to(self, stage: int) -> bool:
        """Whether nothing changed that could change a level of this stage or one before it."""
        if self.stale or (self.posts and stage >= COLLECTIVES):
            return False
        return (
            min(self.facts | self.work, default=stage + 1) > stage
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
        work=_work_changed(campaign, {name: last.seen.get(name, 0) for name in _WORK}, now),
    )


def is_fresh(campaign: Campaign, *, up_to: int = LAST + 1) -> bool:
    """Whether nothing changed since the last run that could change a level of stage `up_to` or
    before (all stages).
    """
    return freshness_of(campaign).up_to(up_to)


def _work_changed(
    campaign: Campaign, since: Mapping[str, int], now: Mapping[str, Any]
) -> frozenset[int]:
    """The lowest stages at which work that was noted since may show."""
    if all(number == now[name] for name, number in since.items()):
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_WORK_CHANGED, {**since, "campaign": campaign.pk})
        return frozenset(Tier(tier).code if tier else 0 for (tier,) in cursor.fetchall())


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
