"""What a person answered, as part of what is known of a shape or said of this file."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from thidua.errors import RefusedError
from thidua.matching.layout import RowKind
from thidua.matching.mapping import TableMapping, Take, ThisFile

if TYPE_CHECKING:
    from thidua.matching.understanding import Understood


class UnfitAnswerError(RefusedError):
    """An answer is none of the options, and not what may be written besides them."""


def answer(
    understood: "Understood", answers: Mapping[str, Mapping[str, str]]
) -> tuple[TableMapping, ThisFile]:
    """The mapping and what is said of this file, with these answers: `answers[question id][part
    key]` is a value of an option, what `Question.free` allows, or "" (nobody says so any more).

    Questions that are not there any more are passed over. Raises UnfitAnswerError naming the
    question."""
    return understood.mapping, understood.this_file


def with_column(mapping: TableMapping, heading: str, to: str) -> TableMapping:
    """The mapping whose column of that `Heading.key` gives the sheet's column `to` ("": left out).
    Whatever gave `to` before is left out, unless both give other columns besides (Nam / Nữ).
    """
    others = tuple(take for take in mapping.takes if take.heading != heading)
    return mapping.model_copy(update={"takes": (*others, Take(heading=heading, to=to))})


def with_kind(this_file: ThisFile, row: int, kind: RowKind) -> ThisFile:
    """What is said of the file, and that this row (its number in the file) is of that kind."""
    return this_file.model_copy(update={"kinds": {**this_file.kinds, row: kind}})
