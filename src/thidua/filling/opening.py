"""Opening the page counts as having seen the reminders that lead to it."""

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.notices.actions import mark_seen
from thidua.notices.models import About
from thidua.notices.queries import last_reminders
from thidua.organisations.models import Organisation


def open_reminders(*, campaign: Campaign, unit: Organisation, actor: User) -> None:
    """The newest one of the unit is seen, where it was not yet. Raises PermissionDenied."""
    last = last_reminders(campaign=campaign, units=[unit], about=About.FACTS).get(unit.pk)
    if last is not None and last.seen_at is None:
        last.unit = unit
        mark_seen(reminder=last, actor=actor)
