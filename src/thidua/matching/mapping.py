"""What is known of a shape of table: which column gives what, which words mean what.

Plain data (YAML for people, JSON in the database), checked when read; nothing in it is code.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from thidua.matching.kinds import RowKind
from thidua.signs import normalise

BLANK = "-"
"""The answer "leave the cell blank", where an empty answer means that nobody has said."""

ABOVE = "above"
"""The answer "as the row above": blank cells of the column are filled down."""

LONGEST = 300
Short = Annotated[str, StringConstraints(max_length=LONGEST)]
OnlyYear = Literal["", "keep", "first_day", "blank"]
Hidden = Literal["", "load", "leave_out"]


def folded(written: str) -> str:
    """The key under which a written word or name is remembered: without case, doubled blanks, and
    points behind it. Accents and other signs tell words apart ("Khá", "Khá?").
    """
    plain = normalise(written).casefold()
    return (plain.rstrip(" .,;:") or plain)[:LONGEST]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Take(_Data):
    """What one column of the file gives.

    `heading`: the column's `Heading.key`. `to`: the id of the sheet's column; "" is left out.
    `when_filled`: columns that a filled cell here also gives, with their values ("Ngày sinh / Nam"
    gives `born_on` and says `sex: male`; a mark below "Nữ" gives nothing but `sex: female`).
    `written`: the heading as it was written, to be shown."""

    heading: Short
    written: Short = ""
    to: Short = ""
    when_filled: dict[Short, Short] = {}


class TableMapping(_Data):
    """How a shape of table is read.

    `sheet`: the sheet it becomes, as "members.register". `sections`: the column that a section row
    fills for the rows below it ("" when sections are left out). `constants`: values for the whole
    table by column. `fill_down`: columns whose blank cells take the value above. `words`: by
    column, folded written word → stored word (or `BLANK`). `names`: by column, folded written name
    → code (or `BLANK`). `only_year`: by column of dates, what a cell with only a year means.
    `fractions`: columns of shares written as fractions, to be read times 100."""

    format: Literal[1] = 1
    name: Short = ""
    sheet: Short = ""
    takes: tuple[Take, ...] = ()
    sections: Short = ""
    constants: dict[Short, Short] = {}
    fill_down: tuple[Short, ...] = ()
    words: dict[Short, dict[Short, Short]] = {}
    names: dict[Short, dict[Short, Short]] = {}
    only_year: dict[Short, OnlyYear] = {}
    fractions: dict[Short, bool] = {}


class ThisFile(_Data):
    """What is said of one sheet of one file, and is not for the next: `left_out`: the sheet brings
    nothing; `kinds`: rows that are something else than was found; `head`: other rows of the head;
    `hidden`: what becomes of hidden rows.
    """

    left_out: bool = False
    kinds: dict[int, RowKind] = {}
    head: tuple[int, ...] = ()
    hidden: Hidden = ""
    constants: dict[Short, Short] = {}
