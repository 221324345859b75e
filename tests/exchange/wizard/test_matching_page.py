"""The page where columns and words are matched: what it shows, what it takes, whose it is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.exchange.registers import register
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role, User
from thidua.exchange import actions, working
from thidua.exchange.actions import Sent
from thidua.exchange.models import TableShape, Upload, UploadState
from thidua.organisations.models import Organisation, Person

pytestmark = pytest.mark.django_db
EAST = (
    ("Trần Văn Khởi", "12/3/1968", "", "3/2/1994", "3/2/1995", "", ""),
    ("Phạm Quang Sử", "1941", "", "2/9/1966", "2/9/1967", "", "Miễn SH"),
)
WEST = (("Đỗ Thị Tam", "", "20/10/1990", "7/5/2018", "7/5/2019", "", "Đi XKLĐ"),)
SECTIONS = {"Chi bộ thôn Đông": EAST, "CB làng (Đoài)": WEST}
HTMX = {"hx-request": "true"}


@pytest.fixture
def commune(officer_over: Callable[..., User]) -> User:
    return officer_over(Role.GRASSROOTS, "X01", "X01")


def sent(path: Path, who: User, unit: str | None = "X01") -> Upload:
    """Send a file for a unit and let the worker check it."""
    upload = actions.send_files(
        files=[Sent(path.name, path.read_bytes())],
        year=None,
        unit=Organisation.objects.get(code=unit) if unit else None,
        actor=who,
    )
    return checked(upload, who)


def checked(upload: Upload, who: User) -> Upload:
    working.check(upload_id=upload.pk, actor=who)
    return Upload.objects.get(pk=upload.pk)


@pytest.fixture
def upload(commune: User, tmp_path: Path) -> Upload:
    """A register of the commune, of which things are asked."""
    upload = sent(register(tmp_path / "so.xlsx", SECTIONS), commune)
    assert upload.state == UploadState.ASKING
    return upload


@pytest.fixture
def client(commune: User) -> Client:
    return signed_in_now(commune)


def address(upload: Upload) -> str:
    return f"/nap-du-lieu/{upload.pk}/"


def html_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def form(upload: Upload, **answers: str) -> dict[str, str]:
    """The fields of the page with answers by a word of the question's id; all others are open."""
    reading = upload.readings.get(position=0)
    fields = {"sheet": "0", "questions": reading.fingerprint, "act": "answer"}
    for at, question in enumerate(reading.understood["questions"]):
        for place, part in enumerate(question["parts"]):
            given = next((value for word, value in answers.items() if word in question["id"]), "")
            known = given or part["answer"]
            written = given and given not in {option["value"] for option in part["options"]}
            fields[f"q-{at}-{place}{'-other' if written else ''}"] = known
    return fields


def answers(upload: Upload, **more: str) -> dict[str, str]:
    """Every question answered with its first option, but for what is given."""
    fields = form(upload)
    for at, question in enumerate(upload.readings.get(position=0).understood["questions"]):
        for place, part in enumerate(question["parts"]):
            options = [option["value"] for option in part["options"]]
            fields[f"q-{at}-{place}"] = part["answer"] or options[0]
    return fields | more


def test_it_shows_how_the_file_is_read_and_what_is_asked(client: Client, upload: Upload) -> None:
    html = html_of(client, address(upload))
    assert "Đã hiểu trang tính “Sheet1” là “Sổ danh sách đảng viên”: 3 dòng." in html
    assert "Ngày, tháng, năm sinh" in html
    assert "khớp số dòng đã đọc" in html
    assert re.search(r"<strong>\s*Chi bộ thôn Đông, 2 dòng\s*</strong>", html)
    assert "“CB làng (Đoài)” là chi bộ nào?" in html
    assert "“1941”: tệp không có ngày, tháng" in html
    assert "Những dòng đầu, như sẽ được nạp" in html
    assert re.search(r'aria-current="step">\s*2\. Đối chiếu cột và từ', html)
    assert not Person.objects.filter(full_name="Trần Văn Khởi").exists()


def test_what_is_left_open_keeps_it_waiting_and_keeps_what_was_chosen(
    client: Client, upload: Upload
) -> None:
    client.post(address(upload), form(upload, born_on="keep"))
    upload.refresh_from_db()
    assert upload.state == UploadState.ASKING
    assert re.search(r'value="keep"\s+checked', html_of(client, address(upload)))


