"""Frameworks and their conditions as what documents are linked to."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.directives.links import LinkKind, Target
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.language import Text
from thidua.rulebook import Framework
from thidua.vocabulary import SubjectType

BETWEEN = "#"
"""Stands between a framework's id and that of its condition."""


def frameworks_offered(_actor: Actor, campaign: Campaign) -> list[Target]:
    """What the year is held under; nothing while it is not."""
    return [_framework(kind, one, campaign) for kind, one in _bound(campaign)]


def frameworks_named(actor: Actor, campaign: Campaign, keys: Collection[str]) -> dict[str, Target]:
    """Those of these ids that the year is held under."""
    found = frameworks_offered(actor, campaign)
    return {target.key: target for target in found if target.key in keys}


def conditions_offered(_actor: Actor, campaign: Campaign) -> list[Target]:
    """Every condition of what the year is held under."""
    return [
        Target(
            f"{framework.id}{BETWEEN}{cited.id}",
            f"{kind.title}: {cited.title}",
            f"{_page(kind, campaign)}#{cited.id}",
        )
        for kind, framework in _bound(campaign)
        for _key, cited in framework.cited()
    ]


def conditions_named(actor: Actor, campaign: Campaign, keys: Collection[str]) -> dict[str, Target]:
    """Those of these keys."""
    found = conditions_offered(actor, campaign)
    return {target.key: target for target in found if target.key in keys}


def _bound(campaign: Campaign) -> Iterator[tuple[SubjectType, Framework]]:
    try:
        yield from bound_frameworks(campaign).items()
    except NotBoundError:
        return


def _framework(kind: SubjectType, framework: Framework, campaign: Campaign) -> Target:
    return Target(framework.id, str(framework.title), _page(kind, campaign))


def _page(kind: SubjectType, campaign: Campaign) -> str:
    return reverse("framework_of_year", kwargs={"year": campaign.year, "subject_type": kind.value})


FRAMEWORKS = LinkKind(
    "framework",
    Text("Khung tiêu chí", "Framework"),
    frameworks_offered,
    frameworks_named,
)
CONDITIONS = LinkKind(
    "condition",
    Text("Điều kiện của khung tiêu chí", "Condition of a framework"),
    conditions_offered,
    conditions_named,
)
