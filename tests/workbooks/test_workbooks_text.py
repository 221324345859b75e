"""Vietnamese text: one form, search, order, old encodings."""

import unicodedata

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thidua.workbooks import (
    fold,
    fold_expr,
    normalise,
    normalise_expr,
    vietnamese_order_key,
    vietnamese_sort_key,
    vietnamese_sort_keys,
)
from thidua.workbooks.encodings import old_font_of

SIGNS = st.text(alphabet="aăâbcdđeêoôơuưy ÁÀẢÃẠỆửđĐ\u00a0\u200b\u0301\t\n-'=09", max_size=12)


def test_normalise_makes_decomposed_text_and_odd_blanks_one_form() -> None:
    messy = " " + unicodedata.normalize("NFD", "Nguyễn\u00a0 Thị\u200b\tHường") + "\u3000"
    assert normalise(messy) == "Nguyễn Thị Hường"


@given(SIGNS)
@example("c\u200b\u0301")  # nothing visible stands between a letter and its mark
def test_normalising_twice_changes_nothing_and_columns_do_the_same(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    frame = pl.DataFrame({"t": [text]})
    assert frame.select(normalise_expr(pl.col("t"))).item() == (normalise(text) or None)
    assert frame.select(fold_expr(pl.col("t"))).item() == fold(text)


def test_fold_lets_people_search_without_diacritics() -> None:
    assert fold("ĐỖ  Thị Hường") == "do thi huong"
    assert fold(unicodedata.normalize("NFD", "Lê Thị Mỹ")) == "le thi my"


def test_letters_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    assert (
        "".join(
            sorted("yđvâtsêqưgôkăhcxơpneđrilbadomu".replace("đv", "v"), key=vietnamese_order_key)
        )
        == letters
    )


def test_tones_stand_in_order_and_count_only_after_the_letters() -> None:
    tones = ["mạ", "má", "mã", "ma", "mả", "mà"]
    assert sorted(tones, key=vietnamese_order_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert vietnamese_order_key("mạ") < vietnamese_order_key("man")
    assert vietnamese_order_key("hòa") == vietnamese_order_key("hoà") == vietnamese_order_key("HOÀ")


def test_syllables_are_compared_one_by_one() -> None:
    assert vietnamese_order_key("Hoa Sen") < vietnamese_order_key("Hòa An")
    assert vietnamese_order_key("Chi bộ 2") < vietnamese_order_key("Chi bộ 10")
    assert vietnamese_order_key("Hồ") < vietnamese_order_key("Hồ Bạc")


def test_people_go_by_given_name_then_family_then_middle_names() -> None:
    names = [
        "Đỗ Văn Ý",
        "An Thị Đào",
        "Bùi Văn Dũng",
        "Vũ Thị Bé",
        "Lê Văn Ân",
        "Lê Thị Ân",
        "Trần Văn An",
    ]
    assert sorted(names, key=vietnamese_sort_key) == [
        "Trần Văn An",
        "Lê Thị Ân",
        "Lê Văn Ân",
        "Vũ Thị Bé",
        "Bùi Văn Dũng",
        "An Thị Đào",
        "Đỗ Văn Ý",
    ]


@given(st.lists(st.none() | SIGNS, max_size=5))
def test_a_column_of_names_gets_the_same_ascii_keys(names: list[str | None]) -> None:
    keys = vietnamese_sort_keys(pl.Series("n", names, dtype=pl.String)).to_list()
    assert keys == [None if name is None else vietnamese_sort_key(name) for name in names]
    assert all(key is None or key.isascii() for key in keys)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("NguyÔn V¨n An; §¶ng bé huyÖn", "TCVN3 (ABC)"),
        ("TrÇn ThÞ H¹nh, Chi bé 1", "TCVN3 (ABC)"),
        ("Nguyeãn Vaên An; Ñaûng boä huyeän", "VNI"),
        ("Traàn Thò Haïnh, Chi boä 1", "VNI"),
        ("Đảng bộ huyện Hoà Bình, Nguyễn Thị Hoá", ""),
        ("Hà, Lê, Công, Hoà, Bình, Tân", ""),
        ("Nguyen Van An", ""),
        ("Ca-phê 3 m² © 2021 «trích» 5·6", ""),
        ("Ông Raúl đến Đảng bộ", ""),
        ("Café Crème, Müller, Jürgen, São Paulo", ""),
        ("", ""),
    ],
)
def test_an_old_font_is_told_by_what_it_would_mean(text: str, font: str) -> None:
    assert old_font_of(text) == font
