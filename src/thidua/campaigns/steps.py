"""Which pages belong to which step of the year: each room says so of its own."""

from dataclasses import dataclass

from thidua.campaigns.models import Step
from thidua.web.registry import Registry


@dataclass(frozen=True)
class StepPages:
    """The pages of one room in one step.

    `opens` names the page that the step's entry in the rail leads to (with the year in its
    address); "" where another room's does. `pages` are the names of all its addresses.
    """

    step: Step
    pages: frozenset[str]
    opens: str = ""


STEP_PAGES: Registry[StepPages] = Registry("pages of the steps of the year")


def step_of_page(name: str) -> Step | None:
    """The step that an address (by its name) belongs to; None for pages outside the year."""
    return next((room.step for room in STEP_PAGES if name in room.pages), None)


def page_of_step(step: Step) -> str:
    """The name of the page that opens a step; "" while it has none."""
    return next((room.opens for room in STEP_PAGES if room.step == step and room.opens), "")
