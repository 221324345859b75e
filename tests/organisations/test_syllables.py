"""What is found by what somebody types, and in which order: each row of the table is one case."""

import pytest

from thidua.organisations.syllables import marked, rank, syllables

ORDER: dict[str, tuple[str, ...]] = {
    "Lý": ("Lý", "Nguyễn Văn Lý", "Ban Quản lý dự án", "Phan Thị Lỵ", "Trần Lynh"),
    "ly": ("Nguyễn Văn Lý", "Trần Lynh"),
    "Hạnh": ("Nguyễn Thị Hạnh", "Nguyễn Văn Hành", "Trần Hanhim"),
    "nguyen duc anh": ("Nguyễn Đức Anh", "Nguyễn Đức Ánh", "Nguyễn Anh Đức", "Nguyễn Đức Anhim"),
    "Nguyễn Đức Anh": ("Nguyễn Đức Anh", "Nguyễn Đức Ánh", "Nguyễn Dục Ánh"),
    "thuỷ": ("Lê Thị Thủy", "Lê Thị Thúy"),
    "hòa": ("Chi bộ thôn Hoà", "Chi bộ thôn Hoả"),
    "thon 2": ("Chi bộ thôn 2", "Chi bộ thôn 20"),
    "gia l": ("Đảng bộ huyện Gia Lộc", "Chi bộ Liên Gia"),
    "thcs": ("Chi bộ Trường (THCS)", "Chi bộ THCS-Tiểu học Gia Minh", "Chi bộ thcso"),
}
"""What is typed, and some of what it finds: the nearest first."""

NEVER = {
    "Hạnh": ("Nguyễn Văn Thành", "Chi bộ Thạnh"),
    "lý": ("Đào Mai Đly", "Chi bộ Phúly"),
    "anh": ("Đỗ Khánh", "Lê Oanh", "Hoàng Thanh"),
    "an bình": ("Chi bộ An Thái", "Lê Thị Bình"),
    "ộ": ("Chi bộ 1",),
    "": ("Nguyễn Văn An",),
    "  – ( ": ("Nguyễn Văn An",),
}
"""What is typed, and what it does not find: nothing inside a syllable, nothing without one of
them."""


@pytest.mark.parametrize(("typed", "names"), ORDER.items())
def test_the_nearest_name_comes_first(typed: str, names: tuple[str, ...]) -> None:
    places = [rank(syllables(typed), name) for name in names]
    assert None not in places
    in_order = sorted(zip(places, names, strict=True), key=lambda one: one[0])  # type: ignore[arg-type,return-value]
    assert [name for _, name in in_order] == list(names)


@pytest.mark.parametrize(("typed", "names"), NEVER.items())
def test_nothing_is_found_inside_a_syllable(typed: str, names: tuple[str, ...]) -> None:
    assert [name for name in names if rank(syllables(typed), name) is not None] == []


def test_a_code_is_found_whole_and_by_its_parts() -> None:
    own = rank(syllables("11056-05"), "Chi bộ thôn Đông", "11056-05")
    other = rank(syllables("11056-05"), "Chi bộ thôn Đoài", "11056-051")
    assert own is not None
    assert other is not None
    assert own < other
    assert rank(syllables("hd000561"), "Đỗ Thị Ánh", "HD000561") is not None


@pytest.mark.parametrize(
    ("typed", "name", "shown"),
    [
        ("nguyen duc", "Nguyễn Đức Anh", "[Nguyễn Đức] Anh"),
        ("đức anh", "Chi bộ Doanh nghiệp Đức Anh", "Chi bộ Doanh nghiệp [Đức Anh]"),
        ("nguy", "Nguyễn Đức Anh", "[Nguy]ễn Đức Anh"),
        ("hanh", "Nguyễn Thành Hạnh", "Nguyễn Thành [Hạnh]"),
        ("thcs", "Trường (THCS)", "Trường ([THCS])"),
        ("175-qd", "Quyết định số 175-QĐ/ĐU", "Quyết định số [175]-[QĐ]/ĐU"),
        ("ly", "Nguyễn Đức Anh", "Nguyễn Đức Anh"),
    ],
)
def test_what_was_met_is_marked(typed: str, name: str, shown: str) -> None:
    pieces = marked(syllables(typed), name)
    assert "".join(piece.text for piece in pieces) == name
    assert "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces) == shown
