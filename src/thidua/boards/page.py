"""One board as a whole: its rows, its pools, and what is left to do on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q

from thidua.boards.definition import Board
from thidua.boards.filters import Filters
from thidua.boards.gauges import BoardPool, board_pools, pool_slugs
from thidua.boards.models import UNPROPOSED
from thidua.boards.reading import entries_on, read, read_known, read_with_version
from thidua.boards.rows import Row, rows_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.ratings.awaited import Awaited, awaited
from thidua.ratings.missing_facts import Missing
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Left:
    """What is still to be done before the committee can decide (or the cell has proposed
    everybody).
    """

    total: int
    decided: int
    unknown: int
    unproposed: int
    chosen: int

    @property
    def decidable(self) -> int:
        """How many a decision could be about: known, and held by none yet."""
        return self.waiting - self.unknown

    @property
    def waiting(self) -> int:
        """How many no decision holds yet."""
        return self.total - self.decided


@dataclass(frozen=True)
class BoardTable:
    """A board as an officer sees it: `rows` are all of it, `matching` those that the filters leave;
    `drawn` those and whom only the words and the unit of the filters leave out, so that these can
    change without another page.
    """

    board: Board
    rows: tuple[Row, ...]
    drawn: tuple[Row, ...]
    matching: tuple[Row, ...]
    pools: tuple[BoardPool, ...]
    slugs: Mapping[int, tuple[str, ...]]
    version: str

    @property
    def left(self) -> Left:
        rows = self.rows
        return Left(
            total=len(rows),
            decided=sum(row.decided is not None for row in rows),
            unknown=sum(row.decided is None and not row.known for row in rows),
            unproposed=sum(row.decided is None and row.unproposed for row in rows),
            chosen=sum(row.decided is None and row.known and bool(row.chosen) for row in rows),
        )


def board_table(board: Board, filters: Filters) -> BoardTable:
    """A board, narrowed and sorted; the same few questions however many rows there are."""
    raw, version = read_with_version(board)
    rows = _complete(board, raw)
    slugs = {
        raw_row["pk"]: pool_slugs(raw_row, board.framework) if board.decides else ()
        for raw_row in raw
    }
    drawn = filters.without_words.apply(rows, slugs)
    matching = filter(filters.finder(), drawn)
    return BoardTable(
        board=board,
        rows=tuple(rows),
        drawn=tuple(drawn),
        matching=tuple(matching),
        pools=tuple(board_pools(board)),
        slugs=slugs,
        version=version,
    )


def some_rows(board: Board, entries: Iterable[int] | None) -> list[Row]:
    """Some rows of a board (None: all of it) as they are now; entries that do not stand on it are
    left out.
    """
    return _complete(board, read(board, only=entries))


def known_rows(board: Board, entries: Iterable[int]) -> list[Row]:
    """Rows of entries that an act on this board has just made sure of, as they are now."""
    return _complete(board, read_known(board, entries))


def pool_rows(board: Board, slug: str) -> list[Row]:
    """The rows of one pool of a board."""
    raw = [raw_row for raw_row in read(board) if slug in pool_slugs(raw_row, board.framework)]
    return rows_of(raw, board)


def _complete(board: Board, raw: list[dict[str, Any]]) -> list[Row]:
    """Raw rows with what is missing of those whose level nobody can tell, and who keeps it; asked
    only where there are any.
    """
    rows = rows_of(raw, board)
    untold = [row.entry for row in rows if not row.known and row.decided is None]
    if not untold:
        return rows
    found = awaited(board.campaign, board.framework, untold)
    names = {row["organisation_id"]: row["organisation_name"] for row in raw}
    names[board.committee.pk] = short_name(board.committee)
    names |= _others({thing.holder for things in found.values() for thing in things} - set(names))
    return [_lacking(row, found[row.entry], names) if row.entry in found else row for row in rows]


def _lacking(row: Row, things: tuple[Awaited, ...], names: Mapping[int, str]) -> Row:
    missing = Missing(things, classified=row.low is not None)
    return replace(
        row,
        missing=missing.number,
        missing_names=missing.names,
        missing_text=missing.text,
        keepers=tuple(dict.fromkeys(names[thing.holder] for thing in things)),
    )


def _others(keys: set[int]) -> dict[int, str]:
    """The names of organisations that the rows do not name."""
    found = Organisation.objects.filter(pk__in=keys) if keys else ()
    return {one.pk: short_name(one) for one in found}


def left_on(board: Board) -> Left:
    """What is left to do on a board, without reading its rows."""
    known = Q(rating__low=F("rating__high"))
    counted = entries_on(board).aggregate(
        n_total=Count("pk"),
        n_decided=Count("pk", filter=DECIDED),
        n_unknown=Count("pk", filter=~DECIDED & ~known),
        n_unproposed=Count("pk", filter=~DECIDED & UNPROPOSED),
        n_chosen=Count("pk", filter=~DECIDED & known & Q(proposal__chosen__gt="")),
    )
    return Left(**{name.removeprefix("n_"): number for name, number in counted.items()})


@dataclass(frozen=True)
class Tab:
    """A kind of subjects that a committee decides or proposes, and how many there are."""

    kind: SubjectType
    number: int
    here: bool


def tabs_of(campaign: Campaign, boards: Sequence[Board], kind: SubjectType | None) -> list[Tab]:
    """The kinds that a committee has any subjects of; `kind` is the one being looked at, else the
    first of them."""
    any_of_them = Q()
    for board in boards:
        any_of_them |= board.subjects
    entries = RosterEntry.objects.filter(any_of_them, campaign=campaign).order_by()
    counted = dict(entries.values_list("subject_type").annotate(number=Count("pk")))
    found = [board.kind for board in boards if counted.get(board.kind)]
    here = kind if kind in found else next(iter(found), None)
    return [Tab(found_kind, counted[found_kind], here=found_kind == here) for found_kind in found]
