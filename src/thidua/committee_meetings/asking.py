"""The form that moves one subject: which levels it may go to, who may propose it, and with whom it
may change places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.boards.gauges import BoardPool
from thidua.boards.level_words import word_of
from thidua.boards.page import BoardTable
from thidua.boards.rows import Row
from thidua.committee_meetings.models import Attendant
from thidua.committee_meetings.wall import chosen_in
from thidua.language import Text
from thidua.ratings.queries import PEOPLE
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import BEST_FIRST, Level, shown_level

_DIGITS = 18


@dataclass(frozen=True)
class Choice:
    """A level to go to. `off`: it stands there, or did not reach it."""

    level: Level
    word: Text
    on: bool
    off: bool


@dataclass(frozen=True)
class Ask:
    """The form for one row, as it was sent where it was refused (`sent`, `error`)."""

    row: Row
    sentence: SafeString
    choices: Sequence[Choice]
    full: BoardPool | None
    instead: Sequence[Row]
    proposers: Sequence[Attendant]
    sent: Mapping[str, Any]
    error: str = ""

    @property
    def sent_proposer(self) -> int:
        return _number(self.sent.get("proposer"))

    @property
    def sent_instead(self) -> int:
        """The subject that was to give up its place."""
        return _number(str(self.sent.get("instead") or "").partition(".")[0])

    @property
    def mark(self) -> str:
        return f"{self.row.entry}.{self.row.version}"


def _number(word: object) -> int:
    text = str(word or "")
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0


def ask_for(  # noqa: PLR0913 - what a form is made of, by name
    table: BoardTable,
    row: Row,
    *,
    level: int | None,
    attendants: Sequence[Attendant],
    sent: Mapping[str, Any] | None = None,
    error: str = "",
) -> Ask:
    """`level`: what was pressed (None: nothing yet)."""
    slugs = table.slugs.get(row.entry, ())
    full = [pool for pool in table.pools if pool.slug in slugs and pool.room <= 0]
    fills = bool(full) and row.reached == OUTSTANDING and row.stands != OUTSTANDING
    return Ask(
        row=row,
        sentence=_sentence(table, row),
        choices=[_choice(row, one, level) for one in BEST_FIRST],
        full=full[0] if fills else None,
        instead=chosen_in(table, slugs, but=row.entry) if fills else [],
        proposers=[one for one in attendants if one.present and one.person_id != row.person]
        if row.person
        else [one for one in attendants if one.present],
        sent=sent or {},
        error=error,
    )


def _choice(row: Row, level: Level, pressed: int | None) -> Choice:
    stands = row.stands == level.code
    unreached = level is Level.OUTSTANDING and row.reached != OUTSTANDING
    off = stands or unreached
    return Choice(level, word_of(level), on=pressed == level.code and not off, off=off)


def _sentence(table: BoardTable, row: Row) -> SafeString:
    """Whom it is about, where it stands, what it reached."""
    person = table.board.kind in PEOPLE
    words = (
        _("Chuyển mức của đồng chí {name} (đang xếp {stands}; đạt tiêu chuẩn {reached}).")
        if person
        else _("Chuyển mức của {name} (đang xếp {stands}; đạt tiêu chuẩn {reached}).")
    )
    return format_html(
        words,
        name=format_html("<b>{}</b>", row.name),
        stands=shown_level(row.stands).title,
        reached=shown_level(row.reached).title,
    )
