"""Conferences as what documents are linked to."""

from collections.abc import Collection

from django.urls import reverse

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.conferences.models import Conference
from thidua.conferences.queries import conferences_for
from thidua.directives.links import LinkKind, Target
from thidua.language import Text


def _target(conference: Conference) -> Target:
    href = reverse("conference", kwargs={"year": conference.campaign.year, "pk": conference.pk})
    name = Text("Hội nghị triển khai, {name}", "Launch conference, {name}")
    return Target(str(conference.pk), str(name.format(name=conference.organisation.name)), href)


def conferences_offered(actor: Actor, campaign: Campaign) -> list[Target]:
    """The conferences of the year that the actor may read."""
    return [_target(one) for one in conferences_for(actor, campaign)]


def conferences_named(actor: Actor, campaign: Campaign, keys: Collection[str]) -> dict[str, Target]:
    """Those of these keys."""
    found = conferences_for(actor, campaign).filter(pk__in=[key for key in keys if key.isdigit()])
    return {str(one.pk): _target(one) for one in found}


CONFERENCES = LinkKind(
    "conference",
    Text("Hội nghị triển khai", "Launch conference"),
    conferences_offered,
    conferences_named,
)
