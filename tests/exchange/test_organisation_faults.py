"""What is wrong in the organisations workbook: told with its place, and with what would be right."""

# ruff: noqa: E501 - sentences stand as the reader sees them

import datetime as dt
from collections.abc import Callable

import pytest

from tests.exchange import cast
from thidua.exchange.books import Book
from thidua.language import speaking
from thidua.organisations.models import Organisation, Placement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

Refused = Callable[..., list[str]]


def organisation(code: str, /, **changes: object) -> dict[str, object]:
    """One row of the cast, changed."""
    row = next(row for row in cast.organisations() if row["code"] == code)
    return row | changes


FAULTS = {
    "unknown parent": (
        [organisation("X01-1", parent="X1")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: “X1” không có tổ chức nào "
        "mang mã này. "
        "Cần: mã của một tổ chức đã có, gần nhất là “X01”.",
    ),
    "unknown parent, nothing near": (
        [organisation("X01-1", parent="ZZZZ99")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: “ZZZZ99” không có tổ chức "
        "nào mang mã này. "
        "Cần: mã của một tổ chức đã có.",
    ),
    "one code, two names": (
        [
            organisation("X01-1", to=dt.date(2018, 1, 1)),
            organisation("X01-1", name="Khác", **{"from": dt.date(2018, 1, 2)}),
        ],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 3, cột “Tên tổ chức”: “Khác” khác với dòng 2 "
        "cùng mã X01-1 "
        "(“Chi bộ thôn Đông”). Cần: mỗi mã chỉ một tên và một bộ thông tin.",
    ),
    "its own parent": (
        [organisation("X01", parent="X01")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: “X01” tổ chức trực thuộc "
        "chính nó: X01 → X01. "
        "Cần: mã của một tổ chức không nằm dưới X01.",
    ),
    "a circle through the tree": (
        [organisation("HU01", parent="X01")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: “X01” tổ chức trực thuộc "
        "chính nó: "
        "HU01 → X01 → HU01. Cần: mã của một tổ chức không nằm dưới HU01.",
    ),
    "a cell directly under the province": (
        [organisation("X01-1", parent="T")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: “T” “Chi bộ trực thuộc” "
        "(X01-1) không thể trực "
        "thuộc “Đảng bộ tỉnh” (T). Cần: mã của: Tổ chức cơ sở đảng hoặc Đảng bộ bộ phận.",
    ),
    "under a grassroots cell": (
        [organisation("X01-1", parent="CQ01")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: “CQ01” CQ01 là chi bộ cơ "
        "sở nên không có tổ chức "
        "trực thuộc. Cần: mã của một đảng bộ cơ sở (hoặc sửa hình thức của CQ01).",
    ),
    "grassroots without a body": (
        [organisation("X01", body=None)],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Hình thức”: tổ chức cơ sở đảng X01 chưa "
        "có hình thức. "
        "Cần: “Đảng bộ cơ sở” hoặc “Chi bộ cơ sở”.",
    ),
    "a body above the grassroots": (
        [organisation("HU01", body="committee")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Hình thức”: “Đảng bộ cơ sở” chỉ tổ chức "
        "cơ sở đảng mới có hình thức. "
        "Cần: để trống.",
    ),
    "no parent": (
        [organisation("HU01", parent=None)],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Mã cấp trên”: chỉ đảng bộ tỉnh mới không "
        "có cấp trên. "
        "Cần: mã của tổ chức cấp trên.",
    ),
    "a second province": (
        [organisation("T", code="T2", name="Tỉnh khác")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Cấp”: “Đảng bộ tỉnh” đã có đảng bộ tỉnh T. "
        "Cần: một đảng bộ tỉnh duy nhất.",
    ),
    "ends before it starts": (
        [organisation("X02-1", to=dt.date(2014, 12, 31))],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Đến ngày”: “31/12/2014” kết thúc trước "
        "khi bắt đầu (01/01/2015). "
        "Cần: ngày từ 01/01/2015 trở đi, hoặc để trống.",
    ),
    "overlapping placements": (
        [
            organisation("X01", to=dt.date(2018, 6, 30)),
            organisation("X01", parent="HU02", **{"from": dt.date(2018, 6, 30)}),
        ],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 3, cột “Từ ngày”: “30/06/2018” thời gian trực "
        "thuộc trùng ngày với dòng 2 "
        "(01/01/2015–30/06/2018). Cần: dòng 2 kết thúc muộn nhất ngày 29/06/2018.",
    ),
    "the same placement twice": (
        [organisation("X01"), organisation("X01", parent="HU02")],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 3, cột “Mã”: “X01” trùng với dòng 2. Cần: mỗi "
        "dòng một Mã + Từ ngày.",
    ),
    "older than its parent": (
        [organisation("X02-1", **{"from": dt.date(2014, 1, 1)})],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Từ ngày”: “01/01/2014” thời gian trực "
        "thuộc bắt đầu trước khi tổ "
        "chức X02 có trong hệ thống (01/01/2015). Cần: ngày từ 01/01/2015 trở đi.",
    ),
    "closed with members inside": (
        [organisation("X02-1", to=dt.date(2020, 12, 31))],
        "1-to-chuc.xlsx, trang tính “Tổ chức”, dòng 2, cột “Đến ngày”: “31/12/2020” sau ngày "
        "31/12/2020 vẫn còn 3 đảng viên, "
        "chức vụ hoặc tổ chức thuộc X02-1 (ví dụ DV08). Cần: chuyển họ đi trước, hoặc nạp cùng "
        "lúc tệp có việc chuyển đó.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place(fault: str, refused: Refused) -> None:
    rows, sentence = FAULTS[fault]

    assert sentence in refused(Book.ORGANISATIONS, organisations=rows)


def test_faults_are_told_in_english_too(refused: Refused) -> None:
    with speaking("en"):
        errors = refused(Book.ORGANISATIONS, organisations=[organisation("X01-1", parent="T")])

    assert errors == [
        "1-to-chuc.xlsx, sheet “Tổ chức”, row 2, column “Parent”: “T” “Cell” (X01-1) cannot "
        "stand under “Province” (T). "
        "Wanted: the code of: Grassroots organisation or Sub-committee."
    ]


def test_a_longer_circle_is_named_as_a_whole(refused: Refused) -> None:
    rows = [organisation("HU01", parent="HU02"), organisation("HU02", parent="X01")]

    errors = refused(Book.ORGANISATIONS, organisations=rows)

    assert [error for error in errors if "HU01 → HU02 → X01 → HU01" in error]


def test_places_at_different_times_are_no_circle(refused: Refused) -> None:
    """HU01 under X01 only after X01 left HU01: wrong tiers, but no circle."""
    day = dt.date(2019, 1, 1)
    rows = [
        organisation("X01", to=dt.date(2018, 12, 31)),
        organisation("X01", parent="HU02", **{"from": day}),
        organisation("HU01", to=dt.date(2018, 12, 31)),
        organisation("HU01", parent="X01", **{"from": day}),
    ]

    errors = refused(Book.ORGANISATIONS, organisations=rows)

    assert len(errors) == 1
    assert "không thể trực thuộc" in errors[0]


def test_every_fault_of_a_file_is_told_at_once(refused: Refused) -> None:
    rows = [
        organisation("X01-1", parent="T"),
        organisation("X01", body=None),
        organisation("HU01", parent="HUX1"),
    ]

    errors = refused(Book.ORGANISATIONS, organisations=rows)

    assert sorted({error.split(", ")[2] for error in errors}) == ["dòng 2", "dòng 3", "dòng 4"]


def test_nothing_of_a_file_with_one_fault_is_kept(refused: Refused) -> None:
    before = set(Placement.objects.values_list("organisation__code", "parent__code", "ends_on"))
    new = organisation("X01-2", code="X01-9", name="Chi bộ mới")

    refused(Book.ORGANISATIONS, organisations=[new, organisation("X01-1", parent="T")])

    assert not Organisation.objects.filter(code="X01-9").exists()
    assert (
        set(Placement.objects.values_list("organisation__code", "parent__code", "ends_on"))
        == before
    )


def test_what_hangs_on_a_faulty_row_is_not_blamed(refused: Refused) -> None:
    """The child of a new organisation that is in error has no error of its own."""
    rows = [
        organisation("X02", code="X03", name="Đảng bộ phường mới", body=None),
        organisation("X02-1", code="X03-1", name="Chi bộ mới", parent="X03"),
    ]

    errors = refused(Book.ORGANISATIONS, organisations=rows)

    assert len(errors) == 1
    assert "dòng 2, cột “Hình thức”" in errors[0]


def test_succession_needs_known_codes(refused: Refused) -> None:
    day = dt.date(2020, 1, 1)
    rows = [
        {"predecessor": "X01", "successor": "x 02", "date": day, "kind": "merge"},
        {"predecessor": "X01", "successor": "X01", "date": day, "kind": "merge"},
    ]

    errors = refused(Book.ORGANISATIONS, organisations=[], successions=rows)

    assert errors == [
        "1-to-chuc.xlsx, trang tính “Kế thừa”, dòng 2, cột “Mã tổ chức mới”: “x 02” không có tổ chức "
        "nào mang mã này. "
        "Cần: mã của một tổ chức đã có, gần nhất là “X02”.",
        "1-to-chuc.xlsx, trang tính “Kế thừa”, dòng 3, cột “Mã tổ chức mới”: “X01” tổ chức không kế "
        "thừa chính nó. "
        "Cần: mã của một tổ chức khác.",
    ]
