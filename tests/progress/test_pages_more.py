"""What is said about notes on their pages, evidence, changes, files that leave; bad lines."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.html import tight
from tests.progress.conftest import noted
from tests.progress.test_pages import CONFLICT, GONE, UNIT, address, browser, page, sent
from thidua.access.models import Export
from thidua.accounts.models import Role, User
from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.progress.models import Check, Note, NoteValue, Promise
from thidua.registrations.models import Registration, Task

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
FORBIDDEN = 403


@pytest.fixture
def note(task: Task) -> Note:
    return noted(task, dt.date(2021, 8, 19), value=Decimal(9), blocked_by="Trạm bơm hỏng")


def of_note(note: Note, act: str) -> str:
    return f"{UNIT}nhiem-vu/{note.task_id}/ghi/{note.pk}/{act}/"


# What is said about a note ------------------------------------------------------------------------


def test_the_district_asks_the_commune_answers_the_district_confirms(
    note: Note, commune: User, district: User
) -> None:
    above, own = browser(district), browser(commune)
    above.post(of_note(note, "hoi"), {"text": "Còn thôn 3 thì sao?"})
    assert "Còn thôn 3 thì sao?" in page(own, address(note.task))
    own.post(of_note(note, "tra-loi"), {"text": "Thôn 3 chờ nước."})
    assert "Thôn 3 chờ nước." in page(above, address(note.task))
    above.post(of_note(note, "xac-nhan"), {"text": ""})
    told = page(own, address(note.task))
    assert "xác nhận ngày" in told
    assert "đã xác nhận" in told


def test_nobody_confirms_their_own(note: Note, commune: User) -> None:
    client = browser(commune)
    assert "Xác nhận" not in page(client, address(note.task))
    assert client.post(of_note(note, "xac-nhan"), {"text": ""}).status_code == FORBIDDEN
    assert not Check.objects.exists()


def test_a_question_without_words_comes_back(note: Note, district: User) -> None:
    answer = browser(district).post(of_note(note, "hoi"), {"text": " "})
    assert answer.status_code == CONFLICT
    assert "Hãy ghi vài chữ trước khi gửi." in answer.content.decode()


def test_what_was_promised_and_is_overdue_says_so(
    note: Note, commune: User, district: User, settings: LazySettings
) -> None:
    above = browser(district)
    settings.TODAY = dt.date(2021, 8, 20)
    above.post(of_note(note, "hen"), {"text": "sửa trạm bơm", "until": "30/08/2021"})
    settings.TODAY = dt.date(2021, 9, 5)
    assert Promise.objects.get().until == dt.date(2021, 8, 30)
    told = page(browser(commune), address(note.task))
    assert "Huyện uỷ Gia Lộc</strong>: sửa trạm bơm" in told
    assert "hẹn 30/8, quá hẹn 6 ngày" in told


def test_results_wait_for_the_committee_until_somebody_answers(
    note: Note, district: User, commune: User
) -> None:
    waiting = "/nam/2021/thuc-hien/U2/cho-xac-nhan/"
    client = browser(district)
    assert "<strong>9 ha</strong>" in page(client, waiting)
    client.post(of_note(note, "xac-nhan"), {"text": ""})
    assert "Không còn kết quả nào chờ" in page(client, waiting)
    page(browser(commune), waiting, GONE)


# A bad line ---------------------------------------------------------------------------------------


def kept(client: Client, task: Task, **changes: object) -> tuple[int, dict[str, object]]:
    answer = client.post(address(task, "ghi/"), sent(task, **changes), headers={"X-Kept-Note": "1"})
    return answer.status_code, answer.json()


def test_a_note_that_comes_twice_is_one(task: Task, commune: User) -> None:
    client, words = browser(commune), sent(task)
    for _ in range(2):
        answer = client.post(address(task, "ghi/"), words, headers={"X-Kept-Note": "1"})
        assert answer.status_code == 200
    assert Note.objects.count() == 1
    assert answer.json()["note"] == Note.objects.get().pk


def test_a_kept_note_is_refused_with_its_reason(task: Task, commune: User) -> None:
    status, said = kept(browser(commune), task, on="01/02/2022")
    assert status == CONFLICT
    assert "chưa đến" in str(said["reason"])


def test_a_kept_note_finds_out_that_its_session_ended(task: Task) -> None:
    answer = Client().post(address(task, "ghi/"), sent(task), headers={"X-Kept-Note": "1"})
    assert answer.status_code == 302  # to the script an opaque redirect: sign in again


def test_two_people_noting_one_measure_read_each_other_first(
    task: Task, commune: User, cast: Cast
) -> None:
    other = cast.officer("xa2", Role.GRASSROOTS, "G3")
    browser(other).post(address(task, "ghi/"), sent(task))
    late = sent(task, text="Thôn 3 xong 4 ha")
    client = browser(commune)
    answer = client.post(address(task, "ghi/"), late)
    told = tight(answer.content.decode())
    assert answer.status_code == CONFLICT
    assert "Vừa có người ghi" in told
    assert "Thôn 3 xong 4 ha" in told
    seen = Note.objects.get().pk
    assert f'name="seen" value="{seen}"' in told
    client.post(address(task, "ghi/"), late | {"seen": seen})
    assert Note.objects.count() == 2


# Measures, milestones, corrections ----------------------------------------------------------------


def test_a_milestone_is_ticked_and_a_block_says_who_frees_it(
    task: Task, commune: User, cast: Cast
) -> None:
    words = sent(
        task,
        milestones=["0"],
        is_blocked="on",
        blocked_by="Trạm bơm hỏng",
        freed_by=str(cast["U2"].pk),
    )
    browser(commune).post(address(task, "ghi/"), words)
    stored = Note.objects.get()
    assert stored.milestones.get().text == "xong 15 ha"
    assert (stored.blocked_by, stored.freed_by) == ("Trạm bơm hỏng", cast["U2"])


def test_a_block_without_words_is_asked_for(task: Task, commune: User) -> None:
    answer = browser(commune).post(address(task, "ghi/"), sent(task, is_blocked="on"))
    assert answer.status_code == CONFLICT
    assert "hãy ghi đang vướng gì" in answer.content.decode()


def test_a_correction_shows_what_stood_before(note: Note, commune: User) -> None:
    client = browser(commune)
    form = page(client, address(note.task, f"ghi/?sua={note.pk}"))
    assert 'value="9"' in form
    words = sent(note.task, seen=note.pk) | {f"m-{note.task.measures.get().pk}": "8,5"}
    client.post(address(note.task, f"ghi/?sua={note.pk}"), words)
    told = page(client, address(note.task))
    assert "<strong>8,5 ha</strong>" in told
    assert "Đã ghi lại, xem 1 bản trước" in told
    page(client, address(note.task, f"ghi/?sua={note.pk}"), GONE)


def test_a_number_that_is_none_comes_back(task: Task, commune: User) -> None:
    measure = task.measures.get()
    answer = browser(commune).post(address(task, "ghi/"), sent(task) | {f"m-{measure.pk}": "chín"})
    told = answer.content.decode()
    assert answer.status_code == CONFLICT
    assert "Ô này nhận số." in told
    assert 'value="chín"' in told


# Evidence -----------------------------------------------------------------------------------------


def with_file(task: Task, content: bytes = PDF, name: str = "bien-ban.pdf") -> dict[str, object]:
    file = SimpleUploadedFile(name, content)
    return sent(task, papers=[file], captions=["Biên bản nghiệm thu"])


def test_a_file_comes_with_a_note_and_goes_with_a_reason(task: Task, commune: User) -> None:
    client = browser(commune)
    client.post(address(task, "ghi/"), with_file(task))
    told = page(client, f"{UNIT}minh-chung/")
    assert "Biên bản nghiệm thu" in told
    assert "1 minh chứng" in told
    stored, file = Note.objects.get(), Attachment.objects.get()
    nothing = client.post(of_note(stored, "go-tep"), {"file": file.pk, "reason": ""})
    assert nothing.status_code == CONFLICT
    client.post(of_note(stored, "go-tep"), {"file": file.pk, "reason": "gửi nhầm"})
    told = page(client, f"{UNIT}minh-chung/")
    assert "<del>bien-ban.pdf</del>" in told
    assert "gửi nhầm" in told


def test_a_program_called_pdf_is_refused_and_nothing_is_lost(task: Task, commune: User) -> None:
    answer = browser(commune).post(address(task, "ghi/"), with_file(task, b"MZ\x90\0program"))
    told = answer.content.decode()
    assert answer.status_code == CONFLICT
    assert "ien-ban.pdf không phải PDF" in told
    assert "chương trình" in told
    assert "Thôn 1 xong 9 ha cà rốt." in told
    assert not Note.objects.exists()


# Whom the pages are for ---------------------------------------------------------------------------


def test_a_doer_sees_and_notes_their_own_task_alone(
    task: Task, cast: Cast, registration: Registration
) -> None:
    doer = User.objects.create_user("nguoi-lam", person=cast.of_cell("G3A", 2))
    client = browser(doer)
    assert client.get("/nam/2021/thuc-hien/")["Location"] == UNIT
    assert "9/30" not in page(client, UNIT)
    client.post(address(task, "ghi/"), sent(task))
    assert Note.objects.get().written_by == doer
    other = User.objects.create_user("nguoi-khac", person=cast.of_cell("G3A", 5))
    page(browser(other), UNIT, GONE)
    page(browser(other), address(task), GONE)


def test_without_a_registration_the_page_says_what_to_do(
    year: Campaign, district: User, settings: LazySettings
) -> None:
    told = page(browser(district), "/nam/2021/thuc-hien/U2/")
    assert "Năm 2021 chưa có nhiệm vụ nào được nhận" in told
    assert 'href="/nam/2021/dang-ky/U2/"' in told
    assert 'href="/nam/2021/viec-cap-tren/U2/"' in told


def test_the_days_leave_as_a_calendar_and_the_table_as_a_workbook(
    task: Task, commune: User
) -> None:
    client = browser(commune)
    days = client.get(f"{UNIT}lich.ics").content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20210831" in days
    assert "xong 15 ha" in days
    assert "DTSTART;VALUE=DATE:20211130" in days
    table = client.get(f"{UNIT}tien-do.xlsx")
    assert table.content[:2] == b"PK"
    assert Export.objects.get().people == 1


def test_changes_that_were_accepted_stand_with_their_reason(task: Task, commune: User) -> None:
    first = task.versions.get()
    content = first.content
    content["effect"]["measures"][0]["target"] = "25"
    task.versions.create(
        number=2,
        sent_at=first.sent_at,
        content=content,
        sentence="25 ha",
        change_reason="Mất nguồn nước",
        accepted_at=dt.datetime(2021, 8, 1, tzinfo=dt.UTC),
    )
    told = page(browser(commune), f"{UNIT}thay-doi/")
    assert "Mất nguồn nước" in told
    assert "được nhận 01/08/2021" in told
    noted(task, dt.date(2021, 8, 19), value=Decimal(25))
    assert NoteValue.objects.get().value == 25
    assert "Một việc đã xong" in page(browser(commune), UNIT)


def test_the_pages_speak_english(note: Note, commune: User) -> None:
    client = browser(commune)
    client.cookies["django_language"] = "en"
    told = page(client, UNIT)
    assert "One task late and blocked" in told
    assert "Ghi " not in page(client, address(note.task)).partition("<main")[2]
