"""The pages of tasks passed down, and of ideas."""

import pytest
from django.test import Client

from tests.acceptance.conftest import ALL, about
from tests.acceptance.test_ideas import last_year  # noqa: F401  (a fixture)
from tests.acceptance.test_passing_down import offered  # noqa: F401  (a fixture)
from tests.acceptance.test_reading_pages import browser
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.acceptance.answering import answer
from thidua.accounts.models import Role, User
from thidua.registrations.actions import save_task
from thidua.registrations.models import Task
from thidua.registrations.sending import send_registration

OFFERED, PASSED, IDEAS = (
    "/nam/2021/viec-cap-tren/G3/",
    "/nam/2021/viec-giao-xuong/U2/",
    "/nam/2021/goi-y-dang-ky/G3/",
)


def test_a_unit_takes_up_and_lets_go(offered: Task, commune: User) -> None:  # noqa: F811
    client = browser(commune)
    page = client.get(OFFERED).content.decode()
    assert "Đơn vị đóng góp (ha)" in page
    refused = client.post(OFFERED, {"task": offered.pk, "share": "0"})
    assert refused.status_code == 400
    assert "lớn hơn 0, tính theo ha" in refused.content.decode()
    client.post(OFFERED, {"task": offered.pk, "share": "30,5"})
    taken = Task.objects.get(taken_from=offered)
    assert "30,5 ha" in client.get(OFFERED).content.decode()
    client.post(OFFERED, {"act": "drop", "task": taken.pk})
    taken.refresh_from_db()
    assert taken.taken_from is None


def test_who_stands_above_sees_no_draft_of_it(
    offered: Task,  # noqa: F811
    commune: User,
    district: User,
) -> None:
    browser(commune).post(OFFERED, {"task": offered.pk, "share": "30"})
    above = browser(district)
    assert "Đơn vị đã nhận <strong>" not in above.get(OFFERED).content.decode()
    page = above.get(f"{PASSED}{offered.pk}/").content.decode()
    assert "Còn 250 ha chưa đơn vị nào nhận" in page
    assert above.post(OFFERED, {"task": offered.pk, "share": "1"}).status_code == 403


def test_units_are_suggested_to(offered: Task, cast: Cast, district: User) -> None:  # noqa: F811
    client, address = browser(district), f"{PASSED}{offered.pk}/"
    assert "hãy chọn ít nhất một đơn vị" in client.post(address).content.decode().casefold()
    client.post(address, {"unit": cast["G3"].pk})
    assert offered.suggestions.get().unit == cast["G3"]
    assert "đã gợi ý" in client.get(address).content.decode()


def test_last_years_task_is_carried_over_or_closed(
    last_year: Task,  # noqa: F811
    commune: User,
) -> None:
    client = browser(commune)
    assert "Chuyển tiếp sang năm nay" in client.get(IDEAS).content.decode()
    refused = client.post(IDEAS, {"act": "close", "task": last_year.pk, "word": ""})
    assert "vì sao không làm tiếp" in refused.content.decode()
    client.post(IDEAS, {"act": "carry", "task": last_year.pk})
    assert Task.objects.filter(carried_from=last_year).exists()


@pytest.mark.parametrize("where", ["U1", "G1"])
def test_outside_there_is_no_such_page(
    offered: Task,  # noqa: F811
    cast: Cast,
    where: str,
) -> None:
    role = Role.UPPER_LEVEL if where == "U1" else Role.GRASSROOTS
    client: Client = browser(cast.officer("ai", role, where))
    for address in (OFFERED, PASSED, IDEAS, f"{PASSED}{offered.pk}/"):
        assert client.get(address).status_code == 404


def test_what_is_accepted_below_counts_above_at_once(
    offered: Task,  # noqa: F811
    commune: User,
    district: User,
    cast: Cast,
) -> None:
    browser(commune).post(OFFERED, {"task": offered.pk, "share": "30"})
    taken = Task.objects.get(taken_from=offered)
    rest = {name: whole(cast)[name] for name in ("person", "responsibility")}
    save_task(taken, taken.revision, rest, actor=commune)
    sent = send_registration(taken.registration, actor=commune)
    answer(sent, about(sent, ALL), actor=district)
    page = browser(district).get(f"{PASSED}{offered.pk}/").content.decode()
    assert "Còn 220 ha chưa đơn vị nào nhận" in page
