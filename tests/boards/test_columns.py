"""What one row of a board is in a file and in a copy: each thing in a column of its own."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.boards.columns import cells_as_json, columns_as_json, parts
from thidua.boards.events import Setter
from thidua.boards.rows import Row
from thidua.language import Text, speaking
from thidua.web.cells import Cell, Percent
from thidua.web.clock import shown

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
        *("Tự nhận", "Đề nghị", "Đạt tiêu chuẩn"),
        *("Cấp uỷ chọn", "Người chọn", "Chọn lúc", "Xếp loại", "Cách xếp"),
        *("Chỉ tiêu", "Kỷ luật", "Hình thức kỷ luật", "Thiếu thông tin"),
        *("Kết quả phiếu", "Lý do", "Lý do khác kết quả phiếu", "Lưu ý"),
    ]
    assert found["Tên"] == "Phan Thị Hồng Chi"
    assert found["Thuộc, chức danh"] == "Chi bộ thôn Mậu Tài"
    assert (found["2017"], found["2018"]) == ("Hoàn thành xuất sắc nhiệm vụ", None)
    assert found["Cấp uỷ chọn"] == "Hoàn thành nhiệm vụ"
    assert found["Lưu ý"] == "Khác mức đạt tiêu chuẩn: Để xảy ra khiếu kiện"


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
    ("discipline", "cells"),
    [
        ("none", (0, None)),
        ("", (None, None)),
        ("reprimand", (1, "Khiển trách")),
        ("yes", (1, "Có")),
    ],
)
def test_discipline_is_a_number_to_be_summed_and_a_word_beside_it(
    discipline: str, cells: tuple[Cell, Cell]
) -> None:
    found = values(replace(ROW, discipline=discipline))
    assert (found["Kỷ luật"], found["Hình thức kỷ luật"]) == cells


def test_the_file_says_whether_a_level_was_chosen_by_whom_or_only_follows() -> None:
    at = dt.datetime(2021, 12, 12, 2, 41, tzinfo=dt.UTC)
    chosen = values(replace(ROW, setter=Setter("Nguyễn Văn Hạnh", at)))
    assert chosen["Người chọn"] == "Nguyễn Văn Hạnh"
    assert chosen["Chọn lúc"] == f"{shown(at):%d/%m/%Y %H:%M}"
    assert (chosen["Xếp loại"], chosen["Cách xếp"]) == ("Hoàn thành nhiệm vụ", "cấp uỷ chọn")
    default = values(replace(ROW, chosen=None))
    assert (default["Cấp uỷ chọn"], default["Người chọn"]) == (None, None)
    assert (default["Xếp loại"], default["Cách xếp"]) == (
        "Hoàn thành tốt nhiệm vụ",
        "mặc định, chưa ai chọn",
    )
    loaded = values(replace(ROW, setter=Setter("", at)))
    assert loaded["Người chọn"] == "nạp từ tệp"


def test_what_cannot_be_told_is_in_words() -> None:
    lacking = Text("thiếu Kỷ luật", "missing: Discipline")
    row = replace(ROW, low=2, high=4, missing=2, missing_text=lacking)
    found = values(row)
    assert found["Thiếu thông tin"] == 2
    assert found["Cách xếp"] == "chưa đủ căn cứ"
    assert found["Cấp uỷ chọn"] is None
    assert found["Lưu ý"] == "Chưa đủ căn cứ: thiếu Kỷ luật"


def test_the_readers_own_row_says_so_as_on_the_page() -> None:
    assert str(values(ROW, reader=7)["Lưu ý"]).startswith("Không tự chọn mức cho mình")
    assert "Không tự chọn" not in str(values(ROW, reader=8)["Lưu ý"])


def test_the_copy_has_a_share_as_it_reads_and_as_a_number() -> None:
    with speaking("vi"):
        found = parts(2021, decides=True, may=True, reader=None)
        copied = json.loads(cells_as_json(ROW, found))
        heads = json.loads(columns_as_json(found))
    assert copied[heads.index("Chỉ tiêu")] == ["96,5%", "0.965", "0.0%"]
    assert copied[heads.index("Kỷ luật")] == ["0", "0", "#,##0"]
    assert copied[0] == "00125"
