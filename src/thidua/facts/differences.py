"""Where a sheet says otherwise than the year's work, and nobody has overridden it: what the sheet
says does not count, and the unit that keeps it settles which is right.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.facts.keepers import KEEPER_PATH
from thidua.roster.levels import IS_DECIDED

_DIFFERENCES = f"""
    FROM facts_factsheet s
    CROSS JOIN LATERAL jsonb_each(s.work) told
    JOIN roster_rosterentry e ON e.id = s.roster_entry_id
    JOIN organisations_organisation o ON o.id = e.organisation_id
    LEFT JOIN organisations_organisation u ON u.id = e.parent_id
    WHERE s.work <> '{{}}' AND s.facts ? told.key AND s.facts -> told.key <> told.value
      AND NOT s.overrides ? told.key
      AND e.campaign_id = %s AND e.rated AND {KEEPER_PATH} = ANY(%s) AND NOT {IS_DECIDED}
"""
_ROWS = f"""
    SELECT e.id, told.key, s.facts ->> told.key, s.work ->> told.key {_DIFFERENCES}
    ORDER BY e.subject_type, e.sort_key, e.id, told.key
"""
_COUNTS = f"SELECT {KEEPER_PATH}, count(*) {_DIFFERENCES} GROUP BY 1"


@dataclass(frozen=True)
class Difference:
    """One fact of one subject: what the sheet says, and what the work tells, as they are stored
    (None: the work cannot tell).
    """

    entry: int
    fact: str
    said: str
    told: str | None


def differences_of(campaign: Campaign, path: str) -> list[Difference]:
    """Those that the unit with this path answers for, subject by subject."""
    return [Difference(*row) for row in _asked(_ROWS, [campaign.pk, [path]])]


def difference_counts(campaign: Campaign, paths: Collection[str]) -> dict[str, int]:
    """How many there are, by the path of the unit that answers for them."""
    return dict(_asked(_COUNTS, [campaign.pk, list(paths)])) if paths else {}


def _asked(statement: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
