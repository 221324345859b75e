"""Many rows at once at the level that each of them reached."""

from collections.abc import Sequence

from thidua.boards.actions import Wish
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.definition import Board
from thidua.boards.reading import entries_on


def wishes_as_reached(board: Board, marks: Sequence[tuple[int, ...]]) -> list[Wish]:
    """A wish for each marked row (entry and version seen). Raises ChoiceError where one is not on
    this board, or nobody can tell what it reached.
    """
    versions = {mark[0]: mark[1] for mark in marks}
    found = entries_on(board).filter(pk__in=list(versions)).select_related("rating")
    entries = {entry.pk: entry for entry in found}
    if strange := [entry for entry in versions if entry not in entries]:
        raise ChoiceError.not_here(strange)
    wishes, errors = [], []
    for pk, entry in entries.items():
        rating = getattr(entry, "rating", None)
        if rating is None or rating.low is None or rating.low != rating.high:
            errors.append(ChoiceError.cannot_tell(pk, entry.name))
        else:
            wishes.append(Wish(pk, rating.low, versions[pk]))
    if errors:
        raise ChoiceError.several(errors)
    return wishes
