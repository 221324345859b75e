"""Columns of a sheet that are made of a table's cells: joined, filled, replaced, as its mapping
says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from thidua.matching import cells as cell_work
from thidua.matching import years
from thidua.matching.headings import is_name
from thidua.matching.layout import Layout
from thidua.matching.mapping import BLANK, TableMapping, ThisFile, folded
from thidua.matching.sources import Source, Sources, column_of, place_of
from thidua.signs import normalise
from thidua.workbooks.problems import Place
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Column, Kind, Sheet
from thidua.workbooks.words import NO, YES, Words

Codes = Mapping[str, Mapping[str, str]]
"""By column, the codes of what names mean beyond doubt: written name → code."""
NO_CODES: Codes = MappingProxyType({})

_MARKS = Words(Column("marked", YES.title, Kind.YES_NO))


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table gives each column of `spec`. `raw`: the whole sheet; `frame`: its rows that
    bring data; `told`: what its title tells of the whole table, by column.
    """

    raw: RawSheet
    frame: pl.DataFrame
    layout: Layout
    mapping: TableMapping
    this_file: ThisFile
    spec: Sheet
    sources: Sources
    codes: Codes
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def every(self) -> list[Column]:
        """The sheet's columns, and the open ones that the table has."""
        declared = {column.id for column in self.spec.columns}
        others = [name for name in self.sources.values if name not in declared]
        return [*self.spec.columns, *(self.spec.column(name) for name in others)]

    def to_make(self) -> list[Column]:
        """The columns that cannot be read as they stand in the file."""
        return [column for column in self.every if self._is_made(column)]

    def make(self, column: Column) -> pl.DataFrame:
        """The column's cells, one for each row of `frame`."""
        cells = self.written(column)
        meanings = self._meanings(column, cells)
        cells = cell_work.replaced(cells, meanings)
        if column.kind is Kind.DATE and (rule := self.mapping.only_year.get(column.id)):
            cells = years.by_rule(cells, rule, kept=self._year_column(column) is not None)
        if column.kind is Kind.YEAR and (day := self._day_column(column)) is not None:
            cells = cell_work.or_else(cells, years.only_years(self.written(day)))
        if self.mapping.fractions.get(column.id):
            cells = years.hundredfold(cells)
        return cells

    def written(self, column: Column) -> pl.DataFrame:
        """What the table writes in the column, before words and names are replaced."""
        given = [self._source(source) for source in self.sources.values.get(column.id, ())]
        says = [self._said(source, column.id) for source in self.sources.saying(column.id)]
        if says and column.kind is Kind.CHOICE:
            given = [_as_words(cells, column) for cells in given]
        if len(given) > 1 and is_name(column):
            given = [cell_work.one_name(given)]
        cells = cell_work.joined([*given, *says]) if given or says else self._nothing()
        if column.id in self.mapping.fill_down:
            cells = cell_work.filled_down(cells, self._sections()["first"])
        if column.id == self.mapping.sections and self.layout.sections:
            cells = cell_work.or_else(cells, cell_work.of_texts(self._sections()["words"]))
        constant = self.constant(column)
        if not given and constant not in ("", BLANK):
            cells = cell_work.or_else(cells, cell_work.same_text(constant, self.frame.height))
        return cells

    def constant(self, column: Column) -> str:
        """What holds for the whole table, "" when nobody has said."""
        mapped = self.mapping.constants.get(column.id, "")
        said = self.this_file.constants.get(column.id, "") or mapped
        return said or self.told.get(column.id, "")

    def place(self, column: Column) -> Place:
        """Where a person finds the column in the file."""
        sources = (*self.sources.values.get(column.id, ()), *self.sources.saying(column.id))
        if len(sources) == 1:
            return place_of(sources, column, {})
        if sources:
            later: dict[int, int] = {}
            for position, source in reversed(list(enumerate(sources))):
                there = cell_work.filled(cell_work.column_at(self.frame, source.at))
                later |= dict.fromkeys(self.frame["row"].filter(there), position)
            return place_of(sources, column, later)
        day = self._day_column(column)
        return self.place(day) if day is not None else Place("", column.title)

    def _is_made(self, column: Column) -> bool:
        sources = self.sources.values.get(column.id, ())
        return bool(
            len(sources) > 1
            or self.sources.saying(column.id)
            or any(self.merges(source.at) for source in sources)
            or column.id in self.mapping.fill_down
            or (column.id == self.mapping.sections and self.layout.sections)
            or (not sources and self.constant(column) not in ("", BLANK))
            or (sources and (self.mapping.only_year.get(column.id)))
            or (column.kind is Kind.YEAR and self._day_column(column) is not None)
            or (sources and self.mapping.fractions.get(column.id))
            or (sources and self._meanings(column, self.written(column)))
        )

    def _meanings(self, column: Column, cells: pl.DataFrame) -> dict[str, str | None]:
        """What the texts that stand in these cells mean, as far as somebody said so."""
        codes = self.codes.get(column.id, {})
        said = {**self.mapping.words.get(column.id, {}), **self.mapping.names.get(column.id, {})}
        if not codes and not said:
            return {}
        found: dict[str, str | None] = {}
        for text in cell_work.texts_of(cells).drop_nulls().unique():
            meant = said.get(folded(text)) or codes.get(text)
            if meant and meant != text:
                found[text] = None if meant == BLANK else meant
        return found

    def _source(self, source: Source) -> pl.DataFrame:
        cells = cell_work.column_at(self.frame, source.at)
        merges = self.merges(source.at)
        return self._moved_down(cells, source.at, merges) if merges else cells

    def _moved_down(
        self, cells: pl.DataFrame, at: int, merges: list[tuple[int, int]]
    ) -> pl.DataFrame:
        """With the values of merged cells, also of those that begin in a row that is left out."""
        whole = cell_work.moved_down(
            cell_work.column_at(self.raw.frame, at), self.raw.frame["row"], merges
        )
        rows = whole.with_columns(self.raw.frame["row"])
        wanted = self.frame.select("row")
        moved = wanted.join(rows, on="row", how="left", maintain_order="left").drop("row")
        return cell_work.or_else(cells, moved)

    def merges(self, at: int) -> list[tuple[int, int]]:
        """First and last rows of the merged cells that begin in a column, below the head."""
        return [
            (top, bottom)
            for top, left, bottom, _ in self.raw.merges
            if left == at and bottom > top > self.layout.below
        ]

    def _said(self, source: Source, column: str) -> pl.DataFrame:
        """What the filled cells of a column say: its word, or, where a cell holds neither a value
        nor a mark, what stands there, for the reader to refuse.
        """
        cells = cell_work.column_at(self.frame, source.at)
        word = source.when_filled[column]
        if any(source in sources for sources in self.sources.values.values()):
            said = pl.select(pl.when(cell_work.filled(cells)).then(pl.lit(word)))
            return cell_work.of_texts(said.to_series())
        own = {folded(word) for word in source.heading.words}
        meant: dict[str, str | None] = {}
        for text in cell_work.texts_of(cells).drop_nulls().unique():
            mark = _MARKS.word(normalise(text)) or (YES.word if folded(text) in own else None)
            meant[text] = word if mark == YES.word else None if mark == NO.word else text
        texts = cell_work.texts_of(cells)
        marked = texts.replace_strict(
            list(meant), list(meant.values()), default=None, return_dtype=pl.String
        )
        return cell_work.of_texts(marked)

    def unread_words(self) -> list[int]:
        """Rows taken for data of which nothing is read, though words stand at their left: nobody
        knows what they say of the rows below.
        """
        row, first = self.raw.frame["row"], min(self.sources.used, default=0)
        texts = [f"{at}.text" for at in range(first + 1) if f"{at}.text" in self.raw.frame.columns]
        if not texts:
            return []
        read = {*self.layout.kinds, *self.frame["row"]}
        if self.this_file.hidden == "leave_out":
            read |= self.raw.hidden_rows
        left = self.raw.frame.filter((row > self.layout.below) & ~row.is_in(sorted(read)))
        words = pl.any_horizontal(pl.col(texts).str.contains(r"\p{L}"))
        return left.filter(words.fill_null(value=False))["row"].to_list()

    def _sections(self) -> pl.DataFrame:
        """For each row the section it stands in: `first`, its row, and `words`; null before the
        first, and below a row of which nobody knows what it says.
        """
        sections = pl.DataFrame(
            [*self.layout.sections.items(), *((row, None) for row in self.unread_words())],
            schema={"first": pl.Int64, "words": pl.String},
            orient="row",
        ).sort("first")
        rows = self.frame.select("row").set_sorted("row")
        return rows.join_asof(sections, left_on="row", right_on="first", strategy="backward")

    def _year_column(self, column: Column) -> Column | None:
        """The column for the year of a day that is not known."""
        return year_column(self.spec, column)

    def _day_column(self, column: Column) -> Column | None:
        """The column of days whose years this one takes, where they are to be kept."""
        day = column_of(self.spec, column.id.removesuffix("_year") + "_on")
        keeps = day is not None and self.mapping.only_year.get(day.id) == "keep"
        return day if keeps and day is not None and day.id in self.sources.values else None

    def _nothing(self) -> pl.DataFrame:
        return cell_work.of_texts(
            pl.Series("text", [None], dtype=pl.String).new_from_index(0, self.frame.height)
        )


def year_column(spec: Sheet, column: Column) -> Column | None:
    """The column that keeps the year where a day of `column` is not known, None without one."""
    if not column.id.endswith("_on"):
        return None
    return column_of(spec, column.id.removesuffix("_on") + "_year")


def _as_words(cells: pl.DataFrame, column: Column) -> pl.DataFrame:
    """The cells with stored words for those that the column knows."""
    words = Words(column)
    texts = cell_work.texts_of(cells).drop_nulls().unique()
    return cell_work.replaced(cells, {text: words.word(normalise(text)) or text for text in texts})
