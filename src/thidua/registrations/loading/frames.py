"""Tasks as frames in the words of the sheets: of what is stored, of what was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from thidua.organisations.loading import stored
from thidua.registrations.content import Content, Doer
from thidua.registrations.sheets import MEASURES, MILESTONES, TASKS
from thidua.workbooks import Sheet

Numbered = tuple[str, int, Content]
"""The code of the organisation, the number of the task, what it says."""
KEY = ("organisation", "number")
TEXTS = (
    "title",
    "work",
    "place",
    "amount",
    "with_whom",
    "answers_title",
    "answers_to",
    "check_how",
    "checked_in",
)
"""Columns of tasks that are texts: stored "" is a blank cell."""


@dataclass(frozen=True)
class Codes:
    """People and organisations by their keys, and back."""

    people: Mapping[int, str]
    organisations: Mapping[int, str]

    @classmethod
    def read(cls) -> "Codes":
        """Of everybody: two questions."""
        people = dict(stored.ids_of_people().select("id", "code").iter_rows())
        organisations = dict(stored.organisations().select("id", "code").iter_rows())
        return cls(people, organisations)

    def of(self, doer: Doer) -> str:
        if doer.person is not None:
            return self.people.get(doer.person, "")
        return self.organisations.get(doer.organisation or 0, "")


def frame_of(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows by column id, in the types of the sheet."""
    schema = {column.id: column.dtype for column in sheet.columns}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def tasks_frame(tasks: Iterable[Numbered], codes: Codes) -> pl.DataFrame:
    """The sheet of tasks."""
    return frame_of(TASKS, [_task(code, number, one, codes) for code, number, one in tasks])


def _task(code: str, number: int, content: Content, codes: Codes) -> dict[str, Any]:
    texts = {name: one_line(getattr(content, name)) or None for name in TEXTS}
    return {
        "organisation": code,
        "number": number,
        "kind": content.kind,
        **texts,
        "lead": [codes.of(doer) for doer in content.doers if doer.lead],
        "doers": [codes.of(doer) for doer in content.doers if not doer.lead],
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "answers": codes.people.get(content.answers or 0),
    }


def measures_frame(tasks: Iterable[Numbered]) -> pl.DataFrame:
    """The sheet of measures."""
    rows = [
        {
            "organisation": code,
            "number": number,
            "name": one_line(line.name),
            "unit": one_line(line.unit) or None,
            "last_year": line.last_year,
            "target": line.target,
            "direction": line.direction,
            "yes_no": line.yes_no,
            "main": line.main,
        }
        for code, number, content in tasks
        for line in content.measures
        if line.name
    ]
    return frame_of(MEASURES, rows)


def milestones_frame(tasks: Iterable[Numbered]) -> pl.DataFrame:
    """The sheet of milestones."""
    rows = [
        {"organisation": code, "number": number, "on": line.on, "text": one_line(line.text)}
        for code, number, content in tasks
        for line in content.milestones
        if line.on is not None and line.text
    ]
    return frame_of(MILESTONES, rows)


def one_line(text: str) -> str:
    """As a cell is read: runs of blanks and line breaks are one blank."""
    return " ".join(text.split())
