"""Files of one import are compared with each other before anything is taken from them: their order
never decides.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from tests.exchange.test_member_faults import member
from tests.exchange.wizard.conftest import content
from thidua.exchange.books import Book
from thidua.exchange.results import ImportResult
from thidua.facts.models import FactSheet
from thidua.organisations.models import MembershipSpell, Person
from thidua.organisations.sheets import MEMBERS
from thidua.workbooks import Sheet, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

HALF = dt.date(2018, 7, 1)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A workbook of the given sheets under a name."""

    def run(name: str, book: Book, **sheets: cast.Rows) -> Path:
        return cast.write(tmp_path, book, sheets, name=name)

    return run


def errors(result: ImportResult) -> list[str]:
    return [str(problem) for problem in result.problems if problem.severity == "error"]


def fact(code: str, /, **changes: object) -> dict[str, object]:
    return next(row for row in cast.member_facts() if row["member"] == code) | changes


def test_one_code_for_two_people_is_told_in_both_files(load: Load, write: Write) -> None:
    one = member("DV01", code="DV90", full_name="Đỗ Văn Một", born_on=dt.date(1960, 1, 1))
    other = one | {"full_name": "Hồ Thị Hai", "born_on": dt.date(1990, 2, 2)}
    paths = [
        write("chi-bo-A.xlsx", Book.MEMBERS, members=[one]),
        write("chi-bo-B.xlsx", Book.MEMBERS, members=[member("DV02"), other]),
    ]

    result = load(*paths)

    assert not result.applied
    wanted = "Cần: cùng một nội dung ở hai tệp, hoặc chỉ để ở tệp đúng."
    assert errors(result) == [
        "chi-bo-A.xlsx, trang tính “Đảng viên”, dòng 2, cột “Họ và tên”: “Đỗ Văn Một” của DV90 · "
        "01/01/2015 (Đỗ Văn Một), tệp “chi-bo-B.xlsx” (dòng 3) lại ghi “Hồ Thị Hai”. " + wanted,
        "chi-bo-A.xlsx, trang tính “Đảng viên”, dòng 2, cột “Ngày sinh”: “01/01/1960” của DV90 · "
        "01/01/2015 (Đỗ Văn Một), tệp “chi-bo-B.xlsx” (dòng 3) lại ghi “02/02/1990”. " + wanted,
        "chi-bo-B.xlsx, trang tính “Đảng viên”, dòng 3, cột “Họ và tên”: “Hồ Thị Hai” của DV90 · "
        "01/01/2015 (Hồ Thị Hai), tệp “chi-bo-A.xlsx” (dòng 2) lại ghi “Đỗ Văn Một”. " + wanted,
        "chi-bo-B.xlsx, trang tính “Đảng viên”, dòng 3, cột “Ngày sinh”: “02/02/1990” của DV90 · "
        "01/01/2015 (Hồ Thị Hai), tệp “chi-bo-A.xlsx” (dòng 2) lại ghi “01/01/1960”. " + wanted,
    ]
    assert [(one.file, one.in_error, one.unchanged) for one in result.sheets if one.in_error] == [
        ("chi-bo-A.xlsx", 1, 0),
        ("chi-bo-B.xlsx", 1, 1),
    ]


def test_a_fact_that_two_files_say_otherwise_is_told_in_both(load: Load, write: Write) -> None:
    paths = [
        write("f1.xlsx", Book.FACTS, member_facts=[fact("DV01")]),
        write("f2.xlsx", Book.FACTS, member_facts=[fact("DV01", discipline="warning")]),
    ]

    result = load(*paths, year=2021)

    assert not result.applied
    assert [problem.partition(" Cần")[0] for problem in errors(result)] == [
        "f1.xlsx, trang tính “Đảng viên”, dòng 2, cột “Hình thức kỷ luật trong năm”: “Không” "
        "của DV01 (Đỗ Thị Ánh), tệp “f2.xlsx” (dòng 2) lại ghi “Cảnh cáo”.",
        "f2.xlsx, trang tính “Đảng viên”, dòng 2, cột “Hình thức kỷ luật trong năm”: “Cảnh "
        "cáo” của DV01 (Đỗ Thị Ánh), tệp “f1.xlsx” (dòng 2) lại ghi “Không”.",
    ]


def test_facts_that_fill_different_cells_are_put_together(load: Load, write: Write) -> None:
    blank = dict.fromkeys(fact("DV03")) | {"member": "DV03"}
    paths = [
        write("f1.xlsx", Book.FACTS, member_facts=[blank | {"duties": "excellent"}, fact("DV01")]),
        write("f2.xlsx", Book.FACTS, member_facts=[blank | {"targets_done": "90"}]),
    ]

    for order in itertools.permutations(paths):
        result = load(*order, year=2021, dry_run=True)
        assert [(one.file, one.changed, one.unchanged) for one in result.sheets if one.writes] == [
            ("f1.xlsx", 1, 1)
        ]
    assert load(*paths, year=2021).applied

    known = FactSheet.objects.get(roster_entry__code="DV03", roster_entry__subject_type="member")
    assert known.facts == {"duties": "excellent", "targets_done": 90}


