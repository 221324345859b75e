"""Choosing levels on the board: one act for one subject or for many, all or nothing.

Whoever chooses holds the pools they touch until the end: two officers cannot both take the last place. A year that
is being decided holds its campaign, and choices wait for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import require
from thidua.campaigns.models import Campaign, RosterEntry
from thidua.ledger.tracking import recording
from thidua.reviews.board.counting import PoolKey, Tally, count_of, pools_of, tally_of
from thidua.reviews.board.errors import ChoiceError
from thidua.reviews.board.events import last_change, last_event
from thidua.reviews.board.gauges import over_full, slug_of
from thidua.reviews.board.places import Place
from thidua.reviews.board.rows import entries_on
from thidua.reviews.board.standing import OUTSTANDING, choice_for, deviates, stands
from thidua.reviews.models import DecisionStatus, Proposal, Rating
from thidua.reviews.page_queries import NUMBERS, WORDS_BY_NUMBER

_POOL = 7_302
"""The first half of the advisory lock of a pool; the second comes from its name."""


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


@transaction.atomic
def choose(*, place: Place, wishes: Sequence[Wish], actor: Actor, reason: str = "") -> list[int]:
    """Set the level of these subjects of a board: chosen by the committee that decides, proposed by the cell.

    Returns the entries that changed; what is said already is left alone. Raises ChoiceError, and changes nothing,
    when any of them is not on this board or decided, when what it reached is not known (or is not outstanding, for
    an outstanding choice), when a deviation has no reason, when a pool would be over its ceiling, or when somebody
    else changed the subject after the officer had looked.
    """
    require(actor, "reviews.decide" if place.decides else "reviews.propose", path=place.committee.path)
    entries = entries_on(place).in_bulk([wish.entry for wish in wishes])
    if missing := [wish.entry for wish in wishes if wish.entry not in entries]:
        raise ChoiceError.not_here(missing)
    pools = {one.pk: pools_of(one, place.framework) if place.decides else [] for one in entries.values()}
    _hold(place.campaign, entries, {pool for found in pools.values() for pool in found})
    states = _states(entries)
    changes = [_change(states[wish.entry], wish.level, place, reason.strip()) for wish in wishes]
    due = [change for change in changes if not change.nothing]
    _refuse(due, {wish.entry: wish for wish in wishes}, place)
    _refuse_over(place, due, pools)
    if due:
        with recording(act="reviews.choose", actor=actor, subjects=" ".join(one.now.code for one in due[:20])):
            _write(due)
    return [change.now.entry for change in due]


def _hold(campaign: Campaign, entries: Iterable[int], pools: Iterable[PoolKey]) -> None:
    """Wait for whoever is choosing in these pools or of these subjects, and for a decision being issued."""
    with connection.cursor() as cursor:
        for pool in sorted(f"{campaign.pk}/{slug_of(pool)}" for pool in pools):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_POOL, pool])
        cursor.execute(
            """SELECT 1 FROM campaigns_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
               WHERE e.id = ANY(%s) ORDER BY e.id FOR NO KEY UPDATE OF e FOR KEY SHARE OF c""",
            [sorted(entries)],
        )


def _states(entries: Mapping[int, RosterEntry]) -> dict[int, _State]:
    rows = RosterEntry.objects.filter(pk__in=entries).order_by().annotate(version=last_event())
    values = rows.values_list(
        "pk", "name", "code", "rating__low", "rating__high", "proposal__self_claimed", "proposal__proposed",
        "proposal__chosen", "proposal__reason", "proposal__returned", "decided__decision__number",
        "decided__decision__status", "version",
    )  # fmt: skip
    return {
        pk: _State(
            pk, name, code, low, high, claimed or "", NUMBERS.get(proposed), NUMBERS.get(chosen), reason or "",
            returned or "", number if status == DecisionStatus.ISSUED else "", version,
        )
        for pk, name, code, low, high, claimed, proposed, chosen, reason, returned, number, status, version in values
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


def _refuse_over(place: Place, changes: Sequence[_Change], pools: Mapping[int, list[PoolKey]]) -> None:
    """No pool may end over its ceiling by these changes; one that is over already may not get worse."""
    for pool in dict.fromkeys(pool for change in changes for pool in pools[change.now.entry]):
        touched = [change for change in changes if pool in pools[change.now.entry]]
        framework = place.framework
        before = count_of(place.campaign, framework, pool)
        after = sum((_difference(change) for change in touched), before)
        room = after.room(framework, pool.quota)
        if room < 0 and room < before.room(framework, pool.quota):
            whom = [change.now.entry for change in touched]
            raise ChoiceError.ceiling(whom, over_full(framework, pool, after), used=before.outstanding)


def _difference(change: _Change) -> Tally:
    now = change.now
    return tally_of(now.low, now.high, change.chosen) + tally_of(now.low, now.high, now.chosen) * -1


def _write(changes: Sequence[_Change]) -> None:
    """Proposals in one statement; standings follow at once."""
    Proposal.objects.bulk_create(
        [
            Proposal(
                roster_entry_id=one.now.entry,
                self_claimed=one.now.claimed,
                proposed=WORDS_BY_NUMBER.get(one.proposed or 0, ""),
                chosen=WORDS_BY_NUMBER.get(one.chosen or 0, ""),
                reason=one.reason,
                returned=one.returned,
            )
            for one in changes
        ],
        update_conflicts=True,
        unique_fields=["roster_entry"],
        update_fields=["proposed", "chosen", "reason", "returned"],
    )
    standing: dict[int, list[int]] = {}
    for one in changes:
        if one.now.known and one.now.low is not None:
            standing.setdefault(stands(one.now.low, one.chosen), []).append(one.now.entry)
    for level, entries in standing.items():
        Rating.objects.filter(pk__in=entries).exclude(standing=level).update(standing=level)
