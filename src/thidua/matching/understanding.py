"""What a raw sheet is: its layout, the sheet it becomes, how it is read, what is still asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from thidua.language import Text
from thidua.matching import asking
from thidua.matching.applying import Applied, apply, columns_of
from thidua.matching.asking_cells import limited
from thidua.matching.columns import Codes, Columns
from thidua.matching.contents import assign_by_contents
from thidua.matching.headings import assign
from thidua.matching.hidden import HiddenRows, about_hidden, hidden_rows
from thidua.matching.inquiry import KnownWords, inquire
from thidua.matching.kinds import RowKind
from thidua.matching.layout import Layout, lay_out
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.matching.names import Names
from thidua.matching.notes import notes_of
from thidua.matching.proposing import Fit, Target, decided, fits, is_ours, propose
from thidua.matching.questions import Question
from thidua.matching.shapes import shape_of
from thidua.workbooks.books import is_explanation
from thidua.workbooks.headers import Headers, find_headers
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Sheet

__all__ = ["Target", "Understood", "understand"]

MOST_PARTS = 200
"""At most so many open things are asked at once; the others come when these are answered."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What is known of a raw sheet.

    `target`: the sheet it becomes, None while nobody knows, or when it brings nothing. `mapping`:
    what was given, completed with what was proposed. `questions`: all that only a person can say,
    with the answers that are known. `notes`: what is left out and what was checked, to be seen.
    `ours`: a sheet of our own templates as it was given out, by its name and headings. `codes`: by
    column, what names in cells mean beyond doubt; `called`: names of organisations by their code.
    `told`: days and years of the whole table by column, as its title tells them.
    """

    raw: RawSheet
    target: Target | None
    layout: Layout
    shape: str
    mapping: TableMapping
    this_file: ThisFile
    questions: tuple[Question, ...] = ()
    notes: tuple[Text, ...] = ()
    ours: bool = False
    codes: Codes = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def certain(self) -> bool:
        """Whether nothing is left to ask: the sheet can be read, or brings nothing."""
        return all(question.answered for question in self.questions)

    def applied(self, spec: Sheet) -> Applied:
        """The sheet as `workbooks.parse` reads it, with `spec` (its target's description, with the
        columns of the year's frameworks where they are known).
        """
        return apply(
            self.raw,
            self.layout,
            mapping=self.mapping,
            this_file=self.this_file,
            spec=spec,
            codes=self.codes,
            told=self.told,
        )


def understand(  # noqa: PLR0913 - what is known, each from another place
    raw: RawSheet,
    targets: Sequence[Target],
    *,
    mapping: TableMapping | None = None,
    this_file: ThisFile | None = None,
    names: Names,
    known_words: Mapping[str, Mapping[str, str]] | None = None,
    ask_all: bool = False,
    beside: Collection[str] = (),
) -> Understood:
    """What a raw sheet is and what must be asked.

    `targets`: the sheets it may become. `mapping`: what is remembered of its shape, or answered
    so far. `names`: who knows the names of organisations. `known_words`: by column, what words that
    the unit has used before mean (folded word → stored word). `ask_all`: also of a sheet of ours
    ask what else is asked of others. `beside`: the sheets that the file's other worksheets are; a
    worksheet that fits nothing is then no table of ours, and nothing is asked of it. Raises nothing
    for what stands in the file."""
    mapping, this_file = mapping or TableMapping(), this_file or ThisFile()
    if raw.frame.is_empty() or is_explanation(raw.name):
        return Understood(raw, None, Layout(), "", mapping, this_file)
    if not raw.visible and this_file.hidden == "leave_out":
        rows = HiddenRows(tuple(raw.frame["row"]))
        left_out = about_hidden(rows, this_file.hidden, sheet=raw.name)
        return Understood(raw, None, Layout(), "", mapping, this_file, (left_out,))
    ours = [target for target in targets if is_ours(raw, target[1])]
    layout = _laid_out(raw, ours, this_file)
    found = fits(raw, layout, ours or targets, beside=beside)
    best = decided(found, ours=bool(ours))
    start = Understood(raw, None, layout, shape_of(layout), mapping, this_file)
    fit = _chosen(found, best, targets, start)
    questions: list[Question] = []
    if best is None or this_file.left_out:
        if not any(one.possible for one in found) and beside and not mapping.sheet:
            return replace(start, notes=(_FITS_NOTHING,))
        questions.append(
            asking.about_sheet(raw, found, targets, mapping=mapping, this_file=this_file)
        )
    if fit is None or this_file.left_out:
        return replace(start, questions=tuple(questions))
    return _read_as(
        replace(start, target=fit.target, ours=fit.target in ours, questions=tuple(questions)),
        fit,
        names=names,
        known_words=known_words or {},
        all_of_it=ask_all or fit.target not in ours,
    )


_SAY_WHAT_THEY_ARE = frozenset({RowKind.TOTAL, RowKind.SIGNATURE, RowKind.HEAD})
_FITS_NOTHING = Text(
    "Trang tính không có trong mẫu, để ngoài", "The worksheet is not in the template, left out"
)
_MORE = Text(
    "Còn {n} tên và từ nữa, hỏi sau khi trả lời các câu này",
    "{n} more names and words are asked about when these are answered",
)


def _laid_out(raw: RawSheet, ours: Sequence[Target], this_file: ThisFile) -> Layout:
    """The layout; the head of a sheet of ours is where its own names stand. Names below each other
    are no table.
    """
    if any(spec.vertical for _, spec in ours):
        return Layout()
    if not ours:
        return lay_out(raw, head=this_file.head, kinds=this_file.kinds)
    spec = ours[0][1]
    headers = find_headers(raw, spec)
    layout = lay_out(raw, head=this_file.head or (headers.row,), kinds=this_file.kinds)
    return _with_whole_rows(layout, raw, headers, spec, said=this_file.kinds)


def _with_whole_rows(
    layout: Layout,
    raw: RawSheet,
    headers: Headers,
    spec: Sheet,
    *,
    said: Mapping[int, RowKind],
) -> Layout:
    """In a sheet of ours a row in which nothing is missing that is required is data, even if it
    looks like a section or a row of numbers, unless somebody says otherwise; (1) (2) (3) counts
    columns.
    """
    doubtful = [
        row
        for row, kind in layout.kinds.items()
        if row > layout.below and row not in said and kind not in _SAY_WHAT_THEY_ARE
    ]
    required = [headers.columns[column.id] for column in spec.columns if column.required]
    if not doubtful or not required:
        return layout
    rows = raw.frame.filter(pl.col("row").is_in(doubtful))
    texts = [raw.as_text(at) for at in required]
    whole = pl.all_horizontal(text.is_not_null() for text in texts)
    counts = pl.all_horizontal(text.str.contains(r"^\s*\(\d{1,3}\)\s*$") for text in texts)
    data = set(rows.filter(whole & ~counts)["row"])
    return replace(
        layout,
        kinds={row: kind for row, kind in layout.kinds.items() if row not in data},
        sections={row: words for row, words in layout.sections.items() if row not in data},
    )


def _chosen(
    found: Sequence[Fit], best: Fit | None, targets: Sequence[Target], start: Understood
) -> Fit | None:
    """The sheet that was said, else the one beyond doubt."""
    sheet = start.mapping.sheet
    target = next((target for target in targets if target[0] == sheet), None)
    if target is None:
        return best
    said = next((fit for fit in found if fit.target == target), None)
    if said is not None:
        return said
    assigned = assign(start.layout.headings, target[1])
    assigned = assign_by_contents(start.raw, start.layout, assigned, target[1])
    return Fit(target, assigned, (), 0)


def _read_as(
    start: Understood,
    fit: Fit,
    *,
    names: Names,
    known_words: KnownWords,
    all_of_it: bool,
) -> Understood:
    """The table as the sheet that it becomes."""
    raw, layout, spec = start.raw, start.layout, fit.target[1]
    if spec.vertical:
        mapping = start.mapping.model_copy(update={"sheet": fit.target[0]})
        return replace(start, mapping=mapping)
    mapping = propose(layout, fit, start.mapping)
    columns = columns_of(raw, layout, mapping=mapping, this_file=start.this_file, spec=spec)
    found = inquire(
        columns, fit.assigned, names=names, known_words=known_words, all_of_it=all_of_it
    )
    questions, more = limited([*start.questions, *found.questions], MOST_PARTS)
    notes = notes_of(found.columns, ours=start.ours)
    if more:
        notes = (*notes, _MORE.format(n=more))
    return replace(
        start,
        mapping=found.mapping,
        questions=(*questions, *_about_hidden(start, columns)),
        notes=notes,
        codes=found.columns.codes,
        told=found.columns.told,
        called=found.called,
    )


def _about_hidden(start: Understood, columns: Columns) -> list[Question]:
    """One question about what nobody sees: the whole worksheet, or rows that bring data."""
    answer = start.this_file.hidden
    if not start.raw.visible:
        rows = HiddenRows(tuple(start.raw.frame["row"]))
        return [about_hidden(rows, answer, sheet=start.raw.name)]
    if not start.raw.hidden_rows:
        return []
    loaded = start.this_file.model_copy(update={"hidden": "load"})
    every = columns_of(
        start.raw,
        start.layout,
        mapping=columns.mapping,
        this_file=loaded,
        spec=columns.spec,
    )
    rows = hidden_rows(every)
    return [about_hidden(rows, answer)] if rows.numbers else []
