"""Tests on the ratings of those below: a cell's members, an organisation's subordinate
organisations.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal, Self

import narwhals as nw
from pydantic import model_validator

from thidua.language import Text
from thidua.rulebook.conditions.base import UNKNOWN
from thidua.rulebook.conditions.limits import Limited, percent_text
from thidua.rulebook.conditions.ordered import LevelBound
from thidua.rulebook.conditions.terms import Fault, Terms
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.values import Row, fixed
from thidua.vocabulary import Level

Children = Literal["members", "subordinates"]

COUNTED_LEVELS = (2, 3, 4)
"""The levels that children are counted at or above; at or above the lowest is everybody."""

_WHO = {
    "members": Text("đảng viên", "members"),
    "subordinates": Text("tổ chức trực thuộc", "subordinate organisations"),
}

_NOBODY = Text(
    "không có {who} nào được xếp loại nên điều kiện này không áp dụng",
    "none of the {who} is rated, so this does not apply",
)


def total(children: str) -> str:
    """The column that counts all rated children."""
    return f"{children}.total"


def sure(children: str, level: int) -> str:
    """The column that counts the children certainly at or above a level."""
    return f"{children}.sure_ge_{level}"


def possible(children: str, level: int) -> str:
    """The column that counts the children possibly at or above a level."""
    return f"{children}.possible_ge_{level}"


def count_columns(children: str) -> tuple[str, ...]:
    """All columns that describe the ratings of one kind of children."""
    counted = [name(children, level) for level in COUNTED_LEVELS for name in (sure, possible)]
    return (total(children), *counted)


class Share(Limited):
    """`share: members, at_or_above: good, at_least: 80`, in percent of all rated children.

    A child whose level is not known yet counts both ways: the condition is met only if those who
    surely count suffice, and not met only if even all who possibly count would not suffice. Where
    nobody is rated there is nothing to take a share of: the condition does not apply (decision
    033)."""

    head: ClassVar[str] = "share"
    share: Children
    at_or_above: LevelBound | None = None
    at_or_below: LevelBound | None = None

    @model_validator(mode="after")
    def _check_side(self) -> Self:
        if (self.at_or_above is None) == (self.at_or_below is None):
            names = "at_or_above, at_or_below"
            raise ValueRefusedError(
                Text(f"cần đúng một trong: {names}", f"needs exactly one of: {names}")
            )
        return self

    def level(self, terms: Terms) -> Level:
        return Level.from_word(
            terms.value(self.at_or_above if self.at_or_above is not None else self.at_or_below)
        )

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        whole = nw.col(total(self.share))
        fewest, most = self._part(terms)
        if not self.comparison.upward:
            fewest, most = most, fewest
        surely = self.part_holds(fewest, whole, terms)
        possibly = self.part_holds(most, whole, terms)
        return surely | (possibly & UNKNOWN)

    def excuses(self, terms: Terms) -> list[nw.Expr]:
        return [*super().excuses(terms), nw.col(total(self.share)) == 0]

    def about_nobody(self, terms: Terms, row: Row) -> bool:
        return row.get(total(self.share)) == 0

    def _part(self, terms: Terms) -> tuple[nw.Expr, nw.Expr]:
        """The fewest and the most children that may count."""
        code, whole = self.level(terms).code, nw.col(total(self.share))
        if self.at_or_above is not None:
            everybody = code == Level.NOT_COMPLETED.code
            columns = (
                [total(self.share)] * 2
                if everybody
                else [sure(self.share, code), possible(self.share, code)]
            )
            return nw.col(columns[0]), nw.col(columns[1])
        if code == Level.OUTSTANDING.code:
            return whole, whole
        return whole - nw.col(possible(self.share, code + 1)), whole - nw.col(
            sure(self.share, code + 1)
        )

    def counted(self, terms: Terms, row: Row) -> tuple[int, int, int] | None:
        """The fewest and the most that may count, and the whole; None where the counts are not
        there.
        """
        if any(row.get(column) is None for column in self.columns(terms)):
            return None
        code, whole = self.level(terms).code, int(row[total(self.share)])
        counts = {
            level: (int(row[sure(self.share, level)]), int(row[possible(self.share, level)]))
            for level in COUNTED_LEVELS
        }
        if self.at_or_above is not None:
            fewest, most = counts.get(code, (whole, whole))
            return fewest, most, whole
        low, high = counts.get(code + 1, (0, 0))
        return whole - high, whole - low, whole

    def wanted(self, terms: Terms) -> Text:
        side = Text("{level} trở lên", "{level} or better")
        if self.at_or_below is not None:
            side = Text("{level} trở xuống", "{level} or worse")
        return Text("{bound} {who} ở mức {side}", "{bound} of the {who} at {side}").format(
            bound=self.bound(terms, "%"),
            who=_WHO[self.share],
            side=side.format(level=self.level(terms).title),
        )

    def seen(self, terms: Terms, row: Row) -> Text:
        counted = self.counted(terms, row)
        if counted is None:
            return Text("{who}: chưa có", "{who}: not known").format(who=_WHO[self.share])
        fewest, most, whole = counted
        if not whole:
            return _NOBODY.format(who=_WHO[self.share])
        seen = percent_text(fewest, whole)
        if most == fewest:
            return seen
        more = Text("{seen}, có thể đến {most}", "{seen}, possibly up to {most}")
        return more.format(seen=seen, most=percent_text(most, whole))

    def lack(self, terms: Terms, row: Row) -> Text:
        counted = self.counted(terms, row)
        if counted is None or not counted[2]:
            return super().lack(terms, row)
        fewest, most, whole = counted
        limit, hundred = fixed(self.limit(terms)) * whole, fixed(Decimal(100))
        level, who = self.level(terms).title, _WHO[self.share]
        side = (
            Text("trở lên", "or better")
            if self.at_or_above is not None
            else Text("trở xuống", "or worse")
        )
        if self.comparison.upward:
            enough = -(-limit // hundred) if self.comparison.equal else limit // hundred + 1
            text = Text(
                "cần thêm {n} {who} ở mức {level} {side}", "{n} more {who} at {level} {side} needed"
            )
            return text.format(n=max(enough - fewest, 0), who=who, level=level, side=side)
        allowed = limit // hundred if self.comparison.equal else -(-limit // hundred) - 1
        text = Text(
            "cần bớt {n} {who} ở mức {level} {side}", "{n} fewer {who} at {level} {side} needed"
        )
        return text.format(n=max(most - allowed, 0), who=who, level=level, side=side)

    def columns(self, terms: Terms) -> tuple[str, ...]:
        return count_columns(self.share)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        for key in ("at_or_above", "at_or_below"):
            yield from terms.wrong_value(getattr(self, key), key, "level")
