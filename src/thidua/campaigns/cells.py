"""In which cell a member stands for what they write of a year: commitment and review."""

import datetime as dt

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell, Organisation, Person
from thidua.organisations.queries import placed_on
from thidua.vocabulary import Body, MembershipStatus, Tier
from thidua.web.clock import today

OWING = (
    MembershipStatus.OFFICIAL.value,
    MembershipStatus.PROBATIONARY.value,
    MembershipStatus.TEMPORARY_ELSEWHERE.value,
)
"""Who is asked to write: not who is exempt from work and meetings, nor who is suspended; local. An
exempt member may."""
MEMBERS = (*OWING, MembershipStatus.EXEMPT.value)


def day_in(campaign: Campaign) -> dt.date:
    """The day whose membership counts: today, within the year."""
    first, last = dt.date(campaign.year, 1, 1), dt.date(campaign.year, 12, 31)
    return min(max(today(), first), last)


def spells_in(campaign: Campaign) -> "QuerySet[MembershipSpell]":
    """Where members stand in the year, as of today."""
    return MembershipSpell.objects.filter(placed_on(day_in(campaign)), Q(status__in=MEMBERS))


def cell_of(person: Person, campaign: Campaign) -> Organisation | None:
    """The cell where somebody is a member; None: of none."""
    spell = spells_in(campaign).filter(person=person).select_related("organisation").first()
    return spell.organisation if spell is not None else None


def standing_at(campaign: Campaign, field: str = "id") -> Coalesce:
    """A field of the cell where the `person` of a row is a member now; of the row's own `cell` for
    whoever is one nowhere any more, and for rows of no person. To annotate what they wrote with.
    """
    here = spells_in(campaign).filter(person=OuterRef("person")).order_by("pk")
    return Coalesce(
        Subquery(here.values(f"organisation__{field}")[:1]),
        F(f"cell__{field}"),
        output_field=BigIntegerField() if field == "id" else CharField(),
    )


def is_cell(organisation: Organisation) -> bool:
    """Whether members stand in it directly: a cell, or a grassroots body that is one itself."""
    return Tier(organisation.tier) is Tier.CELL or organisation.body == Body.CELL.value
