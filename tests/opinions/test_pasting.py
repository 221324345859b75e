"""What is pasted is read before it is written: the wrong column, the wrong row, no grade."""

import pytest

from thidua.language import Text
from thidua.opinions.pasting import Pasted, read_pasted
from thidua.vocabulary import Grade

ROWS = [(1, "Bùi Thị Sim"), (2, "Đỗ Văn Cảnh")]
CRITERIA = {
    "duties": Text("Thực hiện chức trách", "Duties"),
    "year_tasks": Text("Chỉ tiêu năm", "Targets"),
}


def read(text: str, *, row: int = 1, criterion: str = "duties") -> Pasted:
    return read_pasted(text, rows=ROWS, criteria=CRITERIA, row=row, criterion=criterion)


def test_a_block_of_grades_fills_the_cells_from_here_on() -> None:
    found = read("XS\tTốt\r\nTB\t\r\n")
    assert found.cells == [
        (1, "duties", Grade.EXCELLENT),
        (1, "year_tasks", Grade.GOOD),
        (2, "duties", Grade.AVERAGE),
    ]
    assert not found.faults


def test_headings_and_names_are_looked_at_and_not_written() -> None:
    found = read("Đảng viên\tThực hiện chức trách\nBùi Thị Sim\tT\nĐỗ Văn Cảnh\tK")
    assert found.cells == [(1, "duties", Grade.GOOD), (2, "duties", Grade.POOR)]
    assert not found.faults


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("Chỉ tiêu năm\nT", {}, "dán vào cột “Thực hiện chức trách”"),
        ("Đỗ Văn Cảnh\tT", {}, "dán vào dòng của Bùi Thị Sim"),
        ("T\tXS", {"criterion": "year_tasks"}, "có lẽ dán nhầm cột"),
        ("hai việc chậm", {}, "không phải mức chấm"),
        ("T\nT\nT", {}, "chỉ còn 2 dòng"),
        ("T", {"row": 9}, "Chọn một ô"),
        ("T", {"criterion": "no_such"}, "Chọn một ô"),
    ],
)
def test_what_does_not_fit_says_so(text: str, options: dict[str, object], said: str) -> None:
    found = read(text, **options)  # type: ignore[arg-type]
    assert said in " ".join(fault.vi for fault in found.faults)
