"""Whatever stands in a sheet, understanding it raises nothing, and neither do the answers that its
questions offer.
"""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.people import TARGETS, Names
from tests.matching.sheets import sheet
from thidua.matching.answering import answer
from thidua.matching.first_rows import first_rows
from thidua.matching.understanding import understand
from thidua.matching.written import from_yaml, to_yaml
from thidua.organisations.sheets import MEMBERS
from thidua.workbooks import parse
from thidua.workbooks.raw import RawSheet

_HEADINGS = st.sampled_from(
    [
        *(str(column.title.vi) for column in MEMBERS.columns),
        *("TT", "Ngày sinh Nam", "Nữ", "Nam", "Năm sinh", "Ghi chú", "Chi bộ", "Ngày chính thức"),
        *("Ngày vào Đảng", "Dự bị", "Chính thức", "Chức vụ", "Quê quán", "x" * 400, "2021", "(1)"),
    ]
)
_CELLS = st.one_of(
    st.none(),
    _HEADINGS,
    st.sampled_from(
        ["x", "Nam", "1941", "3/1985", "I", "Chi bộ thôn Đông", "Tổng số: 3", "-", "?"]
    ),
    st.text(max_size=12),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
    st.booleans(),
)
_WIDTH = 6
_ROWS = st.lists(st.lists(_CELLS, min_size=_WIDTH, max_size=_WIDTH), max_size=9)
_HEAD = st.lists(_HEADINGS, min_size=_WIDTH, max_size=_WIDTH)
_MERGES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 5), st.integers(0, 3), st.integers(0, 2)).map(
        lambda cell: (cell[0], cell[1], cell[0] + cell[2], cell[1] + cell[3])
    ),
    max_size=3,
).map(tuple)


_SHEETS = st.builds(
    lambda above, head, rows, **more: sheet([*above, head, *rows], **more),
    above=_ROWS,
    head=_HEAD,
    rows=_ROWS,
    merges=_MERGES,
    hidden_rows=st.sets(st.integers(1, 12), max_size=3),
    name=st.sampled_from(["Sheet1", "Đảng viên", "Tổ chức"]),
)


@given(_SHEETS, st.data())
@settings(max_examples=20, deadline=None)
def test_nothing_is_raised(raw: RawSheet, data: st.DataObject) -> None:
    found = understand(raw, TARGETS, names=Names())
    for _ in range(3):
        answers = {
            question.id: {
                part.key: data.draw(st.sampled_from(part.options)).value
                for part in question.parts
                if part.options
            }
            for question in found.questions
        }
        mapping, this_file = answer(found, answers)
        found = understand(raw, TARGETS, mapping=mapping, this_file=this_file, names=Names())
        assert from_yaml(to_yaml(found.mapping)) == found.mapping
    if found.target is not None:
        spec = found.target[1]
        applied = found.applied(spec)
        parsed = parse(applied.raw, spec, applied.headers)
        assert set(parsed.frame["row"]) <= set(raw.frame["row"])
        first_rows(found, spec)
