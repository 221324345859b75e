"""A note is stored whole or not at all; who writes it, what is refused and in which words."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.progress.conftest import TODAY, note_words, noted
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell, Position
from thidua.progress.actions import write_note
from thidua.progress.errors import CorrectedError, MeanwhileError, NoteError, SentBeforeError
from thidua.progress.models import Note
from thidua.progress.queries import newest_note, task_with_progress
from thidua.progress.reading import progress_of
from thidua.progress.states import TaskState
from thidua.registrations.changing import change_accepted, withdraw
from thidua.registrations.models import Task, TaskStatus

ODD = "Thôn\u202e 1\u200b xong\r\n9\u00a0ha\x00"


def test_a_note_says_how_far_and_the_state_follows(
    year: Campaign, task: Task, commune: User
) -> None:
    write_note(task, note_words(task, 9, text="Thôn 1 xong 9 ha"), actor=commune)
    found = task_with_progress(commune, year, task.pk)
    assert found is not None
    assert found.progress.targets[0].now is not None
    assert found.progress.targets[0].now.value == 9
    assert found.state is TaskState.LATE  # 15 ha were due on 31 August, and no note says so


def test_a_milestone_that_a_note_names_is_reached(
    year: Campaign, task: Task, commune: User
) -> None:
    reached = [(dt.date(2021, 8, 31), "xong 15 ha")]
    write_note(task, note_words(task, 15, milestones=reached), actor=commune)
    found = task_with_progress(commune, year, task.pk)
    assert found is not None
    assert found.state is TaskState.ON_TIME


def test_the_same_note_sent_twice_is_one(task: Task, commune: User) -> None:
    words = note_words(task, 9, sent_as=uuid.uuid4())
    first = write_note(task, words, actor=commune)
    assert write_note(task, words, actor=commune) == first
    assert task.notes.count() == 1


def test_what_comes_again_and_says_something_else_is_not_lost(task: Task, commune: User) -> None:
    sent_as = uuid.uuid4()
    first = write_note(task, note_words(task, 9, sent_as=sent_as), actor=commune)
    with pytest.raises(SentBeforeError) as caught:
        write_note(task, note_words(task, 10, sent_as=sent_as), actor=commune)
    assert caught.value.note == first
    assert task.notes.count() == 1


def test_who_noted_meanwhile_is_shown_and_the_second_sending_stores(
    cast: Cast, task: Task, commune: User
) -> None:
    other = cast.officer("xa2", Role.GRASSROOTS, "G3")
    theirs = write_note(task, note_words(task, 9), actor=other)
    with pytest.raises(MeanwhileError) as caught:
        write_note(task, note_words(task, 11, seen_note=0), actor=commune)
    assert caught.value.notes == (theirs,)
    assert [value.value for value in caught.value.notes[0].values.all()] == [9]
    assert task.notes.count() == 1
    write_note(task, note_words(task, 11, seen_note=caught.value.newest), actor=commune)
    assert newest_note(task) > theirs.pk
    assert task.notes.count() == 2


def test_ones_own_note_of_a_moment_ago_is_no_surprise(task: Task, commune: User) -> None:
    write_note(task, note_words(task, 9), actor=commune)
    write_note(task, note_words(task, 11, seen_note=0), actor=commune)
    assert task.notes.count() == 2


def test_a_correction_stands_in_the_place_of_what_it_corrects(
    year: Campaign, task: Task, commune: User
) -> None:
    wrong = write_note(task, note_words(task, 90), actor=commune)
    right = write_note(task, note_words(task, 9, corrects=wrong.pk), actor=commune)
    [found] = progress_of(year, on=TODAY)
    assert found.targets[0].now is not None
    assert (found.targets[0].now.note, found.notes) == (right.pk, 1)
    with pytest.raises(CorrectedError) as caught:
        write_note(task, note_words(task, 8, corrects=wrong.pk), actor=commune)
    assert caught.value.note == right


def test_a_note_of_another_task_is_not_corrected_here(task: Task, commune: User) -> None:
    elsewhere = Task.objects.create(registration=task.registration, position=2)
    stray = noted_bare(elsewhere)
    with pytest.raises(NoteError, match="nhiệm vụ khác"):
        write_note(task, note_words(task, 9, corrects=stray.pk), actor=commune)


def noted_bare(task: Task) -> Note:
    return Note.objects.create(
        task=task,
        on=dt.date(2021, 8, 1),
        text="x",
        written_by_name="Cán bộ xã",
        written_at=dt.datetime(2021, 8, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"on": dt.date(2021, 9, 6)}, "chưa đến"),
        ({"on": dt.date(2022, 3, 1)}, "chưa đến"),
        ({"on": dt.date(2020, 12, 31)}, "trước năm 2021"),
        ({"values": {}, "text": " \u200b "}, "còn trống"),
        ({"values": {0: Decimal(3)}}, "thước đo này không có"),
        ({"values": True}, "nhập một số, tính theo ha"),
        ({"values": Decimal("NaN")}, "nhập một số"),
        ({"values": Decimal("1.00001")}, "quá dài"),
        ({"values": Decimal(10) ** 16}, "quá dài"),
        ({"milestones": [(dt.date(2021, 8, 31), "xong 16 ha")]}, "mốc này không có"),
        ({"freed_by_name": "Uỷ ban huyện", "text": "x"}, "đang vướng gì"),
        ({"text": "x" * 4_001}, "nhiều nhất 4000"),
    ],
)
def test_a_note_that_cannot_be_is_refused_in_words(
    task: Task, commune: User, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(NoteError, match=says):
        write_note(task, note_words(task, **changes), actor=commune)
    assert not task.notes.exists()


def test_odd_signs_do_not_get_into_a_note(task: Task, commune: User) -> None:
    words = note_words(task, 9, text=ODD, blocked_by=" Thiếu\ufeff nước ")
    note = write_note(task, words, actor=commune)
    assert (note.text, note.blocked_by) == ("Thôn 1 xong\n9 ha", "Thiếu nước")


def test_the_last_day_of_january_is_the_last_for_notes(
    task: Task, commune: User, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2022, 1, 31)
    note = write_note(task, note_words(task, 30, on=dt.date(2021, 12, 14)), actor=commune)
    assert note.on == dt.date(2021, 12, 14)
    settings.TODAY = dt.date(2022, 2, 1)
    with pytest.raises(NoteError, match="31/01/2022"):
        write_note(task, note_words(task, 31, on=dt.date(2021, 12, 14)), actor=commune)


def test_a_note_dated_after_the_cut_off_is_stored_and_does_not_count(
    year: Campaign, task: Task, commune: User, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 20)
    write_note(task, note_words(task, 31, on=dt.date(2021, 12, 18)), actor=commune)
    found = task_with_progress(commune, year, task.pk)
    assert found is not None
    assert (found.state, found.progress.notes) == (TaskState.MISSED, 0)


def test_a_task_that_is_not_accepted_takes_no_notes(task: Task, commune: User) -> None:
    task.versions.update(accepted_at=None)
    with pytest.raises(NoteError, match="chưa được cấp trên nhận"):
        write_note(task, note_words(task, 9), actor=commune)


def test_a_withdrawn_task_takes_no_notes(task: Task, commune: User) -> None:
    Task.objects.filter(pk=task.pk).update(status=TaskStatus.WITHDRAWN)
    with pytest.raises(NoteError, match="đã rút"):
        write_note(task, note_words(task, 9), actor=commune)


def test_while_a_change_or_a_withdrawal_waits_the_accepted_version_is_noted(
    cast: Cast, task: Task, commune: User
) -> None:
    held_to, later = note_words(task, 9), note_words(task, 10)
    effect = {"measures": [{"name": "Số hộ", "unit": "hộ", "target": "100"}]}
    change_accepted(task, task.revision, {"effect": effect}, "Đo cách khác", actor=commune)
    write_note(task, held_to, actor=commune)
    withdraw(task, "Hết kinh phí", actor=commune)
    write_note(task, later, actor=commune)
    assert task.notes.count() == 2


def test_who_stands_above_and_who_stands_beside_write_no_notes(
    cast: Cast, task: Task, district: User
) -> None:
    beside = cast.officer("phuong", Role.GRASSROOTS, "G1")
    for actor in (district, beside, cast.officer("kt", Role.INSPECTOR, "U2")):
        with pytest.raises(PermissionDenied):
            write_note(task, note_words(task, 9), actor=actor)


def test_who_does_the_task_notes_it_by_their_own_account(cast: Cast, task: Task) -> None:
    doer = cast.officer("nguoi-lam", None, person="M-G3A-02")
    note = write_note(task, note_words(task, 9), actor=doer)
    assert note.written_by == doer
    other = cast.officer("nguoi-khac", None, person="M-G3A-05")
    with pytest.raises(PermissionDenied):
        write_note(task, note_words(task, 9), actor=other)


def test_who_did_the_task_and_moved_away_notes_it_no_more(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    doer = cast.officer("nguoi-lam", None, person="M-G3A-02")
    note = write_note(task, note_words(task, 9), actor=doer)
    moved = {"organisation": cast["G1A"]}
    MembershipSpell.objects.filter(person=doer.person).update(**moved)
    Position.objects.filter(person=doer.person).update(**moved)
    with pytest.raises(PermissionDenied, match="không còn ở đơn vị này"):
        write_note(task, note_words(task, 10), actor=doer)
    found = task_with_progress(commune, year, task.pk)
    assert found is not None
    assert found.progress.latest is not None
    assert found.progress.latest.note == note.pk


def test_a_note_put_there_by_hand_is_as_one_of_the_act(year: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 8, 19), value=Decimal(9))
    [found] = progress_of(year, on=TODAY)
    assert found.notes == 1
