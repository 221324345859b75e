"""The ways to a unit's grid and to what it still waits for, from the other pages of its review."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.opinions.queries import may_view
from thidua.organisations.models import Organisation
from thidua.reviews.ways import Way


def to_grid(campaign: Campaign, unit: Organisation, user: User) -> Way | None:
    if not may_view(scope_of(user), unit):
        return None
    return Way(_("Chấm tiêu chí"), reverse("opinions_grid", args=[campaign.year, unit.code]))


def to_asks(campaign: Campaign, unit: Organisation, user: User) -> Way | None:
    if not may_view(scope_of(user), unit):
        return None
    return Way(_("Ai còn nợ"), reverse("opinions_asks", args=[campaign.year, unit.code]))
