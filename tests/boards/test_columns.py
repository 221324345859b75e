"""What one row of a board is in a file and in a copy: each thing in a column of its own."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.boards.columns import cells_as_json, columns_as_json, parts
from thidua.boards.rows import Row
from thidua.language import Text, speaking
from thidua.web.cells import Cell, Percent

ROW = Row(
    entry=1,
    code="00125",
    name="Phan Thị Hồng Chi",
    place="Chi bộ thôn Mậu Tài",
    low=3,
    high=3,
    claimed=3,
    proposed=3,
    chosen=2,
    reason="Để xảy ra khiếu kiện",
    returned="",
    decided=None,
    decision="",
    version=0,
    targets="96.5000",
    discipline="none",
    years=(4, None, 3, 2),
    person=7,
)


def values(row: Row, *, decides: bool = True, reader: int | None = None) -> dict[str, Cell]:
    found = parts(2021, decides=decides, may=True, reader=reader)
    return {part.column.head: part.of(row) for part in found}


def test_name_place_claim_and_proposal_have_columns_of_their_own() -> None:
    found = values(ROW)
    assert list(found) == [
        *("Mã", "Tên", "Thuộc, chức danh", "2017", "2018", "2019", "2020"),
        *("Tự nhận", "Đề nghị", "Đạt tiêu chuẩn", "Cấp uỷ chọn"),
        *("Chỉ tiêu", "Kỷ luật", "Thiếu dữ kiện", "Lý do", "Lưu ý"),
    ]
    assert found["Tên"] == "Phan Thị Hồng Chi"
    assert found["Thuộc, chức danh"] == "Chi bộ thôn Mậu Tài"
    assert (found["2017"], found["2018"]) == ("Hoàn thành xuất sắc nhiệm vụ", None)
    assert found["Cấp uỷ chọn"] == "Hoàn thành nhiệm vụ"
    assert found["Lưu ý"] == "Khác mức đạt: Để xảy ra khiếu kiện"


def test_where_a_cell_proposes_its_proposal_is_there_once() -> None:
    found = values(replace(ROW, decides=False), decides=False)
    assert list(found).count("Đề nghị") == 1
    assert "Cấp uỷ chọn" not in found
    assert found["Đề nghị"] == "Hoàn thành tốt nhiệm vụ"


@pytest.mark.parametrize(
    ("targets", "cell"), [("96.5000", Percent(Decimal("96.5"))), ("9/9", "9/9"), ("", None)]
)
def test_targets_are_a_share_two_numbers_or_not_known(targets: str, cell: Cell) -> None:
    assert values(replace(ROW, targets=targets))["Chỉ tiêu"] == cell


@pytest.mark.parametrize(
    ("discipline", "cell"), [("none", 0), ("", None), ("reprimand", "Khiển trách"), ("yes", "Có")]
)
def test_no_discipline_is_a_zero_and_an_unknown_one_is_blank(discipline: str, cell: Cell) -> None:
    assert values(replace(ROW, discipline=discipline))["Kỷ luật"] == cell


def test_what_cannot_be_told_is_in_words() -> None:
    row = replace(ROW, low=2, high=4, missing=2, missing_names=Text("Kỷ luật", "Discipline"))
    found = values(row)
    assert found["Thiếu dữ kiện"] == 2
    assert found["Cấp uỷ chọn"] is None
    assert found["Lưu ý"] == "Thiếu 2 dữ kiện: Kỷ luật"


def test_the_readers_own_row_says_so_as_on_the_page() -> None:
    assert str(values(ROW, reader=7)["Lưu ý"]).startswith("Chính đồng chí")
    assert "Chính đồng chí" not in str(values(ROW, reader=8)["Lưu ý"])


def test_the_copy_has_a_share_as_it_reads_and_as_a_number() -> None:
    with speaking("vi"):
        found = parts(2021, decides=True, may=True, reader=None)
        copied = json.loads(cells_as_json(ROW, found))
        heads = json.loads(columns_as_json(found))
    assert copied[heads.index("Chỉ tiêu")] == ["96,5%", "0.965", "0.0%"]
    assert copied[heads.index("Kỷ luật")] == ["0", "0", "#,##0"]
    assert copied[0] == "00125"