def test_the_same_row_in_two_files_counts_once(load: Load, write: Write) -> None:
    paths = [
        write("b.xlsx", Book.MEMBERS, members=[member("DV01", code="DV90"), member("DV02")]),
        write("a.xlsx", Book.MEMBERS, members=[member("DV01", code="DV90")]),
    ]

    result = load(*paths)

    assert result.applied, errors(result)
    assert [
        (one.file, one.new, one.unchanged) for one in result.sheets if one.sheet.vi == "Đảng viên"
    ] == [("a.xlsx", 1, 0), ("b.xlsx", 0, 2)]
    assert any("1 dòng trùng nhau" in note.vi for note in result.notes)
    assert Person.objects.filter(code="DV90").count() == 1


def test_spells_of_one_person_in_two_files_are_one_set(load: Load, write: Write) -> None:
    paths = [
        write("sau.xlsx", Book.MEMBERS, members=[member("DV01", **{"from": HALF})]),
        write("truoc.xlsx", Book.MEMBERS, members=[member("DV01", to=dt.date(2018, 6, 30))]),
    ]

    assert load(*paths).applied

    assert MembershipSpell.objects.filter(person__code="DV01").count() == 2


def test_spells_that_share_days_name_the_row_of_the_other_file(load: Load, write: Write) -> None:
    paths = [
        write("b.xlsx", Book.MEMBERS, members=[member("DV01", cell="X01-2", **{"from": HALF})]),
        write("a.xlsx", Book.MEMBERS, members=[member("DV02"), member("DV01")]),
    ]

    assert errors(load(*paths)) == [
        "b.xlsx, trang tính “Đảng viên”, dòng 2, cột “Từ ngày”: “01/07/2018” thời gian sinh "
        "hoạt trùng "
        "ngày với dòng 3 (a.xlsx) (01/01/2015–…). Cần: dòng 3 (a.xlsx) kết thúc muộn nhất ngày "
        "30/06/2018."
    ]


def test_two_sheets_of_the_year_say_the_same_or_are_refused(load: Load, write: Write) -> None:
    first = write("n1.xlsx", Book.FACTS, year=cast.year())
    same = write("n2.xlsx", Book.FACTS, year=cast.year())
    other = write("n3.xlsx", Book.FACTS, year=[cast.year()[0] | {"name": "Phong trào khác"}])

    assert load(first, same).applied
    for order in itertools.permutations((first, same, other)):
        told = [problem.partition(" Cần")[0] for problem in errors(load(*order))]
        assert told == [
            "n1.xlsx, trang tính “Năm”, dòng 2, cột “Tên phong trào”: “Thi đua năm 2021” tệp "
            "“n3.xlsx” lại ghi “Phong trào khác”.",
            "n3.xlsx, trang tính “Năm”, dòng 2, cột “Tên phong trào”: “Phong trào khác” tệp "
            "“n1.xlsx” lại ghi “Thi đua năm 2021”.",
        ]


def as_csv(path: Path, sheet: Sheet, rows: cast.Rows, *, without: str = "") -> Path:
    """The rows as a CSV file, without one of the sheet's columns."""
    columns = tuple(column for column in sheet.columns if column.id != without)
    less = replace(sheet, columns=columns)
    given = [{name: cell for name, cell in row.items() if name != without} for row in rows]
    write_csv(less, cast.frame_of(less, given), path)
    return path


def test_files_with_other_columns_are_loaded_when_they_are_about_others(
    load: Load, tmp_path: Path
) -> None:
    paths = [
        as_csv(tmp_path / "a.csv", MEMBERS, [member("DV01", code="DV90")]),
        as_csv(tmp_path / "b.csv", MEMBERS, [member("DV01", code="DV91")], without="sex"),
    ]

    result = load(*paths)

    assert result.applied, errors(result)
    assert [(one.file, one.new) for one in result.sheets] == [("a.csv", 1), ("b.csv", 1)]


def test_one_person_in_files_with_other_columns_is_asked_about(load: Load, tmp_path: Path) -> None:
    early, late = member("DV01", to=dt.date(2018, 6, 30)), member("DV01", **{"from": HALF})
    paths = [
        as_csv(tmp_path / "a.csv", MEMBERS, [early]),
        as_csv(tmp_path / "b.csv", MEMBERS, [late], without="civil_servant"),
    ]

    result = load(*paths)

    assert not result.applied
    assert {problem.partition(" có cả")[0] for problem in errors(result)} == {
        "a.csv, trang tính “a”, dòng 2, cột “Mã đảng viên”: “DV01”",
        "b.csv, trang tính “b”, dòng 2, cột “Mã đảng viên”: “DV01”",
    }
    assert "Cán bộ, công chức, viên chức" in errors(result)[1]


