"""What cannot be so of a person is an error; what hardly can be is a warning that must be read.
Both name people.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from tests.exchange.test_member_faults import member, post
from thidua.exchange.books import Book
from thidua.exchange.results import ImportResult
from thidua.organisations.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

Day = dt.date
Row = dict[str, object]
LoadRows = Callable[..., ImportResult]


@pytest.fixture
def load_rows(load: Load, tmp_path: Path) -> LoadRows:
    """Load a members workbook with these rows."""

    def run(*rows: Row, posts: Sequence[Row] = ()) -> ImportResult:
        sheets = {"members": list(rows), "positions": list(posts)}
        return load(cast.write(tmp_path, Book.MEMBERS, sheets))

    return run


def somebody(code: str = "DV90", /, **changes: object) -> dict[str, object]:
    """A new member of whom nothing is odd."""
    plain = {"code": code, "full_name": "Lê Văn Mẫu", "born_on": Day(1985, 5, 20), "sex": "male"}
    return member("DV01") | plain | changes


def told(result: ImportResult) -> list[str]:
    """Column and message of every problem, an error or else what must be read."""
    return [
        f"{problem.severity}{' read' * problem.must_read} {problem.column.vi}: {problem.message.vi}"
        for problem in result.problems
    ]


IMPOSSIBLE: dict[str, tuple[Row, str]] = {
    "born on a day to come": (
        {"born_on": Day(2130, 1, 1), "admitted_on": None},
        "Ngày sinh: Lê Văn Mẫu (DV90) sinh vào một ngày chưa tới",
    ),
    "admitted on a day to come": (
        {"admitted_on": Day(2130, 1, 1), "born_on": None},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng vào một ngày chưa tới",
    ),
    "admitted before birth": (
        {"admitted_on": Day(1975, 1, 1)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90): ngày vào Đảng không sau ngày sinh (20/05/1985)",
    ),
    "admitted at five": (
        {"admitted_on": Day(1990, 6, 1)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng khi 5 tuổi (sinh 20/05/1985)",
    ),
    "admitted the day before the sixteenth birthday": (
        {"admitted_on": Day(2001, 5, 19)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng khi 15 tuổi (sinh 20/05/1985)",
    ),
    "admitted at fourteen at most": (
        {"born_on": None, "born_year": 1990, "admitted_on": Day(2004, 12, 31)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng khi 14 tuổi (sinh 1990)",
    ),
    "a member before admission": (
        {"admitted_on": Day(2016, 3, 1)},
        "Từ ngày: Lê Văn Mẫu (DV90) sinh hoạt trước ngày vào Đảng (01/03/2016)",
    ),
    "a spell far ahead": (
        {"from": Day(2131, 1, 1)},
        "Từ ngày: thời gian sinh hoạt của Lê Văn Mẫu (DV90) bắt đầu vào một ngày còn quá xa",
    ),
    "a spell that ends before it begins": (
        {"to": Day(2014, 1, 1)},
        "Đến ngày: kết thúc trước khi bắt đầu (01/01/2015)",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_cannot_be_is_an_error(case: str, load_rows: LoadRows) -> None:
    changes, sentence = IMPOSSIBLE[case]

    result = load_rows(somebody(**changes))

    assert told(result) == [f"error {sentence}"]
    assert not result.applied


YOUNG, LONG_AGO = {"born_on": Day(1999, 5, 20)}, Day(2015, 12, 10)
IMPROBABLE: dict[str, tuple[Row, str]] = {
    "admitted at sixteen": (
        {"admitted_on": Day(2001, 5, 20)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng khi 16 tuổi (sinh 20/05/1985)",
    ),
    "admitted at seventeen, a day before the birthday": (
        {"admitted_on": Day(2003, 5, 19)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng khi 17 tuổi (sinh 20/05/1985)",
    ),
    "admitted at sixty-one": (
        {"born_on": Day(1949, 2, 3)},
        "Ngày vào Đảng: Lê Văn Mẫu (DV90) vào Đảng khi 61 tuổi (sinh 03/02/1949)",
    ),
    "on probation for six years": (
        {"status": "probationary", "admitted_on": LONG_AGO, "from": LONG_AGO},
        "Tình trạng: Lê Văn Mẫu (DV90) vào Đảng 10/12/2015, đến 30/11/2021 vẫn dự bị",
    ),
    "a full member after half a year": (
        {**YOUNG, "admitted_on": Day(2021, 6, 1), "from": Day(2021, 6, 1)},
        "Tình trạng: Lê Văn Mẫu (DV90) chính thức khi vào Đảng (01/06/2021) chưa đủ 12 tháng",
    ),
    "exempt at thirty-six": (
        {"status": "exempt"},
        "Tình trạng: Lê Văn Mẫu (DV90) được miễn sinh hoạt khi mới 36 tuổi",
    ),
    "a last day far ahead": (
        {"to": Day(2131, 1, 1)},
        "Đến ngày: Lê Văn Mẫu (DV90) kết thúc sinh hoạt vào một ngày còn quá xa",
    ),
}


@pytest.mark.parametrize("case", IMPROBABLE)
def test_what_hardly_can_be_must_be_read(case: str, load_rows: LoadRows) -> None:
    changes, sentence = IMPROBABLE[case]

    result = load_rows(somebody(**changes))

    assert told(result) == [f"warning read {sentence}"]
    assert result.problems.must_read == 1


def test_nobody_is_more_than_a_hundred_and_five_years_old(load_rows: LoadRows) -> None:
    result = load_rows(somebody(born_on=Day(1912, 1, 1), admitted_on=Day(1940, 2, 3)))

    (sentence,) = told(result)
    assert sentence.startswith("warning read Ngày sinh: Lê Văn Mẫu (DV90) 1")
    assert "mà còn sinh hoạt" in sentence


PLAIN = {
    "nothing odd": [somebody()],
    "admitted on the eighteenth birthday": [somebody(admitted_on=Day(2003, 5, 20))],
    "admitted at sixteen to eighteen, nobody knows": [
        somebody(born_on=None, born_year=1992, admitted_on=Day(2010, 1, 5))
    ],
    "admitted at sixty": [somebody(born_on=Day(1949, 2, 4))],
    "on probation for a year and the procedure": [
        somebody(status="probationary", admitted_on=Day(2020, 11, 5), **{"from": Day(2020, 11, 5)})
    ],
    "a probation of twelve months, then a full member": [
        somebody(
            status="probationary",
            admitted_on=Day(2019, 3, 1),
            **{"from": Day(2019, 3, 1), "to": Day(2020, 2, 29)},
        ),
        somebody(admitted_on=Day(2019, 3, 1), **{"from": Day(2020, 3, 1)}),
    ],
    "nothing known but the name": [somebody(born_on=None, admitted_on=None)],
    "expelled once, admitted again": [
        somebody(
            admitted_on=Day(2019, 1, 1),
            to=Day(2017, 1, 1),
            end_reason="expelled",
        ),
        somebody(admitted_on=Day(2019, 1, 1), **{"from": Day(2019, 1, 1)}),
    ],
}


@pytest.mark.parametrize("case", PLAIN)
def test_what_can_be_is_not_warned_of(case: str, load_rows: LoadRows) -> None:
    result = load_rows(*PLAIN[case])

    assert result.problems.must_read == 0
    assert result.applied, told(result)


def test_a_probation_cut_short_is_told(load_rows: LoadRows) -> None:
    began, over = Day(2019, 3, 1), Day(2019, 9, 1)
    result = load_rows(
        somebody(
            status="probationary", admitted_on=began, **{"from": began, "to": Day(2019, 8, 31)}
        ),
        somebody(admitted_on=began, **{"from": over}),
    )

    assert told(result) == [
        "warning read Tình trạng: Lê Văn Mẫu (DV90) chính thức khi vào Đảng (01/03/2019) chưa đủ "
        "12 tháng"
    ]


def test_one_person_under_two_codes_is_told_at_both(
    load_rows: LoadRows,
) -> None:
    result = load_rows(somebody(), somebody("DV91", full_name="Le van Mau", cell="X01-2"))

    assert told(result) == [
        "warning read Mã đảng viên: Lê Văn Mẫu (DV90) sinh 20/05/1985 trùng tên, ngày sinh với Le "
        "van Mau (DV91), dòng 3",
        "warning read Mã đảng viên: Le van Mau (DV91) sinh 20/05/1985 trùng tên, ngày sinh với Lê "
        "Văn Mẫu (DV90), dòng 2",
    ]


def test_one_person_under_two_codes_in_two_files_names_the_other_file(
    load: Load, tmp_path: Path
) -> None:
    paths = [
        cast.write(tmp_path, Book.MEMBERS, {"members": [somebody(code)]}, name=name)
        for code, name in (("DV90", "a.xlsx"), ("DV91", "b.xlsx"))
    ]

    assert [sentence.rpartition(", ")[2] for sentence in told(load(*paths))] == [
        "dòng 2 (b.xlsx)",
        "dòng 2 (a.xlsx)",
    ]


def test_who_is_stored_under_another_code_is_told_once(
    load_rows: LoadRows,
) -> None:
    assert load_rows(somebody()).applied

    result = load_rows(somebody("DV91"))

    assert told(result) == [
        "warning read Mã đảng viên: Lê Văn Mẫu (DV91) sinh 20/05/1985 trùng tên, ngày sinh với Lê "
        "Văn Mẫu (DV90), đang lưu"
    ]
    assert result.applied
    assert told(load_rows(somebody("DV91"))) == []


@pytest.mark.parametrize(
    "other",
    [
        {"admitted_on": Day(2011, 2, 3)},
        {"born_on": Day(1985, 5, 21)},
        {"full_name": "Lê Văn Mấn"},
        {"born_on": None},
    ],
)
def test_two_people_alike_in_part_are_not_told(
    other: dict[str, object], load_rows: LoadRows
) -> None:
    assert told(load_rows(somebody(), somebody("DV91", **other))) == []


def test_a_code_that_is_stored_for_somebody_else_is_refused(
    load_rows: LoadRows,
) -> None:
    result = load_rows(member("DV01", full_name="Hồ Văn Hai", born_on=Day(1990, 2, 2), sex="male"))

    assert told(result) == [
        "error Mã đảng viên: mã DV01 trong tệp này là Hồ Văn Hai (02/02/1990), đang lưu là Đỗ Thị "
        "Ánh (01/01/1980): hai người một mã"
    ]


def test_another_name_of_the_same_person_must_be_read(
    load_rows: LoadRows,
) -> None:
    result = load_rows(member("DV01", full_name="Hồ Văn Hai"))

    assert told(result) == [
        "warning read Họ và tên: mã DV01 đang lưu tên Đỗ Thị Ánh, tệp này ghi Hồ Văn Hai"
    ]
    assert result.applied
    assert Person.objects.get(code="DV01").full_name == "Hồ Văn Hai"


@pytest.mark.parametrize("name", ["Đỗ Thị Anh", "Đỗ Thị Ánh Tuyết", "Đổ Thị Ánh", "Đỗ Ánh"])
def test_a_name_spelt_otherwise_is_a_correction(name: str, load_rows: LoadRows) -> None:
    result = load_rows(member("DV01", full_name=name, born_on=Day(1981, 1, 1)))

    assert result.problems.must_read == 0
    assert result.applied, told(result)


def test_a_post_before_admission_is_told_at_the_post(
    load_rows: LoadRows,
) -> None:
    row = somebody(admitted_on=Day(2019, 5, 1), **{"from": Day(2019, 5, 1)})
    result = load_rows(row, posts=[post("DV04", member="DV90")])

    assert (
        "error Từ ngày: Lê Văn Mẫu (DV90) giữ chức vụ ở Đảng bộ xã An Bình (X01) từ 01/01/2015, "
        "trước ngày vào Đảng (01/05/2019)"
    ) in told(result)


def test_who_moved_away_and_holds_a_post_must_be_read(
    load_rows: LoadRows,
) -> None:
    gone = member("DV04", status="transferred", to=Day(2021, 6, 30), end_reason="transferred")

    assert told(load_rows(gone)) == [
        "warning read Đến ngày: Lê Thị Hường (DV04) đã chuyển hoặc thôi sinh hoạt (30/06/2021) mà "
        "còn giữ chức vụ ở Đảng bộ xã An Bình (X01)"
    ]
    closed = post("DV04", to=Day(2021, 6, 30))
    assert told(load_rows(gone, posts=[closed])) == []


def test_a_post_after_the_membership_ended_is_an_error(
    load_rows: LoadRows,
) -> None:
    left = member("DV05", to=Day(2021, 6, 30), end_reason="left", **{"from": cast.START})
    late = post("DV04", member="DV05", **{"from": Day(2021, 9, 1)})

    assert {line.partition(" giữ")[0] for line in told(load_rows(left, posts=[late]))} == {
        "error Đến ngày: Phạm Quốc Ẩn (DV05)",
        "error Từ ngày: Phạm Quốc Ẩn (DV05)",
    }
