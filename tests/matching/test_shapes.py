"""What is known of one table holds for the next of the same shape, and for no other."""

import pytest

from tests.matching.sheets import sheet
from thidua.matching.layout import lay_out
from thidua.matching.shapes import shape_of

ROW: list[object] = [1, "Trần Văn Khởi", "12/3/1968", "Tốt", "Tốt"]


def shape(*rows: list[object]) -> str:
    """The shape of a sheet with these rows."""
    return shape_of(lay_out(sheet(rows)))


THIS_YEAR = shape(["TT", "Họ và tên", "Ngày sinh", "Năm 2020", "Năm 2021"], ROW)


@pytest.mark.parametrize(
    "rows",
    [
        (["TT", "Họ và tên", "Ngày sinh", "Năm 2021", "Năm 2022"], ROW, ROW),
        (["TT", "HỌ VÀ TÊN *", " Ngày  sinh:", "Năm 2021", "năm 2022"], ROW),
        (["SỔ ĐẢNG VIÊN"], [], ["TT", "Họ và tên", "Ngày sinh", "Năm 2021", "Năm 2022"], ROW),
        (
            ["TT", "Họ và tên", None, "Ngày sinh", "Năm 2021", "Năm 2022"],
            [1, "Trần Văn Khởi", None, "12/3/1968", "Tốt", "Tốt"],
        ),
    ],
)
def test_next_years_table_has_the_same_shape(rows: tuple[list[object], ...]) -> None:
    assert shape(*rows) == THIS_YEAR


@pytest.mark.parametrize(
    "rows",
    [
        (["TT", "Ngày sinh", "Họ và tên", "Năm 2020", "Năm 2021"], ROW),
        (["TT", "Họ và tên", "Ngày sinh", "Năm 2020"], ROW[:4]),
        (["TT", "Họ và tên", "Nơi sinh", "Năm 2020", "Năm 2021"], ROW),
        (ROW, ROW),
    ],
)
def test_other_columns_are_another_shape(rows: tuple[list[object], ...]) -> None:
    assert shape(*rows) != THIS_YEAR


def test_tables_without_a_head_are_alike_when_they_have_as_many_columns() -> None:
    assert shape(ROW) == shape(ROW, ROW) != shape(ROW[:4])
