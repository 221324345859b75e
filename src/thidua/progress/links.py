"""Where the pages of this room are, by name."""

from django.urls import NoReverseMatch, reverse

from thidua.campaigns.models import Campaign
from thidua.registrations.models import Task


def unit_page(campaign: Campaign, code: str) -> str:
    """How far a unit is with its tasks."""
    return _address("progress_unit", year=campaign.year, code=code)


def task_page(task: Task) -> str:
    """One task with its notes. The task comes with its registration, campaign and organisation."""
    registration = task.registration
    return page_of_task(registration.campaign, registration.organisation.code, task.pk)


def page_of_task(campaign: Campaign, code: str, pk: int) -> str:
    """The same by the unit's code and the task's key."""
    return _address("progress_task", year=campaign.year, code=code, pk=pk)


def _address(name: str, **named: object) -> str:
    """Until the pages are there, what was registered."""
    try:
        return reverse(name, kwargs=named)
    except NoReverseMatch:
        return reverse(
            name.replace("progress_unit", "registration").replace(
                "progress_task", "registration_task"
            ),
            kwargs=named,
        )
