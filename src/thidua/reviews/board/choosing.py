"""Choosing levels on the board: one act for one subject or for many, all or nothing.

Whoever chooses holds the pools they touch until the end: two officers cannot both take the last place. A year that
is being decided holds its campaign, and choices wait for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import require
from thidua.campaigns.models import Campaign, RosterEntry
from thidua.ledger.prepared import among, ask, columns, made
from thidua.ledger.tracking import recording
from thidua.reviews.board.counting import PoolKey, Tally, count_of, pools_of, tally_of
from thidua.reviews.board.errors import ChoiceError
from thidua.reviews.board.events import last_change
from thidua.reviews.board.gauges import over_full, slug_of
from thidua.reviews.board.places import Place
from thidua.reviews.board.standing import OUTSTANDING, choice_for, deviates, stands
from thidua.reviews.models import DecisionStatus
from thidua.reviews.page_queries import NUMBERS, WORDS_BY_NUMBER

_POOL = 7_302
"""The first half of the advisory lock of a pool; the second comes from its name."""
NAMED = 20
"""Of many subjects chosen at once, how many the history names in the act itself; each has its own event."""


@dataclass(frozen=True)
class Wish:
    """The level (1 to 4) that an officer wants for a subject, having seen the last change of that number."""

    entry: int
    level: int
    seen: int


@dataclass(frozen=True)
class _State:
    """A subject as it is now, read under its lock."""

    entry: int
    name: str
    code: str
    low: int | None
    high: int | None
    claimed: str
    proposed: int | None
    chosen: int | None
    reason: str
    returned: str
    number: str
    version: int

    @property
    def known(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class _Change:
    """A subject and what its proposal is to say."""

    now: _State
    proposed: int | None
    chosen: int | None
    reason: str
    returned: str = ""

    @property
    def nothing(self) -> bool:
        """Whether all this is said already."""
        now = self.now
        return (self.proposed, self.chosen, self.reason, self.returned) == (
            now.proposed, now.chosen, now.reason, now.returned,
        )  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """What came of a choice: the entries that changed, and the pools they are in as they stand by now.

    None: a pool that was not counted, because these changes could not fill it.
    """

    entries: tuple[int, ...] = ()
    pools: Mapping[PoolKey, Tally | None] = field(default_factory=dict)


def choose(*, place: Place, wishes: Sequence[Wish], actor: Actor, reason: str = "") -> Chosen:
    """Set the level of these subjects of a board: chosen by the committee that decides, proposed by the cell.

    What is said already is left alone. Raises ChoiceError, and changes nothing,
    when any of them is not on this board or decided, when what it reached is not known (or is not outstanding, for
    an outstanding choice), when a deviation has no reason, when a pool would be over its ceiling, or when somebody
    else changed the subject after the officer had looked.
    """
    require(actor, "reviews.decide" if place.decides else "reviews.propose", path=place.committee.path)
    wishes = list({wish.entry: wish for wish in wishes}.values())  # of two wishes for one subject the last counts
    entries = _on_board(place, [wish.entry for wish in wishes])
    pools = {one.pk: pools_of(one, place.framework) if place.decides else [] for one in entries.values()}
    said = " ".join(one.code for one in list(entries.values())[:NAMED])
    with recording(act="reviews.choose", actor=actor, subjects=said):
        _hold(place.campaign, entries, {pool for found in pools.values() for pool in found})
        states = _states(list(entries))
        changes = [_change(states[wish.entry], wish.level, place, reason.strip()) for wish in wishes]
        due = [change for change in changes if not change.nothing]
        _refuse(due, {wish.entry: wish for wish in wishes}, place)
        counted = _within_ceilings(place, due, pools)
        if due:
            _write(due, answers=not place.decides)
    return Chosen(tuple(change.now.entry for change in due), counted)


def _on_board(place: Place, asked: Sequence[int]) -> dict[int, RosterEntry]:
    """The subjects by their entries. Raises ChoiceError unless all of them stand on this board."""
    whose, keys = among("e.id", asked)
    of_them = columns(RosterEntry, "e", without=_UNREAD)
    rows = ask(_ENTRIES.format(columns=of_them, whose=whose), [keys, place.campaign.pk])
    entries = {one.pk: one for one in (made(RosterEntry, row, without=_UNREAD) for row in rows)}
    if strange := [pk for pk in asked if pk not in entries or not place.holds(entries[pk])]:
        raise ChoiceError.not_here(strange)
    return entries


_UNREAD = ("facts", "search_key", "sort_key")
_ENTRIES = "SELECT {columns} FROM campaigns_rosterentry e WHERE {whose} AND e.campaign_id = %s"


def _hold(campaign: Campaign, entries: Iterable[int], pools: Iterable[PoolKey]) -> None:
    """Wait for whoever is choosing in these pools or of these subjects, and for a decision being issued."""
    whose, keys = among("e.id", sorted(entries))
    ask(_HOLD.format(whose=whose), [_POOL, sorted(f"{campaign.pk}/{slug_of(pool)}" for pool in pools), keys])


# The pools one after the other, everybody in the same order; the subjects only when all of the pools are held.
_HOLD = """
    WITH held AS MATERIALIZED (
        SELECT pg_advisory_xact_lock(%s::integer, hashtext(name)) FROM unnest(%s::text[]) AS name
    )
    SELECT 1 FROM campaigns_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
    WHERE {whose} AND (SELECT count(*) FROM held) >= 0
    ORDER BY e.id FOR NO KEY UPDATE OF e FOR KEY SHARE OF c
