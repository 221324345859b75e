"""The sheet *Ngày kiểm điểm*: the whole list of its year, and a new roster when it changes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import review_date_of
from thidua.exchange.books import Book
from thidua.exchange.results import ImportResult
from thidua.loading.outcomes import Outcome
from thidua.organisations.models import Organisation, Person
from thidua.roster.models import RosterEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]
Refused = Callable[..., list[str]]

OF_SCHOOLS = {"sector": "school", "review_date": dt.date(2021, 8, 1)}


def review_of(code: str) -> dt.date:
    return review_date_of(Campaign.objects.get(), Organisation.objects.get(code=code))


def outcome_of(result: ImportResult) -> Outcome:
    return next(one for one in result.sheets if one.sheet.en == "Review dates")


def test_the_list_replaces_the_earlier_one_and_the_roster_follows(
    load: Load, tmp_path: Path
) -> None:
    Person.objects.filter(code="DV06").update(admitted_on=dt.date(2021, 3, 1))
    assert review_of("X02-1") == dt.date(2022, 1, 10)
    result = load(cast.write(tmp_path, Book.FACTS, {"review_days": [OF_SCHOOLS]}))
    assert result.applied
    sheet = outcome_of(result)
    assert (sheet.new, sheet.changed, sheet.removed) == (0, 1, 1)
    assert (review_of("CQ01"), review_of("X02-1")) == (dt.date(2021, 8, 1), cast.REVIEW)
    facts = RosterEntry.objects.get(code="DV06", subject_type="member").facts
    assert facts["months_since_admission"] == 5


def test_a_row_is_about_one_unit_and_each_has_one_day(refused: Refused) -> None:
    both = OF_SCHOOLS | {"organisation": "HU01"}
    outside = {"organisation": "HU01", "review_date": dt.date(2023, 1, 1)}
    errors = refused(Book.FACTS, review_days=[both, OF_SCHOOLS, OF_SCHOOLS, outside])
    assert len(errors) == 4
    assert "một loại hình hoặc một tổ chức" in errors[0]
    assert "có hai dòng cho cùng một đơn vị" in errors[1]
    assert "từ 01/01/2021 đến 31/12/2022" in errors[3]


def test_an_unknown_organisation_is_refused_with_the_nearest(refused: Refused) -> None:
    (error,) = refused(
        Book.FACTS, review_days=[{"organisation": "HU01X", "review_date": dt.date(2021, 8, 1)}]
    )
    assert "HU01" in error


def test_the_same_list_again_changes_nothing(load: Load, tmp_path: Path) -> None:
    frozen = Campaign.objects.get().roster_frozen_at
    result = load(cast.write(tmp_path, Book.FACTS, {"review_days": cast.rows(cast.REVIEW_DAYS)}))
    assert outcome_of(result).unchanged == 2
    assert Campaign.objects.get().roster_frozen_at == frozen
