"""What is exported loads again without changing anything."""

import datetime as dt
from pathlib import Path

import pytest
from pghistory.models import Events

from tests.exchange.conftest import Load
from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all, export_for_unit
from thidua.language import Language, speaking
from thidua.organisations.models import Organisation, Person
from thidua.workbooks import parse_workbook, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def test_loading_the_same_files_again_changes_nothing(province: Path, load: Load) -> None:
    written_before = Events.objects.count()

    again = load(*province.iterdir())

    assert [(s.sheet.en, s.new, s.changed, s.removed) for s in again.sheets if s.writes] == []
    assert again.changes_nothing
    assert Events.objects.count() == written_before > 0


def test_every_row_of_an_export_is_unchanged(province: Path, load: Load, tmp_path: Path) -> None:
    written = export_all(tmp_path / "out", actor=Operator())

    again = load(*written)

    assert [path.name for path in written] == [book.file_name for book in Book]
    assert again.changes_nothing, [str(problem) for problem in again.problems]
    assert not again.problems
    counts = {f"{sheet.file[0]} {sheet.sheet.en}": sheet.unchanged for sheet in again.sheets}
    assert counts == {
        "1 Organisations": 9,
        "1 Successions": 0,
        "2 Members": 11,
        "2 Positions": 6,
        "3 Year": 1,
        "3 Not yet reviewed": 0,
        "3 Members": 9,
        "3 Organisations": 8,
        "3 Leadership collectives": 4,
        "3 Individual leaders": 5,
        "3 Indicators": 2,
        "3 Limits": 2,
        "3 Review dates": 2,
        "4 Decisions": 2,
        "4 Proposals": 4,
        "4 Earlier years": 2,
        "4 Awards": 2,
        "5 Registered tasks": 0,
        "5 Measures of tasks": 0,
        "5 Milestones of tasks": 0,
        "6 Numbers of indicators": 0,
        "6 Progress": 0,
    }


def test_an_export_has_the_rows_that_were_loaded(province: Path, tmp_path: Path) -> None:
    export_all(tmp_path / "out", actor=Operator(), kinds=[Book.MEMBERS])

    spec = workbook(Book.MEMBERS)
    first = parse_workbook(read(province / Book.MEMBERS.file_name), spec)
    second = parse_workbook(read(tmp_path / "out" / Book.MEMBERS.file_name), spec)

    for sheet, key in (("members", ["code", "from"]), ("positions", ["member", "organisation"])):
        before, after = (book.frame(sheet).drop("row").sort(key) for book in (first, second))
        assert after.equals(before)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hard_values_go_out_and_come_back_in_either_language(
    province: Path, load: Load, tmp_path: Path, language: Language
) -> None:
    """Names that look like formulas, an early birth."""
    people = list(Person.objects.order_by("code")[:4])
    names = ["=HYPERLINK(1)", "-Nguyễn", "@Lê 'A'", 'Trần; "B", C']
    for person, name in zip(people, names, strict=True):
        Person.objects.filter(pk=person.pk).update(full_name=name, born_on=dt.date(1931, 2, 28))
    with speaking(language):
        written = export_all(tmp_path / "out", actor=Operator())

    again = load(*written)

    assert again.changes_nothing, [str(problem) for problem in again.problems]
    assert sum(sheet.unchanged for sheet in again.sheets if sheet.file.startswith("2")) == 17


def test_what_a_unit_fills_in_goes_back_unchanged(
    province: Path, load: Load, tmp_path: Path
) -> None:
    unit = Organisation.objects.get(code="X01")
    path = export_for_unit(
        tmp_path / "du-kien.xlsx",
        campaign=Campaign.objects.get(year=2021),
        unit=unit,
        actor=Operator(),
    )

    again = load(path, year=2021, dry_run=True)

    assert again.changes_nothing, [str(problem) for problem in again.problems]
    assert sum(sheet.unchanged for sheet in again.sheets) > 0


def test_a_code_of_figures_keeps_its_zeros_on_the_way_out_and_in(
    province: Path, load: Load, tmp_path: Path
) -> None:
    for number, person in enumerate(Person.objects.order_by("code"), start=1):
        Person.objects.filter(pk=person.pk).update(code=f"00{number:04}")
    written = export_all(tmp_path / "out", actor=Operator())

    again = load(*written)

    assert again.changes_nothing, [str(problem) for problem in again.problems]
    frame = parse_workbook(read(written[1]), workbook(Book.MEMBERS)).frame("members")
    assert "000001" in frame["code"].to_list()


def test_a_new_year_without_frameworks_stops_no_members(province: Path, load: Load) -> None:
    day = dt.date(2023, 12, 1)
    Campaign.objects.create(year=2023, name="Năm mới", cut_off_date=day, review_date=day)

    again = load(province / Book.ORGANISATIONS.file_name, province / Book.MEMBERS.file_name)

    assert again.changes_nothing, [str(problem) for problem in again.problems]
