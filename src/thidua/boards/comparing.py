"""Two subjects of one board side by side: what is known of each, and condition by condition where
they differ. Whoever compares people reads their reasons: that is written down for each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn
from thidua.boards.definition import Board
from thidua.boards.drawing import Setting, rating_address, strip_of_row
from thidua.boards.notes import discipline_text, notes_of, targets_text
from thidua.boards.reading import entries_on, read
from thidua.boards.rows import Row, rows_of
from thidua.language import Text
from thidua.ratings.explaining import explanations_of
from thidua.ratings.ladder import conditions
from thidua.ratings.moments import Moment, moment_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.vocabulary import BEST_FIRST, ShownLevel, shown_level
from thidua.web.components import Condition


@dataclass(frozen=True)
class Pair:
    """The same thing of both; None where it is not asked of one of them."""

    title: str
    left: Condition | str | None
    right: Condition | str | None
    source: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two came out differently: a condition met by one only, another fact."""
        if isinstance(self.left, Condition) and isinstance(self.right, Condition):
            return self.left.outcome != self.right.outcome
        return self.left != self.right


@dataclass(frozen=True)
class Step:
    """One level of both ladders."""

    level: ShownLevel
    pairs: list[Pair]
    differing: int


@dataclass(frozen=True)
class Side:
    """One of the two as it heads its column; `note`: its level is of another moment than the
    conditions below it.
    """

    row: Row
    href: str
    reached: ShownLevel
    stands: ShownLevel
    strip: object
    note: Text | None


@dataclass(frozen=True)
class Comparison:
    """Both sides, what is known of each, and the levels with their conditions. `logged`: whether a
    look at somebody else was written down.
    """

    sides: list[Side]
    facts: list[Pair]
    steps: list[Step]
    logged: bool


def compared(request: SignedIn, board: Board, setting: Setting, rows: Sequence[Row]) -> Comparison:
    """Two rows of a board, for whoever reads it."""
    entries = _entries(board, rows)
    logged = [_opened(request, entry) for entry in entries]
    explanations = explanations_of(entries, {board.kind: board.framework})
    sides = [
        _side(row, setting, moment_of(entry, explanations[entry.pk]))
        for row, entry in zip(rows, entries, strict=True)
    ]
    steps = _steps([explanations[row.entry] for row in rows])
    return Comparison(sides, _facts(rows), steps, any(logged))


def _opened(request: SignedIn, entry: RosterEntry) -> bool:
    """Whoever compares people reads their reasons: written down for each of them."""
    path, year = entry.organisation.path, entry.campaign.year
    return record_look(
        request, person=entry.person_id, path=path, dossier=Dossier.REASONS, year=year
    )


def rows_or_404(board: Board, entries: Sequence[int]) -> list[Row]:
    """The rows of these entries, in their order; each once. Raises Http404 for one that does not
    stand on the board.
    """
    wanted = list(dict.fromkeys(entries))
    found = {row.entry: row for row in rows_of(read(board, only=wanted), board)} if wanted else {}
    if len(found) < len(wanted):
        raise Http404
    return [found[entry] for entry in wanted]


def _entries(board: Board, rows: Sequence[Row]) -> list[RosterEntry]:
    """The entries of the rows, in their order."""
    found = (
        entries_on(board)
        .select_related("organisation", "rating", "decided__decision")
        .in_bulk([row.entry for row in rows])
    )
    for entry in found.values():
        entry.campaign = board.campaign  # known already: spares a query each
    return [found[row.entry] for row in rows]


def _side(row: Row, setting: Setting, moment: Moment) -> Side:
    return Side(
        row,
        rating_address(row, setting),
        shown_level(row.reached),
        shown_level(row.stands),
        strip_of_row(row, setting.year),
        moment.note,
    )


def _facts(rows: Sequence[Row]) -> list[Pair]:
    left, right = (
        [str(shown_level(level).short) if level else "–" for level in (row.claimed, row.proposed)]
        for row in rows
    )
    beside = [str(row.beside.text) if row.beside is not None else "–" for row in rows]
    notes = [("; ".join(note.text for note in notes_of(row)) or "–") for row in rows]
    found = [Pair(_("Bỏ phiếu"), *beside)] if any(row.beside for row in rows) else []
    return [
        Pair(_("Tự nhận"), left[0], right[0]),
        *found,
        Pair(_("Đề nghị"), left[1], right[1]),
        Pair(pgettext("several", "Chỉ tiêu"), *(targets_text(row) for row in rows)),
        Pair(_("Kỷ luật"), *(discipline_text(row) for row in rows)),
        Pair(_("Lưu ý"), *notes),
    ]


def _steps(explanations: Sequence[Explanation]) -> list[Step]:
    """The levels best first, each with every condition that is asked of either."""
    steps = []
    for level in BEST_FIRST:
        sides = [
            {reason.id: reason for reason in explanation.of(level.css)}
            for explanation in explanations
        ]
        pairs = []
        for name in dict.fromkeys([*sides[0], *sides[1]]):
            left, right = (
                next(iter(conditions([side[name]]))) if name in side else None for side in sides
            )
            known = left or right
            pairs.append(
                Pair(known.title if known else "", left, right, known.source if known else "")
            )
        if pairs:
            steps.append(Step(level, pairs, sum(pair.differs for pair in pairs)))
    return steps
