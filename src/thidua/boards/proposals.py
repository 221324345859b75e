"""The one door to the table of proposals: holding subjects, and writing what the rules allow.

Nothing else writes a `Proposal`. These functions ask for no right and open no act: `actions` does,
and whoever loads a workbook.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from django.utils import timezone

from thidua.boards.beside import Beside, beside_entries
from thidua.boards.models import Proposal
from thidua.boards.proposal_rules import Change, State
from thidua.campaigns.models import Campaign
from thidua.db.prepared import ask, columns, made
from thidua.loading.writing import insert, update
from thidua.organisations.models import Organisation
from thidua.ratings.models import Rating
from thidua.roster.levels import DECIDING
from thidua.roster.models import RosterEntry
from thidua.rulebook.standing import stands
from thidua.vocabulary import Level
from thidua.workbooks import Diff

LOADED = ("self_claimed", "proposed", "chosen", "reason")
"""What a workbook says of a proposal."""
_LEVELS = ("proposed", "chosen", "reason", "ballot_reason")
_RETURNED = ("returned", "returned_by", "returned_at")
_NOTHING_RETURNED = {"returned": "text", "returned_by_id": "bigint", "returned_at": "timestamptz"}
_UNREAD = ("facts", "search_key", "sort_key")
_LOCK = """
    SELECT 1 FROM roster_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
    WHERE e.id = ANY(%s::bigint[]) AND c.id = %s
    ORDER BY e.id FOR NO KEY UPDATE OF e FOR KEY SHARE OF c
"""
_READ = """
    SELECT {columns}, r.low, r.high, p.proposed, p.chosen, p.reason, p.returned, p.returned_by_id,
        p.ballot_reason, d.number,
        (SELECT max(v.pgh_id) FROM boards_proposalevent v WHERE v.roster_entry_id = e.id)
    FROM roster_rosterentry e
    LEFT JOIN ratings_rating r ON r.roster_entry_id = e.id
    LEFT JOIN boards_proposal p ON p.roster_entry_id = e.id
    {deciding}
    WHERE e.id = ANY(%s::bigint[]) AND e.campaign_id = %s
"""


@dataclass(frozen=True)
class Held:
    """A subject that nobody else can write about, and what was known once that was so."""

    entry: RosterEntry
    now: State
    returned_by: int | None


def hold(campaign: Campaign, entries: Iterable[int]) -> dict[int, Held]:
    """The subjects of a year once nobody else writes about them nor issues a decision about them,
    until the transaction ends. Entries of other years are left out.

    Two questions, so that the second sees what was committed before the locks were had; then what
    stands beside (`beside`). Everybody takes the locks in the same order.
    """
    wanted = [list(entries), campaign.pk]
    ask(_LOCK, wanted)
    rows = ask(
        _READ.format(columns=columns(RosterEntry, "e", without=_UNREAD), deciding=DECIDING), wanted
    )
    found = [_held(row) for row in rows]
    beside = beside_entries(campaign, [held.entry for held in found])
    return {held.entry.pk: _with_ballot(held, beside.get(held.entry.pk)) for held in found}


def _with_ballot(held: Held, beside: Beside | None) -> Held:
    if beside is None:
        return held
    return replace(held, now=replace(held.now, balloted=beside.level))


def _held(row: Sequence[Any]) -> Held:
    *fields, low, high, proposed, chosen, reason, returned, by, voted, number, version = row
    now = State(
        low=low,
        high=high,
        proposed=Level.code_of(proposed),
        chosen=Level.code_of(chosen),
        reason=reason or "",
        returned=returned or "",
        decision=number or "",
        version=version or 0,
        ballot_reason=voted or "",
    )
    return Held(made(RosterEntry, fields, without=_UNREAD), now, by)


def write_levels(changes: Sequence[tuple[Held, Change]]) -> None:
    """Store what is proposed and chosen, and where these subjects stand by it."""
    rows: dict[bool, list[Proposal]] = {True: [], False: []}
    for held, change in changes:
        row = Proposal(
            roster_entry_id=held.entry.pk,
            proposed=_word(change.proposed),
            chosen=_word(change.chosen),
            reason=change.reason,
            ballot_reason=change.ballot_reason,
        )
        rows[change.returned != held.now.returned].append(row)
    _upsert(rows[False], *_LEVELS)
    _upsert(rows[True], *_LEVELS, *_RETURNED)
    _write_standings(changes)


def _word(level: int | None) -> str:
    return Level.from_code(level).value if level else ""


def _upsert(rows: Sequence[Proposal], *fields: str) -> None:
    Proposal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["roster_entry"], update_fields=fields
    )


def _write_standings(changes: Iterable[tuple[Held, Change]]) -> None:
    """Where somebody stands follows from the choice at once, without another classification."""
    standing: dict[int, list[int]] = defaultdict(list)
    for held, change in changes:
        if held.now.known and held.now.low is not None:
            standing[stands(held.now.low, change.chosen)].append(held.entry.pk)
    for level, entries in standing.items():
        Rating.objects.filter(pk__in=entries).exclude(standing=level).update(standing=level)


def write_returns(held: Iterable[Held], *, by: Mapping[int, Organisation], reason: str) -> None:
    """Store that these were sent back, each by the organisation that decides about it; made where
    nobody proposed yet. Who was sent back by it for that reason already is left alone.
    """
    now = timezone.now()
    _upsert(
        [
            Proposal(
                roster_entry_id=subject.entry.pk,
                returned=reason,
                returned_by=by[subject.entry.pk],
                returned_at=now,
            )
            for subject in held
            if (subject.now.returned, subject.returned_by) != (reason, by[subject.entry.pk].pk)
        ],
        *_RETURNED,
    )


def write_loaded(diff: Diff, found: Sequence[str]) -> None:
    """Store the rows of a workbook that differ: `entry_id` and `LOADED`, of which the columns
    `found` came. A level proposed anew answers what was sent back.

    Whether their choices are explained and within the ceilings is asked before and after.
    """
    new = diff.new.with_columns(roster_entry_id="entry_id")
    insert("boards_proposal", new, ["roster_entry_id", *LOADED])
    changed = diff.changed.with_columns(
        roster_entry_id="entry_id",
        returned=pl.lit(""),
        returned_by_id=pl.lit(None, pl.Int64),
        returned_at=pl.lit(None, pl.Datetime),
    )
    again = pl.col("changes").list.contains("proposed") & (pl.col("proposed") != "")
    given = dict.fromkeys(found, "text")
    for rows, written in ((~again, given), (again, given | _NOTHING_RETURNED)):
        update("boards_proposal", changed.filter(rows), written, key="roster_entry_id")
