"""Passkeys: a second factor of whoever decides, and a way in by itself; nobody else's answer, and
none twice.
"""

import json
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.second_factor import code_now
from tests.soft_passkey import Options, SoftPasskey
from tests.web import town as module
from thidua.accounts import managing
from thidua.accounts.models import User
from thidua.accounts.permissions import may
from thidua.accounts.queries import account_history

LOGIN = "/tai-khoan/login/"
ADD = "/tai-khoan/2fa/webauthn/add/"
ENTER = "/tai-khoan/2fa/webauthn/login/"
SECOND = "/tai-khoan/2fa/authenticate/"
CODES = "/tai-khoan/2fa/recovery-codes/"


@pytest.fixture
def bare(officer: User) -> User:
    """The officer without a second factor."""
    Authenticator.objects.filter(user=officer).delete()
    return officer


def browser(user: User | None = None) -> Client:
    """At an address with a name; with the password entered where somebody is given."""
    client = Client(headers={"host": "localhost"})
    if user is not None:
        client.post(LOGIN, {"login": user.username, "password": PASSWORD})
    return client


def enrol(
    client: Client, passkey: SoftPasskey | None = None, name: str = "Máy ở cơ quan"
) -> SoftPasskey:
    options = json.loads(client.get(ADD).context["options"])
    kept, said = (passkey or SoftPasskey()).made(options)
    client.post(ADD, {"name": name, "credential": said})
    return kept


def asked_to_enter(client: Client) -> Options:
    answer: Options = client.get(ENTER, headers={"accept": "application/json"}).json()[
        "request_options"
    ]
    return answer


def enter(client: Client, passkey: SoftPasskey) -> bool:
    client.post(ENTER, {"credential": passkey.answer(asked_to_enter(client))})
    return client.get("/").status_code == 200


def test_an_officer_decides_once_a_passkey_is_there(bare: User, town: module.Town) -> None:
    path = town["GL01"].path
    assert not may(bare, "decisions.decide", path=path)
    client = browser(bare)
    assert client.get("/").status_code == 302
    enrol(client)
    assert client.get("/").status_code == 200
    assert may(User.objects.get(pk=bare.pk), "decisions.decide", path=path)
    assert (
        client.get(CODES).context["total_count"] == 10
    )  # recovery codes come with the first factor


def test_it_opens_without_name_and_password(bare: User) -> None:
    passkey = enrol(browser(bare))
    client = browser()
    answer = client.post(
        ENTER, {"credential": passkey.answer(asked_to_enter(client)), "next": "/to-chuc/"}
    )
    assert answer.headers["Location"] == "/to-chuc/"
    assert client.cookies["sessionid"]["max-age"] == ""  # it ends with the browser
    assert client.get("/").status_code == 200
    assert Authenticator.objects.get(user=bare, type="webauthn").last_used_at is not None


def test_it_follows_the_password(bare: User) -> None:
    passkey = enrol(browser(bare))
    client = browser(bare)
    assert client.get("/").status_code == 302  # the password alone opens nothing
    options = json.loads(client.get(SECOND).context["options"])
    assert client.post(SECOND, {"credential": passkey.answer(options)}).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_an_answer_works_once(bare: User) -> None:
    passkey = enrol(browser(bare))
    client = browser()
    said = passkey.answer(asked_to_enter(client))
    client.post(ENTER, {"credential": said})
    assert client.get("/").status_code == 200
    client.post("/tai-khoan/logout/")
    client.post(ENTER, {"credential": said})  # the same again
    assert client.get("/").status_code == 302
    asked_to_enter(client)
    client.post(ENTER, {"credential": said})  # and as the answer to another question
    assert client.get("/").status_code == 302


def test_what_another_browser_was_asked_is_no_answer_here(bare: User) -> None:
    passkey = enrol(browser(bare))
    there, here = browser(), browser()
    said = passkey.answer(asked_to_enter(there))
    asked_to_enter(here)
    assert "chưa dùng được" in here.post(ENTER, {"credential": said}, follow=True).content.decode()
    assert here.get("/").status_code == 302


def test_a_foreign_or_careless_passkey_is_refused(bare: User) -> None:
    """Made for another site; without a finger, a face or a PIN; with the right number and another
    key.
    """
    kept = enrol(browser(bare))
    assert not enter(browser(), replace(kept, origin="https://localhost.example"))
    assert not enter(browser(), replace(kept, verified=False))
    assert not enter(browser(), replace(kept, key=SoftPasskey().key))
    assert enter(browser(), kept)


