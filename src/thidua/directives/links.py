"""What a document can be linked to: rooms above hand in a kind each, from `AppConfig.ready()`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import STEP_PAGES
from thidua.language import Text
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Target:
    """One thing that a document is linked to: its key as the kind calls it, what a reader calls it,
    and its page ("": none for this reader).
    """

    key: str
    name: str
    href: str = ""


Offered = Callable[[Actor, Campaign], list[Target]]
Named = Callable[[Actor, Campaign, Collection[str]], Mapping[str, Target]]


@dataclass(frozen=True)
class LinkKind:
    """One kind of things. `offered`: what this actor can link to in a year; `named`: the targets of
    these keys as this actor may know them, by key: those that are gone or not theirs are left out.
    """

    id: str
    title: Text
    offered: Offered
    named: Named


LINK_KINDS: Registry[LinkKind] = Registry("what documents can be linked to")


def kind_named(kind_id: str) -> LinkKind | None:
    """The kind of this id, if a room handed it in."""
    return next((kind for kind in LINK_KINDS if kind.id == kind_id), None)


# Steps of the year: this room's own ---------------------------------------------------------------


def steps_offered(_actor: Actor, campaign: Campaign) -> list[Target]:
    """Every step of the year, in order."""
    return [_step(step, campaign) for step in Step]


def steps_named(_actor: Actor, campaign: Campaign, keys: Collection[str]) -> dict[str, Target]:
    """The steps with these words."""
    return {step.value: _step(step, campaign) for step in Step if step.value in keys}


def _step(step: Step, campaign: Campaign) -> Target:
    """A step, with the page that it opens where there is one."""
    page = next((room.opens for room in STEP_PAGES if room.step == step and room.opens), "")
    try:
        href = reverse(page, kwargs={"year": campaign.year}) if page else ""
    except NoReverseMatch:
        href = ""
    return Target(step.value, str(step.label), href)


STEPS = LinkKind("step", Text("Bước của năm", "Step of the year"), steps_offered, steps_named)
