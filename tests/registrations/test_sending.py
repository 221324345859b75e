"""A registration is written, sent, taken back; what was sent stays as it was."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, Step
from thidua.registrations.actions import add_task, remove_task, save_task, start_registration
from thidua.registrations.clear import problems
from thidua.registrations.errors import RegistrationError
from thidua.registrations.models import Registration, Task
from thidua.registrations.queries import registration_of, tasks_of, visible_to
from thidua.registrations.rows import content_of
from thidua.registrations.sending import send_registration, take_back
from thidua.submissions.errors import SubmissionError


def test_a_task_that_says_everything_is_sent_with_a_version(
    registration: Registration, task: Task, commune: User, cast: Cast
) -> None:
    assert problems(task) == {}
    sent = send_registration(registration, actor=commune)
    task.refresh_from_db()
    (version,) = task.versions.all()
    assert (sent.status, task.status, version.number) == ("sent", "sent", 1)
    assert sent.receiver == cast["U2"]
    assert "chuyển đổi lúa kém hiệu quả sang rau xuất khẩu, 30 ha" in version.sentence
    assert version.content["effect"]["measures"][0]["target"] == "30"


@pytest.mark.parametrize(
    "lacking",
    [
        ("work", {"work": ""}, "chưa viết làm gì"),
        ("person", {"doers": []}, "chưa có người hay đơn vị nào làm"),
        ("time", {"ends_on": None}, "chưa có hạn cuối"),
        ("time", {"ends_on": "2022-01-01"}, "hạn cuối phải nằm trong năm 2021"),
        ("effect", {"measures": [{"name": "Số hộ", "unit": "hộ"}]}, "đủ đơn vị và mức phấn đấu"),
        ("responsibility", {}, "chưa có người chịu trách nhiệm"),
    ],
)
def test_what_lacks_one_thing_is_not_sent_and_says_which(
    registration: Registration,
    commune: User,
    cast: Cast,
    lacking: tuple[str, dict[str, object], str],
) -> None:
    clarity, words, said = lacking
    task = add_task(registration, actor=commune, values=whole(cast, **{clarity: words}))
    assert list(problems(task)) == [clarity]
    with pytest.raises(RegistrationError, match=said):
        send_registration(registration, actor=commune)
    registration.refresh_from_db()
    assert registration.status == "draft"


@pytest.mark.parametrize(
    "measure",
    [
        {"name": "Số vụ khiếu kiện", "unit": "vụ", "target": "0", "direction": "lower"},
        {"name": "Có nghị quyết chuyên đề", "yes_no": True},
    ],
)
def test_a_target_of_nothing_and_a_yes_or_no_are_measures(
    registration: Registration, commune: User, cast: Cast, measure: dict[str, object]
) -> None:
    task = add_task(registration, actor=commune, values=whole(cast, effect={"measures": [measure]}))
    assert problems(task) == {}
    assert send_registration(registration, actor=commune).status == "sent"


def test_an_empty_registration_is_not_sent(registration: Registration, commune: User) -> None:
    with pytest.raises(RegistrationError, match="chưa có nhiệm vụ nào"):
        send_registration(registration, actor=commune)


def test_after_its_day_it_is_sent_with_a_reason_and_marked(
    registration: Registration, task: Task, commune: User, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 4, 2)
    with pytest.raises(RegistrationError, match="quá hạn gửi 31/03/2021"):
        send_registration(registration, actor=commune)
    sent = send_registration(registration, actor=commune, late_reason="Hai thôn sáp nhập")
    assert (sent.sent_late, sent.late_reason) == (True, "Hai thôn sáp nhập")


def test_a_year_that_is_not_launched_takes_no_registration(
    cast: Cast, year: Campaign, commune: User
) -> None:
    year.launch_date = dt.date(2021, 5, 1)
    year.save()
    with pytest.raises(RegistrationError, match="chưa phát động"):
        start_registration(year, cast["G3"], actor=commune)


def test_a_draft_is_its_own_units_alone(
    registration: Registration, task: Task, commune: User, district: User, cast: Cast
) -> None:
    cell = cast.officer("chibo", Role.CELL, "G3A")
    for stranger in (district, cell):
        assert registration not in visible_to(stranger)
        assert not tasks_of(registration, actor=stranger)
        with pytest.raises(PermissionDenied):
            save_task(task, 1, {"work": {"work": "Việc khác"}}, actor=stranger)
    assert list(tasks_of(registration, actor=commune)) == [task]
    send_registration(registration, actor=commune)
    assert registration in visible_to(district)
    assert registration not in visible_to(cell)


def test_an_inspector_reads_what_was_sent_and_writes_nothing(
    registration: Registration, task: Task, commune: User, cast: Cast
) -> None:
    inspector = cast.officer("kiemtra", Role.INSPECTOR, "G3")
    assert registration not in visible_to(inspector)
    send_registration(registration, actor=commune)
    assert registration in visible_to(inspector)
    with pytest.raises(PermissionDenied):
        take_back(registration, actor=inspector)


def test_what_was_sent_is_locked_until_it_is_taken_back(
    registration: Registration, task: Task, commune: User
) -> None:
    send_registration(registration, actor=commune)
    with pytest.raises(RegistrationError, match="đã gửi"):
        save_task(task, 1, {"work": {"work": "Việc khác"}}, actor=commune)
    take_back(registration, actor=commune)
    save_task(task, 1, {"work": {"work": "Việc khác"}}, actor=commune)
    with pytest.raises(SubmissionError, match="đang soạn"):
        take_back(registration, actor=commune)
    send_registration(registration, actor=commune)
    first, second = task.versions.all()
    assert "rau xuất khẩu" in first.sentence
    assert "việc khác" in second.sentence


def test_a_version_never_changes(registration: Registration, task: Task, commune: User) -> None:
    send_registration(registration, actor=commune)
    version = task.versions.get()
    version.sentence = "khác"
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        version.save()


def test_a_draft_goes_and_what_was_sent_before_stays_readable(
    registration: Registration, task: Task, commune: User, cast: Cast
) -> None:
    draft = add_task(registration, actor=commune)
    remove_task(draft, actor=commune)
    send_registration(registration, actor=commune)
    with pytest.raises(RegistrationError, match="đã gửi"):
        remove_task(task, actor=commune)
    take_back(registration, actor=commune)
    remove_task(task, actor=commune)
    task.refresh_from_db()
    assert (task.status, task.versions.count()) == ("withdrawn", 1)


def test_somebody_in_a_post_registers_their_own(cast: Cast, year: Campaign, commune: User) -> None:
    head = cast.of_cell("G3A", 2)
    user = cast.officer("bithu", None, person="M-G3A-02")
    own = start_registration(year, cast["G3"], actor=user, holder="post", person=head)
    assert own.post_title == "Bí thư"
    add_task(own, actor=user, values=whole(cast))
    assert send_registration(own, actor=user).status == "sent"
    assert start_registration(year, cast["G3"], actor=commune, holder="post", person=head) == own
    with pytest.raises(RegistrationError, match="không giữ chức vụ nào"):
        start_registration(
            year, cast["G3"], actor=commune, holder="post", person=cast.of_cell("G3A", 9)
        )


def test_what_the_province_sends_counts_at_once(cast: Cast, year: Campaign) -> None:
    own = start_registration(year, cast["P"], actor=OPERATOR)
    task = add_task(own, actor=OPERATOR, values=whole(cast))
    assert send_registration(own, actor=OPERATOR).status == "accepted"
    task.refresh_from_db()
    assert task.status == "accepted"


def test_it_is_begun_once(cast: Cast, year: Campaign, commune: User) -> None:
    first = start_registration(year, cast["G3"], actor=commune)
    assert start_registration(year, cast["G3"], actor=commune) == first
    assert registration_of(year, cast["G3"], actor=commune) == first
    assert content_of(add_task(first, actor=commune)).measures == ()


def test_a_deadline_after_new_year_and_an_end_date_that_is_not(
    task: Task, registration: Registration, commune: User, year: Campaign, settings: LazySettings
) -> None:
    """A year registered late may have its day in the next; its tasks still end inside it."""
    year.deadlines.filter(step=Step.REGISTER).update(due_on=dt.date(2022, 1, 10))
    settings.TODAY = dt.date(2022, 1, 5)
    time = {"starts_on": "2021-04-01", "ends_on": "2022-01-08", "milestones": []}
    task = save_task(task, task.revision, {"time": time}, actor=commune)
    with pytest.raises(RegistrationError, match="hạn cuối phải nằm trong năm 2021"):
        send_registration(registration, actor=commune)
    inside = time | {"ends_on": "2021-12-31"}
    save_task(task, task.revision, {"time": inside}, actor=commune)
    sent = send_registration(registration, actor=commune)
    assert (sent.status, sent.due_on, sent.sent_late) == ("sent", dt.date(2022, 1, 10), False)
    assert sent.receiver is not None
