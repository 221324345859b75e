"""An explanation as it goes out: what `rulebook.rendering.as_json` writes, described."""

from typing import Literal

from thidua.api.shapes import Both, Shape
from thidua.vocabulary import Level, Outcome


class Node(Shape):
    """One condition as it came out: the value seen, the value wanted, and the conditions it is made
    of.
    """

    word: str
    outcome: Outcome
    excused: bool
    seen: Both
    wanted: Both
    parts: list["Node"]
    clauses: list["Clause"]


class Clause(Node):
    """A condition on the condition: when it applies at all, and unless what."""

    clause: Literal["when", "unless"]


class ToldReason(Shape):
    """One rule for this subject: met, not met, or cannot tell; where it stands, and whether its
    wording was confirmed.

    For a case that speaks `against` the subject, met means given. `settled`: nothing stands in the
    way here; else `lack` says what is wanting."""

    id: str
    rule: str
    title: Both
    outcome: Outcome
    against: bool
    settled: bool
    excused: bool
    seen: Both
    wanted: Both
    lack: Both | None
    citation: str
    confirmed: bool
    note: Both | None
    condition: Node | None


class ToldSection(Shape):
    """The rules of one step of the ladder, of the caps, or of what comes before any level."""

    section: str
    title: Both
    reasons: list[ToldReason]


class Change(Shape):
    """What stands between the subject and the next higher level."""

    id: str
    lack: Both


class MissingFact(Shape):
    fact: str
    title: Both


class Explained(Shape):
    """Why a subject has its level: `low` to `high` is the range of the reached level, `level` it
    where known.
    """

    framework: str
    version: int
    title: Both
    rated: bool
    level: Level | None
    low: Level | None
    high: Level | None
    verdict: Both
    sections: list[ToldSection]
    decided_by: list[str]
    what_would_change: list[Change]
    missing: list[MissingFact]
