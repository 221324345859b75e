"""Reading reminders: the newest of each unit, those that wait for the reader; who may remind."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone

from thidua.accounts.actors import Grant, Scope
from thidua.campaigns.models import Campaign
from thidua.notices.models import Reminder
from thidua.notices.parameters import REMIND_AGAIN_AFTER
from thidua.notices.permissions import ACTS
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under

REMINDING = ACTS["notices.remind"]
ANSWERING = ACTS["notices.promise"]


def last_reminders(
    *, campaign: Campaign, units: Iterable[Organisation], about: str
) -> dict[int, Reminder]:
    """The newest reminder of each of these units, by the unit's key; the caller answers for who may
    know of these units.
    """
    found = (
        Reminder.objects.filter(
            campaign=campaign, about=about, unit__in=[unit.pk for unit in units]
        )
        .order_by("unit_id", "-asked_at", "-pk")
        .distinct("unit_id")
    )
    return {reminder.unit_id: reminder for reminder in found}


def may_be_again(last: Reminder | None, moment: dt.datetime) -> bool:
    """Whether a unit that was last reminded then may be reminded at this moment."""
    return last is None or moment >= last.asked_at + REMIND_AGAIN_AFTER


def remindable(
    *, campaign: Campaign, units: Collection[Organisation], about: str
) -> list[Organisation]:
    """Those of these units that were not reminded of it within 48 hours."""
    last, moment = last_reminders(campaign=campaign, units=units, about=about), timezone.now()
    return [unit for unit in units if may_be_again(last.get(unit.pk), moment)]


def within_reach(from_unit: Organisation, unit: Organisation) -> bool:
    """Whether one unit may remind another: one below it, or the committee directly above."""
    below = unit.path.startswith(from_unit.path) and unit.pk != from_unit.pk
    return below or from_unit.path == f"{unit.path}{from_unit.pk}/"


def grant_to_remind(scope: Scope, unit: Organisation) -> Grant | None:
    """The reader's grant that reaches this unit from nearest above it, else from directly below;
    None: they may not remind it.
    """
    grants = [grant for grant in scope.grants if grant.role in REMINDING]
    above = [
        grant
        for grant in grants
        if unit.path.startswith(grant.path) and grant.organisation_id != unit.pk
    ]
    below = [grant for grant in grants if grant.path == f"{unit.path}{grant.organisation_id}/"]
    return next(iter(sorted(above, key=lambda grant: -len(grant.path)) + below), None)


def _answering(scope: Scope) -> list[Grant]:
    return [grant for grant in scope.grants if grant.role in ANSWERING]


def reminders_to(*, scope: Scope, campaign: Campaign) -> list[Reminder]:
    """The newest reminder of each thing that the reader's own units were reminded of."""
    units = [grant.organisation_id for grant in _answering(scope)]
    if not units:
        return []
    found = Reminder.objects.filter(campaign=campaign, unit__in=units)
    newest = found.order_by("unit_id", "about", "-asked_at", "-pk").distinct("unit_id", "about")
    return list(newest.select_related("unit", "from_unit"))


def reminder_for(scope: Scope, pk: int) -> Reminder | None:
    """One reminder: for who acts for the unit reminded or above it, and for the unit that
    reminded.
    """
    senders = [grant.organisation_id for grant in scope.grants if grant.role in REMINDING]
    paths = [grant.path for grant in _answering(scope)]
    seen = under(paths, organisation="unit") | Q(from_unit__in=senders)
    found = Reminder.objects.filter(seen, pk=pk)
    return found.select_related("campaign", "unit", "from_unit", "asked_by").first()


def acts_for(scope: Scope, reminder: Reminder) -> bool:
    """Whether the reader acts for the reminded unit itself: their opening it counts as seen."""
    return any(grant.organisation_id == reminder.unit_id for grant in _answering(scope))
