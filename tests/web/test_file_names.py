"""Files are called as a clerk would call them."""

from urllib.parse import unquote

import pytest

from thidua.web.file_names import disposition, file_name


@pytest.mark.parametrize(
    ("what", "whose", "name"),
    [
        (
            "Danh sách đảng viên 2021",
            "Đảng bộ xã Đoàn Thượng",
            "Danh sách đảng viên 2021 - Đảng bộ xã Đoàn Thượng",
        ),
        ("Quyết định 49-QĐ/ĐU 2021", "", "Quyết định 49-QĐ-ĐU 2021"),
        ('A: "b"\r\n', "..", "A- -b"),
    ],
)
def test_a_name_says_what_and_whose(what: str, whose: str, name: str) -> None:
    assert file_name(what, whose) == name


def test_a_long_name_is_cut() -> None:
    assert len(file_name("Danh sách " * 40)) <= 120


def test_the_header_has_the_name_and_a_plain_one() -> None:
    header = disposition("Danh sách đảng viên 2021 - Đảng bộ xã Đoàn Thượng.xlsx")
    plain, _, whole = header.partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="danh-sach-dang-vien-2021-dang-bo-xa-doan-thuong.xlsx"'
    assert unquote(whole) == "Danh sách đảng viên 2021 - Đảng bộ xã Đoàn Thượng.xlsx"
    assert header.isascii()


def test_a_plain_name_stands_alone() -> None:
    assert disposition("sai-loi.xlsx", inline=True) == 'inline; filename="sai-loi.xlsx"'
