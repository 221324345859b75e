"""The catalogues of indicators by sector that a unit may take its own from: data, local, confirmed
by nobody (`catalogue/*.yaml`).
"""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from thidua.campaigns.models import Direction
from thidua.language import Text
from thidua.rulebook.texts import read_model
from thidua.targets.actions import Described

_FOLDER = Path(__file__).parent / "catalogue"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Both(_Strict):
    """A text in both languages."""

    vi: str = Field(min_length=1, max_length=400)
    en: str = Field(min_length=1, max_length=400)

    @property
    def text(self) -> Text:
        return Text(self.vi, self.en)


class Suggestion(_Strict):
    """One indicator that may be taken: what it is called, in what and how it is measured."""

    id: str
    name: Both
    unit: Both
    direction: Literal["higher", "lower"]
    adds_up: bool
    measured: Both

    def described(self, sector: str) -> Described:
        """As it is stored: in Vietnamese, with where it comes from."""
        return Described(
            name=self.name.vi,
            unit=self.unit.vi,
            direction=Direction(self.direction),
            measured=self.measured.vi,
            adds_up=self.adds_up,
            suggestion=f"{sector}.{self.id}",
        )


class Catalogue(_Strict):
    """The suggestions for one sector."""

    id: str
    title: Both
    source: Literal["local"]
    confirmed: bool
    suggestions: tuple[Suggestion, ...]


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """Every catalogue that comes with the product, in the order of their files; 25 ms a page
    without the cache.
    """
    return tuple(
        read_model(Catalogue, path.read_text(encoding="utf-8"), path.name)
        for path in sorted(_FOLDER.glob("*.yaml"))
    )


def suggestion_of(name: str) -> tuple[Catalogue, Suggestion] | None:
    """The suggestion called “sector.id”; None for anything else."""
    sector, _dot, wanted = name.partition(".")
    return next(
        (
            (catalogue, one)
            for catalogue in catalogues()
            if catalogue.id == sector
            for one in catalogue.suggestions
            if one.id == wanted
        ),
        None,
    )
