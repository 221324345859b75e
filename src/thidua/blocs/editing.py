"""The form of a whole set of criteria: rows added, moved, removed; nothing typed is lost.

Every button sends all rows: without scripts too, a row can be moved while others are typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thidua.accounts.viewing import SignedIn
from thidua.blocs.forms import CriterionFormSet, SetForm, draft_of
from thidua.blocs.models import CriteriaSet, Criterion
from thidua.blocs.presenters import Links, link_of
from thidua.blocs.scoring import Draft, Row

PREFIX = "c"


@dataclass(frozen=True)
class Editor:
    """Both forms of the page."""

    head: SetForm
    rows: Any

    @property
    def is_valid(self) -> bool:
        head, rows = self.head.is_valid(), self.rows.is_valid()
        return bool(head and rows)

    @property
    def faults(self) -> list[str]:
        """What is wrong with the set itself; faults of a field stand at the field."""
        return [str(fault) for fault in self.rows.non_form_errors()]


def editor_of(criteria_set: CriteriaSet, links: Links) -> Editor:
    """The forms with what is stored, and one empty row where there is none."""
    rows = list(criteria_set.criteria.order_by("position", "pk"))
    initial = [_initial(row) for row in rows] or [{}]
    head = SetForm(
        initial={
            "revision": criteria_set.revision,
            "scale": criteria_set.scale,
            "total": criteria_set.total,
        }
    )
    offered = _with_stored(links, rows)
    forms = CriterionFormSet(initial=initial, prefix=PREFIX, form_kwargs={"links": offered})
    return Editor(head, forms)


def _initial(row: Criterion) -> dict[str, Any]:
    return {
        "content": row.content,
        "measure": row.measure,
        "evidence": row.evidence,
        "points": row.points,
        "weight": row.weight,
        "link": link_of(row) if row.link_kind else "",
    }


def _with_stored(links: Links, rows: Sequence[Criterion]) -> Links:
    """What can be chosen, and what was chosen before and is offered no more."""
    known = {word for word, _name in links}
    stored = {link_of(row) for row in rows if row.link_kind} - known
    return [*links, *((word, word) for word in sorted(stored))]


def sent_editor(request: SignedIn, criteria_set: CriteriaSet, links: Links) -> Editor:
    """The forms as they were sent."""
    rows = list(criteria_set.criteria.all())
    offered = _with_stored(links, rows)
    forms = CriterionFormSet(request.POST, prefix=PREFIX, form_kwargs={"links": offered})
    return Editor(SetForm(request.POST), forms)


def draft_after(editor: Editor, act: str) -> Draft:
    """What was typed, with what the pressed button does to the rows: `add`, or `up`, `down`,
    `remove` with the row's number from 1 (“up-3”). Empty rows are left out but for a new one.
    """
    draft = draft_of(editor.head, editor.rows.forms)
    rows = list(draft.rows)
    verb, _dash, number = act.partition("-")
    at = int(number) - 1 if number.isdecimal() else -1
    if verb == "remove" and 0 <= at < len(rows):
        rows.pop(at)
    elif verb == "up" and 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    elif verb == "down" and 0 <= at < len(rows) - 1:
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    rows = [row for row in rows if row != Row()]
    if verb == "add":
        rows.append(Row())
    return Draft(draft.scale, draft.total, tuple(rows))
