"""What a set of verdicts makes of a task, and tasks of a registration. Pure: no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Settled(StrEnum):
    """What came of a task or a registration that was read."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    WAITING = "waiting"


@dataclass(frozen=True)
class Answer:
    """The verdicts on one task: the clarities accepted, and those returned with the reason."""

    accepted: frozenset[str] = frozenset()
    returned: Mapping[str, str] = field(default_factory=dict)

    @property
    def decided(self) -> frozenset[str]:
        return self.accepted | self.returned.keys()


@dataclass(frozen=True)
class Faults:
    """What is wrong with an answer, by clarity; all empty: it can be given."""

    undecided: tuple[str, ...] = ()
    without_reason: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    not_open: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.undecided or self.without_reason or self.both or self.not_open)


def open_clarities(clarities: Iterable[str], locked: Collection[str]) -> tuple[str, ...]:
    """The clarities that are still to be read, in their order."""
    return tuple(clarity for clarity in clarities if clarity not in locked)


def faults(answer: Answer, to_read: Collection[str]) -> Faults:
    """What keeps an answer from being given: each open clarity needs one verdict, each return a
    reason, and nothing else may be decided.
    """
    return Faults(
        undecided=tuple(one for one in to_read if one not in answer.decided),
        without_reason=tuple(one for one, why in answer.returned.items() if not why.strip()),
        both=tuple(sorted(answer.accepted & answer.returned.keys())),
        not_open=tuple(sorted(answer.decided - set(to_read))),
    )


def settles(
    clarities: Collection[str], locked: Collection[str], answer: Answer
) -> tuple[Settled, frozenset[str]]:
    """What an answer makes of a task, and the clarities that are locked then.

    Accepted once every clarity is, now or before; returned as soon as one is returned.
    """
    now_locked = (frozenset(locked) | answer.accepted) - answer.returned.keys()
    if answer.returned:
        return Settled.RETURNED, now_locked
    if now_locked >= set(clarities):
        return Settled.ACCEPTED, now_locked
    return Settled.WAITING, now_locked


def settles_all(tasks: Collection[Settled]) -> Settled:
    """What the tasks make of their registration; withdrawn ones are left out by the caller."""
    if any(task is Settled.RETURNED for task in tasks):
        return Settled.RETURNED
    if tasks and all(task is Settled.ACCEPTED for task in tasks):
        return Settled.ACCEPTED
    return Settled.WAITING
