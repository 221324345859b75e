"""The way to a unit's meetings, from the other pages of its review."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.meetings.rights import views
from thidua.organisations.models import Organisation
from thidua.reviews.ways import Way


def to_meetings(campaign: Campaign, unit: Organisation, user: User) -> Way | None:
    if not views(user, unit):
        return None
    return Way(_("Họp kiểm điểm"), reverse("meetings", args=[campaign.year, unit.code]))
