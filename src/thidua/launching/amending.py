"""Setting what a year is launched with: calendar, theme, limits. After the launch each change needs
a reason, and whom it concerns is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.actions import CampaignValues, open_campaign
from thidua.campaigns.calendar_cells import (
    Changed,
    Days,
    Place,
    calendar_of,
    due_of,
    write_calendar,
)
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, RegistrationLimits
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.launching.errors import LaunchError
from thidua.launching.kinds import AMENDED, CALENDAR_CHANGED
from thidua.launching.moved import note_moved
from thidua.launching.units import of_tiers, on_paper, read_page, step_title, units_of
from thidua.notices.telling import tell_units
from thidua.organisations.queries import root_path
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class Clash:
    """A cell that somebody else changed while it was changed here too: what it is now."""

    place: Place
    now: Days | None


@dataclass(frozen=True)
class CalendarSet:
    """What an act changed, and the cells that it left because somebody else had changed them."""

    changed: tuple[Changed, ...] = ()
    clashes: tuple[Clash, ...] = ()


@transaction.atomic
def set_calendar(
    *,
    campaign: Campaign,
    seen: Mapping[Place, Days | None],
    wanted: Mapping[Place, Days | None],
    reason: str,
    actor: Actor,
) -> CalendarSet:
    """Set the cells in which `wanted` differs from what the form began with (`seen`). A cell that
    somebody else set to something else meanwhile is a clash: then nothing is written, so that
    whoever typed decides with both before them.

    Raises LaunchError for a launched year without a reason, CampaignRefusedError for days that
    cannot be, PermissionDenied."""
    authority = authorise(actor, "launching.prepare", path=root_path())
    year = Campaign.objects.select_for_update().get(pk=campaign.pk)
    mine = {place: days for place, days in wanted.items() if seen.get(place) != days}
    now = calendar_of(year)
    clashes = tuple(
        Clash(place, now.get(place))
        for place, days in mine.items()
        if now.get(place) not in (seen.get(place), days)
    )
    if clashes or not mine:
        return CalendarSet(clashes=clashes)
    launched = is_launched(year)
    if launched and not reason.strip():
        raise LaunchError.no_reason()
    with recording(
        act="launching.calendar", actor=authority, year=year.year, reason=reason.strip()
    ) as act:
        changed = tuple(write_calendar(year, mine))
        if launched:
            note_moved(year, [one for one in changed if one.moves_the_day], reason.strip())
            _tell_of_calendar(year, changed, reason.strip(), act=act, authority=authority)
    return CalendarSet(changed)


def _tell_of_calendar(
    year: Campaign,
    changed: tuple[Changed, ...],
    reason: str,
    *,
    act: str,
    authority: Authority,
) -> None:
    """Each tier is told of its own days in one notice; the tier above waits for them, and is
    told too when it sees its own.
    """
    moved = [one for one in changed if one.moves_the_day]
    for tier in sorted({one.tier for one in moved}):
        units = of_tiers(year, [Tier(tier)])
        of_tier = [one for one in moved if one.tier == tier]
        last = due_dates(year, of_tier[-1].step, [unit.pk for unit in units])
        tell_units(
            CALENDAR_CHANGED.id,
            units=units,
            key=f"calendar:{act}",
            text=words_of(year, of_tier, reason),
            href=read_page(year),
            campaign=year,
            due_on=lambda unit, last=last: last.get(unit.pk),  # type: ignore[misc]
            authority=authority,
        )


def words_of(year: Campaign, changed: list[Changed], reason: str) -> Text:
    """“Hạn năm 2022 thay đổi: Đăng ký 15/03/2022 → 20/03/2022. Lý do: …”"""
    days = [
        f"{on_paper(due_of(one.before)) or '–'} → {on_paper(due_of(one.after)) or '–'}"
        for one in changed
    ]
    titles = [step_title(one.step) for one in changed]
    moved = Text(
        ", ".join(f"{title.vi} {day}" for title, day in zip(titles, days, strict=True)),
        ", ".join(f"{title.en} {day}" for title, day in zip(titles, days, strict=True)),
    )
    return Text(
        vi="Hạn năm {year} thay đổi: {moved}. Lý do: {reason}",
        en="Deadlines of {year} changed: {moved}. Reason: {reason}",
    ).format(year=str(year.year), moved=moved, reason=reason)


@transaction.atomic
def set_theme(*, campaign: Campaign, values: CampaignValues, reason: str, actor: Actor) -> Campaign:
    """What the year is about, and its own days. Raises LaunchError, and what `open_campaign` does:
    another review date undoes the frameworks of the year, another cut-off day its list.
    """
    authority = authorise(actor, "launching.prepare", path=root_path())
    year = Campaign.objects.select_for_update().get(pk=campaign.pk)
    changed = {name for name, value in values.items() if getattr(year, name) != value}
    if not changed:
        return year
    launched = is_launched(year)
    if launched and not reason.strip():
        raise LaunchError.no_reason()
    with recording(
        act="launching.theme", actor=authority, year=year.year, reason=reason.strip()
    ) as act:
        year = open_campaign(year=year.year, values=values, actor=actor)
        if launched:
            tell_amended(
                year,
                Text(
                    "Chủ đề hoặc ngày của năm {year} thay đổi.",
                    "The theme or the days of {year} changed.",
                ),
                reason.strip(),
                act=act,
                authority=authority,
            )
    return year


@transaction.atomic
def set_limits(
    *, campaign: Campaign, values: Mapping[str, int | None], reason: str, actor: Actor
) -> RegistrationLimits:
    """How much is registered: the fields of `RegistrationLimits` by name (None: no limit).

    Raises LaunchError for a least that is more than the most, or a launched year without a
    reason; PermissionDenied."""
    authority = authorise(actor, "launching.prepare", path=root_path())
    year = Campaign.objects.select_for_update().get(pk=campaign.pk)
    limits = RegistrationLimits.objects.filter(campaign=year).first() or RegistrationLimits(
        campaign=year
    )
    if limits.pk and all(getattr(limits, name) == value for name, value in values.items()):
        return limits
    for name, value in values.items():
        setattr(limits, name, value)
    _refuse_turned(limits)
    launched = is_launched(year)
    if launched and not reason.strip():
        raise LaunchError.no_reason()
    with recording(
        act="launching.limits", actor=authority, year=year.year, reason=reason.strip()
    ) as act:
        limits.save()
        if launched:
            tell_amended(
                year,
                Text(
                    "Số lượng đăng ký của năm {year} thay đổi.",
                    "How much is registered in {year} changed.",
                ),
                reason.strip(),
                act=act,
                authority=authority,
            )
    return limits


def _refuse_turned(limits: RegistrationLimits) -> None:
    for least, most, what in (
        (limits.least_key_tasks, limits.most_key_tasks, Text("Nhiệm vụ trọng tâm", "Key tasks")),
        (
            limits.least_breakthroughs,
            limits.most_breakthroughs,
            Text("Khâu đột phá", "Breakthroughs"),
        ),
    ):
        if least is not None and most is not None and least > most:
            raise LaunchError.limits_turned(what)


def tell_amended(
    year: Campaign, words: Text, reason: str, *, act: str, authority: Authority
) -> None:
    """Every unit is told what changed of a launched year, and why."""
    first = words.format(year=str(year.year))
    tell_units(
        AMENDED.id,
        units=list(units_of(year)),
        key=f"amended:{act}",
        text=Text(f"{first.vi} Lý do: {reason}", f"{first.en} Reason: {reason}"),
        href=read_page(year),
        campaign=year,
        authority=authority,
    )
