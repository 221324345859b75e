"""Lists of problems on the command line: whole in any width, a line each where no terminal is."""

import pytest

from thidua.language import Text, speaking
from thidua.workbooks import Problem, Problems, problem_table

LONG = (
    "người mang mã này đã có một thời gian sinh hoạt ở chi bộ khác, từ 01/01/2015 đến 31/12/2021, "
    "nên hai dòng trùng ngày; quyết định số 175-QĐ/ĐU ngày 05/03/2021 của Đảng uỷ xã Đoàn Thượng"
)
FILE = "danh-sach-dang-vien-cac-chi-bo-truc-thuoc-dang-uy-xa-doan-thuong-2021-ban-cuoi (2).xlsx"


def problems_of(number: int) -> Problems:
    problems = Problems()
    for row in range(1, number + 1):
        problems.add(
            Problem(
                file=FILE,
                sheet="Đảng viên",
                row=row,
                column=Text("Ngày vào Đảng", "Admitted on"),
                value="31/02/2021",
                expected=Text("sửa một trong hai dòng\nrồi nạp lại", "one of the rows mended"),
                message=Text(LONG, "the same"),
                letter="F",
            )
        )
    return problems


def joined(lines: list[str]) -> str:
    return "".join("".join(lines).split())


@pytest.mark.parametrize("width", [20, 60, 80, 200])
@pytest.mark.parametrize("number", [1, 100])
def test_on_a_terminal_no_line_is_wider_and_no_word_is_lost(width: int, number: int) -> None:
    lines = problem_table(problems_of(number), most=100, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert joined(lines).count(joined([LONG])) == number
    assert joined(lines).count(joined([FILE])) == number
    assert joined(lines).count(joined(["Cần: sửa một trong hai dòng rồi nạp lại."])) == number
    assert "…" not in joined(lines)


def test_without_a_terminal_each_problem_is_one_whole_line() -> None:
    heading, *lines = problem_table(problems_of(100), most=100).splitlines()
    assert heading == "Mức\tTệp\tTrang\tDòng\tCột\tGiá trị\tVấn đề\tCần"
    assert len(lines) == 100
    assert lines[41].split("\t") == [
        "Lỗi",
        FILE,
        "Đảng viên",
        "42",
        "F · Ngày vào Đảng",
        "31/02/2021",
        LONG,
        "sửa một trong hai dòng rồi nạp lại",
    ]


def test_what_is_left_out_is_counted() -> None:
    with speaking("en"):
        table = problem_table(problems_of(12), most=10, width=80)
    assert "… and 2 more" in table
    assert f"12  Error  {FILE} · Đảng viên · Admitted on" in table


def test_a_problem_of_a_whole_file_names_the_file() -> None:
    problems = Problems(file="a.xlsx")
    problems.add_sheet(Text("tệp rỗng", "the file is empty"))
    assert problem_table(problems, width=80) == "Lỗi: a.xlsx\n  tệp rỗng."
    assert problem_table(problems).splitlines()[1].split("\t")[:2] == ["Lỗi", "a.xlsx"]
