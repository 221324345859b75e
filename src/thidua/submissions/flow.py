"""A flow: which states a thing goes through, by which acts. Pure: no model, no database.

Every room that sends something to somebody writes its flow as a table beside its model; its actions
ask the table instead of comparing states by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One act of a flow: from which states it may be done, and where it leads (None: it stays)."""

    name: str
    begins: frozenset[str]
    ends: str | None = None
    with_reason: bool = False


class NotNowError(Exception):
    """The act may not be done in this state; `allowed` are the acts that may."""

    def __init__(self, act: str, state: str, allowed: tuple[str, ...]) -> None:
        self.act, self.state, self.allowed = act, state, allowed
        super().__init__(f"{act}: not in state {state}; possible: {', '.join(allowed) or '-'}")


class NoReasonError(Exception):
    """The act needs a reason, and none was given."""


class Flow:
    """The acts of one kind of thing. Raises ValueError for two acts of one name."""

    def __init__(self, *acts: Act) -> None:
        self._acts = {act.name: act for act in acts}
        if len(self._acts) != len(acts):
            raise ValueError("two acts of a flow have one name")

    @property
    def states(self) -> frozenset[str]:
        """Every state that some act begins in or leads to."""
        begun = frozenset[str]().union(*(act.begins for act in self._acts.values()))
        return begun | {act.ends for act in self._acts.values() if act.ends is not None}

    def begins(self, name: str) -> frozenset[str]:
        """The states in which an act may be done. Raises KeyError for an act that is none."""
        return self._acts[name].begins

    def may(self, name: str, state: str) -> bool:
        """Whether an act may be done in a state. Raises KeyError for an act that is none."""
        return state in self._acts[name].begins

    def acts_in(self, state: str) -> tuple[str, ...]:
        """The acts that may be done in a state, in the order of the table."""
        return tuple(act.name for act in self._acts.values() if state in act.begins)

    def next(self, name: str, state: str, *, reason: str = "") -> str:
        """The state that an act leads to.

        Raises NotNowError, NoReasonError, and KeyError for an act that is none.
        """
        act = self._acts[name]
        if state not in act.begins:
            raise NotNowError(name, state, self.acts_in(state))
        if act.with_reason and not reason.strip():
            raise NoReasonError(name)
        return state if act.ends is None else act.ends


def act(
    name: str, begins: Iterable[str], ends: str | None = None, *, with_reason: bool = False
) -> Act:
    """One line of a table."""
    return Act(name, frozenset(begins), ends, with_reason)
