"""Remedies that are overdue: a number of the whole province, and none that shows whose they are."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.organisations.models import Organisation, Person
from thidua.portal.actions import publish
from thidua.portal.gathering import gather
from thidua.portal.open_data import lines
from thidua.portal.suppression import Mark
from thidua.remedies.models import Remedy

pytestmark = pytest.mark.django_db
DUE, LATER = dt.date(2022, 6, 30), dt.date(2022, 7, 15)
AT = dt.datetime(2021, 12, 7, 2, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _later(settings: LazySettings, decided: Town) -> None:
    Remedy.objects.all().delete()
    settings.TODAY = LATER


def of_people(town: Town, number: int, *, each: int = 1) -> None:
    """So many people with so many overdue remedies each."""
    for person in Person.objects.order_by("pk")[:number]:
        for _one in range(each):
            _remedy(town, subject_type="member", person=person, unit=None)


def _remedy(town: Town, **whose: object) -> None:
    cell = town["GL01A"]
    Remedy.objects.create(
        campaign=town.campaign,
        source="review",
        limit="Họp ít",
        organisation=cell,
        verifier=cell,
        due_on=DUE,
        raised_on=dt.date(2021, 12, 7),
        raised_at=AT,
        raised_by_name="Cán bộ",
        **whose,
    )


def overdue(town: Town) -> object:
    return gather(town.campaign).figures.overdue_remedies


def test_a_year_without_remedies_says_nothing_of_them(decided: Town) -> None:
    assert overdue(decided) is None
    assert "remedies" not in {line[0] for line in lines(gather(decided.campaign).figures)}


@pytest.mark.parametrize(
    ("people", "each", "printed"),
    [(1, 1, Mark.SMALL), (4, 1, Mark.SMALL), (5, 1, 5), (6, 2, 12), (2, 4, Mark.WITHHELD)],
)
def test_the_number_is_printed_where_it_shows_nobody(
    decided: Town, people: int, each: int, printed: object
) -> None:
    of_people(decided, people, each=each)
    assert overdue(decided) == printed


def test_a_person_who_leads_counts_once_and_a_unit_too(decided: Town) -> None:
    of_people(decided, 4)
    leader, unit = Person.objects.order_by("pk").first(), Organisation.objects.get(code="GL01")
    _remedy(decided, subject_type="leader", person=leader, unit=unit)
    assert overdue(decided) is Mark.WITHHELD
    _remedy(decided, subject_type="organisation", person=None, unit=unit)
    assert overdue(decided) == 6


def test_none_is_overdue_once_all_are_closed_or_before_the_day(
    decided: Town, settings: LazySettings
) -> None:
    of_people(decided, 6)
    settings.TODAY = DUE
    assert overdue(decided) == 0


def test_a_later_edition_repeats_what_changed_too_little(decided: Town, quick_files: None) -> None:
    """Who subtracts two editions finds no small number."""
    of_people(decided, 6)
    publish(campaign=decided.campaign, actor=Operator())
    Remedy.objects.filter(pk=Remedy.objects.order_by("pk").first().pk).delete()  # type: ignore[union-attr]
    assert overdue(decided) == 6


def test_page_and_file_say_it(decided: Town, quick_files: None) -> None:
    of_people(decided, 6)
    publish(campaign=decided.campaign, actor=Operator())
    page = Client().get("/cong-khai/2021/").content.decode()
    assert "tính đến ngày công bố: 6." in " ".join(page.split())
    row = next(one for one in lines(gather(decided.campaign).figures) if one[0] == "remedies")
    assert row[3:] == ("overdue", 6, "remedies")
