"""What became of registrations by a day: sent, accepted, withdrawn, and what was returned."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from thidua.acceptance.models import Verdict
from thidua.campaigns.models import Campaign
from thidua.movement.reading import Read
from thidua.registrations.models import Task, TaskStatus
from thidua.state_board.units import Unit


@dataclass(frozen=True)
class Registered:
    """How many tasks were sent up by a day; of them those that were ever accepted, and those that
    are withdrawn.
    """

    sent: int
    accepted: int
    withdrawn: int


def end_of(day: dt.date) -> dt.datetime:
    """The moment at which a day is over where the site lives."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def registered_of(found: Read) -> Registered:
    """One statement."""
    until = end_of(found.on)
    tasks = Task.objects.filter(
        registration__campaign=found.campaign,
        registration__organisation__path__startswith=found.part.place.path,
        versions__sent_at__lt=until,
    )
    sent = tasks.values("pk").annotate(accepted=Max("versions__accepted_at")).order_by()
    counted = sent.aggregate(
        all=Count("pk"),
        taken=Count("pk", filter=Q(accepted__lt=until)),
        withdrawn=Count("pk", filter=Q(status=TaskStatus.WITHDRAWN)),
    )
    return Registered(counted["all"], counted["taken"], counted["withdrawn"])


def returned_in(campaign: Campaign, place: Unit, on: dt.date) -> "QuerySet[Verdict]":
    """The clarities that were returned by the end of a day, in a part of the tree."""
    return Verdict.objects.filter(
        accepted=False,
        decided_at__lt=end_of(on),
        version__task__registration__campaign=campaign,
        version__task__registration__organisation__path__startswith=place.path,
    )


def returned_of(found: Read) -> Mapping[str, int]:
    """How often each clarity was returned, the most often first; one statement."""
    verdicts = returned_in(found.campaign, found.part.place, found.on)
    counted = verdicts.order_by().values_list("clarity").annotate(number=Count("pk"))
    return dict(sorted(counted, key=lambda one: (-one[1], one[0])))
