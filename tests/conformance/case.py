"""What every conformance case is: a sentence, its source, what it wants and what is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

Answer = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What the rulebook answers, the same told at length for whoever must find out why, and the ids
    it rests on.
    """

    answer: Answer
    told: Callable[[], str]
    named: tuple[str, ...] = ()


class Case(BaseModel):
    """A sentence that can be disputed, and where it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    head: ClassVar[str]
    topic: str
    name: str = Field(pattern=r"^[A-Z0-9].{20,}[^.\s]$", max_length=140)
    source: str = Field(min_length=5)
    note: str | None = None
    disputed: str | None = None
    rules: tuple[str, ...] = ()
    expect: Answer

    def wanted(self) -> Answer:
        return self.expect

    def found(self) -> Found:
        raise NotImplementedError
