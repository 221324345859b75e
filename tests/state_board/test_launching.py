"""Where units stand with the launch in a year that was launched by its day, before the act was."""

import datetime as dt

import pytest

from tests.web.town import Town
from thidua.campaigns.models import UnitLaunch
from thidua.campaigns.unit_states import UnitState
from thidua.organisations.models import Organisation
from thidua.state_board.launch_states import standings

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
