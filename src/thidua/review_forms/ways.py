"""The way to a unit's papers, from the other pages of its review."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.opinions.queries import may_view
from thidua.organisations.models import Organisation
from thidua.reviews.ways import Way


def to_forms(campaign: Campaign, unit: Organisation, user: User) -> Way | None:
    if not may_view(scope_of(user), unit):
        return None
    return Way(_("In các mẫu"), reverse("review_forms", args=[campaign.year, unit.code]))
