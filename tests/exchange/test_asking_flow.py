"""A table as an office keeps it, from its file to the database: asked about once, remembered, read
without questions the next time.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.second_factor import give_second_factor
from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange import actions, working
from thidua.exchange.actions import Sent
from thidua.exchange.asking import Answered, answer_questions, map_again
from thidua.exchange.models import SheetReading, TableShape, Upload, UploadState
from thidua.exchange.readings import questions_of
from thidua.exchange.shape_errors import AnswersRefusedError
from thidua.organisations.models import MembershipSpell, Organisation, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]
HEAD = (
    *("Số thẻ", "Họ và tên khai sinh", "Ngày, tháng, năm sinh", "Nam/Nữ", "Vào Đảng ngày"),
    *("Sinh hoạt tại", "Tình trạng", "Kể từ ngày"),
)
PEOPLE = [
    ("DV31", "Trần Văn Khởi", "12/3/1968", "Nam", "3/2/1994", "X01-1", "Chính thức", "1/1/2015"),
    ("DV32", "Bùi Thị Sim", "5/9/1975", "Nữ", "19/5/2003", "X01-2", "Xong hết", "1/1/2015"),
]


def table(folder: Path, rows: list[Any], name: str = "so.xlsx", head: Any = HEAD) -> Path:
    """A list below a title, with its head in row 3."""
    book = openpyxl.Workbook()
    book.active.append(["DANH SÁCH ĐẢNG VIÊN (tính đến ngày 30/11/2021)"])
    book.active.append([])
    for row in (head, *rows):
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


@pytest.fixture
def officer() -> User:
    """An officer of the province that is loaded."""
    user = User.objects.create_user("an", display_name="Lê Thị An")
    RoleGrant.objects.create(
        user=user,
        role=Role.PROVINCE,
        organisation=Organisation.objects.get(code="T"),
        starts_on=dt.date(2020, 1, 1),
    )
    give_second_factor(user)
    return user


@pytest.fixture
def send(officer: User) -> Callable[..., Upload]:
    """Send files and let the worker check them."""

    def run(*paths: Path) -> Upload:
        files = [Sent(path.name, path.read_bytes()) for path in paths]
        upload = actions.send_files(files=files, year=None, actor=officer)
        return check(upload, officer)

    return run


def check(upload: Upload, who: User, **more: Any) -> Upload:
    working.check(upload_id=upload.pk, actor=who, **more)
    return Upload.objects.get(pk=upload.pk)


def answers_to(reading: SheetReading, **chosen: str) -> dict[str, dict[str, str]]:
    """For each open part what is chosen for what is written there, else its first option."""
    return {
        question["id"]: {
            part["key"]: chosen.get(part["written"] or question["column"])
            or part["answer"]
            or part["options"][0]["value"]
            for part in question["parts"]
        }
        for question in reading.understood["questions"]
    }


def reply(upload: Upload, who: User, *, wait: bool = False, **more: Any) -> Upload:
    """Answer all that is asked and let the worker check it again."""
    for reading in upload.readings.filter(asks=True):
        chosen = more.pop("chosen", SAID)
        answered = Answered(answers_to(reading, **chosen), fingerprint=reading.fingerprint, **more)
        upload = answer_questions(
            upload=upload, sheet_reading=reading, answered=answered, actor=who
        )
    return check(upload, who)


def apply(upload: Upload, who: User) -> None:
    """Read the warnings, agree, and let the worker load it."""
    actions.confirm(
        upload=upload, outcome=upload.outcome, warnings_read=upload.must_read, actor=who
    )
    working.apply(upload_id=upload.pk, actor=who)


ANSWERS = {"cell": "column:sinh hoat tai", "since": "admission"}
SAID = {"Xong hết": "exempt", **ANSWERS}


def test_what_only_a_person_can_say_is_asked_and_nothing_is_checked_before(
    send: Callable[..., Upload], tmp_path: Path
) -> None:
    upload = send(table(tmp_path, PEOPLE))

    assert upload.state == UploadState.ASKING
    assert (upload.outcome, upload.summary, upload.sheets.count()) == ("", {}, 0)
    reading = upload.readings.get()
    assert (reading.file, reading.sheet, reading.target) == ("so.xlsx", "Sheet", "members.register")
    asked = [question.id for question in questions_of(reading) if not question.answered]
    assert asked == ["value:cell", "value:since", "words:status"]
    assert reading.understood["picture"]["lines"][-1]["cells"][1] == "Bùi Thị Sim"


def test_a_table_becomes_members_and_its_rows_go_from_the_house_of_questions(
    send: Callable[..., Upload], officer: User, tmp_path: Path
) -> None:
    upload = reply(send(table(tmp_path, PEOPLE)), officer)
    assert (upload.state, upload.summary["new"]) == (UploadState.READY, 2)
    apply(upload, officer)

    spell = MembershipSpell.objects.get(person__code="DV32")
    assert (spell.organisation.code, spell.status, spell.starts_on) == (
        "X01-2",
        "exempt",
        dt.date(2021, 11, 30),
    )
    assert Person.objects.get(code="DV31").born_on == dt.date(1968, 3, 12)
    assert Upload.objects.get(pk=upload.pk).state == UploadState.APPLIED
    assert not SheetReading.objects.exists()


def test_the_next_table_of_that_shape_asks_nothing_and_the_preview_names_the_way(
    send: Callable[..., Upload], officer: User, tmp_path: Path
) -> None:
    first = reply(send(table(tmp_path, PEOPLE)), officer, remember=True, name="Sổ của tỉnh")
    shape = TableShape.objects.get()
    assert (shape.unit, shape.version, shape.name) == (None, 1, "Sổ của tỉnh")
    assert [told["shape"] for told in first.summary["readings"]] == [shape.pk]

    others = [("DV41", *PEOPLE[0][1:]), ("DV42", *PEOPLE[1][1:])]
    upload = send(table(tmp_path, others, "so-moi.xlsx"))

    assert (upload.state, upload.summary["new"]) == (UploadState.READY, 2)
    (told,) = upload.summary["readings"]
    assert (told["file"], told["way"][0], told["shape"]) == (
        "so-moi.xlsx",
        "“Sổ của tỉnh”, bản 1",
        shape.pk,
    )


def test_what_was_not_to_be_remembered_is_asked_again(
    send: Callable[..., Upload], officer: User, tmp_path: Path
) -> None:
    reply(send(table(tmp_path, PEOPLE)), officer)

    assert send(table(tmp_path, PEOPLE, "so-moi.xlsx")).state == UploadState.ASKING
    assert not TableShape.objects.exists()


def test_the_same_bytes_read_otherwise_are_another_preview(
    send: Callable[..., Upload], officer: User, tmp_path: Path
) -> None:
    path = table(tmp_path, PEOPLE)
    one = reply(send(path), officer)
    other = reply(send(path), officer, chosen={**SAID, "Xong hết": "suspended"})

    assert one.summary["new"] == other.summary["new"]
    assert one.outcome != other.outcome


def test_what_is_understood_can_be_looked_at_and_read_otherwise(
    send: Callable[..., Upload], officer: User, tmp_path: Path
) -> None:
    ready = reply(send(table(tmp_path, PEOPLE)), officer)
    map_again(upload=ready, actor=officer)
    upload = check(ready, officer, ask_all=True)
    assert upload.state == UploadState.ASKING
    reading = upload.readings.get()
    assert reading.ask_all

    (born,) = [one["at"] for one in reading.understood["headings"] if one["to"] == "born_on"]
    answered = Answered(answers_to(reading), columns={born: ""}, fingerprint=reading.fingerprint)
    again = answer_questions(upload=upload, sheet_reading=reading, answered=answered, actor=officer)
    assert check(again, officer).state == UploadState.ASKING
    assert reply(again, officer).state == UploadState.READY
    takes = {one["heading"]: one["to"] for one in upload.readings.get().mapping["takes"]}
    assert takes["ngay thang nam sinh"] == ""


def test_a_template_is_asked_only_when_everything_is_to_be(
    send: Callable[..., Upload], officer: User, province: Path, tmp_path: Path
) -> None:
    upload = send(province / "2-dang-vien.xlsx")
    assert (upload.state, upload.readings.count()) == (UploadState.READY, 0)

    map_again(upload=upload, actor=officer)
    upload = check(upload, officer, ask_all=True)
    assert upload.state == UploadState.ASKING
    assert [reading.target for reading in upload.readings.all()] == [
        "members.members",
        "members.positions",
    ]
    assert reply(upload, officer).state == UploadState.READY


def test_hidden_rows_of_a_template_are_asked_about(
    send: Callable[..., Upload], officer: User, province: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(province / "2-dang-vien.xlsx")
    book["Đảng viên"].row_dimensions[4].hidden = True
    book["Đảng viên"]["B4"] = "Trần Đăng Đức Mới"
    book["Đảng viên"]["B5"] = "Lê Thị Hường Mới"
    book.save(tmp_path / "an.xlsx")
    upload = send(tmp_path / "an.xlsx")

    assert upload.state == UploadState.ASKING
    asked = [question["kind"] for question in upload.readings.get().understood["questions"]]
    assert asked == ["hidden"]
    for answer, changed in (("leave_out", 1), ("load", 2)):
        again = send(tmp_path / "an.xlsx")
        (reading,) = again.readings.all()
        ((question, part),) = [(one, one.parts[0]) for one in questions_of(reading)]
        answered = Answered({question.id: {part.key: answer}}, fingerprint=reading.fingerprint)
        answer_questions(upload=again, sheet_reading=reading, answered=answered, actor=officer)
        assert check(again, officer).summary["changed"] == changed


def test_an_unreadable_file_is_told_before_anything_is_asked(
    send: Callable[..., Upload], tmp_path: Path
) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    upload = send(table(tmp_path, PEOPLE), broken)

    assert upload.state == UploadState.FAULTY
    assert [told["message"][0] for told in upload.summary["whole"]]


def test_members_and_facts_in_one_file_are_both_loaded(
    send: Callable[..., Upload], tmp_path: Path
) -> None:
    path = table(tmp_path, [(*PEOPLE[0][:6], "Chính thức", "1/1/2015")], head=TEMPLATE_LIKE)
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Các năm trước")
    sheet.append(["Đối tượng", "Mã", "2019"])
    sheet.append(["Đảng viên", "DV01", "Hoàn thành tốt nhiệm vụ"])
    book.save(path)

    upload = send(path)
    assert upload.state == UploadState.READY, upload.summary
    assert upload.summary["books"] == ["decisions", "members"]
    assert [sheet.title.vi for sheet in upload.sheets.all()] == ["Đảng viên", "Các năm trước"]


TEMPLATE_LIKE = (
    *("Mã đảng viên", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Mã chi bộ"),
    *("Tình trạng", "Từ ngày"),
)


@pytest.fixture
def commune(province: Path) -> User:
    """An officer of the committee X01."""
    user = User.objects.create_user("binh", display_name="Trần Bình")
    RoleGrant.objects.create(
        user=user,
        role=Role.GRASSROOTS,
        organisation=Organisation.objects.get(code="X01"),
        starts_on=dt.date(2020, 1, 1),
    )
    give_second_factor(user)
    return user


def send_for(code: str, who: User, *paths: Path) -> Upload:
    upload = actions.send_files(
        files=[Sent(path.name, path.read_bytes()) for path in paths],
        year=None,
        unit=Organisation.objects.get(code=code),
        actor=who,
    )
    return check(upload, who)


def test_a_unit_brings_its_register_and_takes_it_back(commune: User, tmp_path: Path) -> None:
    upload = reply(
        send_for("X01", commune, table(tmp_path, PEOPLE)), commune, remember=True, name="Sổ của xã"
    )
    assert (upload.state, upload.summary["new"]) == (UploadState.READY, 2), upload.summary
    assert TableShape.objects.get().unit == upload.unit
    apply(upload, commune)
    assert MembershipSpell.objects.get(person__code="DV32").organisation.code == "X01-2"

    actions.request_undo(upload=upload, reason="Nhầm sổ", actor=commune)
    working.undo(upload_id=upload.pk, actor=commune)
    assert Upload.objects.get(pk=upload.pk).state == UploadState.UNDONE
    assert not Person.objects.filter(code="DV32").exists()


def test_cells_of_others_are_nobody_s_in_a_unit_s_register(commune: User, tmp_path: Path) -> None:
    foreign = [(*PEOPLE[0][:5], "X02-1", *PEOPLE[0][6:])]
    upload = reply(send_for("X01", commune, table(tmp_path, foreign)), commune)
    reading = upload.readings.get()
    (question,) = [one for one in questions_of(reading) if not one.answered]
    assert [part.written for part in question.parts] == ["X02-1"]
    assert "khu dân cư" not in str(reading.understood)

    with pytest.raises(AnswersRefusedError, match="không phải mã hay tên") as refused:
        reply(upload, commune, chosen={"X02-1": "X02-1"})
    assert "khu dân cư" not in str(refused.value)


def test_what_a_unit_may_not_bring_is_refused_before_anything_is_asked(
    commune: User, tmp_path: Path
) -> None:
    rows = [("1", "Đỗ Thị Ánh", "DV01", "2020", "Xuất sắc quá")]
    head = ("TT", "Họ và tên", "Mã đảng viên", "Năm", "Mức xếp loại")
    upload = send_for("X01", commune, table(tmp_path, rows, "ket-qua.xlsx", head=head))

    assert upload.state == UploadState.FAULTY
    assert "do tỉnh nạp" in str(list(upload.sheets.values_list("others", flat=True)))


def test_the_province_s_way_of_reading_serves_its_units_and_never_the_other_way_round(
    officer: User, commune: User, send: Callable[..., Upload], tmp_path: Path
) -> None:
    reply(send_for("X01", commune, table(tmp_path, PEOPLE)), commune, remember=True, name="Của xã")
    assert send(table(tmp_path, PEOPLE)).state == UploadState.ASKING
    reply(send(table(tmp_path, PEOPLE)), officer, remember=True, name="Của tỉnh")

    upload = send_for("X01", commune, table(tmp_path, PEOPLE, "so-moi.xlsx"))
    assert [told["way"][0] for told in upload.summary["readings"]] == ["“Của xã”, bản 1"]
    TableShape.objects.filter(unit__code="X01").update(retired_at=dt.datetime.now(dt.UTC))
    upload = send_for("X01", commune, table(tmp_path, PEOPLE, "so-moi.xlsx"))
    assert [told["way"][0] for told in upload.summary["readings"]] == ["“Của tỉnh”, bản 1"]


def test_a_sheet_named_as_ours_with_another_head_is_read_for_what_it_holds(
    send: Callable[..., Upload], tmp_path: Path
) -> None:
    path = table(tmp_path, PEOPLE, head=("Số thẻ Đảng", *HEAD[1:]))
    book = openpyxl.load_workbook(path)
    book.active.title = "Đảng viên"
    book.save(path)

    assert [reading.target for reading in send(path).readings.all()] == ["members.register"]


def test_sections_say_nothing_of_another_column_than_their_own(
    send: Callable[..., Upload], tmp_path: Path
) -> None:
    rows = [("I. Chi bộ thôn Đông",), PEOPLE[0], ("II. Chi bộ thôn Đoài",), PEOPLE[1]]
    path = table(tmp_path, rows, head=TEMPLATE_LIKE)
    upload = send(path)
    (reading,) = upload.readings.all()

    assert reading.target == "members.members"
    assert reading.mapping["sections"] == ""


def test_a_row_that_counts_the_columns_of_our_own_template_is_none_of_its_people(
    send: Callable[..., Upload], province: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(province / "2-dang-vien.xlsx")
    sheet = book["Đảng viên"]
    sheet.insert_rows(2)
    for at in range(1, sheet.max_column + 1):
        sheet.cell(2, at).value = f"({at})"
    sheet.cell(1, sheet.max_column + 1).value = "Ghi chú"
    book.save(tmp_path / "in.xlsx")
    upload = send(tmp_path / "in.xlsx")

    assert (upload.state, upload.summary.get("errors")) == (UploadState.READY, 0)
