"""The shares that reports argue with, each worked out in one place from whole numbers.

Of the whole: how many are good or better, outstanding, and so on. Of those at good, and of those at
good or better: how many are outstanding, which is what the quota speaks of (HD 21-HD/BTCTW; the
base is a province's to choose)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.language import Text
from thidua.numbers import exact_percent, percent_in_both
from thidua.vocabulary import BEST_FIRST, LevelCounts
from thidua.web.cells import Percent

NOTHING = Text("–", "–")

TITLES: Mapping[str, Text] = {
    "good_or_better": Text("Tốt trở lên", "Good or better"),
    **{level.value: level.short for level in BEST_FIRST},
    "outstanding_of_good": Text("Xuất sắc / Tốt", "Outstanding / good"),
    "outstanding_of_good_or_better": Text("Xuất sắc / Tốt trở lên", "Outstanding / good or better"),
}
"""Every share by its key, with its short name."""

OF_GOOD = ("outstanding_of_good", "outstanding_of_good_or_better")
"""The shares of outstanding that a quota is compared with."""


@dataclass(frozen=True)
class Share:
    """A part of a whole. `sign` stands before it while some levels are not known: "≥" where the
    part can only grow and the whole cannot, "≈" where both may; "" once all are.
    """

    part: int
    whole: int
    sign: str = ""

    @property
    def exact(self) -> Decimal | None:
        """In percent to one decimal, rounded half up once; None of nothing."""
        return exact_percent(self.part, self.whole) if self.whole else None

    @property
    def cell(self) -> Percent | None:
        """As it stands in a file; None of nothing."""
        return None if self.exact is None else Percent(self.exact, self.sign)

    @property
    def text(self) -> Text:
        """As it is printed: 21,8% in Vietnamese, 21.8% in English; a dash of nothing."""
        if not self.whole:
            return NOTHING
        written = percent_in_both(self.part, self.whole)
        return Text(self.sign + written.vi, self.sign + written.en)


def shares(levels: LevelCounts) -> dict[str, Share]:
    """Every share of a group, by key. Of a group in which nobody's level is known, or that has
    nobody, no share is known.
    """
    return {key: share_of(key, levels) for key in TITLES}


def share_of(key: str, levels: LevelCounts) -> Share:
    """One share, by its key in `TITLES`. Raises KeyError."""
    wholes = {
        "outstanding_of_good": levels.good,
        "outstanding_of_good_or_better": levels.good_or_better,
    }
    part = levels.outstanding if key in wholes else getattr(levels, key)
    if levels.cannot_tell == levels.total:
        return Share(0, 0)
    open_ = "≈" if key in wholes else "≥"
    return Share(part, wholes.get(key, levels.total), open_ if levels.cannot_tell else "")


def share_so_far(levels: LevelCounts) -> Text:
    """The share at good or better."""
    return share_of("good_or_better", levels).text
