"""Every sheet of a file understood: which sheet of ours it becomes, by whose word, what is asked.

A sheet of ours as it was given out is read as it always was, and only asked what changes its
meaning; every other one is understood by `matching`, by what is remembered of its shape, or by the
answers of a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from thidua.exchange.books import Book, workbook
from thidua.exchange.mapping_files import MappingFile
from thidua.exchange.memory import Memory, Remembered
from thidua.exchange.targets import entries, targets
from thidua.language import Text
from thidua.matching.answering import answer
from thidua.matching.layout import Layout
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.matching.names import Names
from thidua.matching.proposing import fits, is_ours
from thidua.matching.questions import QuestionKind
from thidua.matching.understanding import Target, Understood, understand
from thidua.organisations.models import Organisation
from thidua.organisations.names_found import OrganisationNames
from thidua.organisations.queries import root_path
from thidua.rulebook.framework import Framework
from thidua.workbooks import ParsedSheet, RawSheet, RawWorkbook, Sheet, parse
from thidua.workbooks.books import is_complete, is_explanation, match_sheets, recognise
from thidua.workbooks.errors import WrongTemplateError

_FEW_COLUMNS, _FEW_ROWS, _FEW_HEADINGS = 3, 2, 2
_ALWAYS = frozenset({QuestionKind.HIDDEN, QuestionKind.FRACTIONS})
"""What is asked also of a sheet of ours: nobody sees it there, and it changes what is meant."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody, or an earlier check, said of one sheet of one file."""

    mapping: TableMapping
    this_file: ThisFile
    ask_all: bool = False


@dataclass(frozen=True)
class HowToRead:
    """What is known before files are opened.

    `said`: by file and sheet. `given`: mappings that came with the command, by shape. `by_units`:
    only the sheets that a unit below the province brings. `frameworks`: of the year, where it is
    known. `ask_all`: ask also what is understood without asking."""

    memory: Memory
    names: Names
    said: Mapping[tuple[str, str], Said] = field(default_factory=dict)
    given: Mapping[str, MappingFile] = field(default_factory=dict)
    frameworks: Sequence[Framework] = ()
    by_units: bool = False
    ask_all: bool = False


def how_to_read(
    unit: Organisation | None,
    *,
    said: Mapping[tuple[str, str], Said] | None = None,
    given: Mapping[str, MappingFile] | None = None,
    ask_all: bool = False,
) -> HowToRead:
    """What is known before the files of a unit (None: of the province) are opened."""
    return HowToRead(
        memory=Memory(unit),
        names=OrganisationNames([unit.path if unit else root_path()], on=timezone.localdate()),
        said=said or {},
        given=given or {},
        by_units=unit is not None,
        ask_all=ask_all,
    )


@dataclass(frozen=True)
class FileSheet:
    """One sheet of a file. `target`: "book.sheet" that it becomes, "" when it brings nothing.
    `plain`: a sheet of ours as it was given out, of which nothing was said. `memory`: what it is
    read by, where nobody was asked; `ask_all`: somebody wants to look at it first.
    """

    understood: Understood
    target: str
    plain: bool
    memory: Remembered | None = None
    ask_all: bool = False

    @property
    def raw(self) -> RawSheet:
        return self.understood.raw

    @property
    def asks(self) -> bool:
        """Whether it cannot be read without somebody's word."""
        return self.ask_all or not self.understood.certain

    @property
    def told(self) -> bool:
        """Whether a preview says how it was read: by a remembered way, or with something left
        out.
        """
        return bool(self.target) and bool(self.memory or self.understood.notes)

    @property
    def read_by(self) -> tuple[str, str, str]:
        """What of the outcome follows from how it is read: target, mapping, what holds for this
        file.
        """
        understood = self.understood
        mapping, this_file = understood.mapping, understood.this_file
        # A heading as it is written, and one that is left out, decide nothing of what comes of it.
        takes = tuple(
            take.model_copy(update={"written": ""})
            for take in mapping.takes
            if take.to or take.when_filled
        )
        read_by = mapping.model_copy(update={"takes": takes})
        return (self.target, read_by.model_dump_json(), this_file.model_dump_json())

    def parsed(self, spec: Sheet) -> ParsedSheet:
        """Its typed rows, by the target's description with all its columns."""
        if self.plain:
            return parse(self.raw, spec)
        applied = self.understood.applied(spec)
        return parse(applied.raw, spec, headers=applied.headers)


def sheets_understood(raw: RawWorkbook, how: HowToRead) -> tuple[Book | None, list[FileSheet]]:
    """The workbook of ours that the file is, None for a table as an office keeps it, and its
    sheets. Raises WrongTemplateError when nothing of it is, or may be, a sheet of ours.
    """
    book, named = _named(raw)
    sheets = [
        _sheet(sheet, named.get(sheet.name), how)
        for sheet in raw.sheets.values()
        if sheet.name in named or (sheet.frame.height and not is_explanation(sheet.name))
    ]
    beside = {sheet.target for sheet in sheets if sheet.target}
    if beside:  # what the others are may say what a doubtful one is, or that it is nothing of ours
        sheets = [
            sheet if sheet.target else _understood(sheet.raw, how, beside=beside)
            for sheet in sheets
        ]
    if not any(sheet.target or _may_be_ours(sheet, how) for sheet in sheets):
        recognise(raw, [workbook(one) for one in Book])  # says what was found and what would fit
    return book, sheets


