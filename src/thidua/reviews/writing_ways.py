"""What leads on from a heading that is being written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """The heading before or after this one."""

    number: str
    label: str
    href: str


@dataclass(frozen=True)
class BringAll:
    """Everything of one kind brought in by one click."""

    words: str
    verb: str
    value: str