def test_a_passkey_opens_its_own_account_alone(bare: User, member: User) -> None:
    mine = enrol(browser(bare))
    theirs = enrol(browser(member))
    assert not enter(browser(), replace(mine, user_handle=theirs.user_handle))
    client = browser(member)
    options = json.loads(client.get(SECOND).context["options"])
    assert client.post(SECOND, {"credential": mine.answer(options)}).status_code == 200
    assert client.get("/").status_code == 302


def test_one_without_a_finger_a_face_or_a_pin_is_not_added(bare: User) -> None:
    enrol(browser(bare), SoftPasskey(verified=False))
    enrol(browser(bare), SoftPasskey(origin="https://other.example"))
    assert not Authenticator.objects.filter(user=bare).exists()


def test_a_closed_account_stays_closed(member: User, admin: User) -> None:
    passkey = enrol(browser(member))
    managing.disable(user=member, reason="chuyển đi", actor=admin)
    assert not enter(browser(), passkey)


NONSENSE = [
    *("", "1", "[]", '"x"', "{}", '{"id": 1}', "{", '{"id":"a","rawId":"a"}'),
    '{"type":"public-key","id":"aaaa","rawId":"aaaa","response":{"clientDataJSON":"e30"}}',
    '{"type":"public-key","id":"aaaa","rawId":"aaaa","response":{"userHandle":"e30"}}',
]


def test_nonsense_is_told_and_breaks_nothing(member: User) -> None:
    client = browser(member)
    assert {
        client.post(ADD, {"name": "x", "credential": said}).status_code for said in NONSENSE
    } == {200}
    enrol(client)
    visitor, second = browser(), browser(member)
    for said in NONSENSE:
        asked_to_enter(visitor)
        assert visitor.post(ENTER, {"credential": said}).status_code == 302
        assert second.post(SECOND, {"credential": said}).status_code == 200
    assert visitor.get("/").status_code == second.get("/").status_code == 302


def test_it_is_renamed_and_removed_and_the_history_tells(member: User) -> None:
    client = browser(member)
    enrol(client)
    key = (
        f"/tai-khoan/2fa/webauthn/keys/{Authenticator.objects.get(user=member, type='webauthn').pk}"
    )
    client.post(f"{key}/edit/", {"name": "Điện thoại của tôi"})
    assert "Điện thoại của tôi" in client.get("/tai-khoan/").content.decode()
    assert "chỉ còn mật khẩu" in client.get(f"{key}/remove/").content.decode()
    assert client.post(f"{key}/remove/").headers["Location"] == "/tai-khoan/"
    assert not Authenticator.objects.filter(user=member).exists()  # recovery codes go with the last
    assert [one.act for one in account_history(member)][:2] == [
        "Tự xoá khoá truy cập",
        "Tự thêm khoá truy cập",
    ]


def test_whoever_decides_keeps_the_last_one(bare: User) -> None:
    client = browser(bare)
    enrol(client)
    key = Authenticator.objects.get(user=bare, type="webauthn").pk
    remove = f"/tai-khoan/2fa/webauthn/keys/{key}/remove/"
    assert "cách xác thực cuối cùng" in client.get(remove).content.decode()
    assert client.post(remove).status_code == 200
    assert client.delete(remove).status_code == 405
    assert Authenticator.objects.filter(user=bare, type="webauthn").exists()
    client.get("/tai-khoan/2fa/totp/activate/")
    client.post(
        "/tai-khoan/2fa/totp/activate/", {"code": code_now(client.session["mfa.totp.secret"])}
    )
    client.post(remove)
    assert set(Authenticator.objects.filter(user=bare).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }


def test_nobody_touches_anothers(member: User, bare: User) -> None:
    enrol(browser(bare))
    theirs = Authenticator.objects.get(user=bare, type="webauthn").pk
    client = browser(member)
    for page in ("edit", "remove"):
        assert client.get(f"/tai-khoan/2fa/webauthn/keys/{theirs}/{page}/").status_code == 404
        assert (
            client.post(f"/tai-khoan/2fa/webauthn/keys/{theirs}/{page}/", {"name": "x"}).status_code
            == 404
        )


def test_at_an_address_of_numbers_the_page_says_where_to_go(member: User) -> None:
    client = Client(headers={"host": "127.0.0.1:8000"})
    assert "http://localhost:8000/tai-khoan/login/" in client.get(LOGIN).content.decode()
    client.post(LOGIN, {"login": member.username, "password": PASSWORD})
    assert f"http://localhost:8000{ADD}" in client.get(ADD).content.decode()