def test_a_file_that_says_less_of_the_same_rows_takes_nothing_away(
    load: Load, tmp_path: Path
) -> None:
    row = member("DV06")
    paths = [
        as_csv(tmp_path / "a.csv", MEMBERS, [row], without="civil_servant"),
        as_csv(tmp_path / "b.csv", MEMBERS, [row]),
    ]

    assert load(*paths).applied

    assert MembershipSpell.objects.get(person__code="DV06").civil_servant is True


def test_facts_in_files_with_other_columns_are_put_together(load: Load, tmp_path: Path) -> None:
    sheet = cast.spec_of(Book.FACTS).sheet("member_facts")
    blank = dict.fromkeys(fact("DV03")) | {"member": "DV03"}
    paths = [
        as_csv(tmp_path / "a.csv", sheet, [blank | {"duties": "excellent"}], without="discipline"),
        as_csv(
            tmp_path / "b.csv", sheet, [blank | {"discipline": "none"}], without="ethics_lifestyle"
        ),
    ]

    for order in (paths, paths[::-1]):
        assert load(*order, year=2021).applied

    known = FactSheet.objects.get(roster_entry__code="DV03", roster_entry__subject_type="member")
    assert known.facts == {"duties": "excellent", "discipline": "none"}


def test_files_of_one_name_are_told_apart(load: Load, tmp_path: Path) -> None:
    paths = []
    for folder, cell in (("dong", "X01-1"), ("doai", "X01-2")):
        (tmp_path / folder).mkdir()
        paths.append(
            cast.write(tmp_path / folder, Book.MEMBERS, {"members": [member("DV01", cell=cell)]})
        )

    result = load(*paths)

    assert sorted(problem.file[-len("dong/2-dang-vien.xlsx") :] for problem in result.problems) == [
        "doai/2-dang-vien.xlsx",
        "dong/2-dang-vien.xlsx",
    ]


def outcome_of(result: ImportResult) -> tuple[object, ...]:
    counts = [
        (one.file, one.sheet.vi, one.new, one.changed, one.unchanged, one.removed, one.in_error)
        for one in result.sheets
    ]
    return (set(map(str, result.problems)), sorted(counts), result.fingerprint)


def province_in_many_files(write: Write) -> Sequence[Path]:
    """Every sheet in two files or more, some rows twice."""
    people, units, facts = cast.members(), cast.organisations(), cast.member_facts()
    decided = cast.decisions()
    return [
        write("o1.xlsx", Book.ORGANISATIONS, organisations=units[:6]),
        write("o2.xlsx", Book.ORGANISATIONS, organisations=units[4:]),
        write("m1.xlsx", Book.MEMBERS, members=people[:5], positions=cast.positions()[:3]),
        write(
            "m2.xlsx",
            Book.MEMBERS,
            members=[*people[3:], member("DV01", code="DV90")],
            positions=cast.positions(),
        ),
        write(
            "f1.xlsx",
            Book.FACTS,
            year=cast.year(),
            member_facts=facts[:4],
            limits=cast.facts()["limits"],
        ),
        write(
            "f2.xlsx",
            Book.FACTS,
            year=cast.year(),
            member_facts=facts[2:],
            limits=cast.facts()["limits"],
        ),
        write(
            "d1.xlsx", Book.DECISIONS, decisions=decided["decisions"][:1], awards=decided["awards"]
        ),
        write("d2.xlsx", Book.DECISIONS, **decided),
    ]


def test_any_order_of_the_files_gives_the_same(load: Load, write: Write) -> None:
    paths = list(province_in_many_files(write))
    orders = [paths, paths[::-1], paths[3:] + paths[:3], sorted(paths, key=hash)]

    results = [load(*order, dry_run=True) for order in orders]

    assert errors(results[0]) == []
    assert {repr(outcome_of(result)[1:]) for result in results} == {
        repr(outcome_of(results[0])[1:])
    }
    assert all(outcome_of(result)[0] == outcome_of(results[0])[0] for result in results)


@pytest.mark.parametrize("backwards", [False, True])
def test_any_order_of_the_files_stores_the_same(load: Load, write: Write, backwards: bool) -> None:
    paths = list(province_in_many_files(write))

    assert load(*(paths[::-1] if backwards else paths)).applied

    assert load(*paths, dry_run=True).changes_nothing
    assert content()["organisations_person"]
