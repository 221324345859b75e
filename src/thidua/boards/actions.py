"""What is done to proposals: levels chosen or proposed on a board, sent back, proposed again.

All or nothing. Whoever writes holds the subjects, then the pools that a choice may fill, until the
end: two officers cannot both take the last place. A year that is being decided holds its campaign,
and choices wait for it. The rules stand in `proposal_rules`, the writes in `proposals`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.oneself import is_about, marked
from thidua.accounts.permissions import authorise
from thidua.boards import proposal_rules as rules
from thidua.boards.authority import all_with_authority
from thidua.boards.choice_errors import ChoiceError, error_of
from thidua.boards.counting import PoolKey, Tally, count_of, pools_of, tally_of
from thidua.boards.definition import Board
from thidua.boards.errors import ProposalError
from thidua.boards.gauges import pool_as, slug_of
from thidua.boards.locks import locks_of
from thidua.boards.models import FLOW, state_of
from thidua.boards.proposal_rules import Change
from thidua.boards.proposals import Held, hold, write_levels, write_returns
from thidua.campaigns.models import Campaign
from thidua.db.prepared import ask
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import naming, recording
from thidua.organisations.models import Organisation
from thidua.organisations.queries import province_id
from thidua.ratings.frames import standing_subjects
from thidua.roster.models import RosterEntry
from thidua.roster.oneself import own_entries
from thidua.submissions.flow import NoReasonError
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
class Chosen:
    """What came of a choice: the entries that changed, and the pools they are in as they stand by
    now.

    None: a pool that was not counted, because these changes could not fill it.
    """

    entries: tuple[int, ...] = ()
    pools: Mapping[PoolKey, Tally | None] = field(default_factory=dict)


_Changes = Sequence[tuple[Held, Change]]


def choose(*, board: Board, wishes: Sequence[Wish], actor: Actor, reason: str = "") -> Chosen:
    """Set the level of these subjects of a board: chosen by the committee that decides, proposed by
    the cell.

    What is said already is left alone. Raises ChoiceError, and changes nothing, when any of them is
    not on this board or decided, when what it reached is not known (or is not outstanding, for an
    outstanding choice), when a deviation has no reason, when a pool would be over its ceiling, when
    officers of the deciding committee would choose their own, or when somebody else changed the
    subject after the officer had looked. What is said of oneself, or of the body that one leads,
    says so in the history."""
    authority = authorise(actor, board.act, path=board.committee.path)
    by_entry = {wish.entry: wish for wish in wishes}  # of two for one subject the last counts
    with naming(act="boards.choose", actor=authority) as name:
        subjects = _on_board(board, list(by_entry))
        due = _due(board, subjects, by_entry, reason.strip(), actor)
        counted = _within_ceilings(board, due)
        if due:
            name(subjects=" ".join(held.entry.code for held in subjects[:NAMED]))
            own = own_entries(actor, [held.entry for held, _ in due])
            write_levels([(held, change) for held, change in due if held.entry.pk not in own])
            if said_of_oneself := [(held, new) for held, new in due if held.entry.pk in own]:
                with recording(act="boards.choose", actor=marked(authority, oneself=True)):
                    write_levels(said_of_oneself)
    return Chosen(tuple(held.entry.pk for held, _ in due), counted)


def _on_board(board: Board, entries: Sequence[int]) -> list[Held]:
    """The subjects, held; where this board proposes, with what holds them where they are. Raises
    ChoiceError unless all of them stand on this board.
    """
    held = hold(board.campaign, entries)
    strange = [pk for pk in entries if pk not in held or not board.holds(held[pk].entry)]
    if strange:
        raise ChoiceError.not_here(strange)
    locks = {} if board.decides else locks_of(board.campaign, entries)
    return [replace(held[pk], now=replace(held[pk].now, locked=locks.get(pk))) for pk in entries]


def _due(
    board: Board, subjects: Iterable[Held], wishes: Mapping[int, Wish], reason: str, actor: Actor
) -> list[tuple[Held, Change]]:
    """What is to be written. Raises ChoiceError when something speaks against any of it."""
    due, errors = [], []
    stored = rules.choice if board.decides else rules.proposal
    for held in subjects:
        wish, own = wishes[held.entry.pk], is_about(actor, held.entry.person_id)
        now = replace(held.now, oneself=own)
        change = stored(now, wish.level, reason)
        lacks = rules.lacks_reason(now, change, level=wish.level, decides=board.decides)
        if not change.changes(now) and not lacks:
            continue
        due.append((held, change))
        why = rules.against(now, change, level=wish.level, seen=wish.seen, decides=board.decides)
        if why is not None:
            errors.append(error_of(why, held.entry, now, level=wish.level, decides=board.decides))
    if errors:
        raise errors[0] if len(wishes) == 1 else ChoiceError.several(errors)
    return due


def _within_ceilings(board: Board, changes: _Changes) -> dict[PoolKey, Tally | None]:
    """The pools as these changes leave them. Raises ChoiceError for one that they overfill."""
    touched: dict[PoolKey, list[tuple[Held, Change]]] = defaultdict(list)
    for held, change in changes if board.decides else ():
        for pool in pools_of(held.entry, board.framework):
            touched[pool].append((held, change))
    moved = {pool: sum(map(_difference, found), Tally()) for pool, found in touched.items()}
    filling = [pool for pool in moved if moved[pool].may_fill]
    _hold_pools(board.campaign, filling)
    counted: dict[PoolKey, Tally | None] = dict.fromkeys(moved)
    for pool in filling:
        before = count_of(board.campaign, board.framework, pool)
        counted[pool] = after = before + moved[pool]
        room = (tally.room(board.framework, pool.quota) for tally in (before, after))
        if rules.overfills(*room):
            whom = [held.entry.pk for held, _ in touched[pool]]
            full = pool_as(board, pool, after)
            raise ChoiceError.ceiling(whom, full, used=before.outstanding)
    return counted


def _hold_pools(campaign: Campaign, pools: Iterable[PoolKey]) -> None:
    """Wait for whoever is filling these pools, one after the other: everybody takes them in the
    same order.
    """
    if names := sorted(f"{campaign.pk}/{slug_of(pool)}" for pool in pools):
        ask(
            "SELECT pg_advisory_xact_lock(%s::integer, hashtext(name)) FROM unnest(%s::text[]) "
            "AS name",
            [_POOL, names],
        )


def _difference(written: tuple[Held, Change]) -> Tally:
    now, change = written[0].now, written[1]
    return tally_of(now.low, now.high, change.chosen) + tally_of(now.low, now.high, now.chosen) * -1


@transaction.atomic
def return_proposals(
    *, campaign: Campaign, entries: Sequence[RosterEntry], reason: str, actor: Actor
) -> None:
    """Send subjects back to the level below, for a reason that it reads; all of them or none.

    Only the organisation that decides about a subject sends it back, and no decision about it is
    issued until it was proposed again. Raises ProposalError: no reason, nobody chosen, somebody not
    rated or decided already."""
    if not entries:
        raise ProposalError.nobody_to_return()
    deciders = _deciders(campaign, entries)
    for organisation in {decider.pk: decider for decider in deciders.values()}.values():
        authority = authorise(actor, "decisions.decide", path=organisation.path)
    held = hold(campaign, [entry.pk for entry in entries])
    for entry in entries:
        if is_about(actor, entry.person_id):
            raise ProposalError.own_return(entry.name)
        _refuse_return(held[entry.pk], deciders, reason)
    with recording(act="boards.return", actor=authority, year=campaign.year, reason=reason.strip()):
        write_returns(held.values(), by=deciders, reason=reason.strip())


def _deciders(campaign: Campaign, entries: Iterable[RosterEntry]) -> dict[int, Organisation]:
    """Per roster entry the organisation whose decision sets its level."""
    subjects = standing_subjects(campaign, entry=[entry.pk for entry in entries])
    placed = all_with_authority(subjects, bound_frameworks(campaign), province_id())
    above: dict[int, list[int]] = defaultdict(list)
    for entry, authority in placed.select("entry", "authority_id").drop_nulls().iter_rows():
        above[authority].append(entry)
    known = Organisation.objects.in_bulk(list(above))
    return {entry: known[authority] for authority, found in above.items() for entry in found}


def _refuse_return(held: Held, deciders: Mapping[int, Organisation], reason: str) -> None:
    entry = held.entry
    if not entry.rated or entry.pk not in deciders:
        raise ProposalError.not_rated(entry.name)
    if held.now.decision:
        raise ProposalError.decided(entry.name, held.now.decision)
    try:
        FLOW.next("return", _flow_state(held), reason=reason)
    except NoReasonError as error:
        raise ProposalError.no_reason_to_return() from error


def _flow_state(held: Held) -> str:
    return state_of(returned=bool(held.now.returned), proposed=held.now.proposed is not None)


def answer_return(*, roster_entry: RosterEntry, proposed: str, reason: str, actor: Actor) -> None:
    """Propose again what was sent back: the same level with better reasons, or another one.

    Raises ProposalError when nothing was sent back, no level is named, or it cannot be proposed.
    """
    authority = marked(
        authorise(actor, "boards.propose", path=roster_entry.organisation.path),
        oneself=bool(own_entries(actor, [roster_entry])),
    )
    with naming(act="boards.propose", actor=authority) as name:
        held = hold(roster_entry.campaign, [roster_entry.pk])[roster_entry.pk]
        if not FLOW.may("answer", _flow_state(held)):
            raise ProposalError.not_returned(roster_entry.name)
        level = Level.code_of(proposed)
        if level is None:
            raise ProposalError.no_proposal(roster_entry.name)
        change = rules.proposal(held.now, level, reason.strip())
        why = rules.against(held.now, change, level=level, decides=False)
        if why is not None:
            raise error_of(why, held.entry, held.now, level=level, decides=False)
        name(subject=roster_entry.code)
        write_levels([(held, change)])
