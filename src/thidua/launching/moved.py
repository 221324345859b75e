"""What is kept of days that moved after the launch: from, to, and why."""

from collections.abc import Iterable

from django.utils import timezone

from thidua.campaigns.calendar_cells import Changed, due_of
from thidua.campaigns.models import CalendarChange, Campaign
from thidua.organisations.models import Organisation


def note_moved(
    campaign: Campaign,
    changed: Iterable[Changed],
    reason: str,
    *,
    unit: Organisation | None = None,
) -> None:
    """Note them; `unit`: the body whose own days they are (None: the province's)."""
    moment = timezone.now()
    CalendarChange.objects.bulk_create(
        CalendarChange(
            campaign=campaign,
            organisation=unit,
            step=one.step,
            tier=one.tier,
            before=due_of(one.before),
            after=due_of(one.after),
            reason=reason,
            changed_at=moment,
        )
        for one in changed
    )
