"""What is typed finds rows by the beginnings of their syllables, heeding the signs that were typed.

`board_filter.js` is held to the same by the journeys of the board.
"""

import pytest

from thidua.boards.syllables import finder


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hie", "Vũ Thị Hiên"),
        ("hie", "Ngô Thị Hiệp"),
        ("hiề", "Đỗ Thị Hiền"),
        ("duc", "Nguyễn Đức Anh"),
        ("đức", "Nguyễn Đức Anh"),
        ("anh ngu", "Nguyễn Đức Anh"),
        ("Lý", "Quản lý"),
        ("hóa", "Trịnh Hoá"),
        ("ủy", "Cấp uỷ xã"),
        ("thuy", "Lê Thuỷ"),
        ("g1a-1", "Đảng viên M-G1A-12"),
        ("", "Ai cũng được"),
    ],
)
def test_a_word_finds_the_syllables_that_it_begins(typed: str, name: str) -> None:
    assert finder(typed)(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hanh", "Nguyễn Văn Thành"),
        ("hạnh", "Nguyễn Văn Hanh"),
        ("hiề", "Lê Văn Hiển"),
        ("Lý", "Lê Thị Ly"),
        ("đinh", "Phạm Dinh"),
        ("anh binh", "Nguyễn Đức Anh"),
    ],
)
def test_it_finds_nothing_inside_a_syllable_nor_under_another_sign(typed: str, name: str) -> None:
    assert not finder(typed)(name)
