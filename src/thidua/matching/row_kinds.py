"""What each row below the head of a table is.

A row that has what data rows have is data: a serial number beside a name, a day, many filled cells.
Only rows with few filled cells, or that begin with the word of a total or the numeral of a section,
are looked at one by one; one of which nothing is known stays data, so that parsing names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from thidua.matching import row_words
from thidua.matching.kinds import RowKind
from thidua.matching.lines import SERIAL, Line, Sort
from thidua.matching.tables import Table

_ENDS = frozenset({RowKind.TOTAL, RowKind.SIGNATURE, RowKind.OTHER})


class _Place(NamedTuple):
    """Where a row stands. `before`: the kind of the filled row above; `gap`: a blank row lies
    between; `more`: rows of data follow further down."""

    before: RowKind
    gap: bool
    more: bool


@dataclass(slots=True)
class RowsBelow:
    """The kinds of the rows below the head, found from the first to the last."""

    table: Table
    lines: Mapping[int, Line]
    rows: Sequence[int]
    kinds: dict[int, RowKind] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)

    def find(self) -> None:
        """Give each doubtful row that is no data its kind, each section its words."""
        places = self._places()
        self._titles_of_later_heads(places)
        last = next((row for row in reversed(self.rows) if self._is_data(row)), 0)
        for row, line in self.lines.items():
            if row in self.kinds:
                continue
            at = places[row]
            above = self.rows[at - 1] if at else row - 1
            before = self.kinds.get(above, RowKind.ROW if at else RowKind.HEAD)
            kind = self._kind(line, _Place(before, gap=row - above > 1, more=row < last))
            if kind is not RowKind.ROW:
                self.kinds[row] = kind

    def _places(self) -> dict[int, int]:
        """Where in `rows` the rows stand that are looked at, and those whose kind is known."""
        looked_at = pl.Series(sorted({*self.lines, *self.kinds}), dtype=pl.Int64)
        places = pl.Series(self.rows, dtype=pl.Int64).search_sorted(looked_at)
        return dict(zip(looked_at, places, strict=True))

    def _is_data(self, row: int) -> bool:
        if row in self.kinds:
            return False
        line = self.lines.get(row)
        return line is None or (self._has_serial(line) and len(line.filled) > 1)

    def _has_serial(self, line: Line) -> bool:
        at = self.table.serial
        return at is not None and SERIAL.fullmatch(line.texts[at]) is not None

    def _kind(self, line: Line, place: _Place) -> RowKind:
        """The first of what a row may be that fits."""
        texts = [line.texts[at] for at in line.filled]
        few = len(texts) <= self.table.few
        if row_words.is_empty(texts) or self._is_example(line):
            return RowKind.OTHER
        if self._has_serial(line):
            return self._numbered(line)
        found = {
            RowKind.TOTAL: row_words.is_total(texts),
            RowKind.SIGNATURE: few and self._signs(texts, place),
            RowKind.OTHER: few and len(texts) <= 2 and row_words.is_note(texts[0]),
        }
        kind = next((kind for kind, fits in found.items() if fits), None)
        if kind is None and self._is_section(line, place):
            return RowKind.SECTION
        return kind or self._after_the_end(line, place)

    def _is_example(self, line: Line) -> bool:
        """Whether "VD" stands where others have their serial number; a man may be called Mẫu."""
        first = line.filled[0]
        where = first == self.table.serial or first not in self.table.columns
        return where and row_words.is_example(line.texts[first])

    def _after_the_end(self, line: Line, place: _Place) -> RowKind:
        """The signer's name below a signature; a lone line below what ends a table."""
        if line.words != line.filled or len(line.filled) > self.table.few:
            return RowKind.ROW
        if place.before is RowKind.SIGNATURE and (not place.more or len(line.filled) <= 2):
            return RowKind.SIGNATURE
        lone = len(line.filled) == 1 and not place.more and place.before in _ENDS
        return RowKind.OTHER if lone else RowKind.ROW

    def _signs(self, texts: Sequence[str], place: _Place) -> bool:
        """Whether all cells are of a signature. Offices alone ("BÍ THƯ") are so only below one, or
        below all data."""
        signs = [row_words.is_signature(text) for text in texts]
        offices = all(row_words.is_office(text) for text in texts)
        if any(signs):
            return all(signs) or offices or not place.more
        bodies = any(row_words.names_organisation(text) for text in texts)
        if place.before is RowKind.SIGNATURE:
            return offices and not (bodies and place.gap and place.more)
        return offices and not place.more and (place.before is not RowKind.ROW or not bodies)

    def _numbered(self, line: Line) -> RowKind:
        """A row with a serial number: a section when it holds but the name of an organisation,
        nothing when it holds nothing else."""
        rest = [at for at in line.filled if at != self.table.serial]
        words = [at for at in rest if line.sorts[at] is Sort.WORDS]
        if not rest:
            return RowKind.OTHER if self.table.usual > 2 else RowKind.ROW
        counts = all(line.sorts[at] in (Sort.WORDS, Sort.NUMBER) for at in rest)
        if self.table.of_organisations or len(words) != 1 or len(rest) > 2 or not counts:
            return RowKind.ROW
        name = line.texts[words[0]]
        if not row_words.names_organisation(name):
            return RowKind.ROW
        self.sections[line.row] = row_words.section_words(name)
        return RowKind.SECTION

    def _is_section(self, line: Line, place: _Place) -> bool:
        """Whether a row names what follows it; its words go to `sections`."""
        words = [at for at in line.words if not row_words.is_count(line.texts[at])]
        counts = all(line.sorts[at] in (Sort.WORDS, Sort.NUMBER) for at in line.filled)
        if not words or not counts or len(words) > 2:
            return False
        text = line.texts[words[-1]]
        if len(words) == 2:
            found = row_words.is_numeral(line.texts[words[0]])
        else:
            found = (
                words[0] == line.filled[0]
                and len(line.filled) <= self.table.few
                and not row_words.is_numeral(text)
                and self._heads_section(line, text, place)
            )
        if found:
            self.sections[line.row] = row_words.section_words(text)
        return found

    def _heads_section(self, line: Line, text: str, place: _Place) -> bool:
        """Whether one text alone in its row (counts beside it) names what follows."""
        if row_words.has_numeral(text):
            return True
        if row_words.names_organisation(text) and not self.table.of_organisations:
            return True
        if not place.more or place.before is RowKind.SIGNATURE or len(line.filled) > 1:
            return False
        at = line.filled[0]
        if self.table.serial is not None and at <= self.table.serial:
            return True
        wide = max(3, len(self.table.columns) // 2)
        return any(
            top == line.row and left == at and right - left + 1 >= wide
            for top, left, _, right in self.table.raw.merges
        )

    def _titles_of_later_heads(self, places: Mapping[int, int]) -> None:
        """The lines between a blank row and a head that is repeated are titles; the name of a cell
        among them is the section of what follows."""
        for row in [row for row, kind in self.kinds.items() if kind is RowKind.HEAD]:
            at = places[row]
            above = at - 1
            while above >= 0 and self._may_be_title(self.rows[above]):
                above -= 1
                if self.rows[above + 1] - self.rows[above] > 1:
                    break
            if above < 0 or self.rows[above + 1] - self.rows[above] > 1:
                self._take_as_titles(self.rows[above + 1 : at])

    def _may_be_title(self, row: int) -> bool:
        line = self.lines.get(row)
        if line is None or row in self.kinds or len(line.filled) > 2:
            return False
        signed = any(row_words.is_signature(line.texts[at]) for at in line.filled)
        return line.words == line.filled and not signed

    def _take_as_titles(self, rows: Sequence[int]) -> None:
        for row in rows:
            text = self.lines[row].first
            self.kinds[row] = RowKind.SECTION if row_words.names_cell(text) else RowKind.TITLE
            if self.kinds[row] is RowKind.SECTION:
                self.sections[row] = row_words.section_words(text)
