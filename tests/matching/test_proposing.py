"""Which sheet a table is taken for, and which column each of its headings gives."""

import pytest

from tests.matching.people import TARGETS, Names, questions
from tests.matching.sheets import sheet
from thidua.language import Text
from thidua.matching.answering import answer
from thidua.matching.headings import Assigned, assign
from thidua.matching.layout import Heading
from thidua.matching.mapping import TableMapping, Take
from thidua.matching.understanding import understand
from thidua.organisations.register_sheet import REGISTER
from thidua.organisations.sheets import MEMBERS
from thidua.workbooks import Column, Kind, Sheet, year_columns
from thidua.workbooks.raw import RawSheet

HEADER: list[object] = [column.title.vi for column in MEMBERS.columns]
MEMBER = {"Mã đảng viên": "DV1", "Họ và tên": "An", "Mã chi bộ": "CB-TAY"}
MEMBER |= {"Tình trạng": "Chính thức", "Từ ngày": "01/01/2020"}
ROW: list[object] = [MEMBER.get(str(title)) for title in HEADER]

PLACES = Sheet(
    "places",
    Text("Nơi", "Places"),
    (
        Column("code", Text("Mã", "Code"), Kind.CODE, required=True),
        Column("name", Text("Tên", "Name"), required=True),
        Column("since", Text("Từ ngày", "Since"), Kind.DATE),
        Column("note", Text("Ghi chú", "Note"), aliases=("Ghi chú / Khác",)),
    ),
    leaves_out=("Quê quán",),
)
THINGS = Sheet("things", Text("Đồ", "Things"), PLACES.columns)
BOTH = [("one.places", PLACES), ("two.things", THINGS)]


def assigned(spec: Sheet, *headings: str) -> Assigned:
    """What these headings give; " / " stands between the rows of a head."""
    return assign(
        [Heading(at, tuple(words.split(" / "))) for at, words in enumerate(headings)], spec
    )


def gives(spec: Sheet, *headings: str) -> dict[str, str]:
    """The column that each heading gives, those that give none left out."""
    found = assigned(spec, *headings)
    return {claim.heading.written: claim.column for claim in found.takes if claim.column}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Họ và tên", "full_name"),
        ("HỌ VÀ TÊN *", "full_name"),
        ("2. Họ và tên", "full_name"),
        ("(2) Họ và tên", "full_name"),
        ("Họ và tên (2)", "full_name"),
        ("Họ và tên (viết in hoa)", "full_name"),
        ("Thông tin chung / Họ và tên", "full_name"),
        ("Ngày sinh / (dd/mm/yyyy)", "born_on"),
        ("Ngày, tháng, năm sinh / Nam", "born_on"),
        ("Ngày sinh nữ", "born_on"),
        ("Ngày vào Đảng / Chính thức", "official_on"),
        ("Ngày vào Đảng / Dự bị", "admitted_on"),
        ("Ngày vào Đảng (chính thức)", "official_on"),
    ],
)
def test_a_heading_is_known_as_people_write_it(heading: str, column: str) -> None:
    assert gives(REGISTER, heading) == {heading: column}


@pytest.mark.parametrize(
    "heading",
    [
        "Họ và tên bố",
        "Ngày vào Đảng / Lần hai",
        "Ngày vào Đảng (lần hai)",
        "Người giới thiệu / Họ và tên",
        "Việt Nam",
        "Năm",
    ],
)
def test_a_heading_that_says_more_is_not_taken_for_less(heading: str) -> None:
    assert gives(REGISTER, heading) == {}


def test_the_surer_of_two_headings_holds() -> None:
    found = gives(REGISTER, "Thông tin / Họ và tên", "Họ và tên")
    assert found == {"Họ và tên": "full_name"}


def two_rounds(first: str, second: str) -> RawSheet:
    """A table with two columns that may be the day since when."""
    return sheet(
        [
            ["Mã", "Tên", "Đợt một", "Đợt hai"],
            [None, None, "Từ ngày", "Từ ngày"],
            ["P1", "Nhà văn hoá", first, second],
            ["P2", "Trường học", first, second],
        ],
        merges=((1, 0, 2, 0), (1, 1, 2, 1)),
    )


