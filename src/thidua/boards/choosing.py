"""Choosing levels on the board: one act for one subject or for many, all or nothing.

Whoever chooses holds the subjects, then the pools that the choice may fill, until the end: two
officers cannot both take the last place. A year that is being decided holds its campaign, and
choices wait for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.counting import PoolKey, Tally, count_of, pools_of, tally_of
from thidua.boards.definition import Place
from thidua.boards.events import last_change
from thidua.boards.gauges import over_full, slug_of
from thidua.campaigns.models import Campaign
from thidua.db.prepared import ask, columns, made
from thidua.history.tracking import NAME, naming_itself
from thidua.roster.models import RosterEntry
from thidua.rulebook.standing import OUTSTANDING, choice_for, deviates, stands
from thidua.vocabulary import Level

_POOL = 7_302
"""The first half of the advisory lock of a pool; the second comes from its name."""
NAMED = 20
"""Of many subjects chosen at once, how many the history names in the act itself; each has its own
event.
"""


@dataclass(frozen=True)
class Wish:
    """The level (1 to 4) that an officer wants for a subject, having seen the last change of that
    number.
    """

    entry: int
    level: int
    seen: int


@dataclass(frozen=True)
class _State:
    """A subject as it is now, read under its lock."""

    of: RosterEntry
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
    def entry(self) -> int:
        return self.of.pk

    @property
    def name(self) -> str:
        return self.of.name

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
            now.proposed,
            now.chosen,
            now.reason,
            now.returned,
        )


@dataclass(frozen=True)
class Chosen:
    """What came of a choice: the entries that changed, and the pools they are in as they stand by
    now.

    None: a pool that was not counted, because these changes could not fill it.
    """

    entries: tuple[int, ...] = ()
    pools: Mapping[PoolKey, Tally | None] = field(default_factory=dict)


def choose(*, place: Place, wishes: Sequence[Wish], actor: Actor, reason: str = "") -> Chosen:
    """Set the level of these subjects of a board: chosen by the committee that decides, proposed by
    the cell.

    What is said already is left alone. Raises ChoiceError, and changes nothing, when any of them is
    not on this board or decided, when what it reached is not known (or is not outstanding, for an
    outstanding choice), when a deviation has no reason, when a pool would be over its ceiling, or
    when somebody else changed the subject after the officer had looked."""
    authority = authorise(
        actor, "decisions.decide" if place.decides else "boards.propose", path=place.committee.path
    )
    wishes = list(
        {wish.entry: wish for wish in wishes}.values()
    )  # of two wishes for one subject the last counts
    with naming_itself(act="boards.choose", actor=authority) as named:
        states = _held(place, [wish.entry for wish in wishes])
        changes = [
            _change(states[wish.entry], wish.level, place, reason.strip()) for wish in wishes
        ]
        due = [change for change in changes if not change.nothing]
        _refuse(due, {wish.entry: wish for wish in wishes}, place)
        counted = _within_ceilings(place, due)
        if due:
            said = " ".join(one.of.code for one in list(states.values())[:NAMED])
            _write(due, named(subjects=said), answers=not place.decides)
    return Chosen(tuple(change.now.entry for change in due), counted)


def _held(place: Place, asked: Sequence[int]) -> dict[int, _State]:
    """The subjects once nobody else can choose for them, nor a decision about them be issued.

    Raises ChoiceError unless all of them stand on this board.
    """
    of_them = columns(RosterEntry, "e", without=_UNREAD)
    states = {}
    for *row, low, high, claimed, proposed, chosen, reason, returned, number, version in ask(
        _HOLD.format(columns=of_them), [place.campaign.pk, asked]
    ):
        of = made(RosterEntry, row, without=_UNREAD)
        said = (
            claimed or "",
            Level.code_of(proposed),
            Level.code_of(chosen),
            reason or "",
            returned or "",
            number or "",
        )
        states[of.pk] = _State(of, low, high, *said, version or 0)
    if strange := [pk for pk in asked if pk not in states or not place.holds(states[pk].of)]:
        raise ChoiceError.not_here(strange)
    return {pk: states[pk] for pk in asked}


_UNREAD = ("facts", "search_key", "sort_key")
_HOLD = """
    SELECT {columns}, h.low, h.high, h.self_claimed, h.proposed, h.chosen, h.reason, h.returned,
        h.number, h.version
    FROM boards_hold(%s, %s::bigint[]) h JOIN roster_rosterentry e ON e.id = h.id
