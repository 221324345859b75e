"""What the parts of the file are said in: lines under each other, in sections."""

import datetime as dt
from dataclasses import dataclass

from thidua.vocabulary import ShownLevel
from thidua.web.clock import shown


@dataclass(frozen=True)
class Line:
    """One thing: what it is, and what is said of it in order. `state` is its mark, always beside
    words: yes, no, open, "".
    """

    title: str
    said: tuple[str, ...] = ()
    state: str = ""
    level: ShownLevel | None = None


@dataclass(frozen=True)
class Link:
    """Where more of it is, or a file of it."""

    words: str
    href: str


@dataclass(frozen=True)
class Section:
    """A part of the file; `empty`: what is said where there is nothing; `reads`: its lines are
    words that somebody wrote, not notes about something.
    """

    title: str
    lines: tuple[Line, ...]
    empty: str = ""
    links: tuple[Link, ...] = ()
    reads: bool = False


def day(on: dt.date | None) -> str:
    return f"{on:%d/%m/%Y}" if on else ""


def moment(at: dt.datetime) -> str:
    return f"{shown(at):%d/%m/%Y %H:%M}"


def said(*parts: str) -> tuple[str, ...]:
    """What is not empty."""
    return tuple(part for part in parts if part)