def test_two_headings_alike_are_asked_about() -> None:
    raw = two_rounds("1/2/2020", "3/4/2021")
    found = understand(raw, [("one.places", PLACES)], names=Names())
    asked = questions(found)["column:since"]
    assert asked.title.vi == "Cột nào là “Từ ngày”?"
    assert [option.hint.vi for option in asked.parts[0].options] == [
        "ví dụ 1/2/2020",
        "ví dụ 3/4/2021",
        "",
    ]
    second = asked.parts[0].options[1].value
    mapping, _ = answer(found, {"column:since": {"since": second}})
    again = understand(raw, [("one.places", PLACES)], mapping=mapping, names=Names())
    assert again.certain
    applied = again.applied(PLACES)
    assert applied.headers is not None
    assert applied.headers.columns["since"] == 3
    blank, _ = answer(found, {"column:since": {"since": "-"}})
    none = understand(raw, [("one.places", PLACES)], mapping=blank, names=Names())
    assert none.certain
    headers = none.applied(PLACES).headers
    assert headers is not None
    assert "since" not in headers.columns


def test_what_stands_below_decides_between_headings_alike() -> None:
    raw = two_rounds("chưa rõ", "3/4/2021")
    found = understand(raw, [("one.places", PLACES)], names=Names())
    assert found.certain
    headers = found.applied(PLACES).headers
    assert headers is not None
    assert headers.columns["since"] == 3


def test_a_column_that_is_needed_and_not_found_is_asked_for() -> None:
    raw = sheet([["Mã", "Gọi là", "Từ ngày"], ["P1", "Nhà văn hoá", "1/2/2020"]])
    found = understand(raw, [("one.places", PLACES)], names=Names())
    asked = questions(found)["column:name"]
    assert [option.value for option in asked.parts[0].options] == ["goi la"]
    assert asked.parts[0].options[0].hint.vi == "ví dụ Nhà văn hoá"


def test_two_sheets_alike_are_asked_about() -> None:
    raw = sheet([["Mã", "Tên"], ["P1", "Nhà văn hoá"], ["P2", "Trường học"]])
    found = understand(raw, BOTH, names=Names())
    assert found.target is None
    asked = questions(found)["sheet"]
    assert asked.title.vi == "“Sheet1” là bảng nào?"
    assert asked.detail.vi == "Các đầu cột hợp cả với “Nơi”, “Đồ”"
    assert [option.value for option in asked.parts[0].options] == ["one.places", "two.things", "-"]
    mapping, this_file = answer(found, {"sheet": {"sheet": "two.things"}})
    again = understand(raw, BOTH, mapping=mapping, this_file=this_file, names=Names())
    assert again.target is not None
    assert again.target[0] == "two.things"
    assert again.certain
    assert questions(again)["sheet"].parts[0].answer == "two.things"


@pytest.mark.parametrize("name", ["Đồ", "Đồ (2)", "DS Đồ 2022"])
def test_the_name_decides_between_sheets_alike(name: str) -> None:
    raw = sheet([["Mã", "Tên", "Từ ngày"], ["P1", "Nhà văn hoá", "1/2/2020"]], name=name)
    found = understand(raw, BOTH, names=Names())
    assert found.target is not None
    assert found.target[0] == "two.things"


def test_what_lacks_a_column_that_it_needs_is_another_table() -> None:
    level = Column("level", Text("Mức", "Level"), required=True)
    needs = [("two.levels", PLACES.with_columns([level])), ("one.places", PLACES)]
    raw = sheet([["Mã", "Tên", "Từ ngày"], ["P1", "Nhà văn hoá", "1/2/2020"]])
    found = understand(raw, needs, names=Names())
    assert found.target is not None
    assert found.target[0] == "one.places"


def test_the_other_sheets_of_the_file_decide_only_with_more() -> None:
    raw = sheet([["Mã", "Tên", "Từ ngày"], ["P1", "Nhà văn hoá", "1/2/2020"]])
    found = understand(raw, BOTH, names=Names(), beside={"two.others"})
    assert found.target is not None
    assert found.target[0] == "two.things"


def test_a_sheet_may_be_left_out_and_taken_in_again() -> None:
    raw = sheet([["Mã", "Tên"], ["P1", "Nhà văn hoá"]])
    found = understand(raw, BOTH, names=Names())
    mapping, this_file = answer(found, {"sheet": {"sheet": "-"}})
    out = understand(raw, BOTH, mapping=mapping, this_file=this_file, names=Names())
    assert out.target is None
    assert out.certain
    mapping, this_file = answer(out, {"sheet": {"sheet": "one.places"}})
    again = understand(raw, BOTH, mapping=mapping, this_file=this_file, names=Names())
    assert again.target == BOTH[0]