"""


def _change(now: _State, level: int, place: Place, reason: str) -> _Change:
    """What is to be stored when an officer wants this level for a subject as it is now."""
    if not place.decides:
        off = now.known and now.low is not None and deviates(now.low, level)
        return _Change(now, level, now.chosen, (reason or now.reason) if off else "")
    if now.low is None:
        return _Change(now, now.proposed, level, reason, now.returned)
    chosen = choice_for(now.low, level)
    own = now.chosen is not None and deviates(
        now.low, now.chosen
    )  # else a reason there is the proposal's
    if deviates(now.low, level):
        return _Change(
            now,
            now.proposed,
            chosen,
            reason or (now.reason if chosen == now.chosen else ""),
            now.returned,
        )
    return _Change(now, now.proposed, chosen, "" if own else now.reason, now.returned)


def _refuse(changes: Sequence[_Change], wishes: Mapping[int, Wish], place: Place) -> None:
    errors = [
        error
        for one in changes
        if (error := _against(one, wishes[one.now.entry], place)) is not None
    ]
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
    unexplained = (
        now.known and now.low is not None and deviates(now.low, wish.level) and not change.reason
    )
    return ChoiceError.reason(now.entry, now.name) if unexplained else None


def _within_ceilings(place: Place, changes: Sequence[_Change]) -> dict[PoolKey, Tally | None]:
    """The pools as these changes leave them. None may end over its ceiling, or, over it already,
    get worse.
    """
    touched: dict[PoolKey, list[_Change]] = defaultdict(list)
    for change in changes if place.decides else ():
        for pool in pools_of(change.now.of, place.framework):
            touched[pool].append(change)
    moved = {pool: sum(map(_difference, found), Tally()) for pool, found in touched.items()}
    filling = [pool for pool in moved if moved[pool].may_fill]
    _hold(place.campaign, filling)
    counted: dict[PoolKey, Tally | None] = dict.fromkeys(moved)
    for pool in filling:
        before = count_of(place.campaign, place.framework, pool)
        counted[pool] = after = before + moved[pool]
        room = after.room(place.framework, pool.quota)
        if room < 0 and room < before.room(place.framework, pool.quota):
            whom = [change.now.entry for change in touched[pool]]
            raise ChoiceError.ceiling(
                whom, over_full(place.framework, pool, after), used=before.outstanding
            )
    return counted


def _hold(campaign: Campaign, pools: Iterable[PoolKey]) -> None:
    """Wait for whoever is filling these pools, one after the other: everybody takes them in the
    same order.
    """
    if names := sorted(f"{campaign.pk}/{slug_of(pool)}" for pool in pools):
        ask(
            "SELECT pg_advisory_xact_lock(%s::integer, hashtext(name)) FROM unnest(%s::text[]) "
            "AS name",
            [_POOL, names],
        )


def _difference(change: _Change) -> Tally:
    now = change.now
    return tally_of(now.low, now.high, change.chosen) + tally_of(now.low, now.high, now.chosen) * -1


_WRITE = """
    WITH named AS MATERIALIZED (
        SELECT {name}
    ), said(entry, self_claimed, proposed, chosen, reason, standing) AS (
        {said}
    ), written AS (
        INSERT INTO boards_proposal AS p (roster_entry_id, self_claimed, proposed, chosen, reason,
            returned)
        SELECT entry, self_claimed, proposed, chosen, reason, '' FROM said, named
        ON CONFLICT (roster_entry_id) DO UPDATE SET
            proposed = excluded.proposed, chosen = excluded.chosen, reason = excluded.reason,
            returned = CASE WHEN %s::boolean THEN '' ELSE p.returned END,
            returned_by_id = CASE WHEN %s::boolean THEN NULL ELSE p.returned_by_id END,
            returned_at = CASE WHEN %s::boolean THEN NULL ELSE p.returned_at END
    )
    UPDATE ratings_rating r SET standing = said.standing FROM said, named
    WHERE r.roster_entry_id = said.entry AND said.standing IS NOT NULL
        AND r.standing IS DISTINCT FROM said.standing
    RETURNING 1
"""
_ONE = "SELECT %s::bigint, %s::text, %s::text, %s::text, %s::text, %s::smallint"
_MANY = (
    "SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], "
    "%s::smallint[])"
)


def _write(changes: Sequence[_Change], name: tuple[str, str], *, answers: bool) -> None:
    """The act's name, proposals, and the standings that follow from them, at once; `answers` what
    was sent back.
    """
    rows = [_stored(one) for one in changes]
    said = list(rows[0]) if len(rows) == 1 else [list(column) for column in zip(*rows, strict=True)]
    statement = _WRITE.format(name=NAME, said=_ONE if len(rows) == 1 else _MANY)
    ask(statement, [*name, *said, answers, answers, answers])


def _stored(one: _Change) -> tuple[object, ...]:
    now = one.now
    standing = stands(now.low, one.chosen) if now.known and now.low is not None else None
    words = (Level.from_code(level).value if level else "" for level in (one.proposed, one.chosen))
    return (now.entry, now.claimed, *words, one.reason, standing)
