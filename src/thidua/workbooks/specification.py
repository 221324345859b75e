"""What a workbook looks like: immutable descriptions of its sheets and columns, made by the rooms
that own them.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

import polars as pl

from thidua.language import Text
from thidua.vocabulary import Word

NOTHING = Text("", "")
EARLIEST, LATEST = dt.date(1900, 3, 1), dt.date(2200, 12, 31)
MAX_DECIMALS = 4


class Kind(StrEnum):
    """What stands in the cells of a column, and its type in the frame after parsing."""

    TEXT = "text"  # String: NFC, trimmed, runs of blanks made one
    CODE = "code"  # String; number cells become their digits
    DATE = "date"  # Date
    YEAR = "year"  # Int64
    YES_NO = "yes_no"  # Boolean
    CHOICE = "choice"  # String: the stored word of one of the column's choices
    INTEGER = "integer"  # Int64
    DECIMAL = "decimal"  # Decimal(18, 4), exact
    CODES = "codes"  # List(String), written with commas


DTYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.YEAR: pl.Int64(),
    Kind.YES_NO: pl.Boolean(),
    Kind.CHOICE: pl.String(),
    Kind.INTEGER: pl.Int64(),
    Kind.DECIMAL: pl.Decimal(18, MAX_DECIMALS),
    Kind.CODES: pl.List(pl.String()),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed word: what is stored, how it is written in a sheet, what else is understood.
    `cited`: the number of the decision may stand behind it.
    """

    word: str
    title: Text
    aliases: tuple[str, ...] = ()
    cited: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """Everything that is understood as this word."""
        return (self.word, *self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Words that people write in a column and that belong elsewhere: what to say of them."""

    forms: tuple[str, ...]
    message: Text
    expected: Text


def word_choices(words: Iterable[Word], *, short: bool = False) -> tuple[Choice, ...]:
    """The words of a closed list as a column offers them, by their full or their short names; every
    spelling is understood.
    """
    return tuple(
        Choice(
            word.value,
            word.short if short else word.title,
            _besides(word, word.short if short else word.title),
            word.cites_decisions(),
        )
        for word in words
    )


def _besides(word: Word, title: Text) -> tuple[str, ...]:
    return tuple(text for text in word.forms[1:] if text not in title)


Bound = int | Decimal | dt.date


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `key`: the key columns together must not repeat within the sheet. `minimum`/`maximum` are
    inclusive and have the type of the kind (int, Decimal, date). `decimals`: most digits after the
    point (0..4). `percent`: "87,5 %" is understood too, and cells formatted as a percentage are
    read as Excel shows them. `blank_is_no`: an empty yes/no cell means no. `aliases`: other headers
    that are understood; words of a head of two rows are joined with " / ". `former`: what our own
    templates called it before: as good as its name. `refers`: what its codes
    name ("organisation"), so that a name may stand for the code. `whole_table`: one value may be
    given for all rows of a table that has no such column. `nothing`: words that leave the cell
    blank, where none of the choices is meant. `misplaced`: words that are known and belong
    elsewhere. `blank_says`: an empty cell
    says something by itself (no last day: still so), so that of two files one may not leave open
    what the other fills in. `for_reader`: shown beside a code and not stored."""

    id: str
    title: Text
    kind: Kind = Kind.TEXT
    required: bool = field(default=False, kw_only=True)
    key: bool = field(default=False, kw_only=True)
    help: Text = field(default=NOTHING, kw_only=True)
    example: Text | str = field(default="", kw_only=True)
    choices: tuple[Choice, ...] = field(default=(), kw_only=True)
    minimum: Bound | None = field(default=None, kw_only=True)
    maximum: Bound | None = field(default=None, kw_only=True)
    decimals: int = field(default=MAX_DECIMALS, kw_only=True)
    percent: bool = field(default=False, kw_only=True)
    blank_is_no: bool = field(default=False, kw_only=True)
    aliases: tuple[str, ...] = field(default=(), kw_only=True)
    former: tuple[str, ...] = field(default=(), kw_only=True)
    refers: str = field(default="", kw_only=True)
    whole_table: bool = field(default=False, kw_only=True)
    nothing: tuple[str, ...] = field(default=(), kw_only=True)
    misplaced: tuple[Misplaced, ...] = field(default=(), kw_only=True)
    blank_says: bool = field(default=False, kw_only=True)
    for_reader: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            raise ValueError(f"column {self.id}: choices belong to kind choice, and only to it")
        if not 0 <= self.decimals <= MAX_DECIMALS:
            raise ValueError(f"column {self.id}: decimals must be 0..{MAX_DECIMALS}")

    @property
    def dtype(self) -> pl.DataType:
        return DTYPES[self.kind]


@dataclass(frozen=True, slots=True)
class OpenColumns:
    """Columns not known beforehand, such as one a year.

    A header fits when its folded text (no accents, lower case) matches `pattern` fully; the
    column's id is group 1 when the pattern has a group, else the folded text. The cells are parsed
    like the column `like`."""

    pattern: str
    like: Column

    def id_of(self, folded_header: str) -> str | None:
        """The id for a folded header, or None when it does not fit."""
        match = re.fullmatch(self.pattern, folded_header)
        if match is None:
            return None
        return str(match.group(1)) if match.re.groups else match.group(0)

    def column(self, column_id: str) -> Column:
        """The column of that id: like the pattern's column, with the id as its header."""
        return replace(self.like, id=column_id, title=Text(column_id, column_id))


def year_columns(like: Column) -> OpenColumns:
    """One column a year: headers "2020" or "Năm 2020" give the column id "2020"."""
    return OpenColumns(pattern=r"(?:nam |year )?((?:19|20|21)\d\d)", like=like)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header row and rows below; or, when `vertical`, names in column A and values in
    column B.

    `optional`: the workbook may come without it. `closed`: an unknown column is an error, not a
    warning. A vertical sheet gives a frame of exactly one row. `leaves_out`: headings in use that
    it has no use for ("Quê quán"), left out without a question. `owner`: the columns of whoever's
    rows replace all that is stored of them (none: the whole sheet is one list); None: each row
    stands for itself."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    help: Text = field(default=NOTHING, kw_only=True)
    optional: bool = field(default=False, kw_only=True)
    open_columns: OpenColumns | None = field(default=None, kw_only=True)
    vertical: bool = field(default=False, kw_only=True)
    aliases: tuple[str, ...] = field(default=(), kw_only=True)
    closed: bool = field(default=False, kw_only=True)
    leaves_out: tuple[str, ...] = field(default=(), kw_only=True)
    owner: tuple[str, ...] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        ids = [column.id for column in self.columns]
        repeated = sorted({name for name in ids if ids.count(name) > 1} | ({"row"} & set(ids)))
        if repeated:
            raise ValueError(
                f"sheet {self.id}: column ids used twice or reserved: {', '.join(repeated)}"
            )

    def column(self, column_id: str) -> Column:
        """The column of that id; an open column when the pattern allows it; else KeyError."""
        for column in self.columns:
            if column.id == column_id:
                return column
        if self.open_columns is not None and self.open_columns.id_of(column_id) == column_id:
            return self.open_columns.column(column_id)
        raise KeyError(column_id)

    @property
    def key(self) -> tuple[str, ...]:
        """Ids of the key columns, in order."""
        return tuple(column.id for column in self.columns if column.key)

    def with_columns(self, columns: Iterable[Column]) -> "Sheet":
        """The same sheet with more columns at its end."""
        return replace(self, columns=(*self.columns, *columns))

    def schema(self, open_ids: Iterable[str] = ()) -> dict[str, pl.DataType]:
        """Types of the parsed frame: `row` (the row number in the file), then the columns in the
        order declared.
        """
        types: dict[str, pl.DataType] = {"row": pl.Int64()}
        types |= {column.id: column.dtype for column in self.columns}
        return types | {name: self.column(name).dtype for name in open_ids}

    def empty_frame(self) -> pl.DataFrame:
        """A frame without rows, as parsing an empty sheet gives it."""
        return pl.DataFrame(schema=self.schema())


@dataclass(frozen=True, slots=True)
class Workbook:
    """One kind of file: its sheets in order."""

    id: str
    title: Text
    sheets: tuple[Sheet, ...]
    help: Text = NOTHING

    def sheet(self, sheet_id: str) -> Sheet:
        """The sheet of that id, else KeyError."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise KeyError(sheet_id)
