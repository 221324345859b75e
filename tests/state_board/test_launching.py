"""Where units stand with the launch in a year that was launched by its day, before the act was."""

import datetime as dt

import pytest

from tests.web.town import Town
from thidua.campaigns.models import Step, TierDeadline, UnitLaunch
from thidua.campaigns.unit_states import UnitState
from thidua.organisations.models import Organisation
from thidua.state_board.counting import board_of
from thidua.state_board.days import day_of_the_tree
from thidua.state_board.launch_states import standings
from thidua.state_board.units import Unit, part_under
from thidua.vocabulary import Tier

DAY = dt.datetime(2021, 3, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def by_its_day(town: Town) -> Town:
    town.campaign.launch_date, town.campaign.launched_at = dt.date(2021, 2, 23), None
    town.campaign.save()
    UnitLaunch.objects.filter(campaign=town.campaign).delete()
    return town


def by_code(town: Town) -> dict[str, tuple[str, dt.date | None]]:
    told = standings(town.campaign, None)
    codes = dict(Organisation.objects.values_list("pk", "code"))
    return {codes[pk]: (one.state, one.since) for pk, one in told.items()}


def test_a_body_that_carried_it_down_counts_with_all_below_it(by_its_day: Town) -> None:
    UnitLaunch.objects.create(
        campaign=by_its_day.campaign, organisation=by_its_day["GL"], launched_at=DAY
    )
    told = by_code(by_its_day)
    assert told["GL"] == told["GL02"] == told["GL01A"] == (UnitState.ACCEPTED, DAY.date())
    assert told["CL"] == told["CL01"] == (UnitState.NOT_STARTED, None)


def test_the_province_is_done_with_the_launch_on_its_day(by_its_day: Town) -> None:
    UnitLaunch.objects.create(
        campaign=by_its_day.campaign, organisation=by_its_day["GL"], launched_at=DAY
    )
    assert by_code(by_its_day)["XD"] == (UnitState.ACCEPTED, dt.date(2021, 2, 23))


def test_a_plan_that_is_still_a_draft_tells_nothing(by_its_day: Town) -> None:
    UnitLaunch.objects.create(campaign=by_its_day.campaign, organisation=by_its_day["GL"])
    assert by_code(by_its_day) == {}


def test_a_year_that_is_not_launched_yet_tells_nothing(by_its_day: Town) -> None:
    UnitLaunch.objects.create(
        campaign=by_its_day.campaign, organisation=by_its_day["GL"], launched_at=DAY
    )
    by_its_day.campaign.launch_date = dt.date(2021, 12, 31)
    by_its_day.campaign.save()
    assert by_code(by_its_day) == {}


def test_on_the_board_units_without_a_day_of_their_own_count_too(by_its_day: Town) -> None:
    UnitLaunch.objects.create(
        campaign=by_its_day.campaign, organisation=by_its_day["GL"], launched_at=DAY
    )
    TierDeadline.objects.create(
        campaign=by_its_day.campaign,
        step=Step.LAUNCH,
        tier=Tier.UPPER_LEVEL,
        due_on=dt.date(2021, 3, 10),
    )
    unit = by_its_day["GL"]
    place = Unit(unit.pk, unit.code, unit.name, Tier(unit.tier), unit.path)
    part = part_under(place, day_of_the_tree(by_its_day.campaign))
    counted = board_of(by_its_day.campaign, part).total(Step.LAUNCH)
    assert (counted.accepted, counted.units) == (3, 3)
