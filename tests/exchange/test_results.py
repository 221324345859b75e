"""A list of results of an earlier year becomes levels of that year."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from tests.exchange.test_register import told
from thidua.exchange.books import Book
from thidua.exchange.results import ImportResult
from thidua.organisations.models import Person
from thidua.ratings.models import EarlierLevel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

Listed = Callable[..., ImportResult]
YEAR = 2018


@pytest.fixture
def listed(load: Load, tmp_path: Path) -> Listed:
    """Load rows as the list of results of 2018."""

    def run(*rows: dict[str, Any], **of_the_table: Any) -> ImportResult:
        whole = {"year": YEAR, "subject_type": "member"} | of_the_table
        sheets = {"results": [whole | row for row in rows]}
        return load(cast.write(tmp_path, Book.DECISIONS, sheets))

    return run


def row(name: str, level: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "level": level} | more


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    sheet = next(one for one in result.sheets if one.sheet.vi == "Danh sách kết quả xếp loại")
    return (sheet.new, sheet.changed, sheet.unchanged, sheet.in_error)


def stored(year: int = YEAR) -> dict[str, str]:
    found = EarlierLevel.objects.filter(year=year).select_related("person", "organisation")
    return {
        (one.person.code if one.person else one.organisation.code): one.level or one.label  # type: ignore[union-attr]
        for one in found
    }


def test_members_are_found_by_name_and_cell(listed: Listed) -> None:
    before = stored()
    rows = [
        row("Lê Thị Hường", "good", cell="X01-2"),
        row("ĐỖ THỊ ÁNH", "outstanding", born_year=1980, cell="X01-1"),
        row("Hoàng Yến", "completed", code="DV08"),
        row("Ngô Thế Vinh", "unrated", cell="X02-1"),
    ]

    result = listed(*rows)

    assert result.applied, told(result)
    assert counts(result) == (3, 0, 1, 0)
    assert stored() == before | {"DV01": "outstanding", "DV04": "good", "DV08": "completed"}
    assert counts(listed(*rows)) == (0, 0, 4, 0)


def test_another_level_than_is_stored_is_shown_with_the_name(listed: Listed) -> None:
    listed(row("Lê Thị Hường", "good", cell="X01-2"))

    result = listed(row("Lê Thị Hường", "completed", cell="X01-2"))

    [sheet] = [one for one in result.sheets if one.changed]
    [change] = sheet.changes
    assert (change.subject, change.before, change.after) == (
        "Lê Thị Hường (DV04)",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
    )


def test_organisations_are_found_by_name_under_what_is_above(listed: Listed) -> None:
    result = listed(
        row("CB thôn Đông", "good", cell="X01"),
        row("Đảng bộ xã An Bình", "outstanding"),
        subject_type="organisation",
    )

    assert result.applied, told(result)
    assert {"X01": "outstanding", "X01-1": "good"}.items() <= stored().items()


def test_years_of_labels_take_labels(listed: Listed) -> None:
    refused = listed(row("Lê Thị Hường", "good", cell="X01-2"), year=2016)
    assert told(refused)[0].endswith("xếp theo nhãn, không theo bốn mức")

    assert listed(row("Lê Thị Hường", "member_good", cell="X01-2"), year=2016).applied
    assert stored(2016)["DV04"] == "member_good"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row("Cao Thị Lạ", "good")], "Cao Thị Lạ không có trong phần mềm"),
        (
            [row("Lê Thị Hường", "good", code="DV01")],
            "DV01 không phải mã của người này (Đỗ Thị Ánh)",
        ),
        (
            [row("Lê Thị Hường", "good", code="DV04"), row("Lê Thị Hường", "good", cell="X01-2")],
            "Lê Thị Hường trùng với dòng 2",
        ),
        (
            [row("Lê Thị Hường", "good", born_year=1950)],
            "Lê Thị Hường có thể là Lê Thị Hường (DV04, sinh 04/01/1980, vào Đảng 03/02/2010)",
        ),
    ],
    ids=["nobody", "another's code", "twice", "another birth"],
)
def test_doubts_are_faults_that_name_who_may_be_meant(
    listed: Listed, rows: list[dict[str, Any]], message: str
) -> None:
    result = listed(*rows)

    assert not result.applied
    assert told(result)[0] == message


def test_two_of_one_name_are_both_named(listed: Listed) -> None:
    Person.objects.filter(code__in=["DV01", "DV04"]).update(full_name="Lê Thị Hai")

    result = listed(row("Lê Thị Hai", "good"))

    assert "DV01" in told(result)[0]
    assert "DV04" in told(result)[0]


def test_the_year_of_the_review_and_later_ones_are_refused(listed: Listed) -> None:
    result = listed(row("Lê Thị Hường", "good", cell="X01-2"), year=2021)

    assert told(result)[0] == "2021 không trước năm 2021"


def test_a_near_name_of_an_organisation_is_offered(listed: Listed) -> None:
    result = listed(row("Chi bộ thôn Đôngg", "good"), subject_type="organisation")

    assert told(result)[0].startswith("Chi bộ thôn Đôngg có thể là Chi bộ thôn Đông (X01-1)")
