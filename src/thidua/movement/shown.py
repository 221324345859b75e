"""The values that the page of the movement is made of, as its templates read them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number with the list that it opens ("": none); `words` after it, `before` it, say what it
    counts.
    """

    number: int
    href: str
    words: str = ""
    before: str = ""


@dataclass(frozen=True)
class TableRow:
    """A row of the table: its name, the numbers of its columns, and of its targets those done."""

    name: str
    href: str
    cells: Sequence[Number]
    done: Number
    all: Number
    width: str


@dataclass(frozen=True)
class Share:
    """A line of “progress against time”: a part of a whole, its list, its bar."""

    words: str
    part: Number
    whole: Number
    share: str
    width: str
    is_time: bool = False


@dataclass(frozen=True)
class Freeing:
    """Somebody who could free tasks: how many, how many promises are overdue, since when."""

    name: str
    tasks: Number
    overdue: Number
    since: dt.date


@dataclass(frozen=True)
class WaitingLine:
    """A task that is late or silent, and since when."""

    name: str
    href: str
    unit: str
    since: str


@dataclass(frozen=True)
class WaitingShown:
    """A state that asks for somebody: how many, and the first of them."""

    key: str
    title: str
    all: Number
    first: Sequence[WaitingLine]
