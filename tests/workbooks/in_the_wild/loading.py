"""From a file to what would be stored, by the way that every import takes; without a database."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import polars as pl

from tests.workbooks.in_the_wild.people import CELLS
from thidua.facts.sheets import EARLIER_LEVELS, FACT_SHEETS
from thidua.language import Text
from thidua.matching.answering import answer
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.matching.names import NameFound, Near
from thidua.matching.questions import Question
from thidua.matching.understanding import Target, Understood, understand
from thidua.organisations.register_sheet import REGISTER
from thidua.organisations.sheets import MEMBERS, ORGANISATIONS, POSITIONS, SUCCESSIONS
from thidua.ratings.results_sheet import RESULTS
from thidua.vocabulary import SubjectType
from thidua.workbooks import Column, Kind, ParsedSheet, Severity, parse
from thidua.workbooks.extraction import extract
from thidua.workbooks.guards import Limits
from thidua.workbooks.headers import header_key
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.results import raw_sheet

FACTS = FACT_SHEETS[SubjectType.MEMBER].with_columns(
    [
        Column(
            "meetings",
            Text("Tỷ lệ dự họp", "Share of meetings"),
            Kind.DECIMAL,
            minimum=Decimal(0),
            maximum=Decimal(100),
            percent=True,
        ),
        Column("tasks", Text("Số nhiệm vụ", "Tasks"), Kind.INTEGER, minimum=0),
    ]
)
"""The sheet of facts of a year that asks for a share and a number."""

TARGETS: tuple[Target, ...] = (
    ("organisations.organisations", ORGANISATIONS),
    ("organisations.successions", SUCCESSIONS),
    ("members.members", MEMBERS),
    ("members.positions", POSITIONS),
    ("members.register", REGISTER),
    ("facts.member_facts", FACTS),
    ("facts.organisation_facts", FACT_SHEETS[SubjectType.ORGANISATION]),
    ("decisions.earlier_levels", EARLIER_LEVELS),
    ("decisions.results", RESULTS),
)
"""The sheets that a table may become."""

Answers = Mapping[str, str | Mapping[str, str]]
"""By "kind:column": the answer, or by what is written in the file the answer to each part."""


class CommuneNames:
    """Who knows the cells of the commune by name and by code."""

    def find(self, refers: str, written: Sequence[str]) -> dict[str, NameFound]:
        """What each name means; the cells that may be meant when it is in doubt."""
        assert refers == "organisation"
        near = tuple(Near(cell.code, cell.name) for cell in CELLS)
        known = {header_key(cell.name): cell.code for cell in CELLS}
        known |= {header_key(cell.code): cell.code for cell in CELLS}
        return {name: NameFound(known.get(header_key(name), ""), near) for name in written}


def sheets_of(name: str, content: bytes) -> list[RawSheet]:
    """The sheets of a file that we wrote ourselves, read without the limited process."""
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory)
        (out / "upload").write_bytes(content)
        results = extract(out / "upload", name=name, out=out, limits=Limits())
        return [raw_sheet(result, file=name, out=out) for result in results]


@dataclass
class Loaded:
    """What became of a sheet. `asked`: what was asked, as "kind:column"; `parsed`: its rows, None
    when it brings nothing or something is still to be said."""

    understood: Understood
    asked: list[str]
    parsed: ParsedSheet | None = None
    unanswered: list[str] = field(default_factory=list)

    @property
    def rows(self) -> pl.DataFrame:
        """What was read."""
        assert self.parsed is not None, self.unanswered
        return self.parsed.frame

    @property
    def errors(self) -> list[str]:
        """What is wrong, in words."""
        problems = self.parsed.problems if self.parsed else ()
        return [str(one) for one in problems if one.severity is Severity.ERROR]


def load(
    raw: RawSheet,
    answers: Answers,
    *,
    mapping: TableMapping | None = None,
    beside: Sequence[str] = (),
) -> Loaded:
    """Understand a sheet, answer what is asked, read it. `mapping`: learnt from another file."""
    asked: list[str] = []
    this_file: ThisFile | None = None
    for _ in range(4):  # an answer may lead to another question: what the table is comes first
        understood = understand(
            raw, TARGETS, mapping=mapping, this_file=this_file, names=CommuneNames(), beside=beside
        )
        open_ones = [question for question in understood.questions if not question.answered]
        asked += [name for q in open_ones if (name := name_of(q)) not in asked]
        given = {q.id: _given(q, answers) for q in open_ones if name_of(q) in answers}
        if not given:
            break
        mapping, this_file = answer(understood, given)
    loaded = Loaded(understood, asked)
    loaded.unanswered = [f"{name_of(q)}: {q.title.vi}" for q in open_ones]
    if understood.certain and understood.target is not None:
        spec = understood.target[1]
        applied = understood.applied(spec)
        loaded.parsed = parse(applied.raw, spec, headers=applied.headers)
    return loaded


def name_of(question: Question) -> str:
    """ "names:cell" and the like."""
    return f"{question.kind}:{question.column}".rstrip(":")


def _given(question: Question, answers: Answers) -> dict[str, str]:
    value = answers[name_of(question)]
    if isinstance(value, str):
        return {part.key: value for part in question.parts if not part.answer}
    return {part.key: value[part.written] for part in question.parts if part.written in value}
