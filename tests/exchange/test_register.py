"""A register as of a day: who is found, who is new, what begins on that day, who is named."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.exchange.books import Book
from thidua.exchange.results import ImportResult
from thidua.exchange.undoing import take_back
from thidua.organisations.models import MembershipSpell, Person, Position
from thidua.organisations.register_sheet import REGISTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

AS_OF = dt.date(2022, 11, 30)
EVE = dt.date(2022, 11, 29)
Register = Callable[..., ImportResult]


def line(code: str, /, **changes: Any) -> dict[str, Any]:
    """A row for somebody of the cast as an office would write it: no code, no dates from and to."""
    known = next(row for row in reversed(cast.members()) if row["code"] == code)
    names = ("full_name", "born_on", "sex", "admitted_on", "cell")
    return {name: known[name] for name in names} | _OF_THE_TABLE | changes


def somebody(name: str = "Cao Thị Mới", **changes: Any) -> dict[str, Any]:
    """A row for somebody who is not stored."""
    return {
        "full_name": name,
        "born_on": dt.date(1990, 5, 1),
        "admitted_on": dt.date(2018, 3, 3),
        "official_on": dt.date(2019, 3, 3),
        "cell": "X01-1",
        **_OF_THE_TABLE,
        **changes,
    }


_OF_THE_TABLE = {"as_of": AS_OF, "since": "admission"}
HERE = ("DV01", "DV02", "DV03", "DV04", "DV05")
"""The members of X01-1 (the first three) and X01-2."""


@pytest.fixture
def register(load: Load, tmp_path: Path) -> Register:
    """Load rows as a register."""

    def run(*rows: dict[str, Any], dry_run: bool = False) -> ImportResult:
        sheets = {"members": [], "register": list(rows)}
        return load(cast.write(tmp_path, Book.MEMBERS, sheets), dry_run=dry_run)

    return run


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    sheet = result.sheets[-1]
    return (sheet.new, sheet.changed, sheet.unchanged, sheet.in_error)


def told(result: ImportResult) -> list[str]:
    return [f"{problem.value} {problem.message}".strip() for problem in result.problems]


def spells(code: str) -> list[tuple[Any, ...]]:
    found = MembershipSpell.objects.filter(person__code=code).order_by("starts_on")
    return list(found.values_list("starts_on", "ends_on", "organisation__code", "status"))


def test_what_agrees_with_a_register_stays_as_it_is(register: Register) -> None:
    before = {code: spells(code) for code in HERE}

    result = register(*(line(code) for code in HERE))

    assert result.applied
    assert told(result) == []
    assert counts(result) == (0, 0, 5, 0)
    assert {code: spells(code) for code in HERE} == before
    assert len(spells("DV05")) == 2


def test_a_transfer_begins_on_the_day_of_the_register(register: Register) -> None:
    result = register(*(line(code) for code in HERE[:4]), line("DV05", cell="X01-1"))

    assert counts(result) == (0, 1, 4, 0)
    assert spells("DV05")[1:] == [
        (dt.date(2021, 3, 1), EVE, "X01-2", "official"),
        (AS_OF, None, "X01-1", "official"),
    ]
    [change] = result.sheets[-1].changes
    assert (change.subject, str(change.column)) == ("Phạm Quốc Ẩn (DV05)", "Mã chi bộ")
    assert (change.before, change.after) == ("Chi bộ thôn Đoài", "Chi bộ thôn Đông")


def test_who_became_official_did_so_on_the_written_day(register: Register) -> None:
    day = dt.date(2021, 8, 1)

    register(*(line(code, **{"official_on": day} if code == "DV03" else {}) for code in HERE))

    assert spells("DV03") == [
        (dt.date(2021, 2, 3), dt.date(2021, 7, 31), "X01-1", "probationary"),
        (day, None, "X01-1", "official"),
    ]


def test_a_blank_status_says_nothing_and_a_word_that_says_active_ends_an_exemption(
    register: Register,
) -> None:
    others = [line("DV08"), line("DV10")]
    assert counts(register(*others, line("DV09"))) == (0, 0, 3, 0)

    result = register(*others, line("DV09", status="active"))

    assert counts(result) == (0, 1, 2, 0)
    assert spells("DV09")[-1] == (AS_OF, None, "X02-1", "official")


def test_an_exemption_begins_on_its_day_and_a_note_says_it_as_well(register: Register) -> None:
    day = dt.date(2022, 6, 1)

    register(
        line("DV01", note="exempt", status="official", left_on=day),
        line("DV02", status="exempt"),
        line("DV03"),
    )

    assert spells("DV01")[-1] == (day, None, "X01-1", "exempt")
    assert spells("DV02")[-1] == (AS_OF, None, "X01-1", "exempt")


def test_an_end_has_its_day_and_its_reason_and_ends_the_posts(register: Register) -> None:
    day = dt.date(2022, 7, 1)

    result = register(line("DV01"), line("DV02", note="died", left_on=day), line("DV03"))

    assert result.applied
    spell = MembershipSpell.objects.get(person__code="DV02")
    assert (spell.ends_on, spell.end_reason) == (day, "died")
    assert Position.objects.get(person__code="DV02").ends_on == day


def test_an_end_without_a_day_is_a_fault(register: Register) -> None:
    result = register(line("DV01"), line("DV02", note="died"), line("DV03"))

    assert not result.applied
    assert told(result) == [
        "kết thúc sinh hoạt mà không có ngày; phần mềm còn ghi từ ngày 01/01/2015"
    ]


def test_who_is_new_gets_a_code_of_the_commune_and_spells_since_the_admission(
    register: Register,
) -> None:
    rows = [*(line(code) for code in HERE), somebody(), somebody("Cao Văn Hai", cell="X01-2")]
    previewed = register(*rows, dry_run=True)

    result = register(*rows)

    assert counts(result) == counts(previewed) == (2, 0, 5, 0)
    assert result.fingerprint == previewed.fingerprint
    assert [change.subject for change in previewed.sheets[-1].changes] == [
        "Cao Thị Mới (X01-DV0001)",
        "Cao Văn Hai (X01-DV0002)",
    ]
    assert spells("X01-DV0001") == [
        (dt.date(2018, 3, 3), dt.date(2019, 3, 2), "X01-1", "probationary"),
        (dt.date(2019, 3, 3), None, "X01-1", "official"),
    ]


def test_who_is_new_may_be_in_the_cell_since_the_day_of_the_register(register: Register) -> None:
    register(somebody(since="register"), somebody("Cao Văn Hai", status="arrived"))

    assert spells("X01-DV0001") == [(AS_OF, None, "X01-1", "official")]
    assert spells("X01-DV0002") == [(AS_OF, None, "X01-1", "official")]


def test_nobody_is_in_a_cell_before_it_was_there(register: Register) -> None:
    old: dict[str, Any] = {
        "admitted_on": dt.date(1985, 2, 3),
        "official_on": dt.date(1986, 2, 3),
    }

    register(somebody(born_on=dt.date(1960, 1, 1), **old))

    assert spells("X01-DV0001") == [(cast.START, None, "X01-1", "official")]


@pytest.mark.parametrize(
    ("admitted_on", "status"),
    [(dt.date(2022, 2, 3), "probationary"), (dt.date(2010, 2, 3), "official")],
)
def test_without_a_day_of_becoming_official_probation_is_twelve_months(
    register: Register, admitted_on: dt.date, status: str
) -> None:
    register(somebody(admitted_on=admitted_on, official_on=None))

    assert spells("X01-DV0001")[-1][-1] == status


def test_within_the_second_year_nobody_can_tell_and_it_is_asked(register: Register) -> None:
    result = register(somebody(admitted_on=dt.date(2021, 3, 3), official_on=None))

    assert not result.applied
    assert told(result)[0] == ("chưa rõ chính thức hay dự bị, người này chưa có trong phần mềm")


def test_a_number_once_given_is_not_given_again(register: Register) -> None:
    first = register(somebody(), line("DV05", cell="X01-1"))
    take_back(first.act)
    assert not Person.objects.filter(code="X01-DV0001").exists()
    assert spells("DV05")[-1][1:3] == (None, "X01-2")

    register(somebody("Cao Văn Hai"))

    assert Person.objects.filter(code="X01-DV0002").exists()


def test_the_year_of_birth_alone_finds_and_is_kept(register: Register) -> None:
    register(somebody(born_on=None, born_year=1941))
    assert Person.objects.get(code="X01-DV0001").born_year == 1941

    result = register(
        line("DV01", born_on=None, born_year=1980), somebody(born_on=dt.date(1941, 9, 2))
    )

    assert counts(result) == (0, 1, 1, 0)
    person = Person.objects.get(code="X01-DV0001")
    assert (person.born_on, person.born_year) == (dt.date(1941, 9, 2), None)


def test_who_is_missing_from_a_register_is_named_and_not_ended(register: Register) -> None:
    result = register(line("DV01"), line("DV03"))

    assert result.applied
    assert told(result) == [
        "1 người đang có trong phần mềm không có trong sổ: Nguyễn Văn Bình (DV02)"
    ]
    assert result.problems.must_read == 1
    assert spells("DV02")[-1][1] is None


def test_what_a_register_says_otherwise_of_a_person_is_told_and_not_written(
    register: Register,
) -> None:
    result = register(
        line("DV01", sex="female", full_name="ĐỖ THỊ ANH"), line("DV02"), line("DV03")
    )

    assert result.applied
    assert told(result) == [
        "Nữ phần mềm đang có “Nam”, giữ nguyên",
        "ĐỖ THỊ ANH phần mềm đang có “Đỗ Thị Ánh”, giữ nguyên",
    ]
    assert Person.objects.get(code="DV01").full_name == "Đỗ Thị Ánh"


def test_two_of_one_name_that_nothing_tells_apart_are_both_named(register: Register) -> None:
    Person.objects.filter(code__in=["DV01", "DV02"]).update(full_name="Lê Thị Hai", born_on=None)

    result = register(line("DV01", full_name="Lê Thị Hai"), line("DV03"))

    assert told(result)[0] == (
        "Lê Thị Hai có thể là Lê Thị Hai (DV01, vào Đảng 03/02/2010); "
        "Lê Thị Hai (DV02, vào Đảng 03/02/2010)"
    )


def test_a_code_finds_its_own_person_alone(register: Register) -> None:
    result = register(line("DV01", code="DV02"), line("DV03"))

    assert told(result)[0] == "Đỗ Thị Ánh mã DV02 là của Nguyễn Văn Bình"


def test_one_birthday_and_another_admission_is_a_doubt_in_another_cell(register: Register) -> None:
    other = {"admitted_on": dt.date(2011, 2, 3)}

    here = register(line("DV01", **other), line("DV02"), line("DV03"))
    assert told(here) == ["03/02/2011 phần mềm đang có “03/02/2010”, giữ nguyên"]

    there = register(line("DV01", cell="X01-2", **other), line("DV02"), line("DV03"))
    assert told(there)[0] == (
        "Đỗ Thị Ánh cùng tên, cùng ngày sinh, vào Đảng ngày khác: "
        "Đỗ Thị Ánh (DV01, sinh 01/01/1980, vào Đảng 03/02/2010)"
    )


def test_one_person_in_two_rows_is_a_fault(register: Register) -> None:
    result = register(line("DV01"), line("DV01"), somebody(), somebody(sex="female"))

    assert told(result)[:2] == [
        "Đỗ Thị Ánh cùng một người với dòng 2",
        "Cao Thị Mới cùng một người với dòng 4",
    ]


def test_a_register_older_than_what_is_stored_changes_nothing(register: Register) -> None:
    old = dt.date(2020, 6, 30)
    assert counts(register(line("DV05", cell="X01-1", as_of=old))) == (0, 0, 1, 0)

    result = register(line("DV05", cell="X01-2", as_of=old))

    assert told(result)[0].endswith(
        "phần mềm đã ghi thay đổi của người này từ ngày 01/03/2021, sau ngày của sổ"
    )


def test_posts_of_the_cell_begin_and_a_head_who_is_not_named_any_more_is(
    register: Register,
) -> None:
    result = register(
        line("DV01", post="head"), line("DV02"), line("DV03", post="committee_member")
    )

    assert told(result) == [
        "phần mềm ghi người đứng đầu Chi bộ thôn Đông là Nguyễn Văn Bình (DV02), sổ không ghi như "
        "vậy; chức vụ ấy giữ nguyên"
    ]
    found = Position.objects.filter(organisation__code="X01-1", starts_on=AS_OF)
    assert set(found.values_list("person__code", "role", "title")) == {
        ("DV01", "head", "Bí thư chi bộ"),
        ("DV03", "committee_member", "Chi uỷ viên"),
    }


def test_the_same_post_stays_and_another_one_takes_its_place(register: Register) -> None:
    assert counts(register(line("DV01"), line("DV02", post="head"), line("DV03"))) == (0, 0, 3, 0)

    register(line("DV01"), line("DV02", post="deputy"), line("DV03"))

    held = Position.objects.filter(person__code="DV02").order_by("starts_on")
    assert list(held.values_list("role", "starts_on", "ends_on")) == [
        ("head", cast.START, EVE),
        ("deputy", AS_OF, None),
    ]


def test_a_post_above_the_cell_is_not_guessed(register: Register) -> None:
    result = register(line("DV01", post="higher"), line("DV02", post="head"), line("DV03"))

    assert result.applied
    assert told(result) == [
        "Chức vụ ở cấp uỷ cấp trên chức vụ ở cấp uỷ cấp trên: không ghi từ sổ này"
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": dt.date(2099, 1, 1)},
        {"as_of": dt.date(2014, 12, 31), "admitted_on": dt.date(2010, 1, 1)},
        {"cell": "X01"},
        {"cell": "Z"},
        {"born_on": dt.date(2019, 1, 1)},
        {"born_on": dt.date(2004, 1, 1)},
        {"born_on": dt.date(2099, 1, 1), "admitted_on": None},
        {"official_on": dt.date(2018, 3, 3)},
        {"left_on": dt.date(2022, 12, 1)},
        {"born_year": 1991},
        {"status": "probationary"},
        {"status": "exempt", "note": "suspended"},
        {"full_name": None},
    ],
    ids=" ".join,
)
def test_rows_that_cannot_be_so_are_refused(register: Register, changes: dict[str, Any]) -> None:
    result = register(somebody(**changes))

    assert not result.applied
    assert not Person.objects.filter(full_name="Cao Thị Mới").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"born_on": dt.date(2001, 9, 1)},
            "03/03/2018 Cao Thị Mới vào Đảng khi 16 tuổi (sinh 01/09/2001)",
        ),
        ({"born_on": None, "born_year": 1905}, "1905 Cao Thị Mới 1"),
        ({"status": "exempt"}, "Được miễn công tác và sinh hoạt Cao Thị Mới được miễn sinh hoạt"),
    ],
    ids=["young", "old", "exempt"],
)
def test_what_hardly_can_be_must_be_read(
    register: Register, changes: dict[str, Any], message: str
) -> None:
    result = register(somebody(**changes), *(line(code) for code in HERE))

    assert result.applied
    assert any(text.startswith(message) for text in told(result)), told(result)
    assert result.problems.must_read


def test_what_many_rows_have_is_told_once(register: Register) -> None:
    gone = {"note": "died", "left_on": dt.date(2022, 3, 1)}
    few = [somebody(f"Cao Văn {number}", **gone) for number in range(3)]

    assert len(told(register(*few, dry_run=True))) == 3 + 1
    several = [somebody(f"Cao Văn {number}", **gone) for number in range(9)]
    several += [line(code, code=f"THE-{code}") for code in HERE[:3]]
    texts = told(register(*several))
    assert "9 người đã kết thúc sinh hoạt và chưa có trong phần mềm" in texts[0]
    assert "phần mềm đã có Đỗ Thị Ánh (DV01, sinh 01/01/1980" in texts[1]
    assert len(texts) == 1 + 3


def test_no_order_of_two_files_decides_about_a_person(load: Load, tmp_path: Path) -> None:
    one, other = (
        cast.write(tmp_path, Book.MEMBERS, {"members": [], "register": rows}, name=name)
        for name, rows in (
            ("a.xlsx", [line("DV05", cell="X01-1"), line("DV04")]),
            ("b.xlsx", [line("DV05", cell="X01-2"), line("DV01")]),
        )
    )

    for files in ((one, other), (other, one)):
        result = load(*files)
        assert not result.applied
        assert any("cùng một người với dòng 2 (a.xlsx)" in text for text in told(result))


def test_a_person_in_files_of_other_columns_is_a_fault_too(load: Load, tmp_path: Path) -> None:
    one = cast.write(tmp_path, Book.MEMBERS, {"members": [], "register": [line("DV05")]})
    few = pl.DataFrame(
        {
            "Họ và tên": ["Phạm Quốc Ẩn"],
            "Ngày sinh": ["05/01/1980"],
            "Mã chi bộ": ["X01-1"],
            "Tính đến ngày": ["30/11/2022"],
            "Sinh hoạt ở chi bộ từ": ["từ ngày vào Đảng"],
        }
    )
    few.write_excel(tmp_path / "b.xlsx", worksheet=str(REGISTER.title))

    result = load(one, tmp_path / "b.xlsx")

    assert not result.applied
    assert any("trong sổ của một tệp khác cùng lần nạp" in text for text in told(result))


LOADED = [
    *(line(code) for code in HERE[:2]),
    line("DV03", official_on=dt.date(2021, 8, 1), status="exempt", left_on=dt.date(2022, 3, 1)),
    line("DV04", note="transferred", left_on=dt.date(2022, 3, 1)),
    line("DV05", cell="X01-1", post="deputy", civil_servant=True),
    somebody(post="committee_member"),
    somebody("Cao Văn Hai", born_on=None, born_year=1941, status="suspended"),
    somebody("Cao Văn Ba", born_on=None, since="register", code="THE-77"),
    somebody("Cao Văn Bốn", official_on=None, note="temporary_elsewhere", cell="CQ01"),
    line("DV09", status="active"),
    line("DV10", status="official", note="died", left_on=dt.date(2022, 1, 31)),
]


def test_a_register_loaded_again_changes_nothing(register: Register) -> None:
    first = register(*LOADED)
    assert first.applied, told(first)
    rows = list(MembershipSpell.objects.order_by("pk").values())

    again = register(*LOADED)

    assert counts(again) == (0, 0, len(LOADED), 0), again.sheets[-1].changes
    assert list(MembershipSpell.objects.order_by("pk").values()) == rows