def test_a_worksheet_of_something_else_is_left_out_beside_known_ones_and_asked_about_alone() -> (
    None
):
    raw = sheet([["Món", "Giá"], ["Phở", 40_000], ["Bún", 35_000]])
    beside = understand(raw, TARGETS, names=Names(), beside={"members.members"})
    assert beside.target is None
    assert beside.certain
    assert beside.notes
    alone = understand(raw, TARGETS, names=Names())
    assert not alone.certain


def test_our_own_template_is_ours_by_name_and_headings() -> None:
    ours = understand(sheet([HEADER, ROW], name="Đảng viên"), TARGETS, names=Names())
    assert ours.ours
    assert ours.certain
    renamed = understand(sheet([HEADER, ROW]), TARGETS, names=Names())
    assert renamed.target is not None
    assert renamed.target[0] == "members.members"
    assert not renamed.ours
    assert renamed.certain


def test_a_whole_row_of_our_own_template_is_data_whatever_it_looks_like() -> None:
    spec = Sheet(
        "groups",
        Text("Nhóm", "Groups"),
        (
            Column("code", Text("Mã", "Code"), Kind.CODE, required=True),
            Column("name", Text("Tên", "Name")),
            Column("note", Text("Ghi chú", "Note")),
        ),
    )
    rows: list[list[object]] = [["Mã", "Tên", "Ghi chú"], ["I", "Đông", None], ["II", "Tây", None]]
    found = understand(sheet(rows, name="Nhóm"), [("a.groups", spec)], names=Names())
    applied = found.applied(spec)
    assert applied.raw.frame["row"].to_list() == [1, 2, 3]


def test_unknown_words_of_our_own_template_stay_faults_unless_all_is_asked() -> None:
    row: list[object] = [
        "ngủ đông" if title == "Tình trạng" else cell
        for title, cell in zip(HEADER, ROW, strict=True)
    ]
    raw = sheet([HEADER, row], name="Đảng viên")
    assert understand(raw, TARGETS, names=Names()).certain
    asked = understand(raw, TARGETS, names=Names(), ask_all=True)
    assert [question.id for question in asked.questions] == ["words:status"]


def test_a_mapping_names_its_sheet() -> None:
    raw = sheet([["Mã", "Tên"], ["P1", "Nhà văn hoá"]])
    found = understand(raw, BOTH, mapping=TableMapping(sheet="two.things"), names=Names())
    assert found.target == BOTH[1]


def test_what_a_mapping_says_of_headings_that_are_not_there_hinders_nothing() -> None:
    mapping = TableMapping(
        sheet="one.places", takes=(Take(heading="goi la", to="name"), Take(heading="so", to="code"))
    )
    raw = sheet([["Số", "Tên"], ["P1", "Nhà văn hoá"], ["P2", "Trường học"]])
    found = understand(raw, BOTH, mapping=mapping, names=Names())
    assert found.certain
    takes = {take.heading: take.to for take in found.mapping.takes}
    assert takes == {"goi la": "name", "so": "code", "ten": "name"}
    headers = found.applied(PLACES).headers
    assert headers is not None
    assert headers.columns == {"code": 0, "name": 1}


def test_levels_of_a_year_are_known_by_the_year() -> None:
    spec = Sheet(
        "levels",
        Text("Mức", "Levels"),
        (Column("code", Text("Mã", "Code"), Kind.CODE, required=True),),
        open_columns=year_columns(Column("level", Text("Mức", "Level"))),
    )
    assert gives(spec, "Mã", "Xếp loại năm 2020", "Năm 2021", "2022") == {
        "Mã": "code",
        "Xếp loại năm 2020": "2020",
        "Năm 2021": "2021",
        "2022": "2022",
    }


def test_fields_below_each_other_are_known_by_their_names() -> None:
    spec = Sheet(
        "year",
        Text("Năm", "The year"),
        (
            Column("year", Text("Năm", "Year"), Kind.YEAR, required=True),
            Column("theme", Text("Chủ đề", "Theme")),
            Column("day", Text("Ngày chốt", "Cut-off"), Kind.DATE),
        ),
        vertical=True,
    )
    rows: list[list[object]] = [
        ["Năm", 2022],
        ["Chủ đề", "Chuyển đổi số"],
        ["Ngày chốt", "30/11/2022"],
    ]
    for name in ("Năm", "Sheet1"):
        found = understand(sheet(rows, name=name), [*BOTH, ("facts.year", spec)], names=Names())
        assert found.target == ("facts.year", spec)
        assert found.certain
        assert found.applied(spec).headers is None
