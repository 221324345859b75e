"""What a paper is made of: blocks that Word, PDF and the page print each in its own way."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

Spec = dict[str, Any]
"""A chart as Vega-Lite describes it."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a section (I, II, …) or an annex, level 2 a part of it; `centred` over
    a list.
    """

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1
    new_page: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; `strong` for the sentence that carries a section, `lead` for bold words before
    it (“Điều 1.”).
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    strong: bool = False
    lead: str = ""


@dataclass(frozen=True)
class Centred:
    """A line in the middle of the page: who decides, a list's title. Bold unless `plain`: then in
    italics.
    """

    kind: ClassVar[str] = "centred"
    text: str
    plain: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short items."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its head, where its cells stand, and its part of the width."""

    title: str
    align: Align = "right"
    weight: int = 2


@dataclass(frozen=True)
class Across:
    """A row of a table over all its columns: the title of a section, or a `note` to the row above
    it, which it stays with.
    """

    text: str
    note: bool = False


Row = tuple[str, ...] | Across


@dataclass(frozen=True)
class Table:
    """A table with a caption; its head is repeated on every page. `total`: the last row sums up the
    others.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: bool = False

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The rows of the columns, without those that reach across."""
        return [row for row in self.rows if not isinstance(row, Across)]


@dataclass(frozen=True)
class Picture:
    """A chart with a caption; `alt` says in words what it shows."""

    kind: ClassVar[str] = "picture"
    caption: str
    alt: str
    spec: Spec


Block = Heading | Paragraph | Centred | Bullets | Table | Picture


@dataclass(frozen=True)
class Letterhead:
    """The head of a Party document (HD 36-HD/VPTW): committee, number, place and day, title and
    subject.

    `above`: the organisation over the committee, which stands first in the papers of all but the
    province."""

    committee: str
    number: str
    dateline: str
    title: str
    subject: str
    above: str = ""


@dataclass(frozen=True)
class Signature:
    """The end of a Party document: who receives it, on whose behalf it is signed."""

    receivers: tuple[str, ...]
    on_behalf_of: str
    post: str


@dataclass(frozen=True)
class Paper:
    """A whole paper: head, body, signature, annexes; `note` stands at the foot of every page."""

    letterhead: Letterhead
    body: tuple[Block, ...]
    signature: Signature
    annexes: tuple[Block, ...]
    note: str = ""
