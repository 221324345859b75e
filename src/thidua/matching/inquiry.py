"""Everything that has to be said before a table can be read as a sheet, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thidua.matching import asking_cells
from thidua.matching.asking import AboutColumns, in_title
from thidua.matching.asking_cells import Written, is_written, unknown_words, written_in
from thidua.matching.columns import Columns
from thidua.matching.headings import Assigned
from thidua.matching.mapping import BLANK, TableMapping, folded
from thidua.matching.names import NameFound, Names
from thidua.matching.questions import Question, QuestionKind
from thidua.workbooks.shown_cells import looks_like_fractions
from thidua.workbooks.specification import Column, Kind

KnownWords = Mapping[str, Mapping[str, str]]
"""By column, what words mean that were answered for other tables: folded word → stored word."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked of a table, in the order of `QuestionKind`, and what nobody needs to be asked.

    `columns`: the table's, with the mapping completed by other tables' answers, with what its title
    tells and the codes of names beyond doubt. `called`: names of organisations by code."""

    columns: Columns
    questions: tuple[Question, ...]
    called: Mapping[str, str]

    @property
    def mapping(self) -> TableMapping:
        """What is known of the table's shape now."""
        return self.columns.mapping


def inquire(
    columns: Columns,
    fresh: Assigned,
    *,
    names: Names,
    known_words: KnownWords,
    all_of_it: bool,
) -> Inquiry:
    """Ask about a table. `fresh`: what its headings alone give. `all_of_it`: not only shares and
    hidden rows, as of a sheet of our own templates.
    """
    given = [column for column in columns.every if is_written(columns, column)]
    written = {
        column.id: _worth_finding(written_in(columns, column), column, all_of_it=all_of_it)
        for column in given
        if column.kind is not Kind.CODES
        and (column.refers or (all_of_it and column.kind in (Kind.CHOICE, Kind.YES_NO)))
    }
    found = {
        column.id: names.find(column.refers, _to_find(columns, column, written.get(column.id, {})))
        for column in columns.every
        if column.refers
    }
    columns = replace(
        columns,
        mapping=_with_known_words(columns, given, written, known_words),
        told=_told(columns, fresh),
        codes={name: _certain(meanings) for name, meanings in found.items()},
    )
    questions: list[Question] = []
    if all_of_it:
        questions = AboutColumns(columns, fresh, names).ask()
        for column in given:
            questions += _of_cells(columns, column, written.get(column.id, {}), found)
    for column in given:
        cells = columns.written(column) if column.percent else None
        if cells is not None and looks_like_fractions(cells):
            questions.append(asking_cells.about_fractions(columns, column))
    order = list(QuestionKind)
    return Inquiry(
        columns,
        tuple(sorted(questions, key=lambda question: order.index(question.kind))),
        {
            one.code: one.name
            for meanings in found.values()
            for meaning in meanings.values()
            for one in meaning.near
        },
    )


def _of_cells(
    columns: Columns,
    column: Column,
    written: Written,
    found: Mapping[str, Mapping[str, NameFound]],
) -> list[Question]:
    if column.refers:
        blanks = asking_cells.about_blanks(columns, column) if column.required else None
        named = asking_cells.about_names(columns, column, written, found[column.id])
        return [blanks, *named] if blanks is not None else named
    question = None
    if column.kind in (Kind.CHOICE, Kind.YES_NO):
        question = asking_cells.about_words(columns, column, written)
    elif column.kind is Kind.DATE:
        question = asking_cells.about_years(columns, column)
    return [question] if question is not None else []


def _worth_finding(written: Written, column: Column, *, all_of_it: bool) -> Written:
    """In a sheet of ours codes stand, which need no finding; a name has more than one word."""
    if all_of_it or not column.refers:
        return written
    return {text: number for text, number in written.items() if " " in text.strip()}


def _to_find(columns: Columns, column: Column, written: Written) -> list[str]:
    """The names in the column's cells, and the codes that were answered, for their names."""
    answered = {*columns.mapping.names.get(column.id, {}).values(), columns.constant(column)}
    return [*written, *sorted(answered - {"", BLANK, *written})]


def _certain(meanings: Mapping[str, NameFound]) -> dict[str, str]:
    return {name: meaning.code for name, meaning in meanings.items() if meaning.code}


def _with_known_words(
    columns: Columns, given: list[Column], written: Mapping[str, Written], known: KnownWords
) -> TableMapping:
    """The mapping with what the table's unknown words mean in other tables."""
    words = dict(columns.mapping.words)
    for column in given:
        if column.kind in (Kind.CHOICE, Kind.YES_NO) and column.id in known:
            keys = {folded(text) for text in unknown_words(column, written.get(column.id, {}))}
            before = known[column.id]
            found = {key: before[key] for key in sorted(keys) if key in before}
            if found:
                words[column.id] = dict(sorted({**found, **words.get(column.id, {})}.items()))
    return columns.mapping.model_copy(update={"words": words})


def _told(columns: Columns, fresh: Assigned) -> dict[str, str]:
    """Days and years for the whole table as its title tells them. They are found again each time:
    what somebody says of the file is kept, and stands.
    """
    return {
        column.id: told
        for column in columns.spec.columns
        if column.whole_table and column.required and column.id not in fresh.columns
        if (told := in_title(columns, column))
    }
