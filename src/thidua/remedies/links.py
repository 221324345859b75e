"""The addresses of this room."""

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.remedies.models import Remedy


def board(campaign: Campaign) -> str:
    return reverse("remedies", args=(campaign.year,))


def page_of(remedy: Remedy) -> str:
    return reverse("remedy", args=(remedy.campaign.year, remedy.pk))


def writing_of(remedy: Remedy) -> str:
    return reverse("remedy_write", args=(remedy.campaign.year, remedy.pk))
