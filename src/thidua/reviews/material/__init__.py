"""What the year knows of whom a review is about: facts that can be brought into it as a sentence.

Rooms below are read by the sources that stand beside this; a room above hands its own in to
`MATERIAL`. A fact against oneself is offered like every other.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.functional import Promise

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.roster.identity import SubjectKey
from thidua.web.registry import Registry


class MaterialKind(StrEnum):
    """What a fact is of; the headings of a form name the kinds that belong under them."""

    TASK = "task"
    INDICATOR = "indicator"
    EVIDENCE = "evidence"
    COMMITMENT = "commitment"
    DISCIPLINE = "discipline"
    REMEDY = "remedy"
    PROMPT = "prompt"


@dataclass(frozen=True)
class Material:
    """One fact of the year.

    `target_id` names it for good among those of its kind; `label` is its mark in the text (“NV 1”),
    `value` what stands beside the mark (“268/260 hộ”), `detail` what the list says under its title.
    `sentence` is what is brought into the text, without the mark, in the language of the paper.
    `href`: its page, "" for none; `heading`: the one heading that it belongs under, "" where its
    kind says it.
    """

    kind: MaterialKind
    target_id: str
    label: str
    title: str
    value: Text
    detail: Text
    sentence: str
    against: bool = False
    href: str = ""
    heading: str = ""

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.kind}:{self.target_id}"


T = TypeVar("T")


@dataclass
class Asked:
    """Whose facts are asked for, and by whom: the sources of one reading share what they read."""

    actor: Actor
    campaign: Campaign
    key: SubjectKey
    _known: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, read: Callable[[], T]) -> T:
        """What another source read before under this name, or is read now."""
        if name not in self._known:
            self._known[name] = read()
        found: T = self._known[name]
        return found


@dataclass(frozen=True)
class Source:
    """Reads the facts of one kind, as far as whoever asks may know them; `title`: over its list."""

    kind: MaterialKind
    title: Promise
    read: Callable[[Asked], Sequence[Material]]


MATERIAL: Registry[Source] = Registry("facts of the year for reviews")
"""In the order in which the page shows them."""


def material_of(
    actor: Actor,
    campaign: Campaign,
    key: SubjectKey,
    kinds: Collection[MaterialKind] | None = None,
) -> list[Material]:
    """The facts of the year about somebody, of these kinds (None: of all), as far as the actor may
    know them; whether the actor may read about that subject at all is the caller's to ask.
    """
    asked = Asked(actor, campaign, key)
    return [
        one
        for source in MATERIAL
        if kinds is None or source.kind in kinds
        for one in source.read(asked)
    ]
