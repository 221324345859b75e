"""What readers may know of a year: counts of organisations, suppressed counts of people, names of
organisations.

This is what is sealed when a year is published. It holds nobody's name: there is no field for one.
"""

import datetime as dt
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from thidua.language import Text
from thidua.portal.suppression import Cell
from thidua.vocabulary import BEST_FIRST, Outcome

LEVELS = BEST_FIRST
"""The levels, best first: the order of every row of counts here."""


class _Sealed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PublicText(_Sealed):
    """A text in both languages; the Vietnamese stands for both where nobody wrote the other."""

    vi: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "PublicText":
        return cls(vi=text.vi, en=text.en)

    @property
    def text(self) -> Text:
        return Text(self.vi, self.en)


class LevelRow(_Sealed):
    """How many stand at each level (LEVELS), and in all. Counts of people may be marks instead of
    numbers.
    """

    counts: tuple[Cell, ...]
    total: Cell

    def numbers(self) -> tuple[int, ...] | None:
        """The counts, when every one of them is printed."""
        found = tuple(cell for cell in self.counts if isinstance(cell, int))
        return found if len(found) == len(self.counts) else None

    @property
    def good_or_better(self) -> int | None:
        """Outstanding and good together; None unless both are printed."""
        best, good = self.counts[:2]
        return best + good if isinstance(best, int) and isinstance(good, int) else None


class BodyRow(_Sealed):
    """The line of one upper-level organisation (or of one kind of organisation)."""

    code: str
    name: PublicText
    levels: LevelRow
    commended: bool = False


class YearShare(_Sealed):
    """One year of a five-year line: the share at good or better, and at outstanding, in percent to
    one decimal.
    """

    year: int
    good_or_better: Decimal | None
    outstanding: Decimal | None


class PublicIndicator(_Sealed):
    code: str
    name: str
    unit: str
    higher_is_better: bool
    target: Decimal
    result: Decimal | None
    outcome: Outcome
    rank_region: int | None = None
    rank_country: int | None = None


class PublicAward(_Sealed):
    """One form of recognition given to one kind of receiver. `organisations` names them where the
    State gave it.
    """

    form: PublicText
    given_to: PublicText
    number: Cell
    by_the_state: bool
    organisations: tuple[str, ...] = ()


class PublicFigures(_Sealed):
    """One year. `format` rises when a field changes its meaning."""

    format: int = 1
    year: int
    province: str
    place: str
    committee: str
    name: str
    spirit: str
    next_theme: str
    launch_date: dt.date | None
    launch_venue: str
    indicators: tuple[PublicIndicator, ...]
    upper_level: LevelRow
    grassroots: LevelRow
    grassroots_by_body: tuple[BodyRow, ...]
    grassroots_by_kind: tuple[BodyRow, ...]
    members: LevelRow
    members_by_body: tuple[BodyRow, ...]
    grassroots_years: tuple[YearShare, ...]
    member_years: tuple[YearShare, ...]
    commended: tuple[str, ...]
    running_upper_level: tuple[str, ...]
    running_grassroots: tuple[str, ...]
    awards: tuple[PublicAward, ...]
    limits: tuple[PublicText, ...]
    overdue_remedies: Cell | None = None
    """Of the whole province, on the day it was sealed; None: it has none, or was sealed before
    they were counted.
    """

    def with_outcome(self, outcome: Outcome) -> list[PublicIndicator]:
        return [row for row in self.indicators if row.outcome is outcome]
