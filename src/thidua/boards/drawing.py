"""A row as HTML: drawn once for each value it has, kept while it says the same.

What is kept is looked up by the whole row, the language and the reader's right: it cannot be out of
date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from thidua.boards.changes import row_version
from thidua.boards.columns import Part, cells_as_json, parts
from thidua.boards.level_words import chip_of, short_of, word_of
from thidua.boards.notes import discipline_text, remarks_of, targets_text
from thidua.boards.page import BoardTable
from thidua.boards.rows import Row
from thidua.boards.states import state_of_row
from thidua.language import Language, Text, current_language, speaking
from thidua.ratings.queries import STRIP_YEARS
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import BEST_FIRST, Level, ShownLevel, SubjectType, shown_level
from thidua.web.components import Strip, YearLevel

CACHED_ROWS = 20_000
"""Rows drawn and kept in a process: about 40 MB when full."""


@dataclass(frozen=True)
class Choice:
    """One segment of the control: `on` where the subject stands, `pending` what was pressed and
    waits for its reason.
    """

    level: ShownLevel
    short: Text
    word: Text
    value: str
    on: bool
    off: bool
    pending: bool

    @property
    def css(self) -> str:
        """The classes of its key."""
        on, pending = " is-on" if self.on else "", " is-pending" if self.pending else ""
        return f"is-{self.level.css}{on}{pending}"


@dataclass(frozen=True)
class Setting:
    """What a row's drawing depends on besides the row."""

    kind: SubjectType
    year: int
    may: bool
    reader: int | None = field(default=None, compare=False)
    """The reader's own file; whether a row is theirs is a part of its drawing by itself."""

    def is_own(self, row: Row) -> bool:
        return self.reader is not None and row.person == self.reader

    def parts(self, *, decides: bool) -> list[Part]:
        """The columns that leave the page, as this reader sees the rows."""
        return parts(self.year, decides=decides, may=self.may, reader=self.reader)


def table_body(
    table: BoardTable,
    setting: Setting,
    *,
    below: Mapping[int, SafeString],
    pending: Mapping[int, int],
) -> SafeString:
    """Every row that is on the page, one after the other, what is to be said under one beneath it.

    Whom only the words typed leave out is there and not seen: the page finds them by itself.
    """
    seen = {row.entry for row in table.matching}
    return SafeString(
        "".join(
            _seen(row_html(row, setting, pending=pending.get(row.entry)), row.entry in seen)
            + below.get(row.entry, "")
            for row in table.drawn
        )
    )


def _seen(html: SafeString, seen: bool) -> str:
    return html if seen else html.replace("<tr", "<tr hidden", 1)


def row_html(row: Row, setting: Setting, *, pending: int | None = None) -> SafeString:
    """One row; `pending` is the level that was pressed and waits for its reason."""
    return _drawn(row, setting, current_language(), setting.is_own(row), pending)


@lru_cache(maxsize=CACHED_ROWS)
def _drawn(
    row: Row, setting: Setting, language: Language, own: bool, pending: int | None
) -> SafeString:
    """A board of 290 members is drawn in 190 ms of work, in 40 where its rows were drawn before."""
    may = setting.may and row.decided is None and not (own and row.decides)
    with speaking(language):
        context = {
            "row": row,
            "year": setting.year,
            "href": rating_address(row, setting),
            "strip": strip_of_row(row, setting.year),
            "choices": choices_of(row, pending) if may and row.open else [],
            "state": state_of_row(row),
            "own": own and row.decided is None,
            "own_settled": setting.may and own and row.decides and row.open,
            "pending": pending,
            "reached": shown_level(row.reached),
            "reached_short": chip_of(shown_level(row.reached)),
            "reached_word": word_of(shown_level(row.reached)),
            "stands": shown_level(row.stands),
            "stands_word": word_of(shown_level(row.stands)),
            "stands_short": chip_of(shown_level(row.stands)),
            "of_cell": setting.kind == SubjectType.MEMBER,
            "notes": remarks_of(row),
            "targets": targets_text(row),
            "discipline": discipline_text(row),
            "disciplined": row.discipline not in {"", "none"},
            "version": row_version(row),
            "cells": cells_as_json(row, setting.parts(decides=row.decides)),
            "claimed": _lower(row.claimed),
            "proposed": _lower(row.proposed) if row.decides else "",
            "may": setting.may,
            "may_pick": may,
        }
        return render_to_string("boards/board_row.html", context)


def _lower(level: int | None) -> str:
    """A level in the middle of a sentence; nothing where nobody said."""
    return str(shown_level(level).short).lower() if level else ""


def rating_address(row: Row, setting: Setting) -> str:
    """The page that gives the reasons of a row's level."""
    link = reverse(
        "rating", kwargs={"year": setting.year, "subject_type": setting.kind, "code": row.code}
    )
    return f"{link}?organisation={row.leads}" if row.leads else link


def strip_of_row(row: Row, year: int) -> Strip:
    """The years before and where it stands now."""
    levels = dict(zip(range(year - STRIP_YEARS + 1, year), row.years, strict=True)) | {
        year: row.stands
    }
    return Strip(
        tuple(YearLevel(at, shown_level(level) if level else None) for at, level in levels.items())
    )


def choices_of(row: Row, pending: int | None = None) -> list[Choice]:
    """The segments of a row's control; outstanding is off for whoever is known not to have reached
    it.
    """
    return [
        Choice(
            level=level,
            short=short_of(level),
            word=word_of(level),
            value=f"{row.entry}.{row.version}.{level.code}",
            on=row.stands == level.code,
            off=row.decides and level is Level.OUTSTANDING and row.reached != OUTSTANDING,
            pending=pending == level.code,
        )
        for level in BEST_FIRST
    ]
