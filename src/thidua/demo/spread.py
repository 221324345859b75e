"""Sharing out whole numbers exactly."""

from collections.abc import Callable, Sequence
from random import Random


def spread(
    total: int,
    *,
    weights: Sequence[float],
    bounds: Sequence[tuple[int, int]],
    random: Random,
    what: str,
) -> list[int]:
    """Whole numbers that sum to `total`, roughly in proportion to `weights`, each within its bounds
    (least, most).

    Raises ValueError naming `what` when that cannot be.
    """
    least, most = [low for low, _ in bounds], [high for _, high in bounds]
    if not sum(least) <= total <= sum(most):
        raise ValueError(f"{what}: {total} is not between {sum(least)} and {sum(most)}")
    whole = sum(weights) or 1.0
    parts = [
        min(high, max(low, int(total * weight / whole)))
        for weight, (low, high) in zip(weights, bounds, strict=True)
    ]
    step = 1 if sum(parts) < total else -1
    places = list(range(len(parts)))
    while sum(parts) != total:
        random.shuffle(places)
        missing = abs(total - sum(parts))
        room: Callable[[int], bool] = (
            (lambda place: parts[place] < most[place])
            if step > 0
            else (lambda place: parts[place] > least[place])
        )
        for place in [place for place in places if room(place)][:missing]:
            parts[place] += step
    return parts
