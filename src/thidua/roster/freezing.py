"""Laying a worked-out roster into the database: what stays keeps its row, and with it its facts and
proposals.
"""

from dataclasses import dataclass

import polars as pl
from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.db.frames import MANY, analyse, execute, stage
from thidua.roster.models import RosterEntry
from thidua.roster.subjects import FACTS, WHO
from thidua.rulebook.framework import Framework


@dataclass(frozen=True)
class Frozen:
    """What freezing a roster changed."""

    added: int
    changed: int
    removed: int
    rated: int
    excluded: int


_IDS = ("person_id", "organisation_id", "parent_id", "grassroots_id", "upper_level_id")
_TYPES = {
    **dict.fromkeys(WHO, "text"),
    **dict.fromkeys(_IDS, "bigint"),
    "rated": "boolean",
    "excluded_by": "text",
    "facts": "jsonb",
}
_COLUMNS = list(_TYPES)
# Plain equalities, so that the rows meet in one hash join; a member is the same subject in whatever
# cell.
_SAME_SUBJECT = """
    e.campaign_id = %s AND e.subject_type = n.subject_type
    AND coalesce(e.person_id, 0) = coalesce(n.person_id, 0)
    AND CASE e.subject_type WHEN 'member' THEN 0 ELSE e.organisation_id END
      = CASE n.subject_type WHEN 'member' THEN 0 ELSE n.organisation_id END
"""


def with_roster_facts(frame: pl.DataFrame, framework: Framework) -> pl.DataFrame:
    """Add `facts`: a JSON object with the facts that a framework takes from the roster (unknown
    ones as null).
    """
    wanted = [
        name
        for name in FACTS
        if name in framework.facts and framework.facts[name].given_by == "roster"
    ]
    facts = pl.struct(wanted).struct.json_encode() if wanted else pl.lit("{}")
    return frame.with_columns(facts=facts)


def lay_down(campaign: Campaign, frame: pl.DataFrame) -> Frozen:
    """Make the campaign's roster exactly this frame (columns WHO, rated, excluded_by, facts as JSON
    text).

    Subjects that are in both keep their entry; those no longer there go, with whatever was attached
    to them."""
    stage("new_roster", frame.select(_COLUMNS), types=_TYPES)
    execute("UPDATE new_roster SET facts = jsonb_strip_nulls(facts)")
    removed = _remove_vanished(campaign)
    changed = execute(_update(), [campaign.pk])
    added = execute(_insert(), [campaign.pk, campaign.pk])
    if added >= MANY:
        analyse("roster_rosterentry")
    rated = int(frame["rated"].sum())
    return Frozen(
        added=added, changed=changed, removed=removed, rated=rated, excluded=frame.height - rated
    )


def _remove_vanished(campaign: Campaign) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT e.id FROM roster_rosterentry e WHERE e.campaign_id = %s
                AND NOT EXISTS (SELECT 1 FROM new_roster n WHERE {_SAME_SUBJECT})""",  # noqa: S608
            [campaign.pk, campaign.pk],
        )
        vanished = [row[0] for row in cursor.fetchall()]
    RosterEntry.objects.filter(pk__in=vanished).delete()
    return len(vanished)


def _update() -> str:
    settable = [column for column in _COLUMNS if column not in {"subject_type", "person_id"}]
    assignments = ", ".join(f"{column} = n.{column}" for column in settable)
    old, new = (", ".join(f"{table}.{column}" for column in settable) for table in ("e", "n"))
    return f"""UPDATE roster_rosterentry e SET {assignments} FROM new_roster n
               WHERE {_SAME_SUBJECT} AND ({old}) IS DISTINCT FROM ({new})"""  # noqa: S608


def _insert() -> str:
    """In an order of its own: the same province gets the same keys, however the join is planned."""
    columns = ", ".join(_COLUMNS)
    values = ", ".join(f"n.{column}" for column in _COLUMNS)
    return f"""INSERT INTO roster_rosterentry (campaign_id, {columns}) SELECT %s, {values} FROM
               new_roster n
               WHERE NOT EXISTS (SELECT 1 FROM roster_rosterentry e
                   WHERE {_SAME_SUBJECT})
               ORDER BY n.subject_type, n.person_id, n.organisation_id"""  # noqa: S608
