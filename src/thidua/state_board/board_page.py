"""What the pages of the board show, from a board and the queries of the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import step_on, steps_of
from thidua.campaigns.models import Step
from thidua.organisations.names import committee_of
from thidua.state_board.counting import Board, Filters, narrowed
from thidua.state_board.listing import list_of
from thidua.state_board.presenters import (
    RowShown,
    StepHead,
    board_address,
    heads_of,
    lead_of,
    own_of,
    row_of,
    units_address,
)
from thidua.state_board.reminders import (
    LastTime,
    Reminders,
    ToRemind,
    last_time,
    newest_reminders,
    to_remind,
)
from thidua.state_board.steps import SLUGS, STEPS
from thidua.state_board.words import tally_words
from thidua.vocabulary import Tier
from thidua.web.clock import today
from thidua.web.components import Crumb


@dataclass(frozen=True)
class Bar:
    """The bar at the bottom: who is late, who may be reminded now, what the last time came to."""

    late_units: int
    late_things: int
    waiting: ToRemind
    last: LastTime | None


def board_context(request: SignedIn, board: Board, query: Mapping[str, Any]) -> dict[str, object]:
    """The board as its page shows it."""
    scope = scope_of_request(request)
    now = step_on(steps_of(board.campaign), today())
    filters = Filters(
        late=bool(query["show"]),
        step=STEPS.get(query["step"]),
        most_late_first=bool(query["sort"]),
    )
    heads = heads_of(board, now, filters.step)
    shown = narrowed(board, filters)
    reminders = newest_reminders(board.campaign, board.place)
    waiting = to_remind(scope, board.late, reminders)
    remindable = {one.unit.path for one in waiting.now}
    rows = [
        row_of(
            board,
            row,
            heads,
            may_mark=any(path.startswith(row.unit.path) for path in remindable),
        )
        for row in shown.rows
    ]
    return {
        "board": board,
        "campaign": board.campaign,
        "place": board.place,
        "title": _title(board),
        "today": today(),
        "heads": heads,
        "rows": rows,
        "totals": _totals(board, heads),
        "lead": lead_of(board, heads),
        "own": own_of(board, heads),
        "query": query,
        "every": len(board.rows),
        "late_rows": sum(bool(row.late) for row in board.rows),
        "bar": _bar(board, waiting, reminders),
        "phone": _phone(board, heads, query, scope),
        "places": _places(scope, board),
        "crumbs": _crumbs(board, scope),
    }


def list_context(
    request: SignedIn, board: Board, step: Step, query: Mapping[str, Any]
) -> dict[str, object]:
    """The list under one cell as its page shows it."""
    scope = scope_of_request(request)
    reminders = newest_reminders(board.campaign, board.place)
    waiting = to_remind(scope, [one for one in board.late if one.step == step], reminders)
    found = list_of(board, step, scope, reminders, waiting)
    not_done = [line for line in found.lines if not line.done]
    everybody = bool(query["all"]) or not not_done
    return {
        "board": board,
        "campaign": board.campaign,
        "place": board.place,
        "step": step,
        "slug": SLUGS[step],
        "words": tally_words(step, found.counts),
        "lines": found.lines if everybody else not_done,
        "every": found.every,
        "not_done": len(not_done),
        "everybody": everybody,
        "address": units_address(board.campaign, board.place, step),
        "bar": _bar(board, waiting, reminders, step),
        "crumbs": [
            *_crumbs(board, scope),
            Crumb(board.place.name, board_address(board.campaign, board.place)),
        ],
    }


def _title(board: Board) -> str:
    if board.place.tier is Tier.PROVINCE:
        return _("Cả tỉnh đang ở đâu")
    return _("{name} đang ở đâu").format(name=board.place.name)


def _totals(board: Board, heads: Sequence[StepHead]) -> list[tuple[StepHead, Any]]:
    """Under the table: what all rows count in each step; empty for one row alone."""
    return [(head, board.total(head.step)) for head in heads] if len(board.rows) > 1 else []


def _bar(board: Board, waiting: ToRemind, reminders: Reminders, step: Step | None = None) -> Bar:
    late = [one for one in board.late if step is None or one.step == step]
    return Bar(len({one.unit.pk for one in late}), len(late), waiting, last_time(board, reminders))


@dataclass(frozen=True)
class Phone:
    """The board on a phone: one step at a time, the most late first."""

    head: StepHead
    rows: Sequence[tuple[RowShown, Any]]


def _phone(
    board: Board, heads: Sequence[StepHead], query: Mapping[str, Any], scope: Scope
) -> Phone | None:
    """The step of the address, otherwise the one with the most late, the newest of those alike;
    None while no step has anything to show.
    """
    shown = [head for head in heads if not head.narrow]
    if not shown:
        return None
    head = next(
        (head for head in shown if head.slug == query["step"]),
        max(shown, key=lambda head: (head.late, head.number)),
    )
    rows = sorted(board.rows, key=lambda row: -row.of(head.step).late)
    made = [row_of(board, row, heads, may_mark=False) for row in rows]
    return Phone(head, [(row, row.cells[head.number - 1]) for row in made])


def _places(scope: Scope, board: Board) -> list[tuple[str, str, bool]]:
    """The reader's own bodies, where they have several: name, address, whether it is this one."""
    if len(scope.grants) < 2:
        return []
    found = {grant.organisation_code: grant.organisation_name for grant in scope.grants}
    return [
        (name, board_address_of(board, code), code == board.place.code)
        for code, name in found.items()
    ]


def board_address_of(board: Board, code: str) -> str:
    """The board of another body in the same year."""
    return reverse("state_board_of", kwargs={"year": board.campaign.year, "code": code})


def _crumbs(board: Board, scope: Scope) -> list[Crumb]:
    """The reader's own board above one below it."""
    grant = next((one for one in scope.grants if board.place.path.startswith(one.path)), None)
    if grant is None or grant.organisation_id == board.place.pk:
        return []
    return [
        Crumb(
            committee_of(grant.organisation_name),
            board_address_of(board, grant.organisation_code),
        )
    ]
