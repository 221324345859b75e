"""What rooms above show on the page of a body: its directives, what it is asked to read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from thidua.accounts.viewing import SignedIn
from thidua.bodies.models import AdvisoryBody
from thidua.web.registry import Registry


@dataclass(frozen=True)
class BodyPanel:
    """A part of the page: its template, which reads `context` as `part`."""

    template: str
    context: dict[str, object] = field(default_factory=dict)


BodyPanelSource = Callable[[SignedIn, AdvisoryBody], BodyPanel | None]

BODY_PANELS: Registry[BodyPanelSource] = Registry("parts of the page of a body beside the tree")
"""Each is asked once a page, and answers what this reader may see; None: nothing."""


def panels_of(request: SignedIn, body: AdvisoryBody) -> list[BodyPanel]:
    """The parts that the rooms above hand in."""
    return [panel for source in BODY_PANELS if (panel := source(request, body)) is not None]
