"""Acts that bind ask again who it is once the sign-in is old: in their own form, with a proof that
fits the account.
"""

import datetime as dt
import json
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts.conftest import PASSWORD
from tests.second_factor import SECRET, code_now, signed_in_now
from tests.soft_passkey import SoftPasskey
from thidua.accounts.models import AccessToken, User

CLOSE = "/tai-khoan/quan-tri/cuc/dong/"
SENT = {"reason": "chuyển đi nơi khác", "form": "dg"}
ASKED = "Xác nhận lại người làm"
SET_UP = "/tai-khoan/2fa/totp/activate/"
NEW_TOKEN = "/tai-khoan/khoa/moi/"
TOKEN = {"name": "thống kê", "expires_on": f"{dt.date.today() + dt.timedelta(days=30):%d/%m/%Y}"}  # noqa: DTZ011


def is_open(user: User) -> bool:
    return User.objects.get(pk=user.pk).is_active


@pytest.fixture
def old(admin: User) -> Client:
    """The administrator's browser, sixteen minutes after the sign-in."""
    return signed_in_now(admin, minutes_ago=16)


def test_a_fresh_sign_in_asks_nothing(admin: User, member: User) -> None:
    client = signed_in_now(admin, minutes_ago=14)
    assert ASKED not in client.get("/tai-khoan/quan-tri/cuc/").content.decode()
    assert client.post(CLOSE, SENT).status_code == 302
    assert not is_open(member)


