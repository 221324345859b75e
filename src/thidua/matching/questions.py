"""What a person has to say before a table can be read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from thidua.language import Text
from thidua.workbooks.specification import NOTHING

Free = Literal["", "date", "organisation", "year", "text"]
"""What may be written as an answer besides the options."""

OF_COLUMN = "column:"
"""How an answer to a question about the whole table begins that names a column of the file."""


class QuestionKind(StrEnum):
    """What a question is about."""

    SHEET = "sheet"  # what is this table?
    COLUMN = "column"  # which column gives this, which nothing gives yet?
    VALUE = "value"  # what holds for the whole table?
    BLANKS = "blanks"  # do blank cells say the same as those above?
    NAME = "name"  # which organisation is meant by this name?
    WORDS = "words"  # what do these words mean?
    ONLY_YEAR = "only_year"  # what of dates that are only a year?
    FRACTIONS = "fractions"  # are these shares fractions?
    HIDDEN = "hidden"  # what of hidden rows?


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its value, its words, and beside them a hint ("27 người")."""

    value: str
    label: Text
    hint: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to answer in a question: a written word, or the question itself (`written` "").

    `rows`: how many rows it is about; `answer`: what was answered, "" when nothing yet."""

    key: str
    written: str
    rows: int
    options: tuple[Option, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A card of the page. `id`: "names:cell:cb thon 3", stable for a file and its mapping.

    `free`: what may be written besides the options: a day, a code of an organisation, a year, or
    nothing. Its parts are answered one by one; it is answered when all are."""

    id: str
    kind: QuestionKind
    column: str
    title: Text
    detail: Text
    parts: tuple[Part, ...]
    free: Free = ""

    @property
    def answered(self) -> bool:
        """Whether every part has an answer."""
        return all(part.answer for part in self.parts)
