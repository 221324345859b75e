"""Where the pages of a unit's review lead to each other: rooms above say so of their own pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import ACTS
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.reviews.prompting import PROMPT
from thidua.reviews.queries import may_view
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Way:
    """A link to one of those pages, in the reader's words."""

    words: str
    href: str


WAYS: Registry[Callable[[Campaign, Organisation, User], Way | None]] = Registry(
    "where the pages of a unit's review lead"
)
"""None: not for this reader, or not for this unit."""


def ways_of(campaign: Campaign, unit: Organisation, user: User, *, here: str = "") -> list[Way]:
    """From one of the pages (`here`: its path) to the others, in the order of the work."""
    found = (way(campaign, unit, user) for way in WAYS)
    return [one for one in found if one is not None and one.href != here]


def to_list(campaign: Campaign, unit: Organisation, user: User) -> Way | None:
    if not may_view(scope_of(user), unit):
        return None
    return Way(_("Bản kiểm điểm"), reverse("reviews_unit", args=[campaign.year, unit.code]))


def to_prompts(campaign: Campaign, unit: Organisation, user: User) -> Way | None:
    """For the committee above: what it asks the unit and its members to review."""
    above = (grant for grant in scope_of(user).grants if grant.role in ACTS[PROMPT])
    if not any(unit.path.startswith(one.path) and unit.path != one.path for one in above):
        return None
    return Way(_("Gợi ý kiểm điểm"), reverse("review_prompts", args=[campaign.year, unit.code]))
