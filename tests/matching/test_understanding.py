"""A register as an office keeps it: what it is taken for, what is asked, what comes of it."""

from collections.abc import Mapping

import pytest

from tests.matching.people import TARGETS, Names, questions, read, register
from tests.matching.sheets import sheet
from thidua.language import Text
from thidua.matching.answering import UnfitAnswerError, answer, with_column, with_kind
from thidua.matching.first_rows import first_rows
from thidua.matching.kinds import RowKind
from thidua.matching.mapping import ThisFile
from thidua.matching.questions import QuestionKind
from thidua.matching.understanding import Understood, understand
from thidua.organisations.register_sheet import REGISTER

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "value:since": {"since": "register"},
    "name:cell:cb thôn 3 (tây)": {"cb thôn 3 (tây)": "CB-TAY"},
    "words:note": {"bận việc nhà": "-", "gửi đi xa": "temporary_elsewhere"},
    "only_year:born_on": {"born_on": "keep"},
    "hidden": {"rows": "load"},
}


def answered(understood: Understood, answers: Mapping[str, Mapping[str, str]]) -> Understood:
    """The same raw sheet, understood with these answers."""
    mapping, this_file = answer(understood, answers)
    return understand(understood.raw, TARGETS, mapping=mapping, this_file=this_file, names=Names())


def test_a_register_is_known_by_its_headings() -> None:
    found = read(register())
    assert found.target is not None
    assert found.target[0] == "members.register"
    assert not found.ours
    assert not found.certain


def test_only_a_person_is_asked_what_only_a_person_can_say_in_the_order_of_the_page() -> None:
    found = read(register(hidden_rows={13}))
    asked = [question.id for question in found.questions if not question.answered]
    assert asked == [
        "value:since",
        "name:cell:cb thôn 3 (tây)",
        "words:note",
        "only_year:born_on",
        "hidden",
    ]
    kinds = [question.kind for question in found.questions]
    assert kinds == sorted(kinds, key=list(QuestionKind).index)


def test_questions_speak_as_people_do() -> None:
    found = questions(read(register(hidden_rows={12, 13})))
    name = found["name:cell:cb thôn 3 (tây)"]
    assert name.title == Text(
        "“CB thôn 3 (Tây)” là chi bộ nào?", "Which cell is “CB thôn 3 (Tây)”?"
    )
    assert name.detail.vi == "2 dòng · khớp theo tên"
    assert [option.label.vi for option in name.parts[0].options] == [
        "Chi bộ thôn Tây",
        "Chi bộ thôn Đông",
    ]
    assert name.parts[0].options[0].hint.vi == "gần nhất, 21 người đang có"
    words = found["words:note"]
    assert words.title.vi == "Hai từ ở cột Ghi chú nghĩa là gì?"
    assert words.detail.vi == "Hỏi một lần, dùng cho 3 dòng"
    assert [(part.written, part.rows) for part in words.parts] == [
        ("Gửi đi xa", 2),
        ("Bận việc nhà", 1),
    ]
    years = found["only_year:born_on"]
    assert years.title.vi == "Một người chỉ có năm sinh"
    assert years.detail.vi == "“1941”: tệp không có ngày, tháng"
    assert [option.value for option in years.parts[0].options] == ["keep", "first_day", "blank"]
    hidden = found["hidden"]
    assert hidden.title.vi == "Hai dòng đang bị ẩn trong tệp"
    assert hidden.detail.vi == "dòng 12–13: Phạm Thị Lụa, Vũ Văn Thế"


def test_the_day_of_the_title_holds_for_the_whole_table() -> None:
    found = questions(read(register()))["value:as_of"]
    assert found.answered
    assert found.parts[0].answer == "30/11/2022"


def test_once_answered_the_table_is_read_as_it_looks() -> None:
    found = answered(read(register(hidden_rows={13})), ANSWERS)
    assert found.certain
    shown = first_rows(found, REGISTER)
    titles = [title.vi for title in shown.titles]
    rows = {
        number: dict(zip(titles, [cell.vi for cell in cells], strict=True))
        for number, cells in zip(shown.numbers, shown.rows, strict=True)
    }
    assert list(rows) == [8, 9, 10, 12, 13]
    assert rows[8]["Ngày sinh"] == "12/03/1968"
    assert rows[8]["Giới tính"] == "Nam"
    assert rows[9]["Giới tính"] == "Nữ"
    assert rows[9]["Ngày chính thức"] == "19/05/2004"
    assert (rows[10]["Ngày sinh"], rows[10]["Năm sinh"]) == ("", "1941")
    assert rows[10]["Mã chi bộ"] == "Chi bộ thôn Đông"
    assert rows[12]["Mã chi bộ"] == "Chi bộ thôn Tây"
    assert rows[12]["Ghi chú"] == "Sinh hoạt tạm thời nơi khác"
    assert rows[10]["Ghi chú"] == ""


def test_hidden_rows_are_left_out_when_somebody_says_so() -> None:
    found = answered(read(register(hidden_rows={13})), {**ANSWERS, "hidden": {"rows": "leave_out"}})
    assert first_rows(found, REGISTER).numbers == (8, 9, 10, 12)
    assert found.certain


