"""Which cells of a file a question is about."""

from collections.abc import Iterator, Sequence

import polars as pl

from thidua.matching.layout import Layout
from thidua.matching.mapping import TableMapping
from thidua.matching.questions import Question, QuestionKind
from thidua.signs import normalise
from thidua.workbooks.headers import header_key
from thidua.workbooks.raw import RawSheet

_MOST = 12
_A_YEAR = r"^\s*(19|20)\d\d\s*$"


def marks_of(
    raw: RawSheet, layout: Layout, mapping: TableMapping, questions: Sequence[Question]
) -> set[tuple[int, int]]:
    """The first cells, as (row number, column index), that hold what a question is about: a word, a
    name, a date that is only a year.
    """
    giving: dict[str, list[int]] = {}
    for heading in layout.headings:
        for take in mapping.takes:
            if take.heading == heading.key:
                for column in {take.to, *take.when_filled} - {""}:
                    giving.setdefault(column, []).append(heading.at)
    found: set[tuple[int, int]] = set()
    for question in questions:
        for at in giving.get(question.column, ()):
            found |= {(row, at) for row in _rows(raw, layout, question, at)}
        found |= _sections(layout, question)
    return found


def _rows(raw: RawSheet, layout: Layout, question: Question, at: int) -> Iterator[int]:
    text = raw.as_text(at).str.strip_chars()
    written = [part.written for part in question.parts if part.written]
    if question.kind is QuestionKind.ONLY_YEAR:
        fits = text.str.contains(_A_YEAR)
    elif question.kind in (QuestionKind.WORDS, QuestionKind.NAME) and written:
        fits = text.str.replace_all(r"\s+", " ").is_in(written)
    else:
        return
    row = pl.col("row")
    data = (row > layout.below) & ~row.is_in(list(layout.kinds))
    cells = raw.frame.filter(data & fits.fill_null(value=False)).select(row, text=text)
    firsts = cells.group_by("text", maintain_order=True).agg(row.first())
    yield from (int(number) for number in firsts["row"].head(_MOST))


def _sections(layout: Layout, question: Question) -> set[tuple[int, int]]:
    """Section rows whose name is asked about."""
    if question.kind is not QuestionKind.NAME:
        return set()
    written = {header_key(normalise(part.written)) for part in question.parts}
    return {(row, 0) for row, words in layout.sections.items() if header_key(words) in written}
