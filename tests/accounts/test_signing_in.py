"""Signing in: who waits after wrong attempts, where one is signed in, and that no known password
opens anything.
"""

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.second_factor import code_now
from tests.web import town as module
from thidua.accounts import managing
from thidua.accounts.actions import create_demo_accounts
from thidua.accounts.demo import CAST, DEMO_PASSWORD
from thidua.accounts.devices import device
from thidua.accounts.guessing import waits
from thidua.accounts.models import User

LOGIN = "/tai-khoan/login/"
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120 Safari/537.36"
)


def attempt(name: str, password: str, address: str = "10.0.0.1") -> tuple[bool, str]:
    """Whether it got past the password, and what the page said."""
    answer = Client(REMOTE_ADDR=address).post(LOGIN, {"login": name, "password": password})
    return answer.status_code == 302, "" if answer.status_code == 302 else answer.content.decode()


def test_a_fresh_database_has_no_account_at_all(db: None) -> None:
    assert not django_settings.DEMO
    assert not User.objects.exists()
    assert not attempt("tinh", DEMO_PASSWORD)[0]


def test_demo_accounts_open_nothing_once_demo_mode_is_over(
    town: module.Town, settings: object
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    create_demo_accounts(year=2021)
    client = Client()
    client.post(LOGIN, {"login": "huyen", "password": DEMO_PASSWORD})
    assert client.get("/").status_code == 200
    settings.DEMO = False  # type: ignore[attr-defined]
    assert client.get("/").headers["Location"].startswith(LOGIN)  # who was in is out
    for part in CAST:
        answer = Client().post(LOGIN, {"login": part.username, "password": DEMO_PASSWORD})
        assert answer.headers["Location"] == "/tai-khoan/inactive/"


def test_after_five_wrong_passwords_the_right_one_waits_there_and_nowhere_else(
    member: User,
) -> None:
    for _ in range(5):
        attempt("cuc", "sai")
    assert attempt("cuc", PASSWORD)[0] is False
    assert waits(member)
    assert attempt("CUC ", PASSWORD)[0] is False
    assert attempt("cuc", PASSWORD, "10.9.9.9")[0] is True


def test_a_name_that_does_not_exist_is_told_the_same(member: User) -> None:
    def what_is_told(name: str) -> list[str]:
        told = [attempt(name, "sai", f"10.1.1.{len(name)}")[1] for _ in range(6)]
        return [text.split('role="alert"')[1].split("</div>")[0] for text in told]

    assert what_is_told("cuc") == what_is_told("khong-co-ai")


def test_one_address_cannot_try_many_names(member: User) -> None:
    for number in range(20):
        attempt(f"ten{number}", "sai")
    assert attempt("cuc", PASSWORD)[0] is False
    assert attempt("cuc", PASSWORD, "10.0.0.2")[0] is True


def test_an_administrator_unlocks(member: User, admin: User) -> None:
    for _ in range(6):
        attempt("cuc", "sai")
    assert attempt("cuc", PASSWORD)[0] is False
    managing.unlock(user=member, reason="gõ nhầm", actor=admin)
    assert not waits(member)
    assert attempt("cuc", PASSWORD)[0] is True


def test_wrong_codes_lock_out_as_well(officer: User) -> None:
    client = Client()
    client.post(LOGIN, {"login": "an", "password": PASSWORD})
    for _ in range(5):
        client.post("/tai-khoan/2fa/authenticate/", {"code": "000000"})
    assert waits(officer)
    assert client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()}).status_code == 200


def _sign_in(name: str, agent: str = WINDOWS) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    assert client.post(LOGIN, {"login": name, "password": PASSWORD}).status_code == 302
    return client


def test_one_sees_where_one_is_signed_in_and_ends_another_place(member: User) -> None:
    here, there = _sign_in("cuc"), _sign_in("cuc", "curl/8.1")
    page = here.get("/tai-khoan/").content.decode()
    assert "Chrome trên Windows" in page
    assert "Chương trình khác, không phải trình duyệt" in page
    assert "curl" not in page
    other = UserSession.objects.get(user_agent="curl/8.1")
    here.post("/tai-khoan/phien/ket-thuc/", {"session": other.pk})
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_all_other_places_end_at_once_and_nobody_elses(member: User, colleague: User) -> None:
    places = [_sign_in("cuc") for _ in range(3)]
    other = _sign_in("binh")
    strangers = UserSession.objects.get(user=colleague)
    places[0].post("/tai-khoan/phien/ket-thuc/", {"session": strangers.pk})
    assert other.get("/").status_code == 200
    places[0].post("/tai-khoan/phien/ket-thuc/")
    assert [client.get("/").status_code for client in places] == [200, 302, 302]


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30, "0"])
def test_a_session_number_that_is_none_ends_nothing(member: User, nonsense: str) -> None:
    here, there = _sign_in("cuc"), _sign_in("cuc")
    assert here.post("/tai-khoan/phien/ket-thuc/", {"session": nonsense}).status_code == 302
    assert there.get("/").status_code == 200


def test_a_changed_password_ends_every_other_place(member: User) -> None:
    here, there = _sign_in("cuc"), _sign_in("cuc")
    new = "ba con trâu qua cầu"
    here.post(
        "/tai-khoan/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert UserSession.objects.filter(user=member).count() >= 1


def test_a_closed_account_is_told_so_only_with_its_password(member: User, admin: User) -> None:
    managing.disable(user=member, reason="chuyển đi", actor=admin)
    assert (
        Client().post(LOGIN, {"login": "cuc", "password": PASSWORD}).headers["Location"]
        == "/tai-khoan/inactive/"
    )
    assert "không đúng" in attempt("cuc", "sai")[1]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (WINDOWS, "Chrome trên Windows"),
        (WINDOWS + " Edg/120", "Edge trên Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit Version/17 Mobile Safari/604.1",
            "Safari trên iPhone",
        ),
        ("curl/8.1", "Chương trình khác, không phải trình duyệt"),
        ("python-requests/2.32", "Chương trình khác, không phải trình duyệt"),
        ("", "Chương trình khác, không phải trình duyệt"),
    ],
)
def test_a_device_is_named_as_people_know_it(agent: str, said: str) -> None:
    assert device(agent) == said


def test_showing_the_page_does_not_write_each_time(
    member: User,
    signed_in: Callable[[User], Client],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    client = _sign_in("cuc")
    client.get("/tai-khoan/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/tai-khoan/")
