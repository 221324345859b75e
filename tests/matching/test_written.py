"""A mapping as a text that people keep: it comes back the same, and faults are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.matching.mapping import TableMapping, Take
from thidua.matching.written import UnreadableMappingError, from_yaml, to_yaml

_TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=20
)
_WORDS = st.dictionaries(_TEXTS, _TEXTS, max_size=3)
MAPPINGS = st.builds(
    TableMapping,
    name=_TEXTS,
    sheet=_TEXTS,
    takes=st.lists(st.builds(Take, heading=_TEXTS, to=_TEXTS, when_filled=_WORDS)).map(tuple),
    sections=_TEXTS,
    constants=_WORDS,
    fill_down=st.lists(_TEXTS, max_size=3).map(tuple),
    words=st.dictionaries(_TEXTS, _WORDS, max_size=3),
    names=st.dictionaries(_TEXTS, _WORDS, max_size=3),
    only_year=st.dictionaries(_TEXTS, st.sampled_from(["keep", "first_day", "blank"]), max_size=2),
    fractions=st.dictionaries(_TEXTS, st.booleans(), max_size=2),
)


@given(MAPPINGS)
def test_what_is_written_is_read_back_the_same(mapping: TableMapping) -> None:
    assert from_yaml(to_yaml(mapping)) == mapping


def test_the_text_says_what_each_part_is_and_leaves_out_what_is_empty() -> None:
    text = to_yaml(
        TableMapping(sheet="members.register", takes=(Take(heading="ho ten", to="full_name"),))
    )
    assert "# Mỗi cột của tệp cho cột nào" in text
    assert "fill_down" not in text
    assert to_yaml(TableMapping()).splitlines()[-1] == "format: 1"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("format: 2", "so-dang-vien.yaml: format: “2”"),
        ("takes: full_name", "takes: cần một danh sách"),
        ("words: {status: {x: 1}}", "words.status.x: cần chữ"),
        ("only_year: {born_on: maybe}", "only_year.born_on: “maybe”"),
        ("taeks: []", "không có khoá “taeks”"),
        ("takes: [", "dòng 1"),
        ("a: &a [*a]", "dòng 1"),
        ("!!python/object/apply:os.system ['true']", "dòng 1"),
        (f"name: {'x' * 301}", "name: "),
    ],
)
def test_a_text_that_is_no_mapping_is_refused_by_its_place(text: str, place: str) -> None:
    with pytest.raises(UnreadableMappingError) as refused:
        from_yaml(text, "so-dang-vien.yaml")
    assert place in refused.value.text.vi
