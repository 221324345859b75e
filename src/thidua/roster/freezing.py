"""Laying a worked-out roster into the database: what stays keeps its row, and with it its facts and
proposals.
"""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl
from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.db.frames import MANY, analyse, execute, stage
from thidua.roster.levels import STAYS
from thidua.roster.models import NOT_YET_REVIEWED, RosterEntry
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
    put_off: int = 0
    held: tuple[str, ...] = ()
    """Names with codes of decided subjects that the tree would now put otherwise: they stay as they
    were decided.
    """


_IDS = ("person_id", "organisation_id", "parent_id", "grassroots_id", "upper_level_id")
_TYPES = {
    **dict.fromkeys(WHO, "text"),
    **dict.fromkeys(_IDS, "bigint"),
    "rated": "boolean",
    "excluded_by": "text",
    "facts": "jsonb",
}
_COLUMNS = list(_TYPES)
_PLACED = (
    "organisation_id",
    "parent_id",
    "grassroots_id",
    "upper_level_id",
    "rated",
    "excluded_by",
)
"""What a decision rests on of a roster entry: where its subject stands, and that it is rated."""
# Plain equalities, so that the rows meet in one hash join; a member is the same subject in whatever
# cell.
_SAME_SUBJECT = """
    e.campaign_id = %s AND e.subject_type = n.subject_type
    AND coalesce(e.person_id, 0) = coalesce(n.person_id, 0)
    AND CASE e.subject_type WHEN 'member' THEN 0 ELSE e.organisation_id END
      = CASE n.subject_type WHEN 'member' THEN 0 ELSE n.organisation_id END
"""


class Subject(NamedTuple):
    """Who an entry is about; of a member in whatever cell."""

    subject_type: str
    person_id: int | None
    organisation_id: int | None


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


def lay_down(campaign: Campaign, frame: pl.DataFrame, *, about: Subject | None = None) -> Frozen:
    """Make the campaign's roster exactly this frame (columns WHO, rated, excluded_by, facts as JSON
    text); `about`: only the part of it about one subject.

    Subjects that are in both keep their entry; those no longer there go, with whatever was attached
    to them. Whoever is decided stays as they were decided, and whose review is put off stays so."""
    stage("new_roster", frame.select(_COLUMNS), types=_TYPES)
    execute("UPDATE new_roster SET facts = jsonb_strip_nulls(facts)")
    put_off = execute(_KEEP_PUT_OFF, [NOT_YET_REVIEWED, campaign.pk])
    held = _held(campaign, about)
    removed = _remove_vanished(campaign, about)
    changed = execute(_update(), [campaign.pk])
    added = execute(_insert(), [campaign.pk, campaign.pk])
    if added >= MANY:
        analyse("roster_rosterentry")
    rated = int(frame["rated"].sum()) - put_off
    return Frozen(
        added=added,
        changed=changed,
        removed=removed,
        rated=rated,
        excluded=frame.height - rated - put_off,
        put_off=put_off,
        held=held,
    )


_KEEP_PUT_OFF = f"""
    UPDATE new_roster n SET rated = false, excluded_by = %s
    FROM roster_rosterentry e JOIN roster_putoff p ON p.roster_entry_id = e.id
    WHERE {_SAME_SUBJECT} AND n.rated AND p.reviewed_on IS NULL
"""  # noqa: S608


def _narrowed(about: Subject | None) -> tuple[str, list[str | int | None]]:
    """The condition on entries `e` that are about one subject, and its values."""
    if about is None:
        return "", []
    where = """AND e.subject_type = %s AND coalesce(e.person_id, 0) = coalesce(%s::bigint, 0)
        AND (e.subject_type = 'member' OR e.organisation_id = %s::bigint)"""
    return where, [about.subject_type, about.person_id, about.organisation_id]


def _held(campaign: Campaign, about: Subject | None) -> tuple[str, ...]:
    """Decided subjects whom the frame puts elsewhere, or nowhere. That only their name or their
    months changed is no news.
    """
    where, values = _narrowed(about)
    old, new = (", ".join(f"{table}.{column}" for column in _PLACED) for table in ("e", "n"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT e.name, e.code FROM roster_rosterentry e
                LEFT JOIN new_roster n ON {_SAME_SUBJECT}
                WHERE e.campaign_id = %s AND {STAYS} AND (n.subject_type IS NULL
                    OR ({old}) IS DISTINCT FROM ({new})) {where}
                ORDER BY e.sort_key, e.code""",  # noqa: S608
            [campaign.pk, campaign.pk, *values],
        )
        return tuple(f"{name} ({code})" for name, code in cursor.fetchall())


def _remove_vanished(campaign: Campaign, about: Subject | None) -> int:
    where, values = _narrowed(about)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT e.id FROM roster_rosterentry e WHERE e.campaign_id = %s
                AND NOT EXISTS (SELECT 1 FROM new_roster n WHERE {_SAME_SUBJECT})
                AND NOT {STAYS} {where}""",  # noqa: S608
            [campaign.pk, campaign.pk, *values],
        )
        vanished = [row[0] for row in cursor.fetchall()]
    RosterEntry.objects.filter(pk__in=vanished).delete()
    return len(vanished)


def _update() -> str:
    settable = [column for column in _COLUMNS if column not in {"subject_type", "person_id"}]
    assignments = ", ".join(f"{column} = n.{column}" for column in settable)
    old, new = (", ".join(f"{table}.{column}" for column in settable) for table in ("e", "n"))
    return f"""UPDATE roster_rosterentry e SET {assignments} FROM new_roster n
               WHERE {_SAME_SUBJECT} AND ({old}) IS DISTINCT FROM ({new})
                   AND NOT {STAYS}"""  # noqa: S608


def _insert() -> str:
    """In an order of its own: the same province gets the same keys, however the join is planned."""
    columns = ", ".join(_COLUMNS)
    values = ", ".join(f"n.{column}" for column in _COLUMNS)
    return f"""INSERT INTO roster_rosterentry (campaign_id, {columns}) SELECT %s, {values} FROM
               new_roster n
               WHERE NOT EXISTS (SELECT 1 FROM roster_rosterentry e
                   WHERE {_SAME_SUBJECT})
               ORDER BY n.subject_type, n.person_id, n.organisation_id"""  # noqa: S608
