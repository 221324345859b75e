"""What an answer to a task may be: the verdicts on its clarities. Pure: no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


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
