"""What ballots came to for the subjects of a year, by subject: whoever is where by now.

A ballot names people and organisations, not rows of the list, so a cell that passed into another
takes the results of its members along."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from thidua.ballots.rule import YES
from thidua.campaigns.models import Campaign
from thidua.level_ballots.matters import FIRST, PURPOSE, LevelMatter, ref_of
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Level

_COUNTED = """
    SELECT c.ref, b.id, b.purpose_ref, r->>'value', r->'counts', (r->>'need')::int,
        (r->>'base')::int
    FROM ballots_ballot b
    CROSS JOIN LATERAL jsonb_array_elements(b.result->'candidates') r
    JOIN ballots_candidate c ON c.ballot_id = b.id AND c.no = (r->>'no')::int
    WHERE b.campaign_id = %s AND b.purpose = %s AND b.state = 'sealed'
        AND (%s::text[] IS NULL OR c.ref = ANY(%s::text[]))
    ORDER BY b.sealed_at, b.id
"""
MANY = 5_000
"""From so many subjects on all ballots of the year are read; nobody is named in the question."""


@dataclass(frozen=True)
class Counted:
    """What one ballot came to for one subject. `counts` None: under five slips, the outcome alone.
    `need`, `base` None where they would tell counts.
    """

    ballot: UUID
    round: int
    value: str
    counts: Mapping[str, int] | None
    need: int | None
    base: int | None

    @property
    def level(self) -> Level | None:
        """The level that it came to; None: to none, or it asked about the highest alone."""
        return Level(self.value) if self.value in Level.values() else None

    @property
    def agreed(self) -> bool:
        return self.value == YES


@dataclass(frozen=True)
class Outcome:
    """What the ballots of a subject came to: the last one over the levels, and the one over the
    highest alone that followed it, where one was held.
    """

    first: Counted
    second: Counted | None = None

    @property
    def level(self) -> Level | None:
        """None: no level had enough votes."""
        if self.second is not None and self.second.agreed:
            return Level.OUTSTANDING
        return self.first.level

    @property
    def last(self) -> Counted:
        return self.second or self.first


def outcomes_of(campaign: Campaign, keys: Collection[SubjectKey]) -> dict[SubjectKey, Outcome]:
    """Of those of these subjects whose ballot is sealed. One question, however many they are; for
    rooms that show them by rights of their own.
    """
    if not keys:
        return {}
    by_ref = {ref_of(key): key for key in keys}
    wanted = list(by_ref) if len(by_ref) < MANY else None
    rows: dict[SubjectKey, list[Counted]] = defaultdict(list)
    for ref, counted in _counted(campaign, wanted):
        if ref in by_ref:
            rows[by_ref[ref]].append(counted)
    found = {key: joined(each) for key, each in rows.items()}
    return {key: outcome for key, outcome in found.items() if outcome is not None}


def joined(counted: Iterable[Counted]) -> Outcome | None:
    """What the ballots of one subject came to, the oldest first: a later one over the levels counts
    instead of an earlier one.
    """
    outcome: Outcome | None = None
    for one in counted:
        if one.round == FIRST:
            outcome = Outcome(one)
        elif outcome is not None:
            outcome = Outcome(outcome.first, one)
    return outcome


def _counted(campaign: Campaign, refs: list[str] | None) -> Iterable[tuple[str, Counted]]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [campaign.pk, PURPOSE, refs, refs])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    for ref, ballot, matter, value, counts, need, base in rows:
        told = _as_mapping(counts)
        yield ref, Counted(ballot, LevelMatter.of(matter).round, value, told, need, base)


def _as_mapping(counts: Any) -> Mapping[str, int] | None:
    """As the database hands JSON over: read, or as text."""
    found = json.loads(counts) if isinstance(counts, str) else counts
    return found if found is None else dict(found)