def test_a_draft_is_kept_while_somebody_thinks(client: Client, upload: Upload) -> None:
    draft = form(upload, born_on="keep") | {"act": "save"}
    saved = client.post(address(upload), draft, headers=HTMX)
    assert "Đã lưu lựa chọn lúc" in saved.content.decode()
    assert re.search(r'value="keep"\s+checked', html_of(client, address(upload)))
    upload.refresh_from_db()
    assert upload.state == UploadState.ASKING


def test_once_everything_is_answered_the_preview_comes(
    client: Client, upload: Upload, commune: User
) -> None:
    assert client.post(address(upload), answers(upload)).status_code == 302
    upload = checked(upload, commune)
    assert upload.state == UploadState.READY
    assert upload.summary["new"] == 3


def test_a_second_tab_is_told_that_the_questions_have_changed(
    client: Client, upload: Upload
) -> None:
    old = answers(upload, questions="0" * 64)
    answer = client.post(address(upload), old)
    assert answer.status_code == 422
    assert "Các câu hỏi đã đổi từ lúc mở trang" in answer.content.decode()
    upload.refresh_from_db()
    assert upload.state == UploadState.ASKING


def test_a_column_set_otherwise_is_read_otherwise(
    client: Client, upload: Upload, commune: User
) -> None:
    note = next(
        heading["at"]
        for heading in upload.readings.get().understood["headings"]
        if heading["written"] == "Ghi chú"
    )
    client.post(address(upload), form(upload) | {f"c-{note}": "", "act": "reread"})
    upload = checked(upload, commune)
    assert upload.state == UploadState.ASKING
    asked = [question["id"] for question in upload.readings.get().understood["questions"]]
    assert not any("note" in question for question in asked)


def test_a_row_that_is_no_member_is_left_out(client: Client, upload: Upload, commune: User) -> None:
    client.post(address(upload), form(upload) | {"k-8": "other", "act": "reread"})
    upload = checked(upload, commune)
    assert "Đã hiểu trang tính “Sheet1” là “Sổ danh sách đảng viên”: 2 dòng." in html_of(
        client, address(upload)
    )


@pytest.mark.parametrize(
    "odd",
    [
        {"k-8": "nothing of the kind"},
        {"q-0-0": "x" * 400},
        {"c-1": "no_such_column"},
        {"name": "x" * 400, "remember": "1"},
    ],
    ids=["kind", "long", "column", "name"],
)
def test_odd_answers_are_refused_with_words(
    client: Client, upload: Upload, odd: dict[str, str]
) -> None:
    answer = client.post(address(upload), answers(upload) | odd)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    upload.refresh_from_db()
    assert upload.state == UploadState.ASKING


def test_a_cell_may_be_named_in_words(client: Client, upload: Upload, commune: User) -> None:
    name = next(
        at
        for at, question in enumerate(upload.readings.get().understood["questions"])
        if question["kind"] == "name"
    )
    wrong = answers(upload, **{f"q-{name}-0-other": "Chi bộ thôn Tây Hồ Xa Lắc"})
    answer = client.post(address(upload), wrong)
    assert answer.status_code == 422
    assert "không phải mã hay tên của một tổ chức nào" in answer.content.decode()
    client.post(address(upload), answers(upload, **{f"q-{name}-0-other": "chi bo thon doai"}))
    upload = checked(upload, commune)
    assert upload.state == UploadState.READY


def test_a_cell_of_another_part_is_no_cell(client: Client, upload: Upload) -> None:
    fields = answers(upload)
    for at, question in enumerate(upload.readings.get().understood["questions"]):
        if question["kind"] == "name":
            fields[f"q-{at}-0-other"] = "X02-1"
    answer = client.post(address(upload), fields)
    assert answer.status_code == 422
    assert "Sao Đỏ" not in answer.content.decode()


def test_it_is_the_senders_and_of_those_above(
    upload: Upload, officer_over: Callable[..., User]
) -> None:
    beside = signed_in_now(officer_over(Role.GRASSROOTS, "X02", "X02"))
    assert beside.get(address(upload)).status_code == 404
    assert beside.post(address(upload), answers(upload)).status_code == 404
    above = signed_in_now(officer_over(Role.PROVINCE, "T", "T"))
    assert "“CB làng (Đoài)” là chi bộ nào?" in html_of(above, address(upload))


@pytest.fixture
def remembered(client: Client, upload: Upload, commune: User) -> TableShape:
    client.post(address(upload), answers(upload, remember="1", name="Sổ của xã"))
    assert checked(upload, commune).state == UploadState.READY
    return TableShape.objects.get(name="Sổ của xã")


