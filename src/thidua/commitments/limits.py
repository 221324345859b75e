"""How many items a commitment holds: data, not confirmed by anybody (`limits.yaml`)."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from thidua.rulebook.texts import read_model

_FILE = Path(__file__).parent / "limits.yaml"


class Limits(BaseModel):
    """`most`: more is refused; fewer than `advised_least` or more than `advised_most` is a hint."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int
    advised_least: int
    advised_most: int
    source: Literal["local"]
    confirmed: bool


@cache
def limits() -> Limits:
    """The limits that come with the product. A form asks four times: 0.3 ms each without the
    cache.
    """
    return read_model(Limits, _FILE.read_text(encoding="utf-8"), _FILE.name)
