"""Whether a mapping names what there is: a sheet of ours, its columns, their words.

What a person wrote or changed in a file is checked before it is kept; organisations are not looked
up here: a code that nobody has is told in its row when a table is read.
"""

from collections.abc import Iterator

from thidua.exchange.shape_errors import TableShapeRefusedError
from thidua.exchange.targets import entries
from thidua.matching.mapping import BLANK, TableMapping
from thidua.workbooks import Sheet
from thidua.workbooks.words import choices_of


def check_mapping(mapping: TableMapping) -> None:
    """Raise TableShapeRefusedError for the first name that is none of ours."""
    entry = entries().get(mapping.sheet)
    if entry is None:
        raise TableShapeRefusedError.no_such_sheet(mapping.sheet, ", ".join(entries()))
    spec = entry.described()
    # Columns that frameworks declare differ from year to year: loading tells of those it lacks.
    if not isinstance(entry.sheet, Sheet):
        return
    for key, column in _columns(mapping):
        if not _has(spec, column):
            known = ", ".join(column.id for column in spec.columns)
            raise TableShapeRefusedError.no_such_column(key, column, known)
    for column, words in mapping.words.items():
        _check_words(spec, column, words)


def _columns(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    """Every column that the mapping names, and where."""
    for take in mapping.takes:
        places = [take.to, *take.when_filled] if take.to else [*take.when_filled]
        yield from ((f"takes: {take.heading}", column) for column in places)
    if mapping.sections:
        yield "sections", mapping.sections
    for key in ("constants", "fill_down", "words", "names", "only_year", "fractions"):
        yield from ((key, column) for column in getattr(mapping, key))


def _has(spec: Sheet, column: str) -> bool:
    try:
        spec.column(column)
    except KeyError:
        return False
    return True


def _check_words(spec: Sheet, column: str, words: dict[str, str]) -> None:
    known = {choice.word for choice in choices_of(spec.column(column))}
    for word in words.values():
        if known and word not in known | {BLANK, ""}:
            raise TableShapeRefusedError.no_such_word(column, word, ", ".join(sorted(known)))