def test_the_next_file_of_the_shape_goes_straight_to_the_preview(
    remembered: TableShape, client: Client, commune: User, tmp_path: Path
) -> None:
    people = (("Ngô Văn Tám", "1950", "", "2/9/1970", "2/9/1971", "", "Đi XKLĐ"),)
    next_one = register(tmp_path / "so-2.xlsx", {"CB làng (Đoài)": people})
    upload = sent(next_one, commune)
    assert upload.state == UploadState.READY
    assert "Sổ của xã" in html_of(client, address(upload))


class TestRemembered:
    def test_the_list_and_the_page_are_the_units(
        self, remembered: TableShape, client: Client, officer_over: Callable[..., User]
    ) -> None:
        assert "Sổ của xã" in html_of(client, "/nap-du-lieu/cach-doc/")
        page = f"/nap-du-lieu/cach-doc/{remembered.pk}/"
        html = html_of(client, page)
        assert "cb làng (đoài)" in html
        assert "Ngày, tháng, năm sinh / Nam" in html
        beside = signed_in_now(officer_over(Role.GRASSROOTS, "X02", "X02"))
        assert "Sổ của xã" not in html_of(beside, "/nap-du-lieu/cach-doc/")
        for path in (page, f"{page}tep/"):
            assert beside.get(path).status_code == 404
        assert beside.post(page, {"act": "retire"}).status_code == 404

    def test_it_is_changed_into_a_new_version(self, remembered: TableShape, client: Client) -> None:
        page = f"/nap-du-lieu/cach-doc/{remembered.pk}/"
        fields: dict[str, Any] = {"act": "change", "name": "Sổ mới"}
        for at, take in enumerate(remembered.mapping["takes"]):
            fields[f"t-{at}"] = take["to"]
        answer = client.post(page, fields)
        assert answer.status_code == 302
        newest = TableShape.objects.get(name="Sổ mới")
        assert (newest.version, newest.shape) == (2, remembered.shape)
        assert client.post(page, fields).status_code == 404  # an old version is only looked at

    def test_its_file_goes_out_and_comes_back(
        self, remembered: TableShape, client: Client, tmp_path: Path
    ) -> None:
        page = f"/nap-du-lieu/cach-doc/{remembered.pk}/"
        text = client.get(f"{page}tep/").content.decode()
        assert "Trần Văn Khởi" not in text
        changed = tmp_path / "so.yaml"
        changed.write_text(text.replace("Sổ của xã", "Sổ đã sửa"), "utf-8")
        with changed.open("rb") as file:
            assert client.post(page, {"act": "replace", "file": file}).status_code == 302
        assert TableShape.objects.get(name="Sổ đã sửa").version == 2

    @pytest.mark.parametrize(
        "text",
        [
            "takes: [",
            "sheet: members.register\nsurprise: 1",
            "!!python/object/apply:os.system ['true']",
            "sheet: no.such",
            "",
        ],
        ids=["broken", "unknown key", "code", "no such sheet", "empty"],
    )
    def test_a_file_that_is_no_way_of_reading_is_refused_with_words(
        self, remembered: TableShape, client: Client, tmp_path: Path, text: str
    ) -> None:
        path = tmp_path / "x.yaml"
        path.write_text(text, "utf-8")
        with path.open("rb") as file:
            answer = client.post(
                f"/nap-du-lieu/cach-doc/{remembered.pk}/", {"act": "replace", "file": file}
            )
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert TableShape.objects.count() == 1

    def test_retired_it_asks_again(
        self, remembered: TableShape, client: Client, commune: User, tmp_path: Path
    ) -> None:
        client.post(f"/nap-du-lieu/cach-doc/{remembered.pk}/", {"act": "retire"})
        assert "ngừng dùng" in html_of(client, "/nap-du-lieu/cach-doc/")
        again = sent(register(tmp_path / "so-3.xlsx", SECTIONS), commune)
        assert again.state == UploadState.ASKING


def test_a_remark_about_somebody_is_answered_and_not_kept(
    client: Client, commune: User, tmp_path: Path
) -> None:
    remark = "ốm nặng, đang điều trị dài ngày ở bệnh viện tỉnh từ tháng ba"
    people = (("Ngô Văn Tám", "2/9/1950", "", "2/9/1970", "2/9/1971", "", remark),)
    upload = sent(register(tmp_path / "so.xlsx", {"Chi bộ thôn Đông": people}), commune)
    client.post(address(upload), answers(upload, remember="1", name="Sổ của xã"))
    assert checked(upload, commune).state == UploadState.READY
    assert "bệnh viện" not in str(TableShape.objects.get(name="Sổ của xã").mapping)