def _may_be_ours(sheet: FileSheet, how: HowToRead) -> bool:
    """Whether it makes sense to ask what a table is: it has headings of ours, or none at all."""
    understood = sheet.understood
    if not sheet.asks:
        return False
    if not any(heading.words for heading in understood.layout.headings):
        return sheet.raw.width >= _FEW_COLUMNS and sheet.raw.frame.height >= _FEW_ROWS
    known = targets(how.frameworks, by_units=how.by_units)
    return any(fit.named >= _FEW_HEADINGS for fit in fits(sheet.raw, understood.layout, known))


def _named(raw: RawWorkbook) -> tuple[Book | None, dict[str, str]]:
    """Which workbook of ours its sheets' names and headers make it, and each one's target."""
    try:
        spec = recognise(raw, [workbook(book) for book in Book])
    except WrongTemplateError:
        return None, {}
    found = match_sheets(raw, spec)
    return Book(spec.id), {sheet.name: f"{spec.id}.{name}" for name, sheet in found.items()}


def _sheet(raw: RawSheet, named: str | None, how: HowToRead) -> FileSheet:
    if named is not None and (raw.file, raw.name) not in how.said:
        entry = entries()[named]
        spec = entry.described(how.frameworks)
        fixed = isinstance(entry.sheet, Sheet)  # else frameworks add columns, of a year to come too
        if spec.vertical or (is_ours(raw, spec) and is_complete(raw, spec, alone=fixed)):
            return _plain(raw, (named, spec), how)
    found = _understood(raw, how)
    understood = found.understood
    if understood.target is None and not understood.questions and named is not None:
        return _as_template(raw, (named, entries()[named].described(how.frameworks)))
    return found


def _plain(raw: RawSheet, target: Target, how: HowToRead) -> FileSheet:
    """A sheet of ours: asked only what nobody sees in it, unless all is to be asked. It is read as
    it stands where there is nothing else to do: no merged cells, totals, names in place of codes.
    """
    everything = how.ask_all and raw.frame.height > 1
    if target[1].vertical:
        return _as_template(raw, target)
    understood = understand(
        raw,
        [target],
        names=how.names,
        known_words=how.memory.words,
        ask_all=everything,
    )
    if everything:
        return FileSheet(understood, target[0], plain=False, ask_all=True)
    questions = tuple(one for one in understood.questions if one.kind in _ALWAYS)
    as_it_stands = understood.target is None or understood.applied(target[1]).raw is raw
    if not questions and as_it_stands:
        return _as_template(raw, target)
    if understood.shape in how.given:
        return _understood(raw, how)
    return FileSheet(replace(understood, questions=questions), target[0], plain=False)


def _as_template(raw: RawSheet, target: Target) -> FileSheet:
    mapping = TableMapping(sheet=target[0])
    return FileSheet(
        Understood(raw, target, Layout(), "", mapping, ThisFile(), ours=True), target[0], plain=True
    )


def _understood(raw: RawSheet, how: HowToRead, *, beside: Collection[str] = ()) -> FileSheet:
    """A table as an office keeps it. `beside`: what the file's other sheets are."""
    said = how.said.get((raw.file, raw.name))
    known = targets(how.frameworks)
    ask_all = how.ask_all or (said is not None and said.ask_all)

    def by(mapping: TableMapping | None, this_file: ThisFile) -> Understood:
        return understand(
            raw,
            known,
            mapping=mapping,
            this_file=this_file,
            names=how.names,
            known_words=how.memory.words,
            ask_all=ask_all,
            beside=beside,
        )

    if said is not None:
        return replace(_file_sheet(by(said.mapping, said.this_file), None), ask_all=ask_all)
    understood = by(None, ThisFile())
    if how.by_units and (instead := _for_units(understood, how)):
        known = instead
        understood = by(None, ThisFile())
    if given := how.given.get(understood.shape):
        understood = by(given.mapping, given.this_file)
        if given.given:
            understood = by(*answer(understood, given.given))
        return _file_sheet(understood, Remembered(given.mapping, given.name or "--mapping"))
    if not understood.ours and (remembered := how.memory.of_shape(understood.shape)):
        found = _file_sheet(by(remembered.mapping, ThisFile()), remembered)
        return replace(found, ask_all=ask_all)
    return replace(_file_sheet(understood, None), ask_all=ask_all and bool(understood.target))


def _for_units(understood: Understood, how: HowToRead) -> list[Target]:
    """What a table of a unit may be instead of what it looks like; nothing where that stands: then
    it is the unit's, or the province's and refused by its name.
    """
    own = targets(how.frameworks, by_units=True)
    name = understood.target[0] if understood.target else ""
    if not name:
        return own
    if name in {target for target, _ in own}:
        return []
    book = name.partition(".")[0]
    return [target for target in own if target[0].partition(".")[0] == book]


def _file_sheet(understood: Understood, memory: Remembered | None) -> FileSheet:
    target = understood.target[0] if understood.target else ""
    if understood.this_file.left_out:
        target = ""
    return FileSheet(understood, target, plain=False, memory=memory)


def way_of(sheet: FileSheet) -> Text:
    """By which way of reading a sheet was understood without asking: "“Sổ đảng viên”, bản 2"."""
    memory = sheet.memory
    if memory is None:
        return Text("", "")
    if not memory.version:
        return Text(f"“{memory.name}”", f"“{memory.name}”")
    return Text(
        f"“{memory.name}”, bản {memory.version}", f"“{memory.name}”, version {memory.version}"
    )
