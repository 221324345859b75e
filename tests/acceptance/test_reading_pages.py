"""The pages of whoever reads what units sent."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.acceptance.conftest import ALL, about, returning
from tests.cast import Cast
from tests.registrations.conftest import whole
from tests.second_factor import signed_in_now
from thidua.acceptance.actions import hand_over
from thidua.acceptance.answering import answer, waiting_versions
from thidua.acceptance.models import Verdict
from thidua.accounts.models import Role, User
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.registrations.actions import add_task, save_task
from thidua.registrations.changing import withdraw
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration, take_back

LIST, UNIT = "/nam/2021/doc-dang-ky/U2/", "/nam/2021/doc-dang-ky/U2/G3/"


def browser(user: User) -> Client:
    client = Client()
    signed_in_now(user, client=client)
    return client


def posted(registration: Registration, **verdicts: str) -> dict[str, str]:
    """The form of the page as it is sent: each clarity accepted but for those named here."""
    version = waiting_versions(registration)[0].pk
    names = ("work", "person", "time", "effect", "responsibility")
    data = {"act": "answer", "versions": str(version)}
    for name in names:
        why = verdicts.get(name)
        data[f"v{version}-{name}-verdict"] = "accept" if why is None else "return"
        data[f"v{version}-{name}-reason"] = why or ""
    return data


def test_the_list_says_where_each_unit_stands(sent: Registration, district: User) -> None:
    page = browser(district).get(LIST).content.decode()
    assert "chờ đọc 1" in page
    assert "gửi " in page
    assert UNIT in page


def test_a_draft_shows_that_it_is_written_and_no_word_of_it(
    task: Task, registration: Registration, district: User
) -> None:
    page = browser(district).get(LIST).content.decode()
    assert "đang soạn" in page
    page = browser(district).get(UNIT).content.decode()
    assert "Bản đang soạn chỉ đơn vị thấy" in page
    assert "rau xuất khẩu" not in page


def test_what_was_taken_back_is_not_read_any_more(
    sent: Registration, commune: User, district: User
) -> None:
    take_back(sent, actor=commune)
    page = browser(district).get(UNIT).content.decode()
    assert "rau xuất khẩu" not in page


def test_a_draft_added_to_what_was_returned_is_not_read(
    sent: Registration, commune: User, district: User, cast: Cast
) -> None:
    answer(sent, about(sent, returning(time="Nêu mốc.")), actor=district)
    secret = {**whole(cast)["work"], "work": "Việc còn giữ kín"}
    add_task(sent, actor=commune, values={"work": secret})
    page = browser(district).get(UNIT).content.decode()
    assert "rau xuất khẩu" in page
    assert "giữ kín" not in page


def test_the_plain_form_answers(sent: Registration, district: User) -> None:
    page = browser(district).post(UNIT, posted(sent, time="Nêu mốc giữa năm."), follow=True)
    assert "nhận 4 mục, trả lại 1 mục" in page.content.decode()
    assert Verdict.objects.get(accepted=False).reason == "Nêu mốc giữa năm."


def test_reasons_may_be_picked(sent: Registration, district: User) -> None:
    data = posted(sent, responsibility="")
    version = waiting_versions(sent)[0].pk
    data[f"v{version}-responsibility-picked"] = "0"
    browser(district).post(UNIT, data)
    assert Verdict.objects.get(accepted=False).reason == "chưa nói kiểm tra lúc nào"


def test_a_refused_answer_keeps_what_was_prepared(sent: Registration, district: User) -> None:
    data = posted(sent, time="Nêu mốc giữa năm.", effect=" ")
    page = browser(district).post(UNIT, data)
    text = page.content.decode()
    assert page.status_code == 400
    assert "lý do trả lại" in text
    assert "Nêu mốc giữa năm." in text
    assert 'value="return"\n          checked' in text or "checked" in text


def test_two_readers_the_second_sees_what_the_first_decided(
    sent: Registration, district: User, cast: Cast
) -> None:
    second = cast.officer("huyen2", Role.UPPER_LEVEL, "U2")
    data = posted(sent, effect="Thêm số năm trước.")
    answer(sent, about(sent, returning(time="Nêu mốc giữa năm.")), actor=district)
    page = browser(second).post(UNIT, data)
    text = page.content.decode()
    assert page.status_code == 400
    assert "đã trả lời trước" in text
    assert "Nêu mốc giữa năm." in text  # what stands now
    assert "Thêm số năm trước." in text  # what was prepared


def test_the_earlier_wording_stays_beside_the_new_one(
    sent: Registration, district: User, commune: User, cast: Cast
) -> None:
    answer(sent, about(sent, returning(time="Nêu ngày xong.")), actor=district)
    task = sent.tasks.get()
    words = {**whole(cast)["time"], "ends_on": "2021-10-15"}
    save_task(task, task.revision, {"time": words}, actor=commune)
    send_registration(sent, actor=commune)
    text = browser(district).get(UNIT).content.decode()
    assert "01/04 – 15/10/2021" in text
    assert "<s>“01/04 – 30/11/2021" in text
    assert "sửa theo lý do ngày" in text
    assert "gửi lần 2, sửa 1 mục" in text
    assert "So với lần 1" in text


def test_the_unit_may_withdraw_when_its_committee_agrees(
    sent: Registration, district: User, commune: User
) -> None:
    answer(sent, about(sent, ALL), actor=district)
    task = withdraw(sent.tasks.get(), "dự án dừng", actor=commune)
    client = browser(district)
    assert "dự án dừng" in client.get(UNIT).content.decode()
    client.post(UNIT, {"act": "keep", "task": task.pk, "word": "còn làm được"})
    task.refresh_from_db()
    assert (task.status, task.withdrawal_answer) == ("accepted", "còn làm được")
    withdraw(task, "dự án dừng", actor=commune)
    client.post(UNIT, {"act": "let_go", "task": task.pk, "word": ""})
    task.refresh_from_db()
    assert task.status == "withdrawn"


@pytest.mark.parametrize(
    ("role", "where", "status"),
    [
        (Role.PROVINCE, "P", 200),
        (Role.INSPECTOR, "U2", 200),
        (Role.UPPER_LEVEL, "U1", 404),
        (Role.GRASSROOTS, "G3", 404),
        (Role.CELL, "G3A", 404),
        (None, "", 404),
    ],
)
def test_who_may_not_see_gets_no_such_page(
    sent: Registration, cast: Cast, role: Role | None, where: str, status: int
) -> None:
    client = browser(cast.officer("ai", role, where))
    assert client.get(UNIT).status_code == status
    assert client.get(LIST).status_code == status
    if status == 200:
        assert b"answer-bar" not in client.get(UNIT).content
        assert client.post(UNIT, posted(sent)).status_code == 403


def test_a_body_answers_what_was_handed_to_it_and_sees_no_more(
    sent: Registration, year: Campaign, district: User, cast: Cast
) -> None:
    body = AdvisoryBody.objects.create(
        kind="advisory", name="Ban Tổ chức Huyện uỷ", committee=cast["U2"]
    )
    officer = cast.officer("ban-to-chuc", None, "")
    officer.grants.create(
        role=Role.UPPER_LEVEL, organisation=cast["U2"], body=body, starts_on="2020-01-01"
    )
    client = browser(officer)
    assert client.get(UNIT).status_code == 404
    hand_over(sent, body, actor=district)
    assert client.get(UNIT).status_code == 200
    client.post(UNIT, posted(sent))
    verdict = Verdict.objects.first()
    assert verdict is not None
    assert verdict.body == body


def test_the_first_page_of_the_reader_asks_for_it(
    sent: Registration, district: User, commune: User
) -> None:
    page = browser(district).get("/?year=2021").content.decode()
    assert "Đọc 1 bản đăng ký" in page
    assert "Đọc 1 bản đăng ký" not in browser(commune).get("/?year=2021").content.decode()


def test_a_long_list_asks_no_more_questions(
    sent: Registration,
    year: Campaign,
    district: User,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = browser(district)
    for address in (LIST, UNIT):
        client.get(address)
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            client.get(address)


def test_the_list_opens_the_first_that_waits(
    sent: Registration, year: Campaign, district: User, cast: Cast
) -> None:
    client = browser(district)
    text = client.get(LIST).content.decode()
    assert "rau xuất khẩu" in text
    assert f'action="{UNIT}"' in text
    assert text.count("is-primary") == 1
    units = [row.entry.unit.code for row in client.get(LIST).context["rows"]]
    assert units[0] == "G3"
    answer(sent, about(sent, ALL), actor=district)
    again = client.get(LIST).content.decode()
    assert "rau xuất khẩu" in again
    assert "is-primary" not in again


def test_where_nothing_waits_the_filter_says_so(sent: Registration, district: User) -> None:
    answer(sent, about(sent, ALL), actor=district)
    text = browser(district).get(f"{LIST}?state=waiting").content.decode()
    assert "Không còn bản nào chờ đọc" in text
    assert "rau xuất khẩu" not in text


def test_where_nothing_was_sent_the_list_stands_alone(task: Task, district: User) -> None:
    text = browser(district).get(LIST).content.decode()
    assert "is-alone" in text
    assert "rau xuất khẩu" not in text
