"""Facts: what people write, what it means, what frames carry."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from thidua.rulebook import FactError, Framework, decode, encode, encode_subject
from thidua.vocabulary import Grade, Level, UnknownWordError


@pytest.mark.parametrize(
    ("fact", "written", "value", "code"),
    [
        ("targets_done", "87,5", Decimal("87.5"), 875_000),
        ("targets_done", "87.5", Decimal("87.5"), 875_000),
        ("targets_done", " 87,5 % ", Decimal("87.5"), 875_000),
        ("targets_done", 87.1, Decimal("87.1"), 871_000),
        ("targets_done", 100.0, Decimal(100), 1_000_000),
        ("targets_done", Decimal("79.9999"), Decimal("79.9999"), 799_999),
        ("targets_done", 0, Decimal(0), 0),
        ("discipline", "Khiển trách", "reprimand", 1),
        ("discipline", "none", "none", 0),
        ("degraded", "Có", True, True),
        ("degraded", "không", False, False),
        ("degraded", "x", True, True),
        ("degraded", False, False, False),
        ("civil_servant_level", "HTXS", "outstanding", 4),
        ("civil_servant_level", "hoàn thành  tốt", "good", 3),
        ("duties", "XS", "excellent", 4),
        ("duties", "tô\u0301t", "good", 3),
        ("duties", "Trung bình", "average", 2),
    ],
)
def test_what_people_write(
    member: Framework, fact: str, written: Any, value: Any, code: Any
) -> None:
    spec = member.fields[fact]
    assert spec.parse(written) == value
    assert spec.encode(spec.parse(written)) == code
    assert spec.decode(code) == value
    assert spec.parse(spec.to_json(value)) == value


@pytest.mark.parametrize(
    ("fact", "written", "expected"),
    [
        ("targets_done", "101", "từ 0 đến 100"),
        ("targets_done", -1, "từ 0 đến 100"),
        ("targets_done", "tám mươi", "87,5"),
        ("targets_done", "1.234,5", "87,5"),
        ("targets_done", 0.1 + 0.2, "87,5"),
        ("targets_done", True, "87,5"),
        ("targets_done", float("nan"), "87,5"),
        ("targets_done", "1e1", "87,5"),
        ("degraded", "có lẽ", "“có” hoặc “không”"),
        ("duties", "tuyệt vời", "Kém, Trung bình, Tốt, Xuất sắc"),
        ("duties", 4, "Kém, Trung bình, Tốt, Xuất sắc"),
        ("discipline", "phạt tiền", "Khiển trách"),
        ("civil_servant_level", "không áp dụng", "Hoàn thành tốt nhiệm vụ"),
    ],
)
def test_what_nobody_can_read_is_refused_with_what_would_be_right(
    member: Framework, fact: str, written: Any, expected: str
) -> None:
    with pytest.raises(FactError) as refused:
        member.fields[fact].parse(written)
    assert expected in refused.value.text.vi
    assert refused.value.field == fact
    assert refused.value.text.en != refused.value.text.vi


@pytest.mark.parametrize("written", ["2,5", -1, "nhiều"])
def test_counts_are_whole_and_not_negative(library: Any, written: Any) -> None:
    with pytest.raises(FactError, match="số nguyên"):
        library["hd21_2019/leader"].fields["led_units"].parse(written)


def test_a_body_that_does_not_exist_is_a_level_of_its_own(library: Any) -> None:
    spec = library["hd21_2019/organisation"].fields["front_level"]
    assert (spec.parse("không có"), spec.encode("not_applicable"), spec.decode(0)) == (
        "not_applicable",
        0,
        "not_applicable",
    )


def test_columns_are_encoded_and_decoded_as_single_values_are(member: Framework) -> None:
    words = pl.DataFrame(
        {
            "id": [1, 2],
            "duties": ["excellent", None],
            "degraded": ["true", "false"],
            "targets_done": ["87.5", "79.9999"],
            "discipline": ["none", "reprimand"],
            "months_at_former_cell": ["6", "11.5"],
        }
    )
    coded = encode(member, words)
    assert coded.rows() == [(1, 4, True, 875_000, 0, 60_000), (2, None, False, 799_999, 1, 115_000)]
    assert [str(coded.schema[name]) for name in ("duties", "degraded", "targets_done")] == [
        "Int8",
        "Boolean",
        "Int64",
    ]
    back = decode(member, coded)
    assert back["targets_done"].to_list() == ["87.5", "79.9999"]
    assert back["duties"].to_list() == ["excellent", None]
    assert back["months_at_former_cell"].to_list() == ["6", "11.5"]


def test_tens_keep_their_zeros(member: Framework) -> None:
    coded = pl.DataFrame({"targets_done": [1_000_000, 0, 500_000]})
    assert decode(member, coded)["targets_done"].to_list() == ["100", "0", "50"]


def test_a_column_with_a_strange_word_is_refused(member: Framework) -> None:
    with pytest.raises(FactError, match="tuyệt vời"):
        encode(member, pl.DataFrame({"duties": ["good", "tuyệt vời"]}))
    with pytest.raises(FactError, match="101"):
        encode(member, pl.DataFrame({"targets_done": ["99", "101"]}))


def test_children_and_caps_have_short_forms(library: Any) -> None:
    row = encode_subject(
        library["hd21_2019/organisation"],
        {"members": {"outstanding": 1, "completed": 2, "unknown": 1}},
    )
    counts = [
        row[f"members.{name}"]
        for name in ("total", "sure_ge_2", "possible_ge_2", "sure_ge_3", "possible_ge_4")
    ]
    assert counts == [4, 3, 4, 1, 2]
    caps = encode_subject(library["hd21_2019/collective"], {"cap.unit": "HTT"})
    assert (caps["cap.unit.low"], caps["cap.unit.high"]) == (3, 3)


@pytest.mark.parametrize("facts", [{"dutys": "good"}, {"members": {"good": 1}}])
def test_an_unknown_fact_is_named(member: Framework, facts: dict[str, object]) -> None:
    with pytest.raises(FactError, match=next(iter(facts))):
        encode_subject(member, facts)


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        (Grade, "K", "poor"),
        (Grade, "TB", "average"),
        (Level, "kht", "not_completed"),
        (Level, "HTNV", "completed"),
    ],
)
def test_short_forms(kind: type[Grade | Level], text: str, word: str) -> None:
    assert kind.parse(text) == word
    assert kind.from_code(kind.parse(text).code) is kind.parse(text)


@pytest.mark.parametrize("text", ["", "đạt", "5"])
def test_an_unknown_word_names_the_four(text: str) -> None:
    with pytest.raises(UnknownWordError, match="Kém, Trung bình, Tốt, Xuất sắc"):
        Grade.parse(text)
    with pytest.raises(UnknownWordError):
        Grade.from_code(9)
