"""The pages of what a unit carries out: what they tell, what they take, what they refuse."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.html import tight
from tests.progress.conftest import noted
from thidua.accounts.models import User
from thidua.progress.models import Note
from thidua.registrations.models import Task

UNIT = "/nam/2021/thuc-hien/G3/"
FULL, CONFLICT, GONE = 200, 409, 404


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(task: Task, more: str = "") -> str:
    return f"{UNIT}nhiem-vu/{task.pk}/{more}"


def sent(task: Task, **changes: Any) -> dict[str, Any]:
    """What a browser sends of the form of a note."""
    measure = task.measures.get()
    return {
        f"m-{measure.pk}": "9",
        "on": "19/08/2021",
        "text": "Thôn 1 xong 9 ha cà rốt.",
        "sent_as": str(uuid4()),
        "seen": "0",
    } | changes


def page(client: Client, where: str, status: int = FULL) -> str:
    answer = client.get(where)
    assert answer.status_code == status
    return tight(answer.content.decode())


def test_the_unit_sees_its_tasks_over_the_year(task: Task, commune: User) -> None:
    noted(task, dt.date(2021, 8, 19), value=Decimal(9), blocked_by="Trạm bơm hỏng")
    told = page(browser(commune), UNIT)
    assert "Một việc chậm mốc và đang vướng" in told
    assert "9/30 ha" in told
    assert "đang vướng, chậm mốc 31/8" in told
    assert "1 nhiệm vụ, 0 khâu đột phá" in told


def test_a_task_of_which_nothing_is_noted_has_its_page(task: Task, commune: User) -> None:
    told = page(browser(commune), address(task))
    assert "Diện tích đã chuyển đổi" in told
    assert "Ghi tiến độ tháng 9" in told


def test_the_open_row_tells_what_blocks_and_where_the_pace_leads(task: Task, commune: User) -> None:
    noted(task, dt.date(2021, 5, 19), value=Decimal(3))
    noted(task, dt.date(2021, 8, 19), value=Decimal(9), blocked_by="Trạm bơm hỏng")
    client = browser(commune)
    told = tight(client.get(address(task), HTTP_HX_REQUEST="true").content.decode())
    assert "<html" not in told
    assert "Đang vướng · từ 19/8" in told
    # 6 ha in 92 days: 2 ha a month, 103 days to go: 9 + 6,7
    assert "2 ha mỗi tháng thì đến 30/11 được 15,7 ha, thiếu 14,3 ha." in told
    assert "Ghi tiến độ tháng 9" in told


def test_a_note_is_written_by_the_plain_form(task: Task, commune: User) -> None:
    client = browser(commune)
    assert "Đến nay được bao nhiêu?" in page(client, address(task, "ghi/"))
    answer = client.post(address(task, "ghi/"), sent(task))
    assert answer.status_code == 302
    note = Note.objects.get()
    assert (note.text, note.on) == ("Thôn 1 xong 9 ha cà rốt.", dt.date(2021, 8, 19))
    assert note.values.get().value == 9
    assert "<strong>9 ha</strong>" in page(client, answer["Location"])


def test_a_note_of_a_day_to_come_comes_back_with_everything_typed(
    task: Task, commune: User
) -> None:
    answer = browser(commune).post(address(task, "ghi/"), sent(task, on="01/02/2022"))
    told = tight(answer.content.decode())
    assert answer.status_code == CONFLICT
    assert "chưa đến" in told
    assert "Thôn 1 xong 9 ha cà rốt." in told
    assert not Note.objects.exists()
