"""What a choice means for one subject, in levels 1 to 4: the engine's `standing`, for a single
one.
"""

from thidua.vocabulary import Level

GOOD, OUTSTANDING = Level.GOOD.code, Level.OUTSTANDING.code


def expected(low: int) -> int:
    """Where a subject stands that nobody chose: what it reached, outstanding only inside the
    quota.
    """
    return min(low, GOOD)


def stands(low: int, chosen: int | None, decided: int | None = None) -> int:
    """Where a subject of a known level stands: decided; else chosen; else what is expected."""
    if decided is not None:
        return decided
    if chosen is None:
        return expected(low)
    return low if chosen == OUTSTANDING else chosen


def choice_for(low: int, wanted: int) -> int | None:
    """What is stored when an officer wants this level: nothing where it stands there anyway."""
    return None if wanted == expected(low) else wanted


def deviates(low: int, wanted: int) -> bool:
    """Whether wanting this level needs a reason: it is neither expected nor a place inside the
    quota.
    """
    return wanted != expected(low) and not (wanted == OUTSTANDING and low == OUTSTANDING)
