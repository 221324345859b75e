"""Columns of words: words in use, decisions cited behind them, words of nothing, words that belong
elsewhere.
"""

from dataclasses import replace

import pytest

from tests.workbooks.samples import raw_of, xlsx
from thidua.language import Text
from thidua.vocabulary import Discipline, Level
from thidua.workbooks import Column, Kind, Misplaced, ParsedSheet, Sheet, parse, word_choices

DISCIPLINE = Column(
    "discipline", Text("Kỷ luật", "Discipline"), Kind.CHOICE, choices=word_choices(Discipline)
)
LEVEL = Column(
    "level",
    Text("Mức", "Level"),
    Kind.CHOICE,
    choices=word_choices(Level),
    nothing=("Không xếp loại", "-"),
    misplaced=(Misplaced(("TSVM",), Text("là nhãn", "is a label"), Text("một mức", "a level")),),
)


def column_of(column: Column, *cells: str) -> ParsedSheet:
    sheet = Sheet("s", Text("Trang", "Sheet"), (Column("code", Text("Mã", "Code")), column))
    rows = [["Mã", column.title.vi], *([f"A{at}", cell] for at, cell in enumerate(cells))]
    return parse(raw_of(xlsx(rows, title="Trang")), sheet)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Khiển trách (QĐ 12)", "reprimand"),
        ("Khiển trách (QĐ số 12-QĐ/UBKT ngày 5/3/2021)", "reprimand"),
        ("Khiển trách (Quyết định số 12-QĐ/ĐU, ngày 05/03/2021)", "reprimand"),
        ("Kỷ luật cảnh cáo (số 7-QĐ/HU)", "warning"),
        ("Cảnh cáo (theo QĐ 7-QĐ/HU năm 2021)", "warning"),
        ("Cách chức theo Quyết định số 9-QĐ/TU", "removal"),
        ("Khai trừ, QĐ số 9", "expulsion"),
    ],
)
def test_a_decision_may_be_cited_behind_a_word(written: str, word: str) -> None:
    parsed = column_of(DISCIPLINE, written)
    assert parsed.frame["discipline"].to_list() == [word]
    assert not parsed.problems


@pytest.mark.parametrize(
    "written",
    [
        "Cảnh cáo (chính quyền)",
        "Khiển trách (12/QĐ-UBND)",
        "Khiển trách (QĐ 12 của UBND huyện)",
        "Khiển trách (đang xem xét)",
        "Khiển trách (2 lần)",
        "Khiển trách rồi cảnh cáo (QĐ 12)",
        "Phê bình (QĐ 12)",
    ],
)
def test_another_text_behind_a_word_makes_it_unknown(written: str) -> None:
    parsed = column_of(DISCIPLINE, written)
    assert parsed.frame["discipline"].to_list() == [None]
    [problem] = parsed.problems
    assert problem.message.vi.startswith("không có trong danh mục")


def test_only_words_that_cite_decisions_may_have_one_behind_them() -> None:
    assert column_of(LEVEL, "Tốt (QĐ 12)").problems.count() == 1


def test_a_word_of_nothing_leaves_the_cell_blank() -> None:
    parsed = column_of(LEVEL, "Không xếp loại", "–", "HT tốt NV")
    assert parsed.frame["level"].to_list() == [None, None, "good"]
    assert not parsed.problems


def test_a_word_of_nothing_does_not_fill_a_required_cell() -> None:
    parsed = column_of(replace(LEVEL, required=True), "Không xếp loại", "XS")
    [problem] = parsed.problems
    assert (problem.row, problem.value) == (2, "Không xếp loại")
    assert problem.message.vi == "ô bắt buộc bị bỏ trống"


def test_a_word_that_belongs_elsewhere_is_answered_by_where() -> None:
    [problem] = column_of(LEVEL, "TSVM").problems
    assert (problem.value, problem.message.vi, problem.expected.en) == (
        "TSVM",
        "là nhãn",
        "a level",
    )
