"""An accepted task is changed on its page: with a reason, read again, nothing typed lost."""

import html
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.registrations.conftest import whole
from tests.registrations.test_pages import Sent, address, as_, sent, web
from tests.registrations.test_settling import ABOVE, ALL
from thidua.accounts.models import Role, User
from thidua.registrations.changing import change_accepted, withdraw
from thidua.registrations.clarities import Clarity
from thidua.registrations.models import Registration, Task
from thidua.registrations.queries import task_again
from thidua.registrations.sending import send_registration
from thidua.registrations.settling import settle_task

__all__ = ["as_", "web"]
LINK, WHY = "Thay đổi nhiệm vụ", "Mưa úng tháng 6"


@pytest.fixture
def accepted(registration: Registration, task: Task, commune: User) -> Task:
    send_registration(registration, actor=commune)
    settle_task(task, ALL, {}, authority=ABOVE)
    return task_again(task)


def changing(task: Task) -> str:
    return f"{address(task)}?doi=1"


def change(task: Task, **typed: object) -> Sent:
    """What a browser sends to have a change sent, with its reason."""
    return sent(task, **({"act": "change", "change_reason": WHY} | typed))


def test_a_change_waits_above_and_what_was_promised_first_stays(
    accepted: Task, registration: Registration, web: Client
) -> None:
    page = web.get(address(accepted)).content.decode()
    assert LINK in page
    assert changing(accepted) in page
    form = web.get(changing(accepted)).content.decode()
    assert "chưa gửi thì chưa có gì thay đổi" in form
    assert "Gửi thay đổi lên Huyện uỷ Gia Lộc" in form
    assert form.count("is-primary") == 1
    came = web.post(changing(accepted), change(accepted, amount="20 ha"), follow=True)
    assert came.redirect_chain[0][0] == address(accepted)
    page = came.content.decode()
    assert "Đã gửi thay đổi lên Huyện uỷ Gia Lộc" in page
    assert WHY in page
    again = task_again(accepted)
    registration.refresh_from_db()
    assert (again.status, registration.status) == ("sent", "sent")
    assert set(again.locked) == {each.value for each in ALL} - {"work"}
    first, second = again.versions.all()
    assert (second.number, second.change_reason) == (2, WHY)
    assert first.content["work"]["amount"] == "30 ha"
    assert second.content["work"]["amount"] == "20 ha"
    assert settle_task(again, {Clarity.WORK}, {}, authority=ABOVE).status == "accepted"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "20 ha", "change_reason": " "}, "Hãy nêu lý do"),
        ({"place": "thôn 1, thôn 3"}, "Chưa có gì thay đổi"),
        ({"amount": "20 ha", "work": ""}, "chưa viết làm gì"),
        ({"amount": "20 ha", "ends_on": "31/02/2021"}, "có ô chưa đọc được"),
        ({"amount": "20 ha", "change_reason": "a" * 2001}, "nhiều nhất 2.000 ký tự"),
    ],
)
def test_what_is_refused_stays_as_it_was_typed(
    accepted: Task, web: Client, typed: dict[str, str], words: str
) -> None:
    came = web.post(changing(accepted), change(accepted, **typed))
    page = came.content.decode()
    assert came.status_code == 409
    assert words.lower() in page.lower()
    for value in typed.values():
        assert value.strip() in page
    again = task_again(accepted)
    assert (again.status, again.amount, again.versions.count()) == ("accepted", "30 ha", 1)
    assert set(again.locked) == {each.value for each in ALL}


def test_people_are_chosen_on_the_page_before_anything_is_sent(
    accepted: Task, web: Client, cast: Cast
) -> None:
    new, stranger = cast.of_cell("G3A", 5), cast.of_cell("G1A", 5)
    typed = change(accepted, amount="20 ha", act="find_q", q="M-G3A-05")
    assert f'value="add:p:{new.pk}"' in web.post(changing(accepted), typed).content.decode()
    picked = web.post(changing(accepted), typed | {"act": f"add:p:{new.pk}"}).content.decode()
    for words in (f'name="doer" value="p:{new.pk}"', new.full_name, "20 ha", WHY):
        assert words in picked
    other = web.post(changing(accepted), typed | {"act": f"answer:p:{new.pk}"}).content.decode()
    assert f'name="answers" value="{new.pk}"' in other
    outside = web.post(changing(accepted), typed | {"act": f"add:p:{stranger.pk}"})
    assert f'value="p:{stranger.pk}"' not in outside.content.decode()
    assert task_again(accepted).people.count() == 2
    doers = [*(f"{kind}:{pk}" for kind, pk in _doers(accepted)), f"p:{new.pk}"]
    web.post(changing(accepted), change(accepted, doer=doers, lead=doers[:1]))
    again = task_again(accepted)
    assert new.pk in [row.person_id for row in again.people.all()]
    assert set(again.locked) == {each.value for each in ALL} - {"person"}


