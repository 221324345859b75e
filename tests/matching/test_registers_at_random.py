"""Registers put together at random: no row is lost or invented, and what was said once holds for
the next.
"""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.people import TARGETS, Names
from tests.matching.sheets import sheet
from thidua.matching.answering import answer
from thidua.matching.totals import data_row_numbers
from thidua.matching.understanding import Understood, understand
from thidua.organisations.register_sheet import REGISTER
from thidua.workbooks import parse
from thidua.workbooks.raw import RawSheet

HEAD: list[object] = ["TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ghi chú"]
_NAMES = st.sampled_from(["Trần Văn Khởi", "Bùi Thị Sim", "Phạm Quang Sử", "Vũ Văn Thế"])
_BORN = st.sampled_from(["12/3/1968", "1941", 1957, None, "5-9-1975"])
_NOTES = st.sampled_from([None, "Bận việc nhà", "Gửi đi xa", "miễn SH"])
_PERSON = st.tuples(_NAMES, _BORN, st.sampled_from(["3/2/1994", "19/05/2003"]), _NOTES)
_SECTIONS = st.lists(
    st.tuples(
        st.sampled_from(["Chi bộ thôn Đông", "Chi bộ thôn Tây", "CB thôn 3"]),
        st.lists(_PERSON, min_size=1, max_size=5),
    ),
    min_size=1,
    max_size=3,
)
Sections = Sequence[tuple[str, Sequence[tuple[object, ...]]]]


def register(sections: Sections, *, total: bool) -> tuple[RawSheet, dict[int, tuple[object, str]]]:
    """The sheet, and by row the name and section of each person in it."""
    rows: list[list[object]] = [["SỔ ĐẢNG VIÊN (tính đến 30/11/2022)"], HEAD]
    people = {}
    for number, (name, members) in enumerate(sections, start=1):
        rows.append([f"{'I' * number}. {name}", None, None, None, None])
        for serial, member in enumerate(members, start=1):
            rows.append([serial, *member])
            people[len(rows)] = (member[0], name)
    if total:
        rows.append([f"Tổng số: {len(people)} đảng viên", None, None, None, None])
    return sheet(rows), people


def answered(raw: RawSheet, found: Understood) -> Understood:
    """The sheet with every open question answered by its first option."""
    for _ in range(5):
        answers = {
            question.id: {part.key: part.options[0].value for part in question.parts}
            for question in found.questions
            if not question.answered
        }
        if not answers:
            break
        mapping, this_file = answer(found, answers)
        found = understand(raw, TARGETS, mapping=mapping, this_file=this_file, names=Names())
    return found


@given(_SECTIONS, st.booleans())
@settings(max_examples=25, deadline=None)
def test_no_row_is_lost_or_invented(sections: Sections, total: bool) -> None:
    raw, people = register(sections, total=total)
    found = answered(raw, understand(raw, TARGETS, names=Names()))
    assert found.certain
    assert found.target is not None
    assert found.target[0] == "members.register"
    applied = found.applied(REGISTER)
    parsed = parse(applied.raw, REGISTER, applied.headers)
    assert parsed.frame["row"].to_list() == data_row_numbers(raw, found.layout, found.this_file)
    names = dict(parsed.frame.select("row", "full_name").iter_rows())
    assert names == {row: name for row, (name, _) in people.items()}
    codes = {"Chi bộ thôn Đông": "CB-DONG", "Chi bộ thôn Tây": "CB-TAY"}
    cells = dict(parsed.frame.select("row", "cell").iter_rows())
    for row, (_, section) in people.items():
        assert cells[row] == codes.get(section, cells[row])
        assert cells[row] is not None
    assert not parsed.problems.has_errors


@given(_SECTIONS, st.data())
@settings(max_examples=15, deadline=None)
def test_the_next_register_of_the_shape_asks_nothing(
    sections: Sections, data: st.DataObject
) -> None:
    raw, _ = register(sections, total=True)
    known = answered(raw, understand(raw, TARGETS, names=Names())).mapping
    # The next one is of the same people, some of them gone.
    fewer = [
        (name, data.draw(st.lists(st.sampled_from(list(members)), min_size=1, max_size=4)))
        for name, members in sections
    ]
    sibling, people = register(fewer, total=False)
    found = understand(sibling, TARGETS, mapping=known, names=Names())
    assert [question.id for question in found.questions if not question.answered] == []
    applied = found.applied(REGISTER)
    parsed = parse(applied.raw, REGISTER, applied.headers)
    assert parsed.frame["row"].to_list() == list(people)
    assert not parsed.problems.has_errors