"""
_STATES = """
    SELECT e.id, e.name, e.code, r.low, r.high, p.self_claimed, p.proposed, p.chosen, p.reason, p.returned,
           d.number, coalesce((SELECT max(v.pgh_id) FROM reviews_proposalevent v WHERE v.roster_entry_id = e.id), 0)
    FROM campaigns_rosterentry e
    LEFT JOIN reviews_rating r ON r.roster_entry_id = e.id
    LEFT JOIN reviews_proposal p ON p.roster_entry_id = e.id
    LEFT JOIN reviews_decisionitem i ON i.roster_entry_id = e.id
    LEFT JOIN reviews_decision d ON d.id = i.decision_id AND d.status = %s
    WHERE {whose}
"""


def _states(entries: Sequence[int]) -> dict[int, _State]:
    whose, keys = among("e.id", entries)
    rows = ask(_STATES.format(whose=whose), [DecisionStatus.ISSUED, keys])
    return {
        pk: _State(
            pk, name, code, low, high, claimed or "", NUMBERS.get(proposed), NUMBERS.get(chosen), reason or "",
            returned or "", number or "", version,
        )
        for pk, name, code, low, high, claimed, proposed, chosen, reason, returned, number, version in rows
    }  # fmt: skip


def _change(now: _State, level: int, place: Place, reason: str) -> _Change:
    """What is to be stored when an officer wants this level for a subject as it is now."""
    if not place.decides:
        off = now.known and now.low is not None and deviates(now.low, level)
        return _Change(now, level, now.chosen, (reason or now.reason) if off else "")
    if now.low is None:
        return _Change(now, now.proposed, level, reason, now.returned)
    chosen = choice_for(now.low, level)
    own = now.chosen is not None and deviates(now.low, now.chosen)  # else a reason there is the proposal's
    if deviates(now.low, level):
        return _Change(now, now.proposed, chosen, reason or (now.reason if chosen == now.chosen else ""), now.returned)
    return _Change(now, now.proposed, chosen, "" if own else now.reason, now.returned)


def _refuse(changes: Sequence[_Change], wishes: Mapping[int, Wish], place: Place) -> None:
    errors = [error for one in changes if (error := _against(one, wishes[one.now.entry], place)) is not None]
    if errors:
        raise errors[0] if len(wishes) == 1 else ChoiceError.several(errors)


def _against(change: _Change, wish: Wish, place: Place) -> ChoiceError | None:
    """What speaks against one change; None: nothing."""
    now = change.now
    if now.number:
        return ChoiceError.decided(now.entry, now.name, now.number)
    if now.version != wish.seen:
        return ChoiceError.clash(now.entry, now.name, last_change(now.entry), decides=place.decides)
    if place.decides and not now.known:
        return ChoiceError.cannot_tell(now.entry, now.name)
    if place.decides and wish.level == OUTSTANDING and now.low != OUTSTANDING:
        return ChoiceError.not_reached(now.entry, now.name)
    unexplained = now.known and now.low is not None and deviates(now.low, wish.level) and not change.reason
    return ChoiceError.reason(now.entry, now.name) if unexplained else None


def _within_ceilings(
    place: Place, changes: Sequence[_Change], pools: Mapping[int, list[PoolKey]]
) -> dict[PoolKey, Tally | None]:
    """The pools as these changes leave them. None may end over its ceiling, or, over it already, get worse."""
    framework = place.framework
    counted: dict[PoolKey, Tally | None] = {}
    for pool in dict.fromkeys(pool for change in changes for pool in pools[change.now.entry]):
        touched = [change for change in changes if pool in pools[change.now.entry]]
        moved = sum((_difference(change) for change in touched), Tally())
        counted[pool] = None
        if moved.may_fill:
            before = count_of(place.campaign, framework, pool)
            counted[pool] = after = before + moved
            room = after.room(framework, pool.quota)
            if room < 0 and room < before.room(framework, pool.quota):
                whom = [change.now.entry for change in touched]
                raise ChoiceError.ceiling(whom, over_full(framework, pool, after), used=before.outstanding)
    return counted


def _difference(change: _Change) -> Tally:
    now = change.now
    return tally_of(now.low, now.high, change.chosen) + tally_of(now.low, now.high, now.chosen) * -1


_WRITE = """
    WITH said(entry, self_claimed, proposed, chosen, reason, standing) AS ({said}), written AS (
        INSERT INTO reviews_proposal AS p (roster_entry_id, self_claimed, proposed, chosen, reason, returned)
        SELECT entry, self_claimed, proposed, chosen, reason, '' FROM said
        ON CONFLICT (roster_entry_id) DO UPDATE SET
            proposed = excluded.proposed, chosen = excluded.chosen, reason = excluded.reason,
            returned = CASE WHEN %s::boolean THEN '' ELSE p.returned END,
            returned_by_id = CASE WHEN %s::boolean THEN NULL ELSE p.returned_by_id END,
            returned_at = CASE WHEN %s::boolean THEN NULL ELSE p.returned_at END
    )
    UPDATE reviews_rating r SET standing = said.standing FROM said
    WHERE r.roster_entry_id = said.entry AND said.standing IS NOT NULL AND r.standing IS DISTINCT FROM said.standing
    RETURNING 1
"""
_ONE = "SELECT %s::bigint, %s::text, %s::text, %s::text, %s::text, %s::smallint"
_MANY = "SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[])"


def _write(changes: Sequence[_Change], *, answers: bool) -> None:
    """Proposals and the standings that follow from them, in one statement; `answers` what was sent back."""
    rows = [_stored(one) for one in changes]
    said = list(rows[0]) if len(rows) == 1 else [list(column) for column in zip(*rows, strict=True)]
    ask(_WRITE.format(said=_ONE if len(rows) == 1 else _MANY), [*said, answers, answers, answers])


def _stored(one: _Change) -> tuple[object, ...]:
    now = one.now
    standing = stands(now.low, one.chosen) if now.known and now.low is not None else None
    words = (WORDS_BY_NUMBER.get(level or 0, "") for level in (one.proposed, one.chosen))
    return (now.entry, now.claimed, *words, one.reason, standing)
