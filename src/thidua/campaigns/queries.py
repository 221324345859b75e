"""Reading a year: its calendar, its frameworks, its roster; scoped to who asks."""

import datetime as dt

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.errors import CampaignNotFoundError
from thidua.campaigns.models import Campaign, Deadline, RosterEntry, Step, SubjectType
from thidua.organisations.models import Organisation, Tier


def root_path() -> str:
    """The path of the province, where everything about a whole year is permitted; "/" before there is one."""
    root = Organisation.objects.filter(tier=Tier.PROVINCE).exclude(path="").order_by("pk").first()
    return root.path if root is not None else "/"


def campaign_of(year: int) -> Campaign:
    """The campaign of a year. Raises CampaignNotFoundError naming the years there are."""
    campaign = Campaign.objects.filter(year=year).first()
    if campaign is None:
        raise CampaignNotFoundError.year(year, known=list(Campaign.objects.values_list("year", flat=True)))
    return campaign


def latest_campaign() -> Campaign | None:
    """The newest year; None before the first."""
    return Campaign.objects.first()


def deadlines(campaign: Campaign) -> list[Deadline]:
    """The calendar of the year, in the order of its steps."""
    order = {step: index for index, step in enumerate(Step.values)}
    return sorted(campaign.deadlines.all(), key=lambda deadline: order[deadline.step])


def current_step(campaign: Campaign, *, on: dt.date) -> Step | None:
    """The first step whose deadline has not passed on that day; the last one afterwards; None without a calendar."""
    steps = deadlines(campaign)
    ahead = next((deadline for deadline in steps if deadline.due_on >= on), steps[-1] if steps else None)
    return Step(ahead.step) if ahead is not None else None


def within(scope: Scope, *, organisation: str, person: str | None = None) -> Q:
    """The condition that a row lies in the scope: under one of its organisations, or about its own person.

    `organisation` and `person` are the lookups that lead from the row to an organisation and a person.
    """
    if scope.everything:
        return Q()
    condition = Q(pk__in=[])
    for path in scope.paths:
        condition |= Q(**{f"{organisation}__path__startswith": path})
    if person is not None and scope.person_id is not None:
        condition |= Q(**{person: scope.person_id})
    return condition


def roster(*, campaign: Campaign, actor: Actor, subject_type: SubjectType | None = None) -> QuerySet[RosterEntry]:
    """The subjects of the year that the actor may see: those in their part of the tree, and themselves."""
    entries = RosterEntry.objects.filter(
        within(scope_of(actor), organisation="organisation", person="person"), campaign=campaign
    ).select_related("organisation")
    return entries if subject_type is None else entries.filter(subject_type=subject_type)
