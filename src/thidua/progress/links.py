"""Where the pages of this room are, by name."""

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.registrations.models import Task


def unit_page(campaign: Campaign, code: str) -> str:
    """How far a unit is with its tasks."""
    return reverse("progress_unit", kwargs={"year": campaign.year, "code": code})


def task_page(task: Task) -> str:
    """One task with its notes. The task comes with its registration, campaign and organisation."""
    registration = task.registration
    return page_of_task(registration.campaign, registration.organisation.code, task.pk)


def page_of_task(campaign: Campaign, code: str, pk: int) -> str:
    """The same by the unit's code and the task's key."""
    return reverse("progress_task", kwargs={"year": campaign.year, "code": code, "pk": pk})
