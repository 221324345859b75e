"""How a sheet is read, as it is kept for the page: without the file, in plain JSON.

`SheetReading.understood` holds `StoredReading`; `understood_of` makes of it again what answers are
put into."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypedDict

import polars as pl

from thidua.exchange.models import SheetReading
from thidua.exchange.targets import entries
from thidua.language import Text
from thidua.matching.first_rows import first_rows
from thidua.matching.layout import Heading, Layout, RowKind
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.matching.picture import picture_of
from thidua.matching.questions import Option, Part, Question, QuestionKind
from thidua.matching.understanding import Understood
from thidua.workbooks import RawSheet, Sheet

FIRST_ROWS = 8


class StoredHeading(TypedDict):
    """One column of the file: `to` is the id of the column that it gives, "" left out."""

    at: int
    key: str
    written: str
    to: str


class StoredColumn(TypedDict):
    """One column that a column of the file may give."""

    id: str
    title: Text
    required: bool


class StoredReading(TypedDict):
    """Everything the page shows of a sheet. Texts are pairs, Vietnamese first.

    `picture`: `matching.picture.Picture`; `target`: the title of the sheet it becomes, None while
    nobody knows. `kinds`: of each row that
    is not of kind `row`. `first`: titles of columns, row numbers and rows as they will be read."""

    picture: dict[str, Any]
    target: Text | None
    columns: list[StoredColumn]
    headings: list[StoredHeading]
    head: list[int]
    kinds: dict[str, str]
    sections: dict[str, str]
    title: str
    questions: list[dict[str, Any]]
    first: dict[str, Any]
    notes: list[Text]


def stored_reading(understood: Understood) -> StoredReading:
    """What was understood of a sheet, for its page."""
    layout, spec = understood.layout, understood.target[1] if understood.target else None
    to = {take.heading: take.to for take in understood.mapping.takes}
    picture = picture_of(
        understood.raw,
        layout,
        mapping=understood.mapping,
        this_file=understood.this_file,
        spec=spec,
        questions=understood.questions,
        codes=understood.codes,
        called=understood.called,
    )
    return StoredReading(
        picture=picture.model_dump(mode="json"),
        target=spec.title if spec else None,
        columns=[
            StoredColumn(id=column.id, title=column.title, required=column.required)
            for column in (spec.columns if spec else ())
        ],
        headings=[
            StoredHeading(
                at=heading.at, key=heading.key, written=heading.written, to=to.get(heading.key, "")
            )
            for heading in layout.headings
        ],
        head=list(layout.head),
        kinds={str(row): kind.value for row, kind in layout.kinds.items()},
        sections={str(row): words for row, words in layout.sections.items()},
        title=layout.title,
        questions=[asdict(question) for question in understood.questions],
        first=asdict(first_rows(understood, spec, FIRST_ROWS)) if spec else {},
        notes=list(understood.notes),
    )


def fingerprint_of(questions: list[dict[str, Any]]) -> str:
    """Tells these questions from any others, whatever was answered by now."""
    told = [
        (
            question["id"],
            [
                (part["key"], [option["value"] for option in part["options"]])
                for part in question["parts"]
            ],
        )
        for question in questions
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def questions_of(reading: SheetReading) -> list[Question]:
    """The questions of a sheet, with the answers that are known."""
    return [_question(stored) for stored in reading.understood.get("questions", ())]


def _question(stored: Mapping[str, Any]) -> Question:
    return Question(
        id=stored["id"],
        kind=QuestionKind(stored["kind"]),
        column=stored["column"],
        title=Text(*stored["title"]),
        detail=Text(*stored["detail"]),
        parts=tuple(_part(part) for part in stored["parts"]),
        free=stored["free"],
    )


def _part(stored: Mapping[str, Any]) -> Part:
    options = tuple(
        Option(option["value"], Text(*option["label"]), Text(*option["hint"]))
        for option in stored["options"]
    )
    return Part(stored["key"], stored["written"], stored["rows"], options, stored["answer"])


def mapping_of(reading: SheetReading) -> TableMapping:
    """How the sheet is read now."""
    return TableMapping.model_validate(reading.mapping)


def this_file_of(reading: SheetReading) -> ThisFile:
    """What holds for this very sheet alone."""
    return ThisFile.model_validate(reading.this_file)


def understood_of(reading: SheetReading) -> Understood:
    """What was understood of a sheet, without its cells: enough to put answers into it."""
    spec = target_of(reading)
    return Understood(
        raw=RawSheet(reading.file, reading.sheet, pl.DataFrame({"row": []}), 0),
        target=(reading.target, spec) if spec else None,
        layout=_layout(reading.understood),
        shape=reading.shape,
        mapping=mapping_of(reading),
        this_file=this_file_of(reading),
        questions=tuple(questions_of(reading)),
    )


def target_of(reading: SheetReading) -> Sheet | None:
    """The sheet that it becomes, without what frameworks add; None while nobody knows."""
    entry = entries().get(reading.target)
    return entry.described() if entry else None


def _layout(stored: Mapping[str, Any]) -> Layout:
    return Layout(
        headings=tuple(
            Heading(heading["at"], tuple(heading["written"].split(" / ")))
            for heading in stored.get("headings", ())
        ),
        head=tuple(stored.get("head", ())),
        kinds={int(row): RowKind(kind) for row, kind in stored.get("kinds", {}).items()},
        sections={int(row): words for row, words in stored.get("sections", {}).items()},
        title=stored.get("title", ""),
    )