def test_an_old_one_is_told_before_and_loses_nothing_after(old: Client, member: User) -> None:
    assert ASKED in old.get("/tai-khoan/quan-tri/cuc/").content.decode()
    late = old.post(CLOSE, SENT)
    assert late.status_code == 422
    assert is_open(member)
    assert 'value="chuyển đi nơi khác"' in late.content.decode()
    wrong = old.post(CLOSE, SENT | {"again_code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    assert 'value="chuyển đi nơi khác"' in wrong.content.decode()
    assert is_open(member)
    assert old.post(CLOSE, SENT | {"again_code": code_now()}).status_code == 302
    assert not is_open(member)
    assert (
        old.post("/tai-khoan/quan-tri/cuc/mo-lai/", SENT).status_code == 302
    )  # for a while nothing is asked
    assert is_open(member)


def test_asking_again_costs_the_page_no_question(admin: User, member: User, old: Client) -> None:
    counted = []
    for client in (signed_in_now(admin), old):
        client.get("/tai-khoan/quan-tri/cuc/")  # notes that the session is in use
        with CaptureQueriesContext(connection) as asked:
            client.get("/tai-khoan/quan-tri/cuc/")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_new_account_is_made_from_what_was_typed_before(old: Client) -> None:
    new = {"username": "moi.01", "display_name": "Người mới", "starts_on": "01/01/2026"}
    new |= {"reason": "phân công"}
    late = old.post("/tai-khoan/quan-tri-moi/", new)
    assert 'value="Người mới"' in late.content.decode()
    assert not User.objects.filter(username="moi.01").exists()
    old.post("/tai-khoan/quan-tri-moi/", new | {"again_code": code_now()})
    assert User.objects.filter(username="moi.01").exists()


def test_the_password_is_no_proof_of_somebody_with_a_second_factor(
    old: Client, member: User
) -> None:
    assert old.post(CLOSE, SENT | {"again_password": PASSWORD}).status_code == 422
    assert is_open(member)


CONFIRM = "/tai-khoan/reauthenticate/"
BY_CODE = "/tai-khoan/2fa/reauthenticate/"
ADD_PASSKEY = "/tai-khoan/2fa/webauthn/add/"
# Pages of django-allauth that change how an account is proved, or show what proves it.
OF_FACTORS = (
    ADD_PASSKEY,
    "/tai-khoan/2fa/totp/deactivate/",
    "/tai-khoan/2fa/recovery-codes/",
    "/tai-khoan/2fa/recovery-codes/download/",
    "/tai-khoan/2fa/recovery-codes/generate/",
)


NEW_PASSWORD = "/tai-khoan/password/change/"


def _leads_to_the_code(client: Client, address: str) -> bool:
    return urlsplit(client.get(address).headers.get("Location", "")).path == BY_CODE


def test_the_page_that_asks_the_password_is_none_for_somebody_with_a_second_factor(
    old: Client, member: User
) -> None:
    answer = old.post(f"{CONFIRM}?next=/tai-khoan/", {"password": PASSWORD})
    assert urlsplit(answer.headers["Location"]).path == BY_CODE
    assert old.post(CLOSE, SENT).status_code == 422
    assert is_open(member)


def test_nor_does_it_open_a_page_of_the_factors(old: Client, admin: User) -> None:
    RecoveryCodes.activate(admin)
    assert [page for page in OF_FACTORS if not _leads_to_the_code(old, page)] == []
    old.post(CONFIRM, {"password": PASSWORD})
    assert [page for page in OF_FACTORS if not _leads_to_the_code(old, page)] == []
    old.post(ADD_PASSKEY, {"name": "của kẻ khác", "credential": "{}"})
    assert set(Authenticator.objects.filter(user=admin).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }
    old.post(BY_CODE, {"code": code_now()})
    assert [page for page in OF_FACTORS if old.get(page).status_code != 200] == []


def test_a_stolen_session_and_a_known_password_choose_no_new_one(old: Client, admin: User) -> None:
    form = {"oldpassword": PASSWORD, "password1": "ba con trâu", "password2": "ba con trâu"}
    assert urlsplit(old.post(NEW_PASSWORD, form).headers["Location"]).path == CONFIRM
    old.post(CONFIRM, {"password": PASSWORD})
    assert old.get(NEW_PASSWORD).status_code == 302
    assert User.objects.get(pk=admin.pk).check_password(PASSWORD)
    old.post(BY_CODE, {"code": code_now()})
    old.post(NEW_PASSWORD, form)
    assert User.objects.get(pk=admin.pk).check_password("ba con trâu")


def test_a_recovery_code_confirms_as_the_factor_does(old: Client, admin: User) -> None:
    code = RecoveryCodes.activate(admin).get_unused_codes()[0]
    old.post(BY_CODE, {"code": code})
    assert [page for page in OF_FACTORS if old.get(page).status_code != 200] == []


def test_a_password_typed_before_the_factor_was_there_proves_nothing_after(member: User) -> None:
    """One browser confirms with the password, another adds a factor; the first is asked for it."""
    first, second = signed_in_now(member, minutes_ago=16), signed_in_now(member)
    first.post(CONFIRM, {"password": PASSWORD})
    assert first.get(ADD_PASSKEY).status_code == 200
    second.get(SET_UP)
    second.post(SET_UP, {"code": code_now(second.session["mfa.totp.secret"])})
    assert _leads_to_the_code(first, ADD_PASSKEY)
    assert first.post(NEW_TOKEN, TOKEN).status_code == 200
    assert not AccessToken.objects.filter(user=member).exists()


def test_setting_one_up_proves_it(member: User) -> None:
    """Whoever just showed the first code is not asked for another to go on."""
    client = signed_in_now(member)
    client.get(SET_UP)
    done = client.post(SET_UP, {"code": code_now(client.session["mfa.totp.secret"])}, follow=True)
    assert done.redirect_chain == [("/tai-khoan/2fa/recovery-codes/", 302)]
    assert client.get(ADD_PASSKEY).status_code == 200
    client.post(NEW_TOKEN, TOKEN)
    assert AccessToken.objects.filter(user=member).exists()


def test_without_a_role_a_second_factor_is_one_too(member: User) -> None:
    TOTP.activate(member, SECRET)
    client = signed_in_now(member, minutes_ago=16)
    assert 'name="again_code"' in client.get(NEW_TOKEN).content.decode()
    client.post(NEW_TOKEN, TOKEN | {"again_password": PASSWORD})
    assert not AccessToken.objects.filter(user=member).exists()
    client.post(NEW_TOKEN, TOKEN | {"again_code": code_now()})
    assert AccessToken.objects.filter(user=member).exists()


def test_a_passkey_that_cannot_answer_here_leaves_no_way_by_password(member: User) -> None:
    """At an address of numbers browsers use no passkey: the form says where to go instead."""
    client = signed_in_now(member, client=Client(headers={"host": "localhost"}))
    _, said = SoftPasskey().made(json.loads(client.get(ADD_PASSKEY).context["options"]))
    client.post(ADD_PASSKEY, {"name": "x", "credential": said})
    Authenticator.objects.filter(user=member, type="recovery_codes").delete()
    by_number = signed_in_now(member, minutes_ago=16, client=Client(headers={"host": "127.0.0.1"}))
    page = by_number.post(NEW_TOKEN, TOKEN | {"again_password": PASSWORD}).content.decode()
    assert f"http://localhost{NEW_TOKEN}" in page
    assert "again_password" not in page
    assert not AccessToken.objects.filter(user=member).exists()


def test_a_demo_account_without_one_proves_its_password(
    admin: User, member: User, demo: None
) -> None:
    Authenticator.objects.filter(user=admin).delete()
    User.objects.filter(pk=admin.pk).update(demo=True)
    client = signed_in_now(User.objects.get(pk=admin.pk), minutes_ago=16)
    assert client.post(CLOSE, SENT | {"again_password": "sai"}).status_code == 422
    assert client.post(CLOSE, SENT | {"again_code": code_now(SECRET)}).status_code == 422
    assert client.post(CLOSE, SENT | {"again_password": PASSWORD}).status_code == 302
    assert not is_open(member)


def test_a_passkey_proves_it_in_the_middle_of_the_page(admin: User, member: User) -> None:
    client = signed_in_now(admin, client=Client(headers={"host": "localhost"}))
    options = json.loads(client.get("/tai-khoan/2fa/webauthn/add/").context["options"])
    passkey, said = SoftPasskey().made(options)
    client.post("/tai-khoan/2fa/webauthn/add/", {"name": "x", "credential": said})
    signed_in_now(admin, minutes_ago=16, client=client)
    assert "data-passkey" in client.get("/tai-khoan/quan-tri/cuc/").content.decode()
    asked = client.post("/tai-khoan/2fa/webauthn/hoi/").json()["request_options"]
    answer = passkey.answer(asked)
    assert client.post(CLOSE, SENT | {"again_credential": "{}"}).status_code == 422
    assert client.post(CLOSE, SENT | {"again_credential": answer}).status_code == 302
    assert not is_open(member)
    signed_in_now(admin, minutes_ago=16, client=client)
    reopened = client.post("/tai-khoan/quan-tri/cuc/mo-lai/", SENT | {"again_credential": answer})
    assert reopened.status_code == 422  # an answer works once


def test_guessing_is_slowed_down(old: Client, member: User) -> None:
    for _ in range(12):
        told = old.post(CLOSE, SENT | {"again_code": "000000"})
    assert "quá nhiều" in told.content.decode()
    assert old.post(CLOSE, SENT | {"again_code": code_now()}).status_code == 422
    assert is_open(member)
