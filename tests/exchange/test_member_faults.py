"""What is wrong in the members workbook: told with its place, and with what would be right."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.exchange.books import Book
from thidua.organisations.models import MembershipSpell, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

Refused = Callable[..., list[str]]
HERE = "2-dang-vien.xlsx, trang tính “Đảng viên”"
POSTS = "2-dang-vien.xlsx, trang tính “Chức vụ”"
HALF = dt.date(2018, 7, 1)


def member(code: str, /, **changes: object) -> dict[str, object]:
    """The last row that the cast has for a member, changed."""
    return [row for row in cast.members() if row["code"] == code][-1] | changes


def post(code: str, /, **changes: object) -> dict[str, object]:
    """A post of the cast, changed."""
    return next(row for row in cast.positions() if row["member"] == code) | changes


FAULTS = {
    "unknown cell": (
        [member("DV01", cell="X01-3")],
        f"{HERE}, dòng 2, cột “Mã chi bộ”: “X01-3” không có tổ chức nào mang mã này. "
        "Cần: mã của một tổ chức đã có, gần nhất là “X01-1”.",
    ),
    "a committee has no members": (
        [member("DV01", cell="X01")],
        f"{HERE}, dòng 2, cột “Mã chi bộ”: “X01” “Đảng bộ xã An Bình” không phải chi bộ nên "
        f"không có đảng viên trực tiếp. "
        "Cần: mã của chi bộ trực thuộc hoặc chi bộ cơ sở.",
    ),
    "one code, two names": (
        [
            member("DV01", to=HALF),
            member("DV01", full_name="Đỗ Thị Anh", **{"from": dt.date(2018, 7, 2)}),
        ],
        f"{HERE}, dòng 3, cột “Họ và tên”: “Đỗ Thị Anh” khác với dòng 2 cùng mã DV01 (“Đỗ Thị "
        f"Ánh”). "
        "Cần: mỗi mã chỉ một tên và một bộ thông tin.",
    ),
    "overlapping spells": (
        [member("DV01", to=HALF), member("DV01", cell="X01-2", **{"from": HALF})],
        f"{HERE}, dòng 3, cột “Từ ngày”: “01/07/2018” thời gian sinh hoạt trùng ngày với dòng 2 "
        f"(01/01/2015–01/07/2018). "
        "Cần: dòng 2 kết thúc muộn nhất ngày 30/06/2018.",
    ),
    "an earlier spell without an end": (
        [member("DV01", cell="X01-2", **{"from": HALF}), member("DV01")],
        f"{HERE}, dòng 2, cột “Từ ngày”: “01/07/2018” thời gian sinh hoạt trùng ngày với dòng 3 "
        f"(01/01/2015–…). "
        "Cần: dòng 3 kết thúc muộn nhất ngày 30/06/2018.",
    ),
    "two spells from the same day": (
        [member("DV01"), member("DV01", cell="X01-2")],
        f"{HERE}, dòng 3, cột “Mã đảng viên”: “DV01” trùng với dòng 2. Cần: mỗi dòng một Mã "
        f"đảng viên + Từ ngày.",
    ),
    "before the cell was there": (
        [member("DV01", **{"from": dt.date(2014, 12, 31)})],
        f"{HERE}, dòng 2, cột “Từ ngày”: “31/12/2014” thời gian sinh hoạt bắt đầu trước khi tổ "
        f"chức X01-1 có trong hệ "
        "thống (01/01/2015). Cần: ngày từ 01/01/2015 trở đi.",
    ),
    "a host without being elsewhere": (
        [member("DV01", host="X02-1")],
        f"{HERE}, dòng 2, cột “Nơi sinh hoạt tạm thời”: “X02-1” chỉ người sinh hoạt tạm thời "
        f"nơi khác mới có nơi sinh hoạt "
        "tạm thời. Cần: để trống, hoặc sửa tình trạng.",
    ),
    "one's own cell as host": (
        [member("DV01", status="temporary_elsewhere", host="X01-1")],
        f"{HERE}, dòng 2, cột “Nơi sinh hoạt tạm thời”: “X01-1” nơi sinh hoạt tạm thời là chính "
        f"chi bộ của mình. "
        "Cần: mã của một chi bộ khác, hoặc để trống.",
    ),
    "admitted before birth": (
        [member("DV01", admitted_on=dt.date(1979, 1, 1))],
        f"{HERE}, dòng 2, cột “Ngày vào Đảng”: “01/01/1979” Đỗ Thị Ánh (DV01): ngày vào "
        "Đảng không sau ngày sinh (01/01/1980). "
        "Cần: ngày sau 01/01/1980.",
    ),
    "a name that no column holds": (
        [member("DV01", full_name="Đ" * 121)],
        f"{HERE}, dòng 2, cột “Họ và tên”: “{'Đ' * 80}” quá dài. Cần: không quá 120 ký tự.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place(fault: str, refused: Refused) -> None:
    rows, sentence = FAULTS[fault]

    assert refused(Book.MEMBERS, members=rows) == [sentence]


POST_FAULTS = {
    "unknown member": (
        post("DV01", member="DV011"),
        f"{POSTS}, dòng 2, cột “Mã đảng viên”: “DV011” không có đảng viên nào mang mã này. "
        "Cần: mã của một đảng viên đã có, gần nhất là “DV01”.",
    ),
    "unknown organisation": (
        post("DV01", organisation="X10"),
        f"{POSTS}, dòng 2, cột “Mã tổ chức”: “X10” không có tổ chức nào mang mã này. "
        "Cần: mã của một tổ chức đã có, gần nhất là “X01”.",
    ),
    "before the organisation was there": (
        post("DV01", **{"from": dt.date(2013, 1, 1)}),
        f"{POSTS}, dòng 2, cột “Từ ngày”: “01/01/2013” chức vụ bắt đầu trước khi tổ chức X01 có "
        f"trong hệ thống "
        "(01/01/2015). Cần: ngày từ 01/01/2015 trở đi.",
    ),
}


@pytest.mark.parametrize("fault", POST_FAULTS)
def test_a_fault_of_a_post_is_told_with_its_place(fault: str, refused: Refused) -> None:
    row, sentence = POST_FAULTS[fault]

    assert refused(Book.MEMBERS, members=[], positions=[row]) == [sentence]


def test_two_posts_of_one_person_in_one_place_do_not_overlap(refused: Refused) -> None:
    rows = [post("DV01"), post("DV01", role="deputy", **{"from": HALF})]

    assert refused(Book.MEMBERS, members=[], positions=rows) == [
        f"{POSTS}, dòng 3, cột “Từ ngày”: “01/07/2018” chức vụ trùng ngày với dòng 2 "
        f"(01/01/2015–…). "
        "Cần: dòng 2 kết thúc muộn nhất ngày 30/06/2018."
    ]


@pytest.mark.usefixtures("quick")
def test_two_heads_at_once_are_warned_of_and_loaded(load: Load, tmp_path: Path) -> None:
    row = post("DV04", role="head")

    result = load(cast.write(tmp_path, Book.MEMBERS, {"members": [], "positions": [row]}))

    assert result.applied
    assert [str(problem) for problem in result.problems] == [
        f"{POSTS}, dòng 2, cột “Mã tổ chức”: “X01” X01 có hai người đứng đầu cùng lúc: Đỗ Thị Ánh "
        f"(DV01) và Lê Thị Hường (DV04). "
        "Cần: ngày kết thúc của người trước."
    ]


@pytest.mark.usefixtures("quick")
def test_a_head_after_the_other_is_not_warned_of(load: Load, tmp_path: Path) -> None:
    rows = [post("DV01", to=HALF), post("DV04", role="head", **{"from": dt.date(2018, 7, 2)})]

    result = load(cast.write(tmp_path, Book.MEMBERS, {"members": [], "positions": rows}))

    assert result.applied
    assert not result.problems


def test_one_bad_spell_keeps_the_whole_file_out(refused: Refused) -> None:
    spells = MembershipSpell.objects.count()

    refused(Book.MEMBERS, members=[member("DV02", code="DV90"), member("DV01", cell="X01-3")])

    assert MembershipSpell.objects.count() == spells
    assert not Person.objects.filter(code="DV90").exists()


def test_faults_are_listed_up_to_a_limit_and_counted_beyond(
    load: Load,
    tmp_path: Path,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("thidua.exchange.importing.LIMIT", 3)
    rows = [
        member("DV01", code=f"DV{number}", cell="nowhere", full_name=f"Người {number}")
        for number in range(100, 110)
    ]

    result = load(cast.write(tmp_path, Book.MEMBERS, {"members": rows}))

    assert (len(list(result.problems)), result.problems.count(), result.problems.left_out) == (
        3,
        10,
        7,
    )
    assert result.sheets[0].in_error == 10
