"""What a raw sheet is: its layout, the sheet it becomes, how it is read, what is still asked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.language import Text
from thidua.matching.applying import Applied, apply
from thidua.matching.layout import Heading, Layout
from thidua.matching.mapping import TableMapping, Take, ThisFile
from thidua.matching.names import Names
from thidua.matching.questions import Question
from thidua.workbooks.headers import find_headers, header_key
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Sheet

Target = tuple[str, Sheet]
"""A sheet that a table may become: "members.register" and its description."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What is known of a raw sheet.

    `target`: the sheet it becomes, None while nobody knows, or when it brings nothing. `mapping`:
    what was given, completed with what was proposed. `questions`: all that only a person can say,
    with the answers that are known. `notes`: what is left out and what was checked, to be seen.
    `ours`: a sheet of our own templates as it was given out, by its name and headings."""

    raw: RawSheet
    target: Target | None
    layout: Layout
    shape: str
    mapping: TableMapping
    this_file: ThisFile
    questions: tuple[Question, ...] = ()
    notes: tuple[Text, ...] = ()
    ours: bool = False

    @property
    def certain(self) -> bool:
        """Whether nothing is left to ask: the sheet can be read, or brings nothing."""
        return all(question.answered for question in self.questions)

    def applied(self, spec: Sheet) -> Applied:
        """The sheet as `workbooks.parse` reads it, with `spec` (its target's description, with the
        columns of the year's frameworks where they are known).
        """
        return apply(
            self.raw, self.layout, mapping=self.mapping, this_file=self.this_file, spec=spec
        )


def understand(  # noqa: PLR0913 - what is known, each from another place
    raw: RawSheet,
    targets: Sequence[Target],
    *,
    mapping: TableMapping | None = None,
    this_file: ThisFile | None = None,
    names: Names,
    known_words: Mapping[str, Mapping[str, str]] = {},
    ask_all: bool = False,
) -> Understood:
    """What a raw sheet is and what must be asked.

    `targets`: the sheets it may become. `mapping`: what is remembered of its shape, or answered
    so far. `names`: who knows the names of organisations. `known_words`: by column, what words that
    the unit has used before mean (folded word → stored word). `ask_all`: also of a sheet of ours
    ask what else is asked of others. Raises nothing for what stands in the file."""
    found = [(find_headers(raw, spec), name, spec) for name, spec in targets if not spec.vertical]
    best = max(found, key=lambda fit: len(fit[0].columns), default=None)
    if best is None or not best[0].row:
        return Understood(
            raw, None, Layout(), "", mapping or TableMapping(), this_file or ThisFile()
        )
    headers, name, spec = best
    cells = next(cells for row, cells in raw.rows_as_text(headers.row) if row == headers.row)
    headings = tuple(Heading(at, (cell,)) for at, cell in enumerate(cells) if cell)
    key = "\n".join(heading.key for heading in headings)
    ours = header_key(raw.name) in {header_key(title) for title in spec.title}
    proposed = TableMapping(
        sheet=name,
        takes=tuple(
            Take(heading=heading.key, to=column)
            for heading in headings
            for column, at in headers.columns.items()
            if at == heading.at
        ),
    )
    return Understood(
        raw,
        (name, spec),
        Layout(headings, (headers.row,)),
        hashlib.sha256(key.encode()).hexdigest(),
        mapping or proposed,
        this_file or ThisFile(),
        ours=ours,
    )
