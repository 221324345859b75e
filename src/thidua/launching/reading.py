"""What a unit, a cell or a member reads of the launch: the year's theme, its own days, the plan of
the body above, what comes next.
"""

import datetime as dt
from dataclasses import dataclass

from thidua.accounts.actors import Scope
from thidua.accounts.models import Role, User
from thidua.campaigns.calendar_cells import Days, Place
from thidua.campaigns.due_dates import days_known
from thidua.campaigns.models import CalendarChange, Campaign, Step, UnitLaunch
from thidua.organisations.models import MembershipSpell, Organisation
from thidua.organisations.queries import placed_on
from thidua.vocabulary import Tier
from thidua.web.clock import today


@dataclass(frozen=True)
class OwnDay:
    """A step as one unit has it: its day (None: nothing asked), since when it is open, and the
    province's day where its own is earlier.
    """

    number: int
    step: Step
    due_on: dt.date | None
    opens_on: dt.date | None
    province_day: dt.date | None

    @property
    def days_left(self) -> int | None:
        return (self.due_on - today()).days if self.due_on else None


def own_days(campaign: Campaign, unit: Organisation, calendar: dict[Place, Days]) -> list[OwnDay]:
    """The steps after the launch, as they are asked of this unit; two queries."""
    tier = Tier(unit.tier)
    column = Tier.GRASSROOTS if tier is Tier.SUB_COMMITTEE else tier
    found = days_known(campaign, unit)
    days = []
    for number, step in enumerate(Step, start=1):
        if step == Step.LAUNCH:
            continue
        of_province = calendar.get((step, column))
        due = found.get(step)
        later = of_province.due_on if of_province and of_province.due_on != due else None
        opens = of_province.opens_on if of_province else None
        days.append(OwnDay(number, step, due, opens, later))
    return days


def above_of(unit: Organisation) -> list[int]:
    """The keys of what stands above a unit, the province first."""
    return [int(part) for part in unit.path.split("/") if part][:-1]


def plans_above(campaign: Campaign, unit: Organisation) -> list[UnitLaunch]:
    """The plans of the bodies above a unit that carried the year down, the highest first."""
    above = [unit.pk, *above_of(unit)]
    plans = UnitLaunch.objects.filter(
        campaign=campaign, organisation__in=above, launched_at__isnull=False
    ).select_related("organisation")
    return sorted(plans, key=lambda plan: plan.organisation.path)


def changes_for(campaign: Campaign, unit: Organisation) -> list[CalendarChange]:
    """What was changed after the launch of the days that this unit has, the newest first."""
    if not getattr(campaign, "has_calendar_changes", True):  # as the frame of a page tells
        return []
    above = [unit.pk, *above_of(unit)]
    changes = CalendarChange.objects.filter(campaign=campaign).select_related("organisation")
    found = changes.filter(organisation=None) | changes.filter(organisation__in=above)
    if unit.tier != Tier.PROVINCE:
        found = found.filter(tier=unit.tier)
    return list(found[:NEWEST])


NEWEST = 20
"""So many changes stand on a page."""


def own_unit(user: User, scope: Scope) -> Organisation | None:
    """The unit for which somebody reads the launch: that of their role, a member's cell."""
    if scope.grants:
        return Organisation.objects.filter(pk=scope.grants[0].organisation_id).first()
    if user.person_id is None or scope.administers:
        return None
    spell = (
        MembershipSpell.objects.filter(placed_on(today()), person=user.person_id)
        .select_related("organisation")
        .first()
    )
    return spell.organisation if spell else None


def plans_for(scope: Scope) -> str:
    """The code of the upper-level body whose plan somebody keeps; "" for who keeps none."""
    return next(
        (grant.organisation_code for grant in scope.grants if grant.role == Role.UPPER_LEVEL), ""
    )
