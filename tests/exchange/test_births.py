"""The day of birth, or the year alone where nobody knows the day."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from tests.exchange.test_member_faults import member
from thidua.accounts.actors import Operator
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all
from thidua.organisations.models import Person
from thidua.workbooks import parse_workbook, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]
Give = Callable[..., Path]
DAY = dt.date(1941, 9, 2)


@pytest.fixture
def give(tmp_path: Path) -> Give:
    return lambda *rows: cast.write(tmp_path, Book.MEMBERS, {"members": list(rows)})


def born(code: str) -> tuple[dt.date | None, int | None]:
    person = Person.objects.get(code=code)
    return person.born_on, person.born_year


def test_a_year_alone_is_kept_exported_and_unchanged_by_the_export(
    load: Load, give: Give, tmp_path: Path
) -> None:
    assert load(give(member("DV01", born_on=None, born_year=1941))).applied
    assert born("DV01") == (None, 1941)

    [path] = export_all(tmp_path, actor=Operator(), kinds=[Book.MEMBERS])
    rows = parse_workbook(read(path), workbook(Book.MEMBERS)).frame("members")
    assert rows.filter(code="DV01")["born_year"].to_list() == [1941]
    again = load(path)
    assert again.sheets[0].writes == 0


def test_the_day_takes_the_place_of_the_year_and_shows_it(load: Load, give: Give) -> None:
    load(give(member("DV01", born_on=None, born_year=1941)))

    result = load(give(member("DV01", born_on=DAY)))

    assert born("DV01") == (DAY, None)
    assert [(str(c.column), c.before, c.after) for c in result.sheets[0].changes] == [
        ("Ngày sinh", "", "02/09/1941"),
        ("Năm sinh", "1941", ""),
    ]


def test_a_day_and_its_year_are_one(load: Load, give: Give) -> None:
    assert load(give(member("DV01", born_on=DAY, born_year=1941))).applied
    assert born("DV01") == (DAY, None)


def test_a_day_and_another_year_are_a_fault_that_names_both(load: Load, give: Give) -> None:
    result = load(give(member("DV01", born_on=DAY, born_year=1942)))

    assert not result.applied
    assert "“1942” khác năm của ngày sinh (02/09/1941)" in str(next(iter(result.problems)))
