"""Writing the calendar of a year cell by cell: parts of acts of the rooms that set it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max

from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign, Deadline, Step, TierDeadline, UnitDeadline
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier

TIERS = (Tier.CELL, Tier.GRASSROOTS, Tier.UPPER_LEVEL, Tier.PROVINCE)
"""The columns of the calendar, from below; a sub-committee goes with the grassroots."""

Place = tuple[Step, Tier]


@dataclass(frozen=True)
class Days:
    """When a step opens for a tier (None: with the launch), and by when it is due."""

    due_on: dt.date
    opens_on: dt.date | None = None


def due_of(days: Days | None) -> dt.date | None:
    """The day of a cell; None where nothing is asked."""
    return days.due_on if days else None


Calendar = Mapping[Place, Days]


@dataclass(frozen=True)
class Changed:
    """A cell of the calendar that an act changed; None: it had no days, or has none now."""

    step: Step
    tier: Tier
    before: Days | None
    after: Days | None

    @property
    def moves_the_day(self) -> bool:
        """Whether the day by which something is due is another one."""
        return due_of(self.before) != due_of(self.after)


def calendar_of(campaign: Campaign) -> dict[Place, Days]:
    """The province's calendar by step and tier; empty where it has only one day a step."""
    rows = campaign.tier_deadlines.values_list("step", "tier", "due_on", "opens_on")
    return {(Step(step), Tier(tier)): Days(due, opens) for step, tier, due, opens in rows}


def write_calendar(campaign: Campaign, cells: Mapping[Place, Days | None]) -> list[Changed]:
    """Set these cells (None: the step asks nothing of the tier), leave the others, and keep the one
    day of each step as the latest of its tiers. Gives what changed.

    Raises CampaignRefusedError for a step that opens after it is due, or a day outside the year and
    the one after."""
    now = calendar_of(campaign)
    changed = [
        Changed(step, tier, now.get((step, tier)), days)
        for (step, tier), days in cells.items()
        if now.get((step, tier)) != days
    ]
    for change in changed:
        if change.after is not None:
            refuse_outside(campaign, change.step, change.after)
    for change in changed:
        if change.after is None:
            campaign.tier_deadlines.filter(step=change.step, tier=change.tier).delete()
            continue
        TierDeadline.objects.update_or_create(
            campaign=campaign,
            step=change.step,
            tier=change.tier,
            defaults={"due_on": change.after.due_on, "opens_on": change.after.opens_on},
        )
    keep_steps(campaign, {change.step for change in changed})
    return changed


def refuse_outside(campaign: Campaign, step: Step, days: Days) -> None:
    """Raise CampaignRefusedError for days that cannot be those of this year."""
    first, last = dt.date(campaign.year, 1, 1), dt.date(campaign.year + 1, 12, 31)
    for day in filter(None, (days.opens_on, days.due_on)):
        if not first <= day <= last:
            raise CampaignRefusedError.outside(str(step.label), day, first, last)
    if days.opens_on and days.opens_on > days.due_on:
        raise CampaignRefusedError.opens_late(str(step.label), days.opens_on, days.due_on)


def keep_steps(campaign: Campaign, steps: set[Step]) -> None:
    """The one day of these steps, as the rail shows it, is the latest of their tiers."""
    latest = dict(
        campaign.tier_deadlines.filter(step__in=steps)
        .order_by()
        .values_list("step")
        .annotate(latest=Max("due_on"))
    )
    campaign.deadlines.filter(step__in=steps).exclude(step__in=latest).delete()
    for step, day in latest.items():
        Deadline.objects.update_or_create(campaign=campaign, step=step, defaults={"due_on": day})


def follow_steps(campaign: Campaign, deadlines: Mapping[str, dt.date]) -> None:
    """A list of one day a step came from elsewhere (the sheet *Năm*): where a step has days by
    tier, the latest follow it, and no tier is later than it; a step it leaves out asks nothing.
    """
    for step, tiers in _by_step(campaign).items():
        day = deadlines.get(step)
        if day is None:
            campaign.tier_deadlines.filter(step=step).delete()
            continue
        latest = max(one.due_on for one in tiers)
        for one in tiers:
            if one.due_on > day or (one.due_on == latest and latest != day):
                one.due_on = day
                one.opens_on = min(one.opens_on, day) if one.opens_on else None
                one.save(update_fields=["due_on", "opens_on"])


def _by_step(campaign: Campaign) -> dict[str, list[TierDeadline]]:
    found: dict[str, list[TierDeadline]] = {}
    for one in campaign.tier_deadlines.all():
        found.setdefault(one.step, []).append(one)
    return found


def unit_calendar(campaign: Campaign, unit: Organisation) -> dict[Place, dt.date]:
    """The earlier days that a body set itself, for the tiers below it."""
    rows = UnitDeadline.objects.filter(campaign=campaign, organisation=unit)
    return {
        (Step(step), Tier(tier)): day
        for step, tier, day in rows.values_list("step", "tier", "due_on")
    }


def write_unit_calendar(
    campaign: Campaign, unit: Organisation, cells: Mapping[Place, dt.date | None]
) -> list[Changed]:
    """Set a body's own days for what stands below it (None, or the province's own day: none of its
    own). Gives what changed of the days that count below it.

    Raises CampaignRefusedError for a day later than the province's, and where the province asks
    nothing."""
    province, own = calendar_of(campaign), unit_calendar(campaign, unit)
    changed: list[Changed] = []
    for (step, tier), wanted in cells.items():
        days, before = province.get((step, tier)), own.get((step, tier))
        day = None if days and wanted == days.due_on else wanted
        if day == before:
            continue
        if day is not None and (days is None or day > days.due_on):
            raise CampaignRefusedError.later_than_province(str(step.label), day, due_of(days))
        rows = UnitDeadline.objects.filter(
            campaign=campaign, organisation=unit, step=step, tier=tier
        )
        if day is None:
            rows.delete()
        else:
            UnitDeadline.objects.update_or_create(
                campaign=campaign,
                organisation=unit,
                step=step,
                tier=tier,
                defaults={"due_on": day},
            )
        changed.append(
            Changed(step, tier, Days(before) if before else days, Days(day) if day else days)
        )
    return changed
