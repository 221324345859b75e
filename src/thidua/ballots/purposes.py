"""What ballots are held for: rooms above hand in theirs, this one knows none of their words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from thidua.language import Text
from thidua.web.registry import Registry

if TYPE_CHECKING:
    from thidua.accounts.actors import Actor
    from thidua.accounts.permissions import Authority
    from thidua.ballots.models import Ballot
    from thidua.organisations.models import Person


class Aside(NamedTuple):
    """What stands beside a candidate on the voting page; `href`: where more is told, or ""."""

    text: str
    href: str = ""


class NextStep(NamedTuple):
    """Where a sealed ballot leads next."""

    href: str
    label: str
    note: str = ""


def no_asides(ballot: "Ballot") -> Mapping[int, Aside]:
    return {}


def nothing_more(ballot: "Ballot", authority: "Authority") -> None:
    """Nothing follows from the count by itself."""


def no_next_step(ballot: "Ballot", reader: "Actor") -> NextStep | None:
    return None


def nobody_more(ballot: "Ballot") -> "Mapping[int, Person]":
    return {}


@dataclass(frozen=True)
class Purpose:
    """What a ballot is held for. `options`: the words of each option in their order. `aside`: what
    stands beside each candidate by number. `back`: address and words of where the ballot came from.
    `sealed` is called inside the transaction of the count: what it raises leaves it uncounted.
    `callable_at`: who may be called to vote of those who are not on the list yet, by their keys.
    `keeps_secrecy`: whether secret or open is laid down there, and not for the preparer to change.
    `briefly`: shorter words of options, for heads of tables and chips. `shades`, `chips`: CSS
    classes of an option's piece of a bar and of an outcome, where options have colours of their
    own.
    """

    name: str
    title: Text
    options: Mapping[str, Text]
    back: Callable[["Ballot"], tuple[str, str]]
    aside: Callable[["Ballot"], Mapping[int, Aside]] = no_asides
    sealed: Callable[["Ballot", "Authority"], None] = nothing_more
    next_step: Callable[["Ballot", "Actor"], NextStep | None] = no_next_step
    callable_at: Callable[["Ballot"], Mapping[int, "Person"]] = nobody_more
    keeps_secrecy: bool = False
    briefly: Mapping[str, Text] = field(default_factory=dict)
    shades: Mapping[str, str] = field(default_factory=dict)
    chips: Mapping[str, str] = field(default_factory=dict)


PURPOSES: Registry[Purpose] = Registry("purposes of ballots")


def purpose_of(name: str) -> Purpose | None:
    """The purpose of this name; None where no room of this installation has it."""
    return next((one for one in PURPOSES if one.name == name), None)
