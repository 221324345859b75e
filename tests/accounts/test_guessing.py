"""Guessing at an account: what a stranger gets with so many addresses, and whom they keep out:
nobody who was there before.
"""

import datetime as dt
import logging
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.second_factor import code_now, signed_in_now
from thidua.accounts import guessing, managing
from thidua.accounts.guessing import ADDRESS, CODES, HARD, NAME, Rule, waits
from thidua.accounts.models import FailedAttempts, KnownDevice, User

LOGIN = "/tai-khoan/login/"
CODE = "/tai-khoan/2fa/authenticate/"
DAY = dt.timedelta(days=1)
NEW = "ba con trâu qua cầu"


def _attempt(client: Client, name: str, password: str) -> bool:
    return client.post(LOGIN, {"login": name, "password": password}).status_code == 302


def _at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def _signed_in(name: str, address: str = "10.5.0.1") -> Client:
    """A browser in which somebody signed in by password, and signed out again."""
    client = _at(address)
    assert _attempt(client, name, PASSWORD)
    client.post("/tai-khoan/logout/")
    return client


def _guess(name: str, *, times: int = 500) -> int:
    """How many of so many wrong passwords, each from an address of its own, were looked at."""
    before = _failures(name)
    for number in range(times):
        _at(f"10.{number // 250 + 20}.{number % 250}.1").post(
            LOGIN, {"login": name, "password": f"sai {number}"}
        )
    return _failures(name) - before


def _failures(name: str) -> int:
    row = FailedAttempts.objects.filter(user__username=name, by_name=True).first()
    return row.failures if row else 0


# The owner
# --------------------------------------------------------------------------------------------------


def test_five_hundred_wrong_ones_from_as_many_addresses_keep_no_known_machine_out(
    member: User,
) -> None:
    own = _signed_in("cuc")
    assert _guess("cuc") <= NAME.free + 3  # so many were looked at, the others were not
    assert not _attempt(_at("10.99.0.1"), "cuc", PASSWORD)  # a machine that nobody knows waits
    assert _attempt(own, "cuc", PASSWORD)


def test_a_known_machine_is_not_held_up_by_its_office_either(member: User) -> None:
    own = _signed_in("cuc")
    for number in range(25):
        _attempt(_at("10.5.0.1"), f"ten{number}", "sai")
    assert not _attempt(_at("10.5.0.1"), "cuc", PASSWORD)
    assert _attempt(own, "cuc", PASSWORD)


def test_somebody_signed_in_confirms_and_goes_on(admin: User, member: User) -> None:
    client = signed_in_now(admin, minutes_ago=16)
    _guess("quantri", times=60)
    assert client.post("/tai-khoan/2fa/reauthenticate/", {"code": code_now()}).status_code == 302


def test_codes_tried_elsewhere_keep_no_known_machine_out(officer: User) -> None:
    own = _at("10.5.0.1")
    _attempt(own, "an", PASSWORD)
    assert own.post(CODE, {"code": code_now()}).status_code == 302
    own.post("/tai-khoan/logout/")
    for number in range(15):  # by somebody who knows the password
        thief = _at(f"10.6.0.{number}")
        _attempt(thief, "an", PASSWORD)
        thief.post(CODE, {"code": "000000"})
    assert thief.post(CODE, {"code": code_now(step=1)}).status_code == 200
    _attempt(own, "an", PASSWORD)
    assert own.post(CODE, {"code": code_now(step=1)}).status_code == 302


def test_whoever_waits_is_told_how_long_and_what_works_at_once(member: User) -> None:
    for _ in range(7):
        page = _at("10.0.0.1").post(LOGIN, {"login": "cuc", "password": "sai"}).content.decode()
    assert "chờ 1 phút" in page
    assert "khoá truy cập" in page


