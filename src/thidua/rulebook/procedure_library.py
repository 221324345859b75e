"""The procedures and forms that come with the product, and which of them a review is held by."""

from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from thidua.language import Text
from thidua.rulebook.errors import RulebookError
from thidua.rulebook.procedure import LATER, Procedure, checked, load_procedure
from thidua.rulebook.procedure_values import Choice, Number, Share
from thidua.rulebook.review_form import FormBook, load_forms
from thidua.rulebook.texts import read_model

_ROOM = files("thidua.rulebook")


class NoProcedureInForceError(RulebookError):
    """No procedure, or no forms, for a review on that day."""

    def __init__(self, day: date) -> None:
        self.day = day
        covered = "; ".join(
            f"{one.in_force.from_:%d/%m/%Y}–{one.in_force.to:%d/%m/%Y}"
            if one.in_force.to
            else f"{one.in_force.from_:%d/%m/%Y}–"
            for one in packaged_procedures()
        )
        super().__init__(
            Text(
                "chưa có quy trình kiểm điểm nào có hiệu lực ngày {day}; các thời gian có "
                "quy trình (từ ngày – đến trước ngày): {covered}",
                "no procedure of the review is in force on {day}; covered (from – until before): "
                "{covered}",
            ).format(day=f"{day:%d/%m/%Y}", covered=covered)
        )


def packaged_procedures() -> tuple[Procedure, ...]:
    """The procedures that come with the product."""
    return tuple(read_procedure(text) for text in _texts("procedures"))


def packaged_forms() -> tuple[FormBook, ...]:
    """The books of forms that come with the product."""
    return tuple(read_forms(text) for text in _texts("forms"))


def procedure_on(day: date) -> Procedure:
    """The procedure in force on the day of the review. Raises NoProcedureInForceError."""
    for one in packaged_procedures():
        if one.in_force.covers(day):
            return one
    raise NoProcedureInForceError(day)


def forms_on(day: date) -> FormBook:
    """The forms in force on the day of the review. Raises NoProcedureInForceError."""
    for one in packaged_forms():
        if one.in_force.covers(day):
            return one
    raise NoProcedureInForceError(day)


@lru_cache(maxsize=32)
def read_procedure(text: str) -> Procedure:
    """A shipped text, or one that a year kept: in that, what the product has asked for since then
    stands as in the shipped one. Read once a process: 27 ms each. Raises FrameworkError."""
    if text in _texts("procedures"):
        return load_procedure(text)
    return checked(completed(read_model(Procedure, text, "procedure.yaml")))


def completed(kept: Procedure) -> Procedure:
    """A kept procedure with the values of LATER that it lacks, from the shipped text of its name,
    or of its day; what it says itself is never touched. Their sources come along.
    """
    shipped = _shipped_like(kept)
    lacking: dict[str, dict[Any, Number | Share | Choice]] = {
        group: {name: getattr(shipped, group)[name] for name in names}
        for group, names in LATER.items()
    }
    lacking["rounds"] = {**shipped.rounds}
    filled = {group: {**added, **getattr(kept, group)} for group, added in lacking.items()}
    values = (value for added in lacking.values() for value in added.values())
    sources = {one.cite.source: shipped.sources[one.cite.source] for one in values if one.cite}
    return kept.model_copy(update={**filled, "sources": {**sources, **kept.sources}})


def _shipped_like(kept: Procedure) -> Procedure:
    shipped = packaged_procedures()
    named = (one for one in shipped if one.id == kept.id)
    that_day = (one for one in shipped if one.in_force.covers(kept.in_force.from_))
    return next(named, None) or next(that_day, None) or shipped[0]


@lru_cache(maxsize=32)
def read_forms(text: str) -> FormBook:
    """A stored book of forms, read once a process: 17 ms each. Raises FrameworkError."""
    return load_forms(text)


def _texts(folder: str) -> list[str]:
    found = sorted((_ROOM / folder).iterdir(), key=lambda file: file.name)
    return [file.read_text("utf-8") for file in found if file.name.endswith(".yaml")]
