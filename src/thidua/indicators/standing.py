"""How an indicator stands on the way to its target, in a word and never a grade. PURE: exact
decimals.

Of what grows the way is a straight line: after eight months eight twelfths of the target. What
stands at a level, and what nobody said how it counts, is watched until it is reached.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from thidua.indicators.reporting import MONTHS, HowCounted
from thidua.language import Text
from thidua.targets.sums import PRECISION
from thidua.vocabulary import Reached, Word


class Standing(Word):
    """In the order in which they are told."""

    EXCEEDED = "exceeded", 1, Text("đã vượt", "exceeded")
    REACHED = "reached", 2, Text("đã đạt", "reached")
    ON_TRACK = "on_track", 3, Text("đúng tiến độ", "on time")
    BEHIND = "behind", 4, Text("chậm", "behind")
    MISSED = "missed", 5, Text("chưa đạt", "missed")
    WATCHED = "watched", 6, Text("đang theo dõi", "watched")
    UNKNOWN = "unknown", 7, Text("chưa có số liệu", "no number yet")
    AIMLESS = "aimless", 8, Text("chưa có mức phấn đấu", "no target")


@dataclass(frozen=True)
class Aim:
    """What a number is held to: the target, after how many months of the year it is told, how it
    counts, which side is better; `is_over`: the year is.
    """

    target: Decimal | None
    months: int
    counted: str
    higher_is_better: bool
    is_over: bool


def standing_of(value: Decimal | None, aim: Aim) -> Standing:
    """The word for a value on its way. A number that only grows and had better stay low is reached
    when the year is over, and missed as soon as it is passed.
    """
    if value is None:
        return Standing.UNKNOWN
    if aim.target is None:
        return Standing.AIMLESS
    reached = Reached.of(value, aim.target, higher_is_better=aim.higher_is_better)
    grows = aim.counted == HowCounted.GROWS
    if grows and not aim.higher_is_better and not aim.is_over:
        return _on_the_way(value, aim.target, aim) if reached.is_done else Standing.MISSED
    if reached.is_done:
        return Standing(reached.value)
    if aim.is_over:
        return Standing.MISSED
    return _on_the_way(value, aim.target, aim) if grows else Standing.WATCHED


def _on_the_way(value: Decimal, target: Decimal, aim: Aim) -> Standing:
    """On the line, or on the better side of it: nothing is divided, so nothing is rounded."""
    with localcontext() as context:
        context.prec = PRECISION
        there, wanted = value * MONTHS, target * aim.months
    on_track = there >= wanted if aim.higher_is_better else there <= wanted
    return Standing.ON_TRACK if on_track else Standing.BEHIND


def way_after(target: Decimal, months: int) -> Decimal:
    """Where the line to the target is after so many months, to be read: rounded half up, with as
    many decimals as the target has.
    """
    exponent = target.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    with localcontext() as context:
        context.prec = PRECISION
        share = target * months / MONTHS
        return share.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
