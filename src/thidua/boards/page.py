"""One board as a whole: its rows, its pools, and what is left to do on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q

from thidua.boards.definition import Board
from thidua.boards.events import setters
from thidua.boards.filters import Filters
from thidua.boards.gauges import BoardPool, board_pools, pool_slugs
from thidua.boards.models import UNPROPOSED
from thidua.boards.reading import entries_on, read, read_known
from thidua.boards.rows import Row, rows_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.ratings.missing_facts import Missing, missing_facts
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
    raw = read(board)
    rows = _complete(board, raw)
    slugs = {
        raw_row["pk"]: pool_slugs(raw_row, board.framework) if board.decides else ()
        for raw_row in raw
    }
    drawn = filters.without_words.apply(rows, slugs)
    matching = [row for row in drawn if filters.finds(row)]
    return BoardTable(
        board, tuple(rows), tuple(drawn), tuple(matching), tuple(board_pools(board)), slugs
    )


def some_rows(board: Board, entries: Iterable[int] | None) -> list[Row]:
    """Some rows of a board (None: all of it) as they are now; entries that do not stand on it are
    left out.
    """
    return _complete(board, read(board, only=entries))


def known_rows(board: Board, entries: Iterable[int]) -> list[Row]:
    """Rows of entries that an act on this board has just made sure of, as they are now."""
    return _complete(board, read_known(entries))


def pool_rows(board: Board, slug: str) -> list[Row]:
    """The rows of one pool of a board."""
    raw = [raw_row for raw_row in read(board) if slug in pool_slugs(raw_row, board.framework)]
    return rows_of(raw, board)


def _complete(board: Board, raw: list[dict[str, Any]]) -> list[Row]:
    """Raw rows with who set their levels, and with what is missing of those that nobody can
    tell.
    """
    rows = rows_of(raw, board)
    found = setters(
        "chosen" if board.decides else "proposed", [row.entry for row in rows if row.set_by_hand]
    )
    rows = [replace(row, setter=found[row.entry]) if row.entry in found else row for row in rows]
    return _with_missing_facts(board, rows)


def _with_missing_facts(board: Board, rows: list[Row]) -> list[Row]:
    """Say of those whose level nobody can tell what is missing; asked only where there are any."""
    untold = [row.entry for row in rows if not row.known and row.decided is None]
    if not untold:
        return rows
    found = missing_facts(board.campaign, board.framework, untold)
    names = _keepers(found.values())
    return [
        replace(
            row,
            missing=missing.number,
            missing_names=missing.names,
            missing_text=missing.text,
            keepers=tuple(dict.fromkeys(names[thing.holder] for thing in missing.things)),
        )
        if (missing := found.get(row.entry)) is not None
        else row
        for row in rows
    ]


def _keepers(found: Iterable[Missing]) -> dict[int, str]:
    """The short names of the organisations that keep what is missing."""
    keys = {thing.holder for missing in found for thing in missing.things}
    return {one.pk: short_name(one) for one in Organisation.objects.filter(pk__in=keys)}


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