def test_a_machine_waits_by_itself_and_longer_each_time(
    member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, now = _signed_in("cuc"), dt.datetime.now(dt.UTC)

    def in_seconds(seconds: int) -> None:
        later = now + dt.timedelta(seconds=seconds)
        monkeypatch.setattr(guessing, "timezone", SimpleNamespace(now=lambda: later))

    in_seconds(0)
    for _ in range(5):
        _attempt(own, "cuc", "sai")
    assert not _attempt(own, "cuc", PASSWORD)
    in_seconds(61)
    _attempt(own, "cuc", "sai")
    in_seconds(122)
    assert not _attempt(own, "cuc", PASSWORD)
    in_seconds(182)
    assert _attempt(own, "cuc", PASSWORD)


@pytest.mark.parametrize("way", ["password", "reset", "second factor", "elsewhere", "session"])
def test_a_machine_is_known_until_its_owner_or_an_administrator_forgets_it(
    member: User, admin: User, way: str
) -> None:
    lost, here = _at("10.5.0.1"), _at("10.5.0.2")
    assert _attempt(lost, "cuc", PASSWORD)
    assert _attempt(here, "cuc", PASSWORD)
    session = UserSession.objects.get(user=member, ip="10.5.0.1").pk
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    match way:
        case "password":
            here.post("/tai-khoan/password/change/", form)
        case "reset":
            managing.reset_password(user=member, reason="mất máy", actor=admin)
        case "second factor":
            managing.reset_second_factor(user=member, reason="mất máy", actor=admin)
        case "elsewhere":
            here.post("/tai-khoan/phien/ket-thuc/")
        case _:
            here.post("/tai-khoan/phien/ket-thuc/", {"session": session})
    kept = 0 if way in ("reset", "second factor") else 1
    assert KnownDevice.objects.filter(user=member).count() == kept


def test_the_cookie_of_a_machine_opens_nothing_and_no_script_reads_it(member: User) -> None:
    cookie = _signed_in("cuc").cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert int(cookie["max-age"]) > 300 * 86_400
    assert cookie.value not in {device.digest for device in KnownDevice.objects.all()}
    stranger = Client()
    stranger.cookies["device"] = cookie.value
    assert stranger.get("/tai-khoan/").status_code == 302
    assert not _attempt(stranger, "cuc", "sai")


@pytest.mark.parametrize("forged", ["x" * 43, "", "cuc", "a" * 4000, "é" * 43])
def test_a_made_up_cookie_is_no_known_machine(member: User, forged: str) -> None:
    _guess("cuc", times=40)
    stranger = Client()
    stranger.cookies["device"] = forged
    assert not _attempt(stranger, "cuc", PASSWORD)


def test_a_machine_known_for_one_is_not_known_for_another(member: User, colleague: User) -> None:
    shared = _signed_in("binh")
    _guess("cuc", times=40)
    assert not _attempt(shared, "cuc", PASSWORD)


# The attacker
# --------------------------------------------------------------------------------------------------


def _most(rules: list[tuple[Rule, int]], *, days: int = 1) -> list[int]:
    """How many wrong ones are looked at in each of so many days, of somebody who never pauses and
    has so many places for each rule: the narrowest rule counts.
    """
    return [min(_of_one(rule)[day] * places for rule, places in rules) for day in range(days)]


def _of_one(rule: Rule) -> list[int]:
    now, end, failures, found = dt.timedelta(0), 10 * DAY, 0, [0] * 10
    last = now
    while now < end:
        failures = rule.remembered(failures, now - last) + 1
        found[now // DAY] += 1
        last = now
        now += rule.wait(failures) or dt.timedelta(seconds=1)
    return found


@pytest.mark.parametrize(
    ("addresses", "first", "later"),
    [(1, 33, 24), (5, 165, 120), (10, 176, 144), (10_000, 176, 144)],
)
def test_so_many_passwords_of_one_account_are_tried_a_day(
    addresses: int, first: int, later: int
) -> None:
    """The figures of docs/security.md."""
    days = _most([(HARD, addresses), (NAME, 1)], days=4)
    assert days[0] == first
    assert set(days[1:]) == {later}


def test_so_many_codes_and_so_many_names(member: User) -> None:
    assert _most([(CODES, 1)], days=3) == [38, 24, 24]
    assert _most([(ADDRESS, 1)])[0] <= 1_460


def test_an_ipv6_network_of_64_bits_is_one_address(member: User) -> None:
    for number in range(5):
        _attempt(_at(f"2001:db8:0:1::{number + 1:x}"), "cuc", "sai")
    assert not _attempt(_at("2001:db8:0:1:ffff::1"), "cuc", PASSWORD)
    assert _attempt(_at("2001:db8:0:2::1"), "cuc", PASSWORD)


def test_a_right_password_forgives_no_strangers(member: User) -> None:
    _guess("cuc", times=10)
    assert _attempt(_at("10.99.0.1"), "cuc", PASSWORD)
    assert _failures("cuc") == 10


def test_it_is_told_to_administrators_without_a_name_in_the_log(
    admin: User, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "thidua.accounts"):
        _guess("cuc", times=40)
        _guess("khong-co-ai", times=40)
    told = [record.getMessage() for record in caplog.records if record.name == "thidua.accounts"]
    assert len(told) == 1
    assert "cuc" not in told[0]
    client = signed_in_now(admin)
    assert "1 tài khoản đang bị dò mật khẩu" in client.get("/tai-khoan/quan-tri/").content.decode()
    found = client.get("/tai-khoan/quan-tri/?state=guessed").content.decode()
    assert 'href="/tai-khoan/quan-tri/cuc/"' in found
    managing.unlock(user=member, reason="đã hỏi", actor=admin)
    assert not waits(member)
    assert (
        "đang bị dò" not in client.get("/tai-khoan/quan-tri/").content.decode().split("<select")[0]
    )


def test_nothing_typed_is_kept(member: User) -> None:
    _attempt(_at("10.0.0.1"), "một mật khẩu gõ nhầm chỗ", "sai")
    kept = " ".join(
        f"{row.key} {row.user_id} {row.failures}" for row in FailedAttempts.objects.all()
    )
    assert "mật khẩu" not in kept
    assert "10.0.0.1" not in kept


def test_counts_that_hold_nobody_up_are_swept(member: User) -> None:
    _attempt(_at("10.0.0.1"), "cuc", "sai")
    guessing.sweep_failed_attempts()
    assert FailedAttempts.objects.exists()
    FailedAttempts.objects.update(last_at=dt.datetime.now(dt.UTC) - 15 * DAY)
    guessing.sweep_failed_attempts()
    assert not FailedAttempts.objects.exists()


@pytest.fixture
def committed(transactional_db: None) -> User:
    from tests.web import town as module  # noqa: PLC0415 - not before the database is there

    return module.build().officer("cuc", None, person="DV0003")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_no_way_around_and_delay_nobody(committed: User) -> None:
    """Twenty at the same time: five are looked at, and no lock keeps the known machine waiting."""
    own = _signed_in("cuc")

    def wrong(_: int) -> int:
        try:
            return _at("10.7.0.1").post(LOGIN, {"login": "cuc", "password": "sai"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(wrong, range(20)))
    assert set(statuses) == {200}
    assert _failures("cuc") == HARD.free
    assert _attempt(own, "cuc", PASSWORD)
