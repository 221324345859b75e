"""The one byte form of a content: whoever writes it down again gets the same bytes."""

import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.seals.canonical import canonical

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ({"b": 1, "a": [True, None, "ồ"]}, '{"a":[true,null,"ồ"],"b":1}'),
        ({"tên": unicodedata.normalize("NFD", "Nguyễn")}, '{"tên":"Nguyễn"}'),
        ({unicodedata.normalize("NFD", "mã"): 1}, '{"mã":1}'),
        ([Decimal("70.50"), Decimal("1E+2")], '["70.50","100"]'),
        ((1, 2), "[1,2]"),
        ("dòng\nmới", '"dòng\\nmới"'),
    ],
)
def test_the_form(content: object, written: str) -> None:
    assert canonical(content) == written.encode()


@pytest.mark.parametrize(
    ("content", "where"),
    [({"a": [0.5]}, "float at a.0"), ({1: "a"}, "the top"), ({"a": {"b": b""}}, "bytes at a.b")],
)
def test_what_has_no_one_form_is_refused(content: object, where: str) -> None:
    with pytest.raises(TypeError, match=where):
        canonical(content)


@given(PLAIN)
def test_read_back_and_written_again_it_is_the_same(content: object) -> None:
    once = canonical(content)
    assert canonical(json.loads(once)) == once


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_is_nobodys_business(content: dict[str, int]) -> None:
    turned = dict(reversed(content.items()))
    if len({unicodedata.normalize("NFC", key) for key in content}) == len(content):
        assert canonical(turned) == canonical(content)
