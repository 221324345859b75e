"""A row as HTML: drawn once for each value it has, kept while it says the same.

What is kept is looked up by the whole row, the language and the reader's right: it cannot be out of
date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from thidua.boards.changes import row_version
from thidua.boards.columns import Part, cells_as_json, parts
from thidua.boards.notes import discipline_text, notes_of, own_notes, targets_text
from thidua.boards.rows import Row
from thidua.language import Language, Text, current_language, speaking
from thidua.ratings.queries import STRIP_YEARS
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import BEST_FIRST, Level, ShownLevel, SubjectType, shown_level
from thidua.web.components import Strip, YearLevel

CACHED_ROWS = 20_000
"""Rows drawn and kept in a process: about 40 MB when full."""


@dataclass(frozen=True)
class Choice:
    """One segment of the control: `on` where the subject stands, `implied` there without anybody
    having chosen.
    """

    level: ShownLevel
    short: Text
    value: str
    on: bool
    off: bool


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
    rows: Sequence[Row], setting: Setting, *, below: Mapping[int, SafeString]
) -> SafeString:
    """Every row, one after the other, what is to be said under one beneath it."""
    language = current_language()
    return SafeString(
        "".join(
            _drawn(row, setting, language, setting.is_own(row)) + below.get(row.entry, "")
            for row in rows
        )
    )


def row_html(row: Row, setting: Setting) -> SafeString:
    """One row."""
    return _drawn(row, setting, current_language(), setting.is_own(row))


@lru_cache(maxsize=CACHED_ROWS)
def _drawn(row: Row, setting: Setting, language: Language, own: bool) -> SafeString:
    """A board of 290 members is drawn in 190 ms of work, in 40 where its rows were drawn before."""
    may = setting.may and not (own and row.decides)
    with speaking(language):
        context = {
            "row": row,
            "year": setting.year,
            "href": rating_address(row, setting),
            "strip": strip_of_row(row, setting.year),
            "choices": choices_of(row) if may and row.open else [],
            "notes": [*own_notes(row, may=setting.may), *notes_of(row)] if own else notes_of(row),
            "targets": targets_text(row),
            "discipline": discipline_text(row),
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


def choices_of(row: Row) -> list[Choice]:
    """The segments of a row's control; outstanding is off for whoever is known not to have reached
    it.
    """
    return [
        Choice(
            level=level,
            short=level.letters,
            value=f"{row.entry}.{row.version}.{level.code}",
            on=row.stands == level.code,
            off=row.decides and level is Level.OUTSTANDING and row.reached != OUTSTANDING,
        )
        for level in BEST_FIRST
    ]
