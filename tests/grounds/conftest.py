"""The year of progress, frozen and after its cut-off: the commune G3 has one task, 30 ha."""

import datetime as dt

import pytest
from django.conf import LazySettings

from tests import cast as people
from tests.builder import OPERATOR
from tests.progress.conftest import commune, district, noted, registration, task, year
from thidua.campaigns.models import Campaign
from thidua.progress.models import Note
from thidua.ratings.actions import classify
from thidua.registrations.models import Task
from thidua.roster.actions import freeze_roster

__all__ = ["commune", "district", "registration", "task", "year"]

AFTER = dt.date(2021, 12, 20)


@pytest.fixture
def frozen(year: Campaign, task: Task, settings: LazySettings) -> Campaign:
    """Everybody's sheet says good, so 100 % of the targets."""
    freeze_roster(campaign=year, actor=OPERATOR)
    year.refresh_from_db()
    people.everybody_good(year)
    settings.TODAY = AFTER
    return year


@pytest.fixture
def short(frozen: Campaign, task: Task) -> Note:
    """29 of 30 ha were done, the year is rated: G3 is otherwise than its sheet says."""
    note = noted(task, dt.date(2021, 11, 20), value=29)
    classify(campaign=frozen, actor=OPERATOR)
    return note
