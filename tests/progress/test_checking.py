"""Results are confirmed or asked about by exactly the committee above; what blocks is freed by
whoever can; what waits for whom is counted.
"""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.progress.conftest import TODAY, note_words
from thidua.accounts.actors import Actor
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.notices.models import Notice
from thidua.organisations.models import Organisation
from thidua.progress.actions import write_note
from thidua.progress.checks import answer, confirm, question
from thidua.progress.errors import NoteError
from thidua.progress.models import Note
from thidua.progress.promises import promise
from thidua.progress.queries import lost_confirmation, note_for, notes_of, tasks_visible_to
from thidua.progress.reading import progress_of
from thidua.progress.tasks import progress_work
from thidua.registrations.models import Task


@pytest.fixture
def note(task: Task, commune: User) -> Note:
    """Of the commune: 30 ha, all of it."""
    return write_note(task, note_words(task, 30), actor=commune)


def work_of(user: User, year: Campaign) -> list[str]:
    request: Any = RequestFactory().get("/")
    request.user = user
    return [each.title for each in progress_work(request, year)]


def test_the_committee_above_confirms_and_nobody_else(
    cast: Cast, year: Campaign, note: Note, commune: User, district: User
) -> None:
    others = [
        commune,
        cast.officer("tinh", Role.PROVINCE),
        cast.officer("huyen-khac", Role.UPPER_LEVEL, "U1"),
        cast.officer("kt", Role.INSPECTOR, "U2"),
    ]
    for actor in others:
        with pytest.raises(PermissionDenied):
            confirm(note, actor=actor)
    confirm(note, actor=district)
    [found] = progress_of(year, on=TODAY)
    assert found.targets[0].now is not None
    assert found.targets[0].now.confirmed
    with pytest.raises(NoteError, match="đã xác nhận"):
        confirm(note, actor=district)


def test_a_correction_of_what_was_confirmed_is_not_confirmed_and_says_so(
    year: Campaign, task: Task, note: Note, commune: User, district: User
) -> None:
    confirm(note, actor=district)
    right = write_note(task, note_words(task, 28, corrects=note.pk), actor=commune)
    [found] = progress_of(year, on=TODAY)
    assert found.targets[0].now is not None
    assert not found.targets[0].now.confirmed
    assert lost_confirmation(right)
    assert Notice.objects.filter(user=district, kind="progress.corrected").count() == 1
    with pytest.raises(NoteError, match="ghi lại"):
        question(note, "Sao ít hơn?", actor=district)


def test_a_question_goes_to_the_unit_and_its_answer_comes_back(
    year: Campaign, task: Task, note: Note, commune: User, district: User
) -> None:
    with pytest.raises(NoteError, match="vài chữ"):
        question(note, " \u200b", actor=district)
    asked = question(note, "Thôn 3 đã nghiệm thu chưa?", actor=district)
    assert Notice.objects.filter(user=commune, kind="progress.questioned").exists()
    assert work_of(commune, year) == ["Trả lời 1 câu hỏi về kết quả của " + unit_of(task).name]
    with pytest.raises(PermissionDenied):
        answer(asked, "Rồi", actor=district)
    answer(asked, "Đã nghiệm thu ngày 30/8", actor=commune)
    assert Notice.objects.filter(user=district, kind="progress.answered").exists()
    assert work_of(commune, year) == []
    with pytest.raises(NoteError, match="đã được trả lời"):
        answer(asked, "Lần nữa", actor=commune)
    confirm(note, actor=district)


def test_results_reached_wait_to_be_confirmed_by_the_committee_alone(
    cast: Cast, year: Campaign, note: Note, commune: User, district: User
) -> None:
    assert work_of(district, year) == [f"Xác nhận 1 kết quả của {unit_of(note.task).name}"]
    assert work_of(commune, year) == []
    assert work_of(cast.officer("tinh", Role.PROVINCE), year) == []
    confirm(note, actor=district)
    assert work_of(district, year) == []


def test_what_blocks_goes_to_who_can_free_it_and_to_the_committee(
    cast: Cast, year: Campaign, task: Task, commune: User, district: User
) -> None:
    able = cast.officer("thanh-uy", Role.UPPER_LEVEL, "U1")
    words = note_words(task, 9, blocked_by="Trạm bơm hỏng", freed_by=cast["U1"])
    assert not tasks_visible_to(able, year).exists()
    blocked = write_note(task, words, actor=commune)
    told = Notice.objects.filter(kind="progress.blocked").values_list("user__username", flat=True)
    assert set(told) == {"thanh-uy", "huyen"}
    assert work_of(able, year) == [f"Gỡ 1 nhiệm vụ đang vướng của {unit_of(task).name}"]
    assert note_for(able, year, task.pk, blocked.pk) == blocked
    promise(blocked, "Sửa xong trạm bơm", dt.date(2021, 9, 30), actor=able)
    assert work_of(able, year) == []
    assert Notice.objects.filter(user=commune, kind="progress.promised").exists()


def test_a_promise_is_of_who_can_free_what_is_blocked_still(
    cast: Cast, task: Task, commune: User, district: User
) -> None:
    blocked = write_note(task, note_words(task, 9, blocked_by="Thiếu nước"), actor=commune)
    for actor in (commune, cast.officer("thanh-uy", Role.UPPER_LEVEL, "U1")):
        with pytest.raises(PermissionDenied):
            promise(blocked, "Tôi làm", None, actor=actor)
    with pytest.raises(NoteError, match="đã qua"):
        promise(blocked, "Tôi làm", dt.date(2021, 9, 4), actor=district)
    assert promise(blocked, "Cấp máy bơm", TODAY, actor=district).unit == cast["U2"]
    write_note(task, note_words(task, 10), actor=commune)
    with pytest.raises(NoteError, match="không còn"):
        promise(blocked, "Tôi làm", None, actor=district)


def test_who_may_read_what_was_noted(
    cast: Cast, year: Campaign, note: Note, commune: User, district: User
) -> None:
    task = note.task
    readers: list[Actor] = [commune, district, cast.officer("tinh", Role.PROVINCE), OPERATOR]
    readers.append(cast.officer("nguoi-lam", None, person="M-G3A-02"))
    for actor in readers:
        assert [each.pk for each in notes_of(task, actor=actor)] == [note.pk]
    strangers = [
        cast.officer("huyen-khac", Role.UPPER_LEVEL, "U1"),
        cast.officer("dang-vien", None, person="M-G3A-05"),
        cast.officer("chi-bo", Role.CELL, "G3A"),
    ]
    for actor in strangers:
        assert not notes_of(task, actor=actor)


def unit_of(task: Task) -> Organisation:
    return task.registration.organisation