def _doers(task: Task) -> list[tuple[str, int | None]]:
    rows = task.people.all()
    return [("p", row.person_id) if row.person_id else ("o", row.organisation_id) for row in rows]


def test_a_pick_leaves_what_cannot_be_read_as_it_was_typed(
    accepted: Task, web: Client, cast: Cast
) -> None:
    new = cast.of_cell("G3A", 5)
    typed = change(accepted, ends_on="31/02/2021", act=f"add:p:{new.pk}")
    page = web.post(changing(accepted), typed).content.decode()
    assert "31/02/2021" in page
    assert f'name="doer" value="p:{new.pk}"' in page


def test_two_people_see_both_wordings(
    accepted: Task, web: Client, commune: User, cast: Cast
) -> None:
    mine = change(accepted, amount="20 ha")
    theirs = whole(cast)["work"] | {"amount": "25 ha"}
    changed = change_accepted(accepted, accepted.revision, {"work": theirs}, "Khác", actor=commune)
    waits = web.post(changing(accepted), mine)
    assert waits.status_code == 409
    assert "đang chờ trả lời" in waits.content.decode()
    assert "20 ha" in waits.content.decode()
    settle_task(changed, {Clarity.WORK}, {}, authority=ABOVE)
    came = web.post(changing(accepted), mine)
    page = came.content.decode()
    assert came.status_code == 409
    assert "Rõ việc đang có hai bản" in page
    assert "20 ha" in page
    assert "25 ha" in page
    left = web.post(changing(accepted), mine | {"act": "theirs:work"}).content.decode()
    assert 'value="25 ha"' in left
    assert task_again(accepted).set_aside.get().content["amount"] == "20 ha"
    chosen = web.post(changing(accepted), mine | {"act": "mine:work"}).content.decode()
    (bases,) = re.findall(r'name="bases" value="([^"]+)"', chosen)
    web.post(changing(accepted), mine | {"bases": html.unescape(bases)})
    again = task_again(accepted)
    assert (again.amount, again.versions.count()) == ("20 ha", 3)


def test_whoever_only_reads_has_no_link_and_no_page(
    accepted: Task, district: User, as_: Callable[[User], Client], cast: Cast
) -> None:
    above = as_(district)
    assert LINK not in above.get(address(accepted)).content.decode()
    stranger = as_(cast.officer("xa-khac", Role.GRASSROOTS, "G1"))
    for reader in (above, stranger):
        assert reader.get(changing(accepted)).status_code == 404
        assert reader.post(changing(accepted), change(accepted, amount="1 ha")).status_code == 404
    assert task_again(accepted).status == "accepted"


def test_what_is_asked_to_be_withdrawn_is_not_changed(
    accepted: Task, commune: User, web: Client
) -> None:
    typed = change(accepted, amount="20 ha")
    withdraw(accepted, "Thôn sáp nhập", actor=commune)
    assert LINK not in web.get(address(accepted)).content.decode()
    assert web.get(changing(accepted)).headers["Location"] == address(accepted)
    came = web.post(changing(accepted), typed)
    assert came.status_code == 409
    assert "đang xin rút" in came.content.decode()
    assert "20 ha" in came.content.decode()


def test_a_draft_has_nothing_accepted_to_change(task: Task, web: Client) -> None:
    assert LINK not in web.get(address(task)).content.decode()
    assert web.get(changing(task)).headers["Location"] == address(task)
    assert web.post(changing(task), change(task, amount="20 ha")).status_code == 409
    assert task_again(task).amount == "30 ha"


def test_it_asks_at_most_twelve_times(accepted: Task, web: Client) -> None:
    web.get(changing(accepted))
    with CaptureQueriesContext(connection) as queries:
        web.get(changing(accepted))
    assert len(queries) <= 12
