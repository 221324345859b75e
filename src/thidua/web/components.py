"""What the parts of a page are given: values already counted and worded. Parts are named by what
they show (a pool, a level, a condition); no rule of the year is here, nor is anything looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from django.utils.translation import gettext as _

from thidua.vocabulary import ShownLevel

# Narrower than this share of the bar, a number does not fit on a phone; narrower than the second,
# nowhere.
_FITS_PHONE = Decimal(14)
_FITS = Decimal(4)


@dataclass(frozen=True)
class Crumb:
    name: str
    href: str = ""


@dataclass(frozen=True)
class Count:
    """How many subjects stand at one level, and the address of their list."""

    level: ShownLevel
    number: int
    href: str = ""


@dataclass(frozen=True)
class Segment:
    """A piece of a stacked bar; `x`, `width`, `middle` are percentages ready for SVG."""

    level: ShownLevel
    number: int
    href: str
    x: str
    width: str
    middle: str
    narrow: bool
    labelled: bool


def segments(counts: Sequence[Count]) -> list[Segment]:
    """Stacked from the left, in the given order, empty ones left out."""
    total = sum(count.number for count in counts)
    found: list[Segment] = []
    start = Decimal(0)
    for count in counts:
        if not count.number:
            continue
        width = Decimal(100 * count.number) / total
        found.append(
            Segment(
                level=count.level,
                number=count.number,
                href=count.href,
                x=f"{start:.3f}%",
                width=f"{width:.3f}%",
                middle=f"{start + width / 2:.3f}%",
                narrow=width < _FITS_PHONE,
                labelled=width >= _FITS,
            )
        )
        start += width
    return found


@dataclass(frozen=True)
class Gauge:
    """A pool: how many hold the level, and how many may."""

    name: str
    used: int
    ceiling: int
    size: int
    href: str = ""
    how: str = ""

    @property
    def left(self) -> int:
        return self.ceiling - self.used

    @property
    def fill(self) -> str:
        share = (
            Decimal(100 * self.used) / self.ceiling
            if self.ceiling
            else Decimal(100 if self.used else 0)
        )
        return f"{min(share, Decimal(100)):.1f}%"

    @property
    def css(self) -> str:
        if self.used > self.ceiling:
            return "not_completed"
        return "completed" if self.used == self.ceiling else "outstanding"


class Marked(Protocol):
    """A part of a name; `hit`: it answers what was typed."""

    @property
    def text(self) -> str: ...
    @property
    def hit(self) -> bool: ...


State = Literal["done", "now", "later"]
Outcome = Literal["met", "not_met", "unknown", "excused"]


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    name: str
    href: str


@dataclass(frozen=True)
class Condition:
    """One condition of a level as it is shown: what it asks, what was seen, what was wanted, who
    says so, and what it `waits` for where nobody can tell.
    """

    title: str
    outcome: Outcome
    seen: str = ""
    wanted: str = ""
    source: str = ""
    confirmed: bool = True
    href: str = ""
    children: Sequence["Condition"] = ()
    source_href: str = ""
    waits: Sequence[Link] = ()
    facts_from: Sequence[Link] = ()
    """Where the facts that it reads come from; an empty address leads nowhere."""
    id: str = ""
    """Of the rule; "": a part of one."""


@dataclass(frozen=True)
class Rung:
    """One level of the ladder with its conditions; `settled`: those met already of a level that
    is still possible, folded away.
    """

    level: ShownLevel
    state: Literal["above", "reached", "maybe", "below"]
    conditions: Sequence[Condition] = ()
    note: str = ""
    folded: bool = False
    settled: Sequence[Condition] = ()

    @property
    def css(self) -> str:
        """The classes of its step: its state, its colour, whether it lies on the way climbed."""
        climbed = " is-under" if self.state in ("below", "reached") else ""
        return f"step is-{self.state} at-{self.level.css}{climbed}"


@dataclass(frozen=True)
class Event:
    """Something that happened, in order. `when` is already worded; "" when nobody wrote the day."""

    when: str
    title: str
    detail: str = ""
    missing: bool = False


@dataclass(frozen=True)
class YearStep:
    """One step on the line of the year, its last day whole. `today` is the place of today inside it
    as a percentage, or ""; `left` how long it still runs, in words.
    """

    name: str
    until: str
    state: State
    weight: int
    today: str = ""
    left: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a longer list."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    previous: str = ""
    following: str = ""


@dataclass(frozen=True)
class YearLevel:
    """The level of one earlier year; None: nothing is known of it."""

    year: int
    level: ShownLevel | None = None


@dataclass(frozen=True)
class Strip:
    """The years as squares; `in_words` is what is read aloud for them."""

    years: Sequence[YearLevel] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return any(entry.level for entry in self.years)

    @property
    def in_words(self) -> str:
        """2017: Tốt, 2018: không có số liệu"""
        unknown = _("không có số liệu")
        return ", ".join(
            f"{entry.year}: {entry.level.short if entry.level else unknown}" for entry in self.years
        )
