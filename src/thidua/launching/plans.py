"""An upper-level body's own plan of the year: earlier days for what stands below it, and carrying
the year down.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.calendar_cells import (
    Changed,
    Place,
    unit_calendar,
    write_unit_calendar,
)
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, Step, UnitLaunch
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.launching.amending import words_of
from thidua.launching.errors import LaunchError
from thidua.launching.kinds import CALENDAR_CHANGED, CARRIED_DOWN
from thidua.launching.moved import note_moved
from thidua.launching.units import on_paper, read_page, units_of
from thidua.notices.telling import tell_units
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class PlanSet:
    """What was set, and what somebody else had changed meanwhile (nothing is written then)."""

    changed: tuple[Changed, ...] = ()
    clashes: tuple[Place, ...] = ()
    text_clashes: bool = False


def plan_of(campaign: Campaign, unit: Organisation) -> UnitLaunch:
    """The plan of a body; a new one, not stored, where it has none."""
    stored = UnitLaunch.objects.filter(campaign=campaign, organisation=unit).first()
    return stored or UnitLaunch(campaign=campaign, organisation=unit)


@dataclass(frozen=True)
class Plan:
    """What a form sends: the words and the days as they were when it opened, and as typed."""

    text_seen: str
    text: str
    seen: Mapping[Place, dt.date | None]
    wanted: Mapping[Place, dt.date | None]
    reason: str = ""


@transaction.atomic
def set_plan(*, campaign: Campaign, unit: Organisation, plan: Plan, actor: Actor) -> PlanSet:
    """Keep a body's words and its earlier days. After it carried the year down, other days need a
    reason, and the units below are told.

    Raises LaunchError, CampaignRefusedError for a day later than the province's,
    PermissionDenied."""
    authority = authorise(actor, "launching.carry_down", path=unit.path)
    Organisation.objects.select_for_update(no_key=True).get(pk=unit.pk)
    stored, now = plan_of(campaign, unit), unit_calendar(campaign, unit)
    mine = {place: day for place, day in plan.wanted.items() if plan.seen.get(place) != day}
    clashes = tuple(
        place for place, day in mine.items() if now.get(place) not in (plan.seen.get(place), day)
    )
    text_clashes = plan.text != plan.text_seen and stored.text not in (plan.text_seen, plan.text)
    if clashes or text_clashes:
        return PlanSet(clashes=clashes, text_clashes=text_clashes)
    down = stored.launched_at is not None
    if down and any(now.get(place) != day for place, day in mine.items()) and not plan.reason:
        raise LaunchError.no_reason()
    with recording(
        act="launching.plan",
        actor=authority,
        subject=unit.code,
        year=campaign.year,
        reason=plan.reason,
    ) as act:
        changed = tuple(write_unit_calendar(campaign, unit, mine))
        if plan.text != plan.text_seen or stored.pk is None:
            stored.text = plan.text
            stored.save()
        if down and changed:
            note_moved(campaign, changed, plan.reason, unit=unit)
            _tell_of_days(campaign, unit, changed, plan.reason, act=act, authority=authority)
    return PlanSet(changed)


def _tell_of_days(  # noqa: PLR0913 - an act and what it changed
    campaign: Campaign,
    unit: Organisation,
    changed: tuple[Changed, ...],
    reason: str,
    *,
    act: str,
    authority: Authority,
) -> None:
    below = units_of(campaign, below=unit)
    for tier in sorted({one.tier for one in changed}):
        of_tier = [one for one in changed if one.tier == tier]
        units = list(below.filter(tier=tier))
        tell_units(
            CALENDAR_CHANGED.id,
            units=units,
            key=f"plan:{act}",
            text=words_of(campaign, of_tier, reason),
            href=read_page(campaign),
            campaign=campaign,
            due_on=_days(campaign, of_tier[-1].step, units),
            authority=authority,
        )


@transaction.atomic
def carry_down(*, campaign: Campaign, unit: Organisation, actor: Actor) -> UnitLaunch:
    """“Triển khai xuống cơ sở”: the body's plan and days are there for what stands below it, and
    whoever acts for a unit there is told. Two officers at once: the second finds it done.

    Raises LaunchError before the province launched, or where it is done; PermissionDenied."""
    authority = authorise(actor, "launching.carry_down", path=unit.path)
    Organisation.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if not is_launched(campaign):
        raise LaunchError.not_launched(campaign.year)
    stored = plan_of(campaign, unit)
    if stored.launched_at is not None:
        raise LaunchError.carried_down_already(unit.name)
    with recording(
        act="launching.carry_down", actor=authority, subject=unit.code, year=campaign.year
    ) as act:
        stored.launched_at = timezone.now()
        stored.save()
        units = list(units_of(campaign, below=unit))
        day_of = _days(campaign, Step.REGISTER, units)

        def words(below: Organisation) -> Text:
            return _carried(campaign, unit, on_paper(day_of(below)))

        tell_units(
            CARRIED_DOWN.id,
            units=units,
            key=f"carried:{act}",
            text=words,
            href=read_page(campaign),
            campaign=campaign,
            due_on=day_of,
            authority=authority,
        )
    return stored


def _days(
    campaign: Campaign, step: Step, units: list[Organisation]
) -> Callable[[Organisation], dt.date | None]:
    due = due_dates(campaign, step, [unit.pk for unit in units])
    return lambda unit: due.get(unit.pk)


def _carried(campaign: Campaign, unit: Organisation, day: str) -> Text:
    words = Text(
        vi="{unit} triển khai năm {year}.", en="{unit} carried the year {year} down."
    ).format(unit=unit.name, year=str(campaign.year))
    if not day:
        return words
    return Text(
        f"{words.vi} Đăng ký chậm nhất ngày {day}.", f"{words.en} Registration is due on {day}."
    )


BELOW = (Tier.GRASSROOTS, Tier.CELL)
"""The tiers for which an upper-level body may set earlier days."""
