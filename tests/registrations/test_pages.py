"""The pages: written, saved while it is typed, two wordings side by side, sent, read above."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.registrations.conftest import whole
from tests.registrations.test_settling import ABOVE
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, RegistrationLimits
from thidua.directives.models import Directive
from thidua.registrations.actions import add_task, save_task
from thidua.registrations.clarities import Clarity, clarities_of
from thidua.registrations.editing import Editing, edited
from thidua.registrations.forms import plain_number
from thidua.registrations.links import TASKS
from thidua.registrations.models import Registration, Task
from thidua.registrations.queries import task_again
from thidua.registrations.sending import send_registration
from thidua.registrations.settling import settle_task

LIST = "/nam/2021/dang-ky/G3/"
Sent = dict[str, Any]


@pytest.fixture
def as_() -> Callable[[User], Client]:
    def client(user: User) -> Client:
        found = Client()
        found.force_login(user)
        return found

    return client


@pytest.fixture
def web(as_: Callable[[User], Client], commune: User) -> Client:
    return as_(commune)


def sent(task: Task, **changes: Any) -> Sent:
    """What a browser sends of the form as it is drawn, some fields typed otherwise."""
    editing = Editing(edited(task_again(task)))
    data: Sent = {}
    for form in (editing.form, *editing.milestones, *editing.measures):
        for name in form.fields:
            value = form[name].value()
            if isinstance(value, bool):
                value = "on" if value else ""
            data[form.add_prefix(name)] = "" if value is None else value
    for formset in (editing.milestones, editing.measures):
        form = formset.management_form
        data |= {form.add_prefix(name): form[name].value() for name in form.fields}
    for name in ("starts_on", "ends_on", "m-0-on"):
        if data.get(name):
            data[name] = f"{data[name]:%d/%m/%Y}"
    return {name: value for name, value in data.items() if value != ""} | changes


def address(task: Task) -> str:
    return f"{LIST}{task.pk}/"


def test_a_year_that_is_not_launched_says_so(cast: Cast, year: Campaign, web: Client) -> None:
    year.launch_date = None
    year.save()
    page = web.get(LIST).content.decode()
    assert "chưa phát động đến đơn vị này" in page
    assert "Thêm nhiệm vụ" not in page


def test_from_an_empty_list_to_a_task(cast: Cast, year: Campaign, web: Client) -> None:
    assert "chưa đăng ký nhiệm vụ nào" in web.get(LIST).content.decode()
    came = web.post(LIST, {"act": "add", "kind": "breakthrough"}, follow=True)
    assert came.status_code == 200
    task = Task.objects.get()
    assert (task.kind, came.redirect_chain[0][0]) == ("breakthrough", address(task))
    page = came.content.decode()
    assert "làm việc gì?" in page
    assert "Đọc thành một câu" in page


def test_what_is_drawn_and_sent_back_changes_nothing(task: Task, web: Client) -> None:
    came = web.post(address(task), sent(task, act="save"))
    assert came.status_code == 302
    assert task_again(task).revision == task.revision == 1


def test_what_is_typed_is_saved_and_read_aloud(task: Task, web: Client) -> None:
    typed = sent(task, work="Đẩy mạnh trồng rau", act="save")
    came = web.post(address(task), typed, headers={"X-Live": "1"})
    live = came.content.decode()
    assert "Đã lưu lúc" in live
    assert 'class="vague"' in live
    assert "đẩy mạnh" in live
    assert "không cho biết làm đến đâu thì xong" in live
    assert task_again(task).work == "Đẩy mạnh trồng rau"
    assert json.loads(Editing(edited(task_again(task))).form.initial["bases"])["work"][1] == 2


def test_a_day_that_is_none_stays_in_its_field_and_the_rest_is_saved(
    task: Task, web: Client
) -> None:
    came = web.post(address(task), sent(task, ends_on="31/02/2021", place="thôn 5", act="save"))
    page = came.content.decode()
    assert "31/02/2021" in page
    again = task_again(task)
    assert (again.place, f"{again.ends_on:%d/%m}") == ("thôn 5", "30/11")


def test_advice_is_taken_by_one_click(task: Task, web: Client) -> None:
    typed = sent(task, work="Đẩy mạnh chuyển đổi 30 ha")
    web.post(address(task), typed | {"act": "apply:push:work:đẩy mạnh"})
    assert task_again(task).work == "Chuyển đổi 30 ha"


def test_people_of_the_unit_are_found_and_added(task: Task, web: Client, cast: Cast) -> None:
    found = web.get(f"{address(task)}tim/", {"q": "M-G3A-05"}).content.decode()
    assert "M-G3A-05" in found
    assert "M-G1A-05" not in web.get(f"{address(task)}tim/", {"q": "M-G1A-05"}).content.decode()
    new = cast.of_cell("G3A", 5)
    web.post(address(task), sent(task, act=f"add:p:{new.pk}"))
    assert new.pk in [row.person_id for row in task.people.all()]
    web.post(address(task), sent(task, act=f"drop:p:{new.pk}"))
    assert new.pk not in [row.person_id for row in task.people.all()]


def test_two_tabs_see_both_wordings_and_choose(task: Task, web: Client, commune: User) -> None:
    mine = sent(task, work="Trồng 20 ha rau", amount="20 ha", act="save")
    words = whole_work(task) | {"work": "Trồng 30 ha rau"}
    save_task(task, 1, {"work": words}, actor=commune)
    came = web.post(address(task), mine)
    page = came.content.decode()
    assert came.status_code == 409
    assert "Rõ việc đang có hai bản" in page
    assert "trồng 20 ha rau" in page
    assert "trồng 30 ha rau" in page
    again = web.post(address(task), mine | {"act": "mine:work"}, follow=True)
    assert task_again(task).work == "Trồng 20 ha rau"
    assert "Trồng 30 ha rau" in again.content.decode()


def test_both_wordings_are_put_together(task: Task, web: Client, commune: User) -> None:
    mine = sent(task, work="Trồng 20 ha rau")
    save_task(task, 1, {"work": whole_work(task) | {"work": "Nuôi cá"}}, actor=commune)
    web.post(address(task), mine | {"act": "both:work"})
    assert task_again(task).work == "Nuôi cá; Trồng 20 ha rau"


def whole_work(task: Task) -> dict[str, Any]:
    return {name: getattr(task, name) for name in ("title", "kind", "work", "place", "amount")}


def test_an_old_page_wipes_nothing(task: Task, web: Client) -> None:
    came = web.post(address(task), {"act": "save"})
    assert came.status_code == 409
    assert "Trang mở đã lâu" in came.content.decode()
    assert task_again(task).work == task.work


def test_it_is_sent_and_the_list_says_who_reads(
    task: Task, web: Client, district: User, as_: Callable[[User], Client]
) -> None:
    page = web.get(LIST).content.decode()
    assert "Gửi lên Huyện uỷ Gia Lộc" in page
    came = web.post(LIST, {"act": "send"}, follow=True).content.decode()
    assert "Đã gửi bản đăng ký lên Huyện uỷ Gia Lộc." in came
    assert "Lấy lại để sửa" in came
    assert district.notices.get().href == LIST
    above = as_(district).get(LIST).content.decode()
    assert "rau xuất khẩu" in above
    assert "Thêm nhiệm vụ" not in above
    assert as_(district).get(address(task)).status_code == 200
    assert as_(district).post(address(task), {"act": "remove"}).status_code == 404


def test_nobody_above_reads_a_draft(
    task: Task, district: User, as_: Callable[[User], Client]
) -> None:
    page = as_(district).get(LIST).content.decode()
    assert "Đơn vị chưa gửi bản đăng ký" in page
    assert "rau xuất khẩu" not in page
    assert as_(district).get(address(task)).status_code == 404


def test_what_was_returned_is_shown_with_its_reason_and_alone_opens(
    task: Task, registration: Registration, commune: User, web: Client
) -> None:
    send_registration(registration, actor=commune)
    rest = {each.id for each in clarities_of(2021)} - {Clarity.EFFECT}
    settle_task(task, rest, {Clarity.EFFECT: "thiếu mốc giữa năm"}, authority=ABOVE)
    assert "thiếu mốc giữa năm" in web.get(LIST).content.decode()
    page = web.get(address(task)).content.decode()
    assert "Trả lại: thiếu mốc giữa năm" in page
    assert page.count("Mục này đã được nhận, không sửa nữa.") == 4
    came = web.post(address(task), sent(task, work="Việc khác", act="save"))
    assert (came.status_code, task_again(task).work) == (409, task.work)


def test_more_than_the_province_wants_is_a_warning(task: Task, year: Campaign, web: Client) -> None:
    RegistrationLimits.objects.update_or_create(campaign=year, defaults={"least_key_tasks": 3})
    page = web.get(LIST).content.decode()
    assert "Mới có 1 nhiệm vụ trọng tâm; ít nhất 3" in page
    assert web.post(LIST, {"act": "send"}).status_code == 302


def test_odd_signs_and_very_long_words(task: Task, web: Client) -> None:
    odd = "<script>x</script> " + "a" * 900 + "\u200b\u202e"
    web.post(address(task), sent(task, work=odd, act="save"))
    stored = task_again(task).work
    assert stored == "<script>x</script> " + "a" * 900
    page = web.get(address(task)).content.decode()
    assert "<script>x</script>" not in page
    came = web.post(address(task), sent(task, work="b" * 2001, act="save"))
    assert "nhiều nhất 2.000 ký tự" in came.content.decode()
    assert "b" * 2001 in came.content.decode()
    assert task_again(task).work == stored


@pytest.mark.parametrize(
    ("written", "plain"),
    [("1.208", "1208"), ("12,5", "12.5"), ("12.5", "12.5"), ("1.208,5", "1208.5"), ("0", "0")],
)
def test_numbers_are_read_as_people_write_them(written: str, plain: str) -> None:
    assert plain_number(written) == plain


def test_a_measure_that_nought_is_aimed_at(task: Task, web: Client) -> None:
    row = task.measures.get()
    typed = {"d-0-name": "Số vụ", "d-0-unit": "vụ", "d-0-last_year": "3", "d-0-target": "0"}
    web.post(address(task), sent(task, **typed, **{"d-0-direction": "lower"}, act="save"))
    row.refresh_from_db()
    assert row.target == 0
    assert row.direction == "lower"
    assert "giảm từ" in web.get(address(task)).content.decode()


def test_the_step_leads_everybody_to_their_own(web: Client, cast: Cast, year: Campaign) -> None:
    assert web.get("/nam/2021/dang-ky/").headers["Location"] == LIST
    home = web.get("/?year=2021").content.decode()
    assert "Gửi bản đăng ký nhiệm vụ của" in home
    assert "/nam/2021/dang-ky/" in home


def test_its_writer_asks_at_most_twelve_times(task: Task, web: Client) -> None:
    for page in (LIST, address(task)):
        web.get(page)
        with CaptureQueriesContext(connection) as queries:
            web.get(page)
        assert len(queries) <= 12, page


def test_the_whole_is_sent_from_a_tasks_page(
    task: Task, registration: Registration, commune: User, web: Client, cast: Cast
) -> None:
    add_task(registration, actor=commune, values=whole(cast))
    page = web.get(address(task)).content.decode()
    assert "Gửi cả 2 nhiệm vụ lên Huyện uỷ Gia Lộc" in page
    assert f'href="{LIST}ban-dang-ky.pdf"' in page
    came = web.post(address(task), sent(task, amount="40 ha", act="send"), follow=True)
    assert came.redirect_chain[0][0] == LIST
    assert "Đã gửi bản đăng ký lên Huyện uỷ Gia Lộc." in came.content.decode()
    assert task_again(task).versions.get().content["work"]["amount"] == "40 ha"


def test_what_cannot_go_yet_leads_to_the_list(
    task: Task, web: Client, settings: LazySettings, registration: Registration
) -> None:
    settings.TODAY = dt.date(2021, 4, 6)
    page = web.get(address(task)).content.decode()
    assert "lý do viết ở trang bản đăng ký" in page
    assert 'value="send"' not in page
    came = web.post(address(task), sent(task, amount="40 ha", act="send"))
    assert came.status_code == 409
    assert "40 ha" in came.content.decode()
    registration.refresh_from_db()
    assert registration.status == "draft"


def test_documents_are_linked_to_accepted_tasks(
    task: Task, commune: User, web: Client, year: Campaign, cast: Cast
) -> None:
    registration = task.registration
    assert TASKS.offered(commune, year) == []
    send_registration(registration, actor=commune)
    settle_task(task, {each.id for each in clarities_of(2021)}, {}, authority=ABOVE)
    (offered,) = TASKS.offered(commune, year)
    assert (offered.key, offered.href) == (str(task.pk), address(task))
    stranger = cast.officer("xa-khac", Role.GRASSROOTS, "G1")
    assert TASKS.offered(stranger, year) == []
    assert TASKS.named(stranger, year, [str(task.pk), "x"]) == {}
    directive = Directive.objects.create(
        organisation=cast["U2"],
        campaign=year,
        number="62-KH/HU",
        signed_on=dt.date(2021, 2, 18),
        issuer="Huyện uỷ Gia Lộc",
        title="Kế hoạch chuyển đổi cây trồng",
        kind="plan",
    )
    directive.links.create(kind="task", target=str(task.pk))
    page = web.get(address(task)).content.decode()
    assert "Văn bản liên quan" in page
    assert f"/{directive.pk}/" in page


def test_the_list_leads_to_the_units_indicators(task: Task, web: Client, year: Campaign) -> None:
    every = year.indicators.count()
    page = web.get(LIST).content.decode()
    assert ("Chỉ tiêu: 0/" in page) == bool(every)
    assert ("/nam/2021/chi-tieu/G3/" in page) == bool(every)


def test_the_unit_lets_units_below_take_up_a_task_and_no_more(
    web: Client, as_: Callable[[User], Client], task: Task, commune: User, district: User
) -> None:
    address = f"{LIST}{task.pk}/"
    assert "Để cấp dưới nhận" not in web.get(address).content.decode()
    send_registration(task.registration, actor=commune)
    assert 'value="offer"' in web.get(address).content.decode()
    assert 'value="offer"' not in as_(district).get(address).content.decode()
    web.post(address, {"act": "offer"})
    task.refresh_from_db()
    assert task.offered
    assert 'value="keep"' in web.get(address).content.decode()
    web.post(address, {"act": "keep"})
    task.refresh_from_db()
    assert not task.offered


def test_an_accepted_registration_takes_another_task(
    web: Client, task: Task, commune: User
) -> None:
    send_registration(task.registration, actor=commune)
    asked = {each.id for each in clarities_of(2021)}
    settle_task(task, asked, {}, authority=ABOVE)
    assert "Thêm nhiệm vụ trọng tâm" in web.get(LIST).content.decode()
    response = web.post(LIST, {"act": "add", "kind": "key_task"})
    assert response.status_code == 302
    assert task.registration.tasks.count() == 2
