"""Where every unit stands in carrying out, and what it can be reminded of."""

import datetime as dt
from collections.abc import Collection, Mapping
from itertools import groupby

from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import StepStates, UnitStanding, UnitState
from thidua.language import Text
from thidua.notices.matters import Matter
from thidua.organisations.models import Organisation
from thidua.progress.links import unit_page
from thidua.progress.reading import UnitTarget, targets_of_units
from thidua.progress.states import counted_on
from thidua.web.clock import today


def standings(
    campaign: Campaign, units: Collection[int] | None = None
) -> Mapping[int, UnitStanding]:
    """Of every unit that has accepted tasks, in one query: nothing noted · noting · every target
    has a result · every result confirmed.
    """
    day = counted_on(today(), cut_off=campaign.cut_off_date)
    found = targets_of_units(campaign, on=day, organisations=units)
    grouped = groupby(found, key=lambda one: one.organisation)
    return {unit: _standing(list(targets), campaign) for unit, targets in grouped}


def has_result(one: UnitTarget, *, cut_off: dt.date) -> bool:
    """Whether a target is reached, or its end has passed and something was noted."""
    if one.target.reached.is_done:
        return True
    end = cut_off if one.ends_on is None else min(one.ends_on, cut_off)
    return one.target.now is not None and end < today()


def _standing(targets: list[UnitTarget], campaign: Campaign) -> UnitStanding:
    since = max((one.noted_on for one in targets if one.noted_on), default=None)
    if since is None:
        return UnitStanding(UnitState.NOT_STARTED, missing=_missing(targets))
    waiting = [one for one in targets if not has_result(one, cut_off=campaign.cut_off_date)]
    if waiting:
        return UnitStanding(UnitState.DRAFTING, since, _missing(waiting))
    confirmed = all(one.target.now is not None and one.target.now.confirmed for one in targets)
    return UnitStanding(UnitState.ACCEPTED if confirmed else UnitState.SENT, since)


def _missing(targets: list[UnitTarget]) -> Text:
    """“chưa có kết quả: nhiệm vụ 2, 3”."""
    numbers = ", ".join(str(number) for number in sorted({one.position for one in targets}))
    return Text(f"chưa có kết quả: nhiệm vụ {numbers}", f"no result yet: task {numbers}")


STANDINGS = StepStates(Step.CARRY_OUT, standings, unit_page, named_only=True)


def _address(campaign: Campaign, unit: Organisation) -> str:
    return unit_page(campaign, unit.code)


def _left(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
    """One of each unit with tasks that lack a result."""
    known = standings(campaign, [unit.pk for unit in units])
    done = {UnitState.SENT, UnitState.ACCEPTED}
    return {unit.pk: int(unit.pk in known and known[unit.pk].state not in done) for unit in units}


def _what(number: int) -> Text:
    return Text("Ghi tiến độ nhiệm vụ", "Note the progress of the tasks")


def _button(number: int) -> Text:
    return Text("Mở tiến độ", "Open the progress")


def _lacking(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, Text]:
    known = standings(campaign, [unit.pk for unit in units])
    return {pk: one.missing for pk, one in known.items() if one.missing is not None}


CARRY_OUT = Matter(Step.CARRY_OUT.value, _address, _left, _what, _button, _lacking)
