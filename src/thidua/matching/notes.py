"""What was left out of a table and what was checked, to be seen by whoever brings it."""

from collections.abc import Sequence

from thidua.language import Text
from thidua.matching import phrases
from thidua.matching.columns import Columns
from thidua.matching.kinds import RowKind
from thidua.matching.layout import Heading
from thidua.matching.totals import totals_of
from thidua.workbooks.headers import header_key
from thidua.workbooks.raw import letter_of

_MOST = 20
_ROWS = {
    RowKind.NUMBERS: Text("số cột, để ngoài", "numbers of the columns, left out"),
    RowKind.SIGNATURE: Text("chữ ký, để ngoài", "signatures, left out"),
    RowKind.OTHER: Text("ghi chú, để ngoài", "notes, left out"),
}


def notes_of(columns: Columns, *, ours: bool) -> tuple[Text, ...]:
    """Rows and columns left out, headings read as something else, totals beside what was read. Of
    columns that a sheet of `ours` does not know its reader speaks.
    """
    unknown = [] if ours else _unknown(columns)
    return (*_rows(columns), *_totals(columns), *_columns(columns), *unknown, *_merged(columns))


def _rows(columns: Columns) -> list[Text]:
    notes = []
    for kind, words in _ROWS.items():
        numbers = [row for row, found in columns.layout.kinds.items() if found is kind]
        below = [row for row in numbers if row > min(columns.layout.head, default=0)]
        if below:
            notes.append(_of_rows(below, words))
    if unread := columns.unread_words():
        words = Text("chưa rõ là gì, không đọc", "nobody knows what it says, not read")
        notes.append(_of_rows(unread, words))
    if columns.layout.sections and not columns.mapping.sections:
        words = Text("dòng mục, để ngoài", "sections, left out")
        notes.append(_of_rows(list(columns.layout.sections), words))
    return notes


def _of_rows(numbers: Sequence[int], words: Text) -> Text:
    rows = phrases.numbered(numbers).capitalised()
    return Text("{rows}: {words}", "{rows}: {words}").format(rows=rows, words=words)


def _totals(columns: Columns) -> list[Text]:
    """Each total beside the number of rows that were read."""
    stated = totals_of(columns.raw, columns.layout, columns.this_file)
    silent = {row for row, kind in columns.layout.kinds.items() if kind is RowKind.TOTAL}
    silent -= {total.row for total in stated}
    notes = [
        _of_rows([total.row], Text("tổng {n}, {label}", "a total of {n}, {label}")).format(
            n=total.states, label=total.label
        )
        for total in sorted(stated, key=lambda total: total.agrees)[:_MOST]
    ]
    if silent:
        notes.append(_of_rows(sorted(silent), Text("tổng cộng, để ngoài", "totals, left out")))
    return notes


def _columns(columns: Columns) -> list[Text]:
    taken = {
        source.heading: column
        for column, sources in columns.sources.values.items()
        for source in sources
    }
    marks = {source.heading for source in columns.sources.marks}
    notes = []
    for heading in columns.layout.headings:
        if heading in taken:
            notes += _read_as(columns, heading, taken[heading])
        elif heading.words and heading not in marks and heading not in columns.sources.unknown:
            notes.append(_of_column(heading, Text("để ngoài", "left out")))
    return notes


def _unknown(columns: Columns) -> list[Text]:
    words = Text("chưa biết là gì, để ngoài", "not known, left out")
    return [_of_column(heading, words) for heading in columns.sources.unknown]


def _read_as(columns: Columns, heading: Heading, column_id: str) -> list[Text]:
    column = columns.spec.column(column_id)
    notes = []
    if header_key(heading.written) not in {header_key(name) for name in (column_id, *column.title)}:
        words = Text("đọc là “{title}”", "read as “{title}”").format(title=column.title)
        notes.append(_of_column(heading, words))
    if heading.at in columns.raw.hidden_columns:
        notes.append(_of_column(heading, Text("đang bị ẩn, vẫn đọc", "hidden, read all the same")))
    return notes


def _of_column(heading: Heading, words: Text) -> Text:
    return Text("Cột {letter} “{heading}”: {words}", "Column {letter} “{heading}”: {words}").format(
        letter=letter_of(heading.at), heading=heading.written, words=words
    )


def _merged(columns: Columns) -> list[Text]:
    """Columns whose merged cells were read for all the rows that they cover."""
    return [
        _of_column(
            source.heading,
            Text("ô gộp được đọc cho mọi dòng", "merged cells are read for each of their rows"),
        )
        for sources in columns.sources.values.values()
        for source in sources
        if columns.merges(source.at)
    ]
