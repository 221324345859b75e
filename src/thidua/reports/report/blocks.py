"""What a report is made of: a list of blocks that every renderer prints in its own way."""

from dataclasses import dataclass
from typing import Literal

from thidua.reports.charts import Spec

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a section (I, II, …) or an annex, level 2 a part of it."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; `strong` for the sentence that carries a section."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short items."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its head, where its cells stand, and its part of the width."""

    title: str
    align: Align = "right"
    weight: int = 2


@dataclass(frozen=True)
class Table:
    """A table with a caption; its head is repeated on every page. `total`: the last row sums up the others."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart with a caption; `alt` says in words what it shows."""

    caption: str
    alt: str
    spec: Spec


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Letterhead:
    """The head of a Party document (HD 36-HD/VPTW): committee, number, place and day, title and subject."""

    committee: str
    number: str
    dateline: str
    title: str
    subject: str


@dataclass(frozen=True)
class Signature:
    """The end of a Party document: who receives it, on whose behalf it is signed."""

    receivers: tuple[str, ...]
    on_behalf_of: str
    post: str


@dataclass(frozen=True)
class Report:
    """A whole report: head, body, signature, annexes."""

    letterhead: Letterhead
    body: tuple[Block, ...]
    signature: Signature
    annexes: tuple[Block, ...]
