"""What totals say is compared with what was read, in the open."""

import pytest

from tests.matching.sheets import sheet
from thidua.matching.layout import lay_out
from thidua.matching.mapping import ThisFile
from thidua.matching.totals import Total, totals_of

HEAD: list[object] = ["TT", "Họ và tên", "Ngày sinh", "Điểm", "Ghi chú"]
NOTHING_SAID = ThisFile()


def person(serial: int) -> list[object]:
    return [serial, "Trần Văn Khởi", "12/3/1968", 80 + serial, None]


def total(*row: object) -> tuple[tuple[int, int], ...]:
    """What is stated and read by a total below three people."""
    raw = sheet([HEAD, person(1), person(2), person(3), list(row)])
    return tuple((t.states, t.read) for t in totals_of(raw, lay_out(raw), NOTHING_SAID))


@pytest.mark.parametrize(
    ("row", "states"),
    [
        (["Tổng số: 3 đảng viên (nam 1, nữ 2)"], 3),
        (["Tổng cộng", None, "5 đồng chí"], 5),
        ([None, "Cộng:", None, None, 3], 3),
        ([None, "Cộng:", 3], 3),
        (["Danh sách gồm 1.168 đồng chí"], 1168),
        (["(Danh sách này có: 4 đ/c)"], 4),
        (["Tổng số: 4"], 4),
    ],
)
def test_a_total_is_compared_with_the_rows_read(row: list[object], states: int) -> None:
    assert total(*row) == ((states, 3),)


@pytest.mark.parametrize(
    "row",
    [
        [None, "Cộng", None, 246],
        ["Tổng cộng"],
        ["Trong đó: nữ 2 đồng chí"],
        [None, "Cộng", 1, 2, 3],
    ],
)
def test_sums_of_columns_and_parts_say_no_such_number(row: list[object]) -> None:
    assert total(*row) == ()


def test_totals_of_sections_are_compared_with_their_rows() -> None:
    raw = sheet(
        [
            HEAD,
            ["I. Chi bộ thôn Đông"],
            person(1),
            person(2),
            ["Cộng chi bộ thôn Đông: 2 đ/c"],
            ["II. Chi bộ thôn Tây"],
            person(1),
            ["Cộng chi bộ thôn Tây: 2 đ/c"],
            ["Tổng số 3 đảng viên"],
        ]
    )
    found = totals_of(raw, lay_out(raw), NOTHING_SAID)
    assert found == (Total(5, 2, 2), Total(8, 2, 1), Total(9, 3, 3))
    assert found[1].label.vi == "không khớp: tệp ghi 2, đọc được 1"
    assert [check.agrees for check in found] == [True, False, True]


def test_hidden_rows_that_are_left_out_are_not_read() -> None:
    raw = sheet([HEAD, person(1), person(2), ["Tổng số: 2 đồng chí"]], hidden_rows={3})
    layout = lay_out(raw)
    assert totals_of(raw, layout, NOTHING_SAID)[0].agrees
    assert totals_of(raw, layout, ThisFile(hidden="leave_out")) == (Total(4, 2, 1),)
