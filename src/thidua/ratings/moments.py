"""Whether a level and its reasons are of one moment: what was stored, held against the facts of
now.

Reasons are worked out when somebody asks; the level was stored by the last run of the rulebook, or
by the decision. Until the next run a corrected fact may lie between the two. Pages, API answers and
papers ask here, and show both where they differ.
"""

from dataclasses import dataclass

from thidua.language import Text
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.vocabulary import shown_level

Range = tuple[int, int]
"""The lowest and the highest level (1 to 4) that a subject may have reached."""


@dataclass(frozen=True)
class Moment:
    """A subject's reached range as it was stored (None: never rated) and as the facts of now give
    it; `decided`: the stored one is what the decision was made on.
    """

    stored: Range | None
    now: Range | None
    decided: bool = False

    @property
    def differs(self) -> bool:
        """Whether the facts of now give another range than the one stored. Newer facts that give
        the same range make no difference: that level has the reasons of now.
        """
        return self.stored is not None and self.now is not None and self.stored != self.now

    @property
    def note(self) -> Text | None:
        """Both ranges in a sentence; None where they are one."""
        if not self.differs or self.stored is None or self.now is None:
            return None
        return (_SINCE_DECISION if self.decided else _SINCE_RUN).format(
            stored=range_text(self.stored), now=range_text(self.now)
        )


_SINCE_RUN = Text(
    "Thông tin đã thay đổi sau lần xếp loại gần nhất, đang chờ xếp loại lại. Mức đạt tiêu chuẩn "
    "theo lần ấy: {stored}; theo thông tin hiện nay: {now}. Các lý do dưới đây theo thông tin hiện "
    "nay.",
    "Facts changed since the last rating, and wait to be rated again. Reached by that rating: "
    "{stored}. Reached by the facts of now: {now}; the reasons below are by the facts of now.",
)
_SINCE_DECISION = Text(
    "Thông tin đã thay đổi sau khi có quyết định. Mức đạt tiêu chuẩn khi quyết định: {stored}; "
    "theo thông tin hiện nay: {now}. Các lý do dưới đây theo thông tin hiện nay.",
    "Facts changed since the decision. Reached when it was decided: {stored}. Reached by the facts "
    "of now: {now}; the reasons below are by the facts of now.",
)
_BETWEEN = Text("chưa đủ căn cứ, có thể từ {low} đến {high}", "cannot tell, from {low} to {high}")


def moment_of(entry: RosterEntry, explanation: Explanation) -> Moment:
    """The moment of one subject: a decision's own range where one is issued, else the last run's.

    Who prefetches `rating` and `decided__decision` of the entry asks the database nothing more.
    """
    now = None
    if explanation.low is not None and explanation.high is not None:
        now = (explanation.low.code, explanation.high.code)
    decided = entry.issued_item
    if decided is not None:
        return Moment((decided.reached_low, decided.reached_high), now, decided=True)
    rating = getattr(entry, "rating", None)
    return Moment((rating.low, rating.high) if rating is not None else None, now)


def range_text(levels: Range) -> Text:
    """A range in words, in both languages."""
    low, high = (shown_level(level).title for level in levels)
    return low if levels[0] == levels[1] else _BETWEEN.format(low=low, high=high)
