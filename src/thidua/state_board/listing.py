"""The list under a cell: the units of one row in one step, the most late first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.accounts.permissions import ACTS as ALL_ACTS
from thidua.campaigns.models import Step
from thidua.notices.words import stand_of
from thidua.organisations.names import committee_of
from thidua.state_board.counting import Board
from thidua.state_board.judging import Judged, Tally, tally
from thidua.state_board.presenters import UnitLine, board_address, excuse_words, waiting_words
from thidua.state_board.queries import StepRead
from thidua.state_board.reminders import Reminders, ToRemind
from thidua.state_board.steps import SLUGS
from thidua.state_board.units import ABOVE, Unit
from thidua.state_board.words import mark_of


@dataclass(frozen=True)
class Listed:
    """What stands under one cell: everybody counted, and the lines shown."""

    counts: Tally
    lines: Sequence[UnitLine]
    every: int


def listed_units(board: Board) -> list[Unit]:
    """Whose lines a list has: of an upper-level body itself and its grassroots organisations,
    otherwise everything from the unit downwards.
    """
    if board.place.tier in ABOVE:
        return [unit for unit in board.units if unit.tier not in _CELLS]
    return list(board.units)


_CELLS = ("cell", "sub_committee")


def list_of(
    board: Board, step: Step, scope: Scope, reminders: Reminders, waiting: ToRemind
) -> Listed:
    """The list of the row of `board.place`, in one step; whoever is done comes last."""
    read = board.read.of(step)
    units = [unit for unit in listed_units(board) if unit.pk in read.judged]
    now = frozenset(one.unit.pk for one in waiting.now if one.step == step)
    lines = _Lines(board, read, scope, reminders, now)
    order = sorted(units, key=lambda unit: _order(read.judged[unit.pk]))
    counts = tally(read.judged[unit.pk] for unit in units)
    return Listed(counts, [lines.of(unit) for unit in order], len(units))


def _order(judged: Judged) -> tuple[bool, int]:
    return (judged.done, -judged.days)


def may_excuse(scope: Scope, unit: Unit) -> bool:
    """Whether the reader acts above this unit."""
    roles = ALL_ACTS["state_board.excuse"]
    return any(grant.role in roles and unit.below(grant.path) for grant in scope.grants)


@dataclass(frozen=True)
class _Lines:
    """What the lines of one list are made of. `now`: the units that may be reminded now."""

    board: Board
    read: StepRead
    scope: Scope
    reminders: Reminders
    now: frozenset[int]

    def of(self, unit: Unit) -> UnitLine:
        """The line of one unit."""
        judged = self.read.judged[unit.pk]
        has_below = unit != self.board.place and unit.tier not in _CELLS
        return UnitLine(
            unit,
            mark_of(self.read.step, judged),
            self._details(unit, judged),
            judged.done,
            board_address(self.board.campaign, unit) if has_below else "",
            unit.pk in self.now,
            self._excuse(unit, judged),
        )

    def _details(self, unit: Unit, judged: Judged) -> list[str]:
        details = [waiting_words(self.read, unit)]
        excuse = self.board.read.excuses.get((self.read.step, unit.pk))
        if excuse is not None and not judged.done:
            until, superior = f"{excuse.until:%d/%m/%Y}", committee_of(excuse.superior.name)
            details.append(excuse_words(until, superior, excuse.reason))
        reminder = self.reminders.get((self.read.step, unit.pk))
        if reminder is not None:
            told = stand_of(reminder).text
            since = _("{reminded}; đã làm sau đó").format(reminded=told)
            details.append(since if judged.done else told)
        return [detail for detail in details if detail]

    def _excuse(self, unit: Unit, judged: Judged) -> str:
        """Where the reader may put the unit's day off; "" where they may not, or it is done."""
        if judged.done or judged.due_on is None or not may_excuse(self.scope, unit):
            return ""
        kwargs = {"year": self.board.campaign.year, "code": unit.code}
        return reverse("state_board_excuse", kwargs=kwargs | {"step": SLUGS[self.read.step]})
