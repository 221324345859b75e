"""What a shape of table is: how an office writes it, and what the eye sees in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.workbooks.in_the_wild.loading import Answers
from tests.workbooks.in_the_wild.papers import Paper
from tests.workbooks.in_the_wild.people import Person
from tests.workbooks.in_the_wild.writers import Writer, with_xlsxwriter

Row = Mapping[str, Any]
SINCE: Mapping[str, str] = {"value:since": "admission"}
"""What every register leaves open."""


@dataclass
class Seen:
    """What the eye sees in a sheet: the sheet it is, and its rows, by column. `rows` None: it
    brings nothing. `answers`: what a person says of this sheet alone."""

    target: str
    rows: Sequence[Row] | None
    answers: Answers = field(default_factory=dict)


@dataclass
class Office:
    """A file of an office: its sheets, and what is seen in each."""

    papers: list[Paper]
    seen: list[Seen]


@dataclass(frozen=True)
class Case:
    """A shape of table. `make`: the file for these people and that year; `answers`: what is asked,
    and what a person says; `each_time`: what is asked of the next file too; `faults`: what must be
    said to be wrong, where nothing can be read rightly."""

    name: str
    make: Callable[[list[Person], int], Office]
    write: Writer = with_xlsxwriter
    answers: Answers = field(default_factory=dict)
    each_time: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def register_rows(members: Sequence[Person], **columns: Callable[[Person], Any]) -> list[Row]:
    """What a register says of these people: name, birth, sex, cell and days, and more."""
    every: dict[str, Callable[[Person], Any]] = {
        "full_name": lambda person: person.name,
        "born_on": lambda person: person.born,
        "sex": lambda person: person.sex,
        "cell": lambda person: person.cell.code,
        "admitted_on": lambda person: person.admitted,
        "official_on": lambda person: person.official,
        **columns,
    }
    return [{name: value(person) for name, value in every.items()} for person in members]
