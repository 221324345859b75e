"""What a register changes, as the preview shows it: people by name and code, cells by name."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from thidua.loading.outcomes import Change, ChangeKind, sheet_text
from thidua.organisations.loading.register_matching import Chosen
from thidua.organisations.loading.register_posts import Post
from thidua.organisations.loading.register_rows import Spell
from thidua.organisations.register_sheet import REGISTER


class Shown:
    """Changes in words. `organisations`: `id` and `name` of those of the part."""

    def __init__(self, organisations: pl.DataFrame) -> None:
        self._names: dict[int, str] = dict(organisations.select("id", "name").iter_rows())

    def new(self, one: Chosen, code: str) -> Change:
        """Somebody new."""
        return Change(ChangeKind.NEW, one.row, f"{one.line['full_name']} ({code})")

    def details(self, one: Chosen, added: Mapping[str, Any]) -> list[Change]:
        """What is filled in of a person."""
        known = one.known
        assert known is not None  # noqa: S101 - details are added to who is stored
        return [
            self._change(one, column, getattr(known, column) or None, value)
            for column, value in added.items()
        ]

    def spells(self, one: Chosen, before: Sequence[Spell], after: Sequence[Spell]) -> list[Change]:
        """What is otherwise on the day of the register, and when it ended."""
        if list(before) == list(after):
            return []
        day = one.line["as_of"]
        then = next((spell for spell in before if spell.holds_on(day)), None)
        now = next((spell for spell in after if spell.holds_on(day)), after[-1])
        pairs = (
            ("cell", self._cell(then), self._cell(now)),
            ("status", _status(then), now.end_reason if now.end_reason else _status(now)),
            ("civil_servant", then.civil_servant if then else None, now.civil_servant),
            ("left_on", then.ends_on if then else None, now.ends_on),
        )
        changed = [self._change(one, *pair) for pair in pairs if pair[1] != pair[2]]
        return changed or [self._change(one, "official_on", None, now.starts_on)]

    def posts(self, one: Chosen, before: Sequence[Post], after: Sequence[Post]) -> list[Change]:
        """Another post in the cell's committee."""
        if list(before) == list(after):
            return []
        day, cell = one.line["as_of"], one.line["cell_id"]
        return [self._change(one, "post", *(_role(held, cell, day) for held in (before, after)))]

    def _cell(self, spell: Spell | None) -> str:
        return self._names.get(spell.organisation_id, "") if spell is not None else ""

    def _change(self, one: Chosen, column: str, before: object, after: object) -> Change:
        assert one.known is not None  # noqa: S101 - what changes is stored
        spec = REGISTER.column(column)
        return Change(
            ChangeKind.CHANGED,
            one.row,
            f"{one.known.full_name} ({one.known.code})",
            spec.title,
            before=sheet_text(before, spec) if before is not None else "",
            after=sheet_text(after, spec) if after is not None else "",
        )


def _status(spell: Spell | None) -> str | None:
    return spell.status if spell is not None else None


def _role(held: Sequence[Post], cell: int, day: dt.date) -> str | None:
    return next(
        (post.role for post in held if post.organisation_id == cell and post.holds_on(day)), None
    )
