"""Answers of a person to what is asked of a sheet: whose they may be, and what becomes of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from thidua.accounts.models import Role, User
from thidua.exchange.actions import discard
from thidua.exchange.asking import Answered, answer_questions, map_again, save_answers
from thidua.exchange.errors import UploadRefusedError
from thidua.exchange.models import SheetReading, Upload, UploadState
from thidua.exchange.queries import readings_of, uploads_visible_to
from thidua.exchange.readings import fingerprint_of
from thidua.exchange.shape_errors import AnswersRefusedError
from thidua.matching.layout import RowKind
from thidua.organisations.models import Organisation

pytestmark = pytest.mark.django_db
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "words:status",
        "kind": "words",
        "column": "status",
        "title": ["Một từ nghĩa là gì?", "What does one word mean?"],
        "detail": ["", ""],
        "free": "",
        "parts": [
            {
                "key": "mien sh",
                "written": "Miễn SH",
                "rows": 6,
                "answer": "",
                "options": [
                    {"value": "exempt", "label": ["Miễn", "Exempt"], "hint": ["", ""]},
                    {"value": "-", "label": ["Để trống", "Leave blank"], "hint": ["", ""]},
                ],
            }
        ],
    }
]
SAID = {"words:status": {"mien sh": "exempt"}}
HEADINGS = [
    {"at": 0, "key": "ho va ten", "written": "Họ và tên", "to": "full_name"},
    {"at": 1, "key": "que quan", "written": "Quê quán", "to": ""},
]


@pytest.fixture
def commune(officer_over: Callable[..., User]) -> User:
    return officer_over(Role.GRASSROOTS, "X01")


@pytest.fixture
def upload(commune: User) -> Upload:
    """An upload of the commune X01, of whose one sheet a word is asked."""
    upload = Upload.objects.create(
        unit=Organisation.objects.get(code="X01"),
        uploaded_by=commune,
        uploaded_by_name=str(commune),
        state=UploadState.ASKING,
    )
    add_sheet(upload, 0)
    return upload


def add_sheet(upload: Upload, position: int) -> SheetReading:
    return SheetReading.objects.create(
        upload=upload,
        position=position,
        file="so.xlsx",
        sheet=f"Sheet{position + 1}",
        target="members.members",
        shape="a" * 64,
        understood={"questions": QUESTIONS, "headings": HEADINGS},
        mapping={
            "sheet": "members.members",
            "takes": [{"heading": "ho va ten", "to": "full_name"}, {"heading": "que quan"}],
        },
        fingerprint=fingerprint_of(QUESTIONS),
        asks=True,
    )


def send(upload: Upload, who: User, at: int = 0, **more: Any) -> Upload:
    reading = upload.readings.get(position=at)
    known = {"answers": SAID, "fingerprint": fingerprint_of(QUESTIONS)}
    return answer_questions(
        upload=upload, sheet_reading=reading, answered=Answered(**known | more), actor=who
    )


def test_once_all_is_answered_the_upload_is_checked_again(upload: Upload, commune: User) -> None:
    assert send(upload, commune, remember=True, name="  Sổ  của xã").state == UploadState.CHECKING

    reading = upload.readings.get()
    assert not reading.asks
    assert (reading.answered_by_name, reading.name) == (str(commune), "Sổ của xã")
    assert reading.saved_at is not None


def test_it_waits_for_the_other_sheets(upload: Upload, commune: User) -> None:
    add_sheet(upload, 1)

    assert send(upload, commune).state == UploadState.ASKING
    assert send(upload, commune, at=1).state == UploadState.CHECKING


def test_what_is_left_open_keeps_it_waiting(upload: Upload, commune: User) -> None:
    assert send(upload, commune, answers={}).state == UploadState.ASKING
    assert upload.readings.get().asks


def test_a_column_or_row_set_otherwise_is_looked_at_again(upload: Upload, commune: User) -> None:
    left = send(
        upload,
        commune,
        answers={},
        columns={0: "full_name", 1: "code"},
        kinds={7: RowKind.TOTAL, 8: RowKind.ROW},
    )

    reading = upload.readings.get()
    assert left.state == UploadState.CHECKING
    assert reading.asks
    takes = {take["heading"]: take["to"] for take in reading.mapping["takes"]}
    assert takes == {"ho va ten": "full_name", "que quan": "code"}
    assert reading.this_file["kinds"] == {"7": "total"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"columns": {5: "code"}}, "bảng không có cột thứ 6"),
        ({"columns": {1: "salary"}}, "cột “Quê quán” không thể là “salary”"),
        ({"remember": True}, "hãy đặt tên"),
        ({"answers": {"words:status": {"mien sh": "x" * 301}}}, "nhiều nhất 300 ký tự"),
        ({"fingerprint": "other"}, "các câu hỏi đã đổi"),
    ],
)
def test_what_does_not_fit_is_refused_with_words(
    more: dict[str, Any], words: str, upload: Upload, commune: User
) -> None:
    with pytest.raises(AnswersRefusedError, match=words):
        send(upload, commune, **more)
    assert upload.readings.get().answered_by_name == ""


def test_answered_twice_it_is_checked_once(upload: Upload, commune: User) -> None:
    send(upload, commune)

    with pytest.raises(UploadRefusedError, match="đã sang trạng thái khác"):
        send(upload, commune)


def test_a_draft_is_kept_and_reads_nothing(upload: Upload, commune: User) -> None:
    reading = upload.readings.get()
    save_answers(
        upload=upload,
        sheet_reading=reading,
        answers={**SAID, "gone": {"x": "y"}},
        fingerprint=reading.fingerprint,
        actor=commune,
    )

    reading.refresh_from_db()
    assert reading.answers == SAID
    assert (reading.asks, reading.answered_by_name) == (True, "")


def test_a_draft_of_a_second_tab_is_refused(upload: Upload, commune: User) -> None:
    with pytest.raises(AnswersRefusedError, match="các câu hỏi đã đổi"):
        save_answers(
            upload=upload,
            sheet_reading=upload.readings.get(),
            answers=SAID,
            fingerprint="of yesterday",
            actor=commune,
        )


def test_a_sheet_of_another_upload_is_none_of_this_one(upload: Upload, commune: User) -> None:
    other = Upload.objects.create(state=UploadState.ASKING)
    foreign = add_sheet(other, 0)

    with pytest.raises(AnswersRefusedError, match="không còn câu hỏi"):
        answer_questions(
            upload=upload,
            sheet_reading=foreign,
            answered=Answered(SAID, fingerprint=foreign.fingerprint),
            actor=commune,
        )


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role.GRASSROOTS, "X02"),
        (Role.CELL, "X01-1"),
        (Role.AUDITOR, "T"),
        (Role.UPPER_LEVEL, "HU02"),
    ],
)
def test_others_neither_see_nor_answer(
    role: Role, code: str, upload: Upload, officer_over: Callable[..., User]
) -> None:
    other = officer_over(role, code, "binh")

    assert not uploads_visible_to(other).exists()
    for act in (send, lambda upload, who: map_again(upload=upload, actor=who)):
        with pytest.raises(PermissionDenied):
            act(upload, other)


def test_whoever_is_above_sees_the_questions_and_leaves_them_to_the_sender(
    upload: Upload, officer_over: Callable[..., User]
) -> None:
    district = officer_over(Role.UPPER_LEVEL, "HU01", "binh")

    assert readings_of(uploads_visible_to(district).get()).exists()
    with pytest.raises(PermissionDenied):
        send(upload, district)
    assert send(upload, officer_over(Role.PROVINCE, "T", "chi")).state == UploadState.CHECKING


def test_nothing_of_people_stays_once_it_is_let_go(upload: Upload, commune: User) -> None:
    discard(upload=upload, actor=commune)

    assert not upload.readings.exists()


@pytest.mark.parametrize("state", [UploadState.FAULTY, UploadState.READY])
def test_what_was_understood_without_asking_can_be_asked(
    state: UploadState, upload: Upload, commune: User
) -> None:
    Upload.objects.update(state=state)

    assert map_again(upload=upload, actor=commune).state == UploadState.CHECKING
    with pytest.raises(UploadRefusedError, match="đã sang trạng thái khác"):
        map_again(upload=upload, actor=commune)