def test_notes_tell_what_is_left_out_and_whether_the_total_agrees() -> None:
    notes = [note.vi for note in read(register()).notes]
    assert "Dòng 6: số cột, để ngoài" in notes
    assert "Dòng 14: tổng 5, khớp số dòng đã đọc" in notes
    assert "Cột E “Quê quán”: để ngoài" in notes
    assert "Cột C “Ngày, tháng, năm sinh / Nam”: đọc là “Ngày sinh”" in notes


def test_a_sibling_of_a_known_table_asks_nothing_but_for_its_own_hidden_rows() -> None:
    first = answered(read(register()), ANSWERS)
    sibling = understand(register(), TARGETS, mapping=first.mapping, names=Names())
    assert sibling.certain
    assert sibling.shape == first.shape
    hidden = understand(register(hidden_rows={13}), TARGETS, mapping=first.mapping, names=Names())
    assert [question.id for question in hidden.questions if not question.answered] == ["hidden"]


def test_answers_in_any_order_give_the_same_mapping() -> None:
    at_once = answered(read(register(hidden_rows={13})), ANSWERS)
    for order in (list(ANSWERS), list(ANSWERS)[::-1]):
        found = read(register(hidden_rows={13}))
        for question in order:
            found = answered(found, {question: ANSWERS[question]})
        assert found.mapping == at_once.mapping
        assert found.this_file == at_once.this_file
        assert found.certain


def test_an_answer_can_be_taken_back() -> None:
    found = answered(read(register()), ANSWERS)
    again = answered(
        found,
        {
            "words:note": {"bận việc nhà": ""},
            "name:cell:cb thôn 3 (tây)": {"cb thôn 3 (tây)": ""},
            "only_year:born_on": {"born_on": ""},
            "value:since": {"since": ""},
        },
    )
    assert sum(not question.answered for question in again.questions) == 4
    assert again.mapping.only_year == {}
    assert again.mapping.constants == {}


@pytest.mark.parametrize(
    ("question", "part", "value"),
    [
        ("value:since", "since", "yesterday"),
        ("value:as_of", "as_of", "31/02/2022"),
        ("value:as_of", "as_of", "30/11/22"),
        ("words:note", "bận việc nhà", "retired"),
        ("only_year:born_on", "born_on", "yes"),
        ("name:cell:cb thôn 3 (tây)", "cb thôn 3 (tây)", "-"),
    ],
)
def test_an_answer_that_is_none_of_the_options_is_refused(
    question: str, part: str, value: str
) -> None:
    with pytest.raises(UnfitAnswerError, match=value):
        answer(read(register()), {question: {part: value}})


def test_what_is_written_besides_the_options_is_taken_where_it_may_be() -> None:
    found = answered(
        read(register()),
        {
            "value:as_of": {"as_of": "2022-12-31"},
            "name:cell:cb thôn 3 (tây)": {"cb thôn 3 (tây)": "X9"},
        },
    )
    assert found.this_file.constants == {"as_of": "31/12/2022"}
    assert found.mapping.names == {"cell": {"cb thôn 3 (tây)": "X9"}}


def test_an_answer_to_a_question_that_is_gone_is_passed_over() -> None:
    found = read(register())
    assert answer(found, {"words:status": {"x": "died"}}) == (found.mapping, found.this_file)


def test_a_column_may_be_said_to_give_another_one() -> None:
    found = read(register())
    mapping = with_column(found.mapping, "que quan", "official_on")
    takes = {take.heading: take.to for take in mapping.takes}
    assert takes["que quan"] == "official_on"
    assert takes["ngay vao dang / chinh thuc"] == ""
    again = understand(register(), TARGETS, mapping=mapping, names=Names())
    assert again.applied(REGISTER).headers.columns["official_on"] == 4  # type: ignore[union-attr]


def test_the_columns_of_men_and_women_stay_together() -> None:
    mapping = read(register()).mapping
    assert with_column(mapping, "ngay thang nam sinh / nam", "born_on") == mapping
    without = with_column(mapping, "ngay thang nam sinh / nu", "")
    assert [take.to for take in without.takes if "sinh" in take.heading] == ["born_on", ""]


def test_a_row_may_be_said_to_be_something_else() -> None:
    this_file = with_kind(ThisFile(), 10, RowKind.OTHER)
    found = understand(register(), TARGETS, this_file=this_file, names=Names())
    assert first_rows(found, REGISTER).numbers == (8, 9, 12, 13)


def test_words_answered_for_another_table_are_not_asked_again() -> None:
    known = {"note": {"bận việc nhà": "-", "gửi đi xa": "temporary_elsewhere", "x": "died"}}
    found = understand(register(), TARGETS, names=Names(), known_words=known)
    words = questions(found)["words:note"]
    assert words.answered
    assert found.mapping.words == {
        "note": {"bận việc nhà": "-", "gửi đi xa": "temporary_elsewhere"}
    }


def test_an_empty_sheet_and_our_own_explanations_ask_nothing() -> None:
    for raw in (sheet([]), sheet([["Cột", "Nội dung"], ["Mã", "x"]], name="Giải thích")):
        found = understand(raw, TARGETS, names=Names())
        assert found.target is None
        assert found.certain
