"""What happens by the clock alone: health papers go at night, and who is late is shown to whoever
answers until it is answered.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from procrastinate.contrib.django import app

from tests.attachments.samples import picture
from tests.attachments.samples import sent as sent_file
from tests.objections.conftest import TOLD
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.attachments.models import Attachment
from thidua.language import speaking
from thidua.objections.actions import object_again, object_to_level, withdraw
from thidua.objections.answering import answer
from thidua.objections.erasing import erase_due
from thidua.objections.jobs import erase_health_papers
from thidua.objections.models import HEALTH, Line, LineKind, Objection
from thidua.objections.verifying import assign, note
from thidua.roster.models import RosterEntry

Who = Callable[[str], User]
On = Callable[[dt.date], None]
SENT_ON = TOLD + dt.timedelta(days=13)
KEPT_FOR = dt.timedelta(days=90)


@pytest.fixture
def sent(subject: RosterEntry, who: Who, on: On) -> Objection:
    """With one paper about health."""
    on(SENT_ON)
    return object_to_level(
        roster_entry=subject,
        conditions=[],
        facts={"year_tasks": "excellent"},
        why="Tôi nằm viện",
        actor=who("objector"),
        health=[sent_file("giay.jpg", picture())],
    )


def kept(objection: Objection, who: Who, answerer: str, verifier: str) -> Objection:
    assign(objection=objection, users=[who(verifier).pk], actor=who(answerer))
    note(objection=objection, text="Đã xem", actor=who(verifier))
    return answer(objection=objection, upheld=False, reasons="Đủ căn cứ", actor=who(answerer))


def papers() -> int:
    return Attachment.objects.filter(kind=HEALTH, removed_at=None).count()


def test_the_job_runs_every_night_when_nobody_works_here() -> None:
    (planned,) = [
        one
        for one in app.periodic_registry.periodic_tasks.values()
        if one.task is erase_health_papers
    ]
    minute, hour, *every_day = planned.cron.split()
    assert every_day == ["*", "*", "*"]
    assert (int(hour) + 7) % 24 in range(1, 5)  # the cron is in UTC, this is UTC+7
    assert int(minute) < 60


def test_the_job_erases_what_is_due_and_a_second_run_does_nothing(
    sent: Objection, who: Who, on: On
) -> None:
    kept(sent, who, "superior", "colleague")
    on(SENT_ON + dt.timedelta(days=30) + KEPT_FOR)
    erase_health_papers(timestamp=0)
    assert papers() == 1
    on(SENT_ON + dt.timedelta(days=31) + KEPT_FOR)
    erase_health_papers(timestamp=0)
    erase_health_papers(timestamp=0)
    assert papers() == 0
    line = Line.objects.get(objection=sent, kind=LineKind.ERASED)
    page = f"/nam/2021/khieu-nai/{sent.pk}/"
    client = signed_in_now(who("superior"))
    assert line.text in client.get(page).content.decode()
    client.cookies["django_language"] = "en"
    with speaking("en"):
        words = client.get(page).content.decode()
    assert "kept after the last instance is over" in words
    assert line.text not in words


def test_the_second_instance_keeps_them_until_it_is_over(sent: Objection, who: Who, on: On) -> None:
    first = kept(sent, who, "superior", "colleague")
    on(SENT_ON + dt.timedelta(days=20))
    again = object_again(first=first, why="Chưa xem giấy", actor=who("objector"))
    on(SENT_ON + dt.timedelta(days=200))  # nobody answered it: the last instance still runs
    assert (erase_due(), papers()) == (0, 1)
    kept(again, who, "province", "province")
    on(SENT_ON + dt.timedelta(days=200) + KEPT_FOR)
    assert (erase_due(), papers()) == (0, 1)
    on(SENT_ON + dt.timedelta(days=201) + KEPT_FOR)
    assert (erase_due(), papers()) == (1, 0)


def test_what_was_taken_back_keeps_them_as_long(sent: Objection, who: Who, on: On) -> None:
    withdraw(objection=sent, actor=who("objector"))
    on(SENT_ON + KEPT_FOR)
    assert (erase_due(), papers()) == (0, 1)
    on(SENT_ON + dt.timedelta(days=1) + KEPT_FOR)
    assert (erase_due(), papers()) == (1, 0)


def test_the_clock_set_back_erases_nothing_early(sent: Objection, who: Who, on: On) -> None:
    kept(sent, who, "superior", "colleague")
    on(SENT_ON - dt.timedelta(days=400))
    assert (erase_due(), papers()) == (0, 1)


def test_an_answer_that_is_late_is_told_until_it_is_given(
    sent: Objection, who: Who, on: On
) -> None:
    """On the first page, in the list and on the page of it; nothing once it is answered."""
    listed, page = "/nam/2021/khieu-nai/", f"/nam/2021/khieu-nai/{sent.pk}/"
    on(sent.due_on)
    client = signed_in_now(who("superior"))
    assert "còn 0 ngày" in client.get(listed).content.decode()
    on(sent.due_on + dt.timedelta(days=2))
    for at in (listed, page):
        assert "quá hạn 2 ngày" in client.get(at).content.decode(), at
    assert "Trả lời khiếu nại của" in client.get("/").content.decode()
    kept(sent, who, "superior", "colleague")
    for at in (listed, page):
        assert "quá hạn" not in client.get(at).content.decode(), at
    assert "Trả lời khiếu nại của" not in client.get("/").content.decode()
