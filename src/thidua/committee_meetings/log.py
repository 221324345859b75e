"""The log of a meeting as the wall shows it: who moved whom, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.committee_meetings.models import Move
from thidua.numbers import format_number
from thidua.vocabulary import ShownLevel, shown_level
from thidua.web.clock import shown

SEEN = 3
"""Lines that are seen at once; the others are folded."""


@dataclass(frozen=True)
class Line:
    """One move with the words of its row; `undone`: when it was taken back ("": it was not)."""

    move: Move
    level_from: ShownLevel
    level_to: ShownLevel
    at: str
    who: str
    undone: str
    may_undo: bool


def lines_of(moves: Sequence[Move], *, may: bool) -> list[Line]:
    """Of the moves (oldest first, with their proposers), those that took others back told there."""
    backs = {move.undoes_id: move for move in moves if move.undoes_id is not None}
    return [
        _line(move, backs.get(move.pk), may=may) for move in reversed(moves) if not move.undoes_id
    ]


def _line(move: Move, back: Move | None, *, may: bool) -> Line:
    proposer = move.proposed_by.name if move.proposed_by is not None else ""
    words = _("đ/c {name} đề xuất; biểu quyết {votes}/{present}")
    return Line(
        move=move,
        level_from=shown_level(move.level_from),
        level_to=shown_level(move.level_to),
        at=f"{shown(move.moved_at):%H:%M}",
        who=words.format(
            name=proposer,
            votes=format_number(move.votes_for),
            present=format_number(move.votes_of),
        ),
        undone=f"{shown(back.moved_at):%H:%M}" if back else "",
        may_undo=may and back is None,
    )
