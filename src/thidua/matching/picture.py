"""The table as the page shows it: its columns and rows as they stand in the file, each with what it
was taken for. Plain data, for JSON.
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from thidua.language import Text
from thidua.matching.heads import spans_of
from thidua.matching.kinds import RowKind
from thidua.matching.layout import Layout
from thidua.matching.lines import lines_of
from thidua.matching.mapping import TableMapping, ThisFile, folded
from thidua.matching.marks import marks_of
from thidua.matching.picture_rows import Rows, Run, runs_of
from thidua.matching.questions import Question
from thidua.matching.row_words import is_numeral
from thidua.matching.totals import Total, totals_of
from thidua.workbooks.raw import RawSheet, letter_of
from thidua.workbooks.specification import NOTHING, Sheet


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True)


class PictureColumn(_Data):
    """A column of the file. `heading`: its `Heading.key`; `written`: as it is shown; `to`: the id
    of the sheet's column that it gives ("" when left out) and `title` its name; `note`: what else
    it says ("và giới tính: Nam")."""

    at: int
    letter: str
    heading: str
    written: str
    to: str = ""
    title: Text = NOTHING
    note: Text = NOTHING
    hidden: bool = False


class HeadCell(_Data):
    """A cell of the head. `column`: its place among the columns shown, from 0; `across`, `down`:
    how many columns and rows of the head it covers."""

    text: str
    column: int
    across: int = 1
    down: int = 1


class PictureSection(_Data):
    """What a section row names. `code`, `name`: the organisation that it means, "" while nobody
    knows; `rows`: how many rows of data follow."""

    words: str
    code: str = ""
    name: str = ""
    rows: int = 0


class PictureLine(_Data):
    """A row, or a run of rows shown by its first one. `label`: what it was taken for; `cells`: the
    texts of the columns shown, whole; `whole`: the same in one text, for rows that bring no data;
    `marked`: places of cells that a question is about; `rows`: how many rows of the run hold
    anything, `hidden`: how many of them nobody sees in the file."""

    first: int
    last: int
    kind: RowKind
    label: Text
    cells: tuple[str, ...] = ()
    whole: str = ""
    marked: tuple[int, ...] = ()
    rows: int = 1
    hidden: int = 0
    section: PictureSection | None = None


class Picture(_Data):
    """A sheet of a file as it was understood. `head`: the rows of the head, cells merged as in the
    file."""

    columns: tuple[PictureColumn, ...] = ()
    head: tuple[tuple[HeadCell, ...], ...] = ()
    lines: tuple[PictureLine, ...] = ()


def picture_of(  # noqa: PLR0913 - what is known, each from another place
    raw: RawSheet,
    layout: Layout,
    *,
    mapping: TableMapping,
    this_file: ThisFile,
    spec: Sheet | None,
    questions: Sequence[Question] = (),
    codes: Mapping[str, Mapping[str, str]] = {},
    called: Mapping[str, str] = {},
) -> Picture:
    """The picture of a sheet. `spec`: the sheet it becomes, None while nobody knows; `codes`: by
    column, what names mean beyond doubt; `called`: the names of organisations by code. A few dozen
    lines, however long the table is."""
    columns = _columns(raw, layout, mapping, spec)
    marks = marks_of(raw, layout, mapping, questions)
    rows = Rows(raw, layout, this_file, spec)
    totals = {total.row: total for total in totals_of(raw, layout, this_file)}
    wrong = {row for row, total in totals.items() if not total.agrees}
    meanings = _meanings(rows, mapping, codes.get(mapping.sections, {}), called)
    lines = []
    for run, texts in _texts(raw, runs_of(rows, marked=wrong | {row for row, _ in marks})):
        line = PictureLine(
            first=run.first,
            last=run.last,
            kind=run.kind,
            label=_with_total(rows.label(run), totals.get(run.first)),
            cells=tuple(texts[0][column.at] for column in columns),
            whole=_whole(texts, run.kind),
            marked=tuple(
                place for place, column in enumerate(columns) if (run.shown[0], column.at) in marks
            ),
            rows=run.rows,
            hidden=run.hidden,
            section=meanings.get(run.first) if run.kind is RowKind.SECTION else None,
        )
        lines.append(line)
    return Picture(columns=columns, head=_head(raw, layout, columns), lines=tuple(lines))


def _columns(
    raw: RawSheet, layout: Layout, mapping: TableMapping, spec: Sheet | None
) -> tuple[PictureColumn, ...]:
    takes = {take.heading: take for take in mapping.takes}
    titles = {column.id: column.title for column in spec.columns} if spec else {}
    found = []
    for heading in layout.headings:
        take = takes.get(heading.key)
        to = take.to if take else ""
        says = [
            Text("và {column}: {word}", "and {column}: {word}").format(
                column=Text(*(text.lower() for text in titles.get(name, Text(name, name)))),
                word=_word(spec, name, word),
            )
            for name, word in (take.when_filled.items() if take else ())
        ]
        found.append(
            PictureColumn(
                at=heading.at,
                letter=letter_of(heading.at),
                heading=heading.key,
                written=heading.written,
                to=to,
                title=titles.get(to, Text(to, to)),
                note=Text("; ".join(text.vi for text in says), "; ".join(text.en for text in says)),
                hidden=heading.at in raw.hidden_columns,
            )
        )
    return tuple(found)


def _word(spec: Sheet | None, column_id: str, word: str) -> Text:
    """A stored word as people read it."""
    for column in spec.columns if spec else ():
        for choice in column.choices if column.id == column_id else ():
            if choice.word == word:
                return choice.title
    return Text(word, word)


def _head(
    raw: RawSheet, layout: Layout, columns: Sequence[PictureColumn]
) -> tuple[tuple[HeadCell, ...], ...]:
    """The head as it looks, restricted to the columns shown."""
    places = {column.at: place for place, column in enumerate(columns)}
    lines = {
        line.row: line
        for line in lines_of(raw, raw.frame.filter(raw.frame["row"].is_in(list(layout.head))))
    }
    deep = {(top, left): bottom for top, left, bottom, _ in raw.merges if bottom > top}
    rows = []
    for row in layout.head:
        spans, cells = spans_of(row, raw.merges), []
        for at in lines[row].filled if row in lines else ():
            covered = [places[n] for n in range(at, spans.get(at, at) + 1) if n in places]
            if covered:
                down = sum(row <= other <= deep.get((row, at), row) for other in layout.head)
                cells.append(
                    HeadCell(
                        text=lines[row].texts[at],
                        column=covered[0],
                        across=len(covered),
                        down=down,
                    )
                )
        rows.append(tuple(cells))
    return tuple(rows)


def _meanings(
    rows: Rows, mapping: TableMapping, certain: Mapping[str, str], called: Mapping[str, str]
) -> dict[int, PictureSection]:
    """What each section row means: what somebody said, else what is certain."""
    answers = mapping.names.get(mapping.sections, {})
    found = {}
    for row, words in rows.layout.sections.items():
        code = answers.get(folded(words)) or certain.get(words, "")
        found[row] = PictureSection(
            words=words, code=code, name=called.get(code, ""), rows=rows.below_section(row)
        )
    return found


def _texts(raw: RawSheet, runs: Sequence[Run]) -> Iterator[tuple[Run, list[Sequence[str]]]]:
    """Each run with the texts of the rows shown of it."""
    wanted = [row for run in runs for row in run.shown]
    lines = {
        line.row: line.texts
        for line in lines_of(raw, raw.frame.filter(raw.frame["row"].is_in(wanted)))
    }
    for run in runs:
        yield run, [lines[row] for row in run.shown]


def _with_total(label: Text, total: Total | None) -> Text:
    if total is None:
        return label
    return Text(f"{label.vi} · {total.label.vi}", f"{label.en} · {total.label.en}")


def _whole(rows: Sequence[Sequence[str]], kind: RowKind) -> str:
    """The words of rows that bring no data, in one text."""
    if kind is RowKind.ROW:
        return ""
    texts = [text for row in rows for text in row if text]
    if kind is RowKind.SECTION and len(texts) > 1 and is_numeral(texts[0]):
        return f"{texts[0].rstrip('.')}. {' · '.join(texts[1:])}"
    return " · ".join(texts)
