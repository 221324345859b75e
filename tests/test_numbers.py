"""Numbers on pages: grouped, half up from exact fractions, in the reader's language."""

import datetime as dt
from decimal import Decimal

import pytest

from thidua.language import Language, as_sentence, speaking
from thidua.numbers import format_number, percent
from thidua.vocabulary import Level, NoLevel, UnknownWordError
from thidua.web.templatetags.thidua import counted, day, decimals, level_filter, long_day, number


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("vi", 13886, "13.886"),
        ("en", 13886, "13,886"),
        ("vi", Decimal("8.6000"), "8,6"),
        ("vi", Decimal("100.0000"), "100"),
        ("vi", -1500, "−1.500"),
        ("en", Decimal("1234.5"), "1,234.5"),
    ],
)
def test_numbers_are_grouped_the_reader_s_way(language: Language, value: int, written: str) -> None:
    with speaking(language):
        assert format_number(value) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (619, 674, "91,8%"),
        (55, 674, "8,2%"),
        (7659, 91400, "8,4%"),
        (1, 2000, "0,1%"),
        (3, 2000, "0,2%"),
        (249, 500000, "0,0%"),
        (1, 1, "100,0%"),
        (0, 0, "–"),
    ],
)
def test_a_share_is_rounded_half_up_once_from_its_two_counts(
    part: int, whole: int, written: str
) -> None:
    with speaking("vi"):
        assert percent(part, whole) == written


def test_two_places_when_asked() -> None:
    with speaking("en"):
        assert percent(657, 91400, places=2) == "0.72%"
        assert decimals(Decimal("0.125"), 2) == "0.13"


def test_units_take_their_number_in_english_only() -> None:
    with speaking("vi"):
        assert counted(1, "organisation") == "1 tổ chức"
    with speaking("en"):
        assert counted(1, "organisation") == "1 organisation"
        assert counted(1234, "organisation") == "1,234 organisations"


def test_nothing_is_a_dash() -> None:
    assert number(None) == "–"
    assert day(None) == "–"


def test_days_are_written_day_first_in_both_languages() -> None:
    tuesday = dt.date(2021, 12, 14)
    with speaking("vi"):
        assert long_day(tuesday) == "Thứ ba, 14/12/2021"
    with speaking("en"):
        assert long_day(tuesday) == "Tuesday, 14/12/2021"
        assert day(tuesday) == "14/12/2021"


def test_a_moment_is_of_the_day_that_it_is_here() -> None:
    assert day(dt.datetime(2021, 12, 13, 18, 30, tzinfo=dt.UTC)) == "14/12/2021"


def test_a_level_is_known_by_word_or_number_and_nothing_else() -> None:
    assert level_filter("completed") is level_filter(2) is Level.COMPLETED
    assert level_filter(None) is NoLevel.UNKNOWN
    with pytest.raises(UnknownWordError):
        level_filter("superb")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("cần nêu lý do", "Cần nêu lý do."),
        ("Đã xong.", "Đã xong."),
        ("  ", ""),
        ("bien-ban.pdf không phải PDF", "bien-ban.pdf không phải PDF."),
        ("biên bản họp.docx: tệp rỗng", "biên bản họp.docx: tệp rỗng."),
        ("nhận .docx, .xlsx: hãy lưu lại", "Nhận .docx, .xlsx: hãy lưu lại."),
    ],
)
def test_a_message_stands_as_a_sentence_of_its_own(said: str, sentence: str) -> None:
    assert as_sentence(said) == sentence
