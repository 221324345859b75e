"""Letters: what they say and do not say, and what becomes of them when a mail server is down, slow,
asks to come again, or knows no such address.
"""

import datetime as dt
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from email.header import decode_header, make_header
from email.message import Message

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.notices.mail_server import Plan, named, running
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.language import Text
from thidua.notices.delivering import again_at, deliver
from thidua.notices.jobs import sweep
from thidua.notices.kinds import KINDS, Kind
from thidua.notices.mail_settings import mail_server, site_address
from thidua.notices.models import Letter, Mailbox, Notice, Switch
from thidua.notices.parameters import QUIET_UNTIL, READ_KEPT_FOR
from thidua.notices.post import Came
from thidua.notices.quiet import not_before
from thidua.notices.telling import tell

Who = Callable[[str], User]
WAITS = Kind(
    "test.waits", Text("bản đăng ký chờ xem", "a registration to be read"), owed=True, mailed=True
)


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    KINDS.add(WAITS)
    yield
    KINDS.remove(WAITS)


@pytest.fixture(autouse=True)
def daytime(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the tests run, it is day where the province is."""
    for where in ("telling", "delivering", "digest"):
        monkeypatch.setattr(f"thidua.notices.{where}.not_before", lambda moment: moment)


@pytest.fixture
def server(settings: Settings) -> Iterator[Plan]:
    with running() as (plan, found):
        settings.MAIL_SERVER = found
        settings.SITE = "https://thidua.example"
        yield plan


def wants_mail(user: User, **more: object) -> Mailbox:
    address = f"{user.username}@example.org"
    return Mailbox.objects.create(
        user=user, address=address, confirmed_at=timezone.now(), on=True, **more
    )


def queue(town: Town, user: User, number: int = 1) -> None:
    for at in range(number):
        tell(
            WAITS.id,
            users=[user],
            key=f"k:{at}",
            text=Text("Đồng chí Nguyễn Thị Hạnh xếp Tốt, nhiệm vụ Trồng 500 cây", "Hạnh: good"),
            href=f"/nam/2021/dang-ky/GL01/{at}/",
            organisation=town["GL01"],
            due_on=dt.date(2022, 12, 15),
        )


def words(message: Message) -> str:
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def header(message: Message, name: str) -> str:
    return str(make_header(decode_header(message[name])))


def come_again() -> None:
    """As if the pause were over."""
    Letter.objects.update(after=timezone.now())


def test_a_letter_names_nobody_but_its_addressee_no_level_and_no_task(
    town: Town, who: Who, server: Plan
) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"))
    assert deliver()[Came.SENT] == 1
    (letter,) = server.taken
    text = words(letter)
    assert header(letter, "Subject") == (
        "Hạn 15/12/2022: bản đăng ký chờ xem · Đảng bộ xã Đoàn Thượng"
    )
    assert f"Kính gửi đồng chí {who('cell')}," in text
    assert "Có bản đăng ký chờ xem tại Đảng bộ xã Đoàn Thượng, chậm nhất ngày 15/12/2022." in text
    assert f"https://thidua.example/thong-bao/thu/{Letter.objects.get().pk}/" in text
    assert text.count("https://") == 1
    for word in ("Hạnh", "Tốt", "Trồng", "500", "dang-ky"):
        assert word not in text
        assert word not in header(letter, "Subject")
    assert letter["Auto-Submitted"] == "auto-generated"


def test_its_reader_chose_the_language(town: Town, who: Who, server: Plan) -> None:
    wants_mail(who("cell"), language="en")
    queue(town, who("cell"))
    deliver()
    assert "There is a registration to be read at" in words(server.taken[0])


def test_a_server_that_says_later_twice_gets_it_the_third_time_once(
    town: Town, who: Who, server: Plan
) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"))
    server.rcpt, server.data = deque(["451 later"]), deque(["451 later"])
    for _ in range(2):
        assert deliver()[Came.LATER] == 1
        letter = Letter.objects.get()
        assert letter.state == "waiting"
        assert letter.after > timezone.now()
        assert deliver() == {}  # it waits
        come_again()
    assert deliver()[Came.SENT] == 1
    come_again()
    assert deliver() == {}
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts, len(server.taken)) == ("sent", 3, 1)


def test_an_address_that_is_not_there_is_final_for_it_and_for_nobody_else(
    town: Town, who: Who, server: Plan
) -> None:
    for name in ("cell", "grassroots"):
        wants_mail(who(name))
        queue(town, who(name), 2)
    server.refused = {f"{who('cell').username}@example.org"}
    came = deliver()
    assert (came[Came.NO_ADDRESS], came[Came.REFUSED], came[Came.SENT]) == (1, 1, 2)
    own = Letter.objects.filter(user=who("cell")).order_by("pk")
    assert [(one.state, one.attempts) for one in own] == [("refused", 1), ("dropped", 1)]
    assert Mailbox.objects.get(user=who("cell")).refused_at is not None
    assert Mailbox.objects.get(user=who("grassroots")).refused_at is None
    come_again()
    assert deliver() == {}
    tell(WAITS.id, users=[who("cell")], key="next", text=Text("x", "x"), href="/")
    assert not Letter.objects.filter(key="next").exists()


def test_a_letter_that_is_refused_for_what_it_is_says_nothing_of_its_address(
    town: Town, who: Who, server: Plan
) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"), 2)
    server.data = deque(["554 looks like spam"])
    came = deliver()
    assert (came[Came.REFUSED], came[Came.SENT]) == (1, 1)
    assert Mailbox.objects.get().refused_at is None


def test_a_server_that_is_down_loses_nothing(town: Town, who: Who, settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.MAIL_SERVER = named(port)
    wants_mail(who("cell"))
    queue(town, who("cell"), 5)
    assert deliver() == {Came.AWAY: 1}
    assert deliver() == {}  # nobody keeps knocking: all five wait
    assert Letter.objects.filter(state="waiting", after__gt=timezone.now()).count() == 5
    with running() as (plan, found):
        settings.MAIL_SERVER = found
        come_again()
        assert deliver()[Came.SENT] == 5
    assert len({letter["Message-ID"] for letter in plan.taken}) == 5


@pytest.mark.parametrize("greeting", ["421 too busy", "554 not you", "550 blocked"])
def test_a_server_that_lets_nobody_in_is_away_and_refuses_no_letter(
    town: Town, who: Who, server: Plan, greeting: str
) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"), 2)
    server.greeting = greeting
    assert deliver() == {Came.AWAY: 1}
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
    assert Mailbox.objects.get().refused_at is None


@pytest.mark.parametrize("fault", ["slow", "drip"])
def test_a_slow_server_stops_nothing(
    town: Town, who: Who, server: Plan, settings: Settings, fault: str
) -> None:
    settings.MAIL_SERVER = named(
        settings.MAIL_SERVER.port,
        seconds=0.2,
    )
    setattr(server, fault, {"slow": 1.0, "drip": 0.15}[fault])
    wants_mail(who("cell"))
    queue(town, who("cell"), 5)
    began = time.monotonic()
    assert deliver() == {Came.AWAY: 1}
    assert time.monotonic() - began < 3
    assert deliver() == {}
    assert Letter.objects.filter(state="waiting").count() == 5


def test_a_run_ends_in_time_and_the_next_goes_on(town: Town, who: Who, server: Plan) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"), 3)
    server.slow = 0.1
    assert deliver(seconds=0.2)[Came.SENT] < 3
    server.slow = 0
    deliver()
    assert Letter.objects.filter(state="sent").count() == 3


def test_pauses_grow_and_a_day_of_trying_gives_up_nothing() -> None:
    now = timezone.now()
    pauses = [again_at(now, attempts) - now for attempts in range(1, 20)]
    assert pauses == sorted(pauses)
    assert pauses[0] == dt.timedelta(minutes=1)
    assert pauses[-1] == pauses[-2] == dt.timedelta(hours=12)


@pytest.mark.parametrize(
    ("hour", "minute", "waits"),
    [(12, 0, False), (6, 30, False), (20, 59, False), (21, 0, True), (0, 5, True), (6, 29, True)],
)
def test_it_is_quiet_at_night_by_the_local_clock(hour: int, minute: int, waits: bool) -> None:
    moment = timezone.make_aware(dt.datetime.combine(dt.date(2022, 12, 31), dt.time(hour, minute)))
    after = timezone.localtime(not_before(moment))
    assert (after != moment) == waits
    if waits:
        assert after.time() == QUIET_UNTIL
        assert moment < after < moment + dt.timedelta(hours=10)


def test_what_waits_at_night_is_sent_in_the_morning(
    town: Town, who: Who, server: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"))  # it was due by day, and the worker came by night
    morning = timezone.now() + dt.timedelta(hours=8)
    monkeypatch.setattr("thidua.notices.delivering.not_before", lambda _moment: morning)
    assert deliver() == {}
    monkeypatch.undo()


def test_who_turned_it_off_or_left_meanwhile_gets_none(town: Town, who: Who, server: Plan) -> None:
    box = wants_mail(who("cell"))
    queue(town, who("cell"), 3)
    _, second, third = Letter.objects.order_by("pk")
    for letter in (second, third):
        letter.after += dt.timedelta(days=1)
        letter.save()
    Switch.objects.create(user=who("cell"), kind=WAITS.id, at_bell=True, by_mail=False)
    deliver()
    Switch.objects.all().delete()
    second.after = timezone.now()
    second.save()
    Mailbox.objects.filter(pk=box.pk).update(on=False, digest=False)
    deliver()
    Mailbox.objects.filter(pk=box.pk).update(on=True)
    User.objects.filter(pk=who("cell").pk).update(is_active=False)
    come_again()
    deliver()
    assert server.taken == []
    assert set(Letter.objects.values_list("state", flat=True)) == {"dropped"}


def test_in_a_demo_nothing_leaves(town: Town, who: Who, server: Plan, settings: Settings) -> None:
    settings.DEMO = True
    wants_mail(who("cell"))
    queue(town, who("cell"))
    assert deliver()[Came.SENT] == 1
    assert (server.tried, Letter.objects.get().state) == (0, "shown")


def test_without_a_mail_server_everything_waits(town: Town, who: Who) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"))
    assert deliver() == {}
    assert Letter.objects.get().state == "waiting"


def test_what_its_time_is_over_goes_at_night_and_nothing_else(
    town: Town, who: Who, server: Plan
) -> None:
    wants_mail(who("cell"))
    queue(town, who("cell"), 3)
    long_ago = timezone.now() - READ_KEPT_FOR - dt.timedelta(days=1)
    Notice.objects.filter(key="k:0").update(read_at=long_ago)
    Notice.objects.filter(key="k:1").update(read_at=timezone.now(), made_at=long_ago)
    Letter.objects.filter(key="k:0").update(state="sent", sent_at=long_ago, made_at=long_ago)
    Letter.objects.filter(key="k:1").update(made_at=long_ago)  # it waits still
    assert sweep(timezone.now()) == (1, 1)
    assert sorted(Notice.objects.values_list("key", flat=True)) == ["k:1", "k:2"]
    assert sorted(Letter.objects.values_list("key", flat=True)) == ["k:1", "k:2"]


@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        ({"THIDUA_SMTP_HOST": "x", "THIDUA_SMTP_SECURITY": "tls"}, "THIDUA_SMTP_SECURITY"),
        ({"THIDUA_SMTP_HOST": "x"}, "THIDUA_SMTP_FROM"),
    ],
)
def test_settings_that_cannot_be_read_name_themselves(
    environment: dict[str, str], fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        mail_server(environment)


def test_the_settings_of_the_environment() -> None:
    assert mail_server({}) is None
    found = mail_server({"THIDUA_SMTP_HOST": "thu.hd.vn", "THIDUA_SMTP_FROM": "thidua@hd.vn"})
    assert found is not None
    assert (found.port, found.security, found.seconds) == (587, "starttls", 10)
    assert site_address({}, hosts=["a.vn", "b.vn"], https=True) == "https://a.vn"
    assert site_address({"THIDUA_SITE": "https://b.vn/"}, hosts=["a.vn"], https=True) == (
        "https://b.vn"
    )
