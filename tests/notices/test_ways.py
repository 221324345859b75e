"""How a reader is told: an address counts once its owner followed the link; each kind is switched;
a letter leads on; the weekly letter; a calendar at a secret address.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.web.town import Town
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.confirming import ask_address, link_of
from thidua.notices.digest import queue_digests
from thidua.notices.feeds import DueDay, calendar_text, days_of, make_feed
from thidua.notices.kinds import KINDS, Kind
from thidua.notices.models import Letter, Mailbox, Notice, Switch
from thidua.notices.parameters import LINK_GOOD_FOR, LINKS_A_DAY
from thidua.notices.telling import tell
from thidua.notices.writing import message_id, written

Who = Callable[[str], User]
As = Callable[[str], Client]
PAGE = "/thong-bao/cach-nhan/"
NEWS = Kind("test.news", Text("một việc mới", "a piece of news"))


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    KINDS.add(NEWS)
    yield
    KINDS.remove(NEWS)


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    settings.DEMO = True


def link(user: User) -> str:
    box = Mailbox.objects.get(user=user)
    letter = Letter.objects.get(user=user, key=f"confirm:{box.nonce}")
    found = link_of(letter, box)
    assert found is not None
    return found


def asked(who: User, client: Client, address: str = "toi@hd.example") -> str:
    sent = client.post(PAGE, {"act": "address", "address": address}, follow=True)
    assert sent.status_code == 200
    return link(who)


def test_an_address_counts_once_its_owner_followed_the_link(as_: As, who: Who, town: Town) -> None:
    address = asked(who("cell"), as_("cell"))
    box = Mailbox.objects.get()
    assert (box.address, box.on) == ("", False)
    assert "toi@hd.example" in as_("cell").get(address).content.decode()
    assert not Mailbox.objects.get().on  # looking at it confirms nothing
    done = as_("cell").post(address, follow=True).content.decode()
    assert "Từ nay thư báo việc gửi đến toi@hd.example." in done
    box = Mailbox.objects.get()
    assert (box.address, box.on, box.asked, box.nonce) == ("toi@hd.example", True, "", "")


def test_the_link_is_good_once_in_time_and_for_its_owner(as_: As, who: Who, town: Town) -> None:
    address = asked(who("cell"), as_("cell"))
    refused = "không còn dùng được"
    assert refused in as_("grassroots").post(address, follow=True).content.decode()
    assert not Mailbox.objects.filter(on=True).exists()
    Mailbox.objects.update(asked_until=timezone.now() - dt.timedelta(seconds=1))
    assert refused in as_("cell").post(address, follow=True).content.decode()
    Mailbox.objects.update(asked_until=timezone.now() + LINK_GOOD_FOR)
    as_("cell").post(address)
    assert Mailbox.objects.get().on
    assert refused in as_("cell").post(address, follow=True).content.decode()


def test_a_second_link_ends_the_first_and_its_letter_is_not_written(
    as_: As, who: Who, town: Town
) -> None:
    first = asked(who("cell"), as_("cell"))
    letter = Letter.objects.get()
    second = asked(who("cell"), as_("cell"), "khac@hd.example")
    assert written(letter, Mailbox.objects.get()) is None
    as_("cell").post(first)
    assert not Mailbox.objects.get().on
    as_("cell").post(second)
    assert Mailbox.objects.get().address == "khac@hd.example"


def test_nobody_is_showered_with_links(as_: As, who: Who, town: Town) -> None:
    for number in range(LINKS_A_DAY):
        ask_address(who("cell"), address=f"x{number}@hd.example", language="vi")
    sent = as_("cell").post(PAGE, {"act": "address", "address": "y@hd.example"})
    assert sent.status_code == 400
    assert "hãy thử lại ngày mai" in sent.content.decode()
    assert 'value="y@hd.example"' in sent.content.decode()


@pytest.mark.parametrize("address", ["", "x", "x@", "a@b", "x" * 250 + "@hd.example"])
def test_what_is_no_address_is_refused_beside_its_field(as_: As, town: Town, address: str) -> None:
    sent = as_("cell").post(PAGE, {"act": "address", "address": address})
    assert sent.status_code == 400
    assert "field-errors" in sent.content.decode()
    assert not Letter.objects.exists()


def test_without_a_mail_server_the_page_says_so(as_: As, town: Town, settings: Settings) -> None:
    settings.DEMO = False
    assert "Máy chủ thư chưa được cài đặt" in as_("cell").get(PAGE).content.decode()
    as_("cell").post(PAGE, {"act": "address", "address": "y@hd.example"})
    assert not Letter.objects.exists()


def test_each_kind_is_switched_and_mail_needs_a_confirmed_address(
    as_: As, who: Who, town: Town
) -> None:
    chosen = {"act": "ways", "by_mail": ["test.news"], "on": "on", "digest": "on"}
    as_("cell").post(PAGE, chosen)
    assert not Mailbox.objects.exists()
    switch = Switch.objects.get(kind="test.news")
    assert (switch.at_bell, switch.by_mail) == (False, True)
    as_("cell").post(asked(who("cell"), as_("cell")))
    as_("cell").post(PAGE, {**chosen, "at_bell": ["test.news"]})
    box = Mailbox.objects.get()
    assert (box.on, box.digest) == (True, True)
    tell(NEWS.id, users=[who("cell")], key="1", text=Text("Mới", "New"), href="/x/")
    assert Letter.objects.filter(kind="test.news").count() == 1
    reminded = Switch.objects.get(kind="notices.reminded")
    assert reminded.at_bell  # what is owed always stands at the bell
    as_("cell").post(PAGE, {"act": "ways"})
    box = Mailbox.objects.get()
    assert (box.on, box.digest) == (False, False)


@pytest.mark.parametrize("sent", [{}, {"act": "x"}, {"act": "ways", "by_mail": ["no.kind"]}])
def test_what_cannot_be_read_changes_nothing(as_: As, town: Town, sent: dict[str, object]) -> None:
    answer = as_("cell").post(PAGE, sent, follow=True)
    assert "hãy tải lại trang" in answer.content.decode()
    assert not Switch.objects.exists()


def test_the_address_is_forgotten_and_nothing_of_it_is_kept(as_: As, who: Who, town: Town) -> None:
    as_("cell").post(asked(who("cell"), as_("cell")))
    as_("cell").post(PAGE, {"act": "forget"})
    assert not Mailbox.objects.exists()


def test_a_letters_link_reads_its_notice_and_leads_on_for_its_reader_alone(
    as_: As, who: Who, town: Town
) -> None:
    as_("cell").post(asked(who("cell"), as_("cell")))
    Switch.objects.create(user=who("cell"), kind=NEWS.id, at_bell=True, by_mail=True)
    tell(NEWS.id, users=[who("cell")], key="1", text=Text("Mới", "New"), href="/x/")
    letter = Letter.objects.get(kind=NEWS.id)
    assert as_("grassroots").get(f"/thong-bao/thu/{letter.pk}/").status_code == 404
    assert as_("cell").get(f"/thong-bao/thu/{letter.pk}/")["Location"] == "/x/"
    assert Notice.objects.get().read_at is not None


def test_in_a_demo_ones_own_letters_are_read_on_a_page(as_: As, who: Who, town: Town) -> None:
    address = asked(who("cell"), as_("cell"))
    shown = as_("cell").get("/thong-bao/thu/").content.decode()
    assert "Xác nhận địa chỉ thư" in shown
    assert address in shown
    assert address not in as_("grassroots").get("/thong-bao/thu/").content.decode()


def test_the_same_letter_has_the_same_id_and_another_has_another(who: Who, town: Town) -> None:
    letter = Letter(user=who("cell"), key="a")
    same = message_id(Letter(user=who("cell"), key="a"), domain="hd.example")
    assert message_id(letter, domain="hd.example") == same
    assert re.fullmatch(r"<[0-9a-f]{40}@hd\.example>", same)
    others = [Letter(user=who("cell"), key="b"), Letter(user=who("grassroots"), key="a")]
    assert len({message_id(one, domain="hd.example") for one in [letter, *others]}) == 3


def test_the_weekly_letter_comes_once_and_names_kinds_and_days_only(
    as_: As, who: Who, town: Town
) -> None:
    as_("cell").post(asked(who("cell"), as_("cell")))
    Mailbox.objects.update(digest=True)
    text = Text("Nguyễn Thị Hạnh nhận nhiệm vụ", "Hạnh took a task")
    for number in range(3):
        tell(NEWS.id, users=[who("cell")], key=str(number), text=text, href="/x/")
    moment = timezone.now()
    assert queue_digests(moment) == queue_digests(moment) == 1
    letter = Letter.objects.get(kind="digest")
    words = written(letter, Mailbox.objects.get())
    assert words is not None
    assert "3 một việc mới" in words.body
    assert "Hạnh" not in words.body
    Notice.objects.update(read_at=moment)
    assert written(letter, Mailbox.objects.get()) is None
    queue_digests(moment + dt.timedelta(days=7))
    assert Letter.objects.filter(kind="digest").count() == 2


def test_the_weekly_letter_of_new_year_is_one_letter(who: Who, town: Town) -> None:
    Mailbox.objects.create(
        user=who("cell"), address="x@y.vn", confirmed_at=timezone.now(), on=True, digest=True
    )
    for day in (dt.date(2022, 12, 31), dt.date(2023, 1, 1)):  # both in week 52 of 2022
        noon = dt.datetime.combine(day, dt.time(12))
        queue_digests(timezone.make_aware(noon))
    assert [one.key for one in Letter.objects.all()] == ["digest:2022-W52"]


def test_a_calendar_has_days_and_no_names_and_its_address_can_be_taken_back(
    as_: As, who: Who, town: Town
) -> None:
    made = as_("cell").post(PAGE, {"act": "feed"}).content.decode()
    found = re.search(r"/thong-bao/lich/[\w-]+\.ics", made)
    assert found is not None
    feed = Client().get(found.group())
    assert feed.status_code == 200
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    text = feed.content.decode()
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") > 0
    assert str(who("cell")) not in text
    assert "Thung Độc" not in text
    assert found.group() not in as_("cell").get(PAGE).content.decode()  # shown once
    as_("cell").post(PAGE, {"act": "feed"})
    assert Client().get(found.group()).status_code == 404
    secret = make_feed(who("cell"))
    as_("cell").post(PAGE, {"act": "feed_end"})
    assert Client().get(f"/thong-bao/lich/{secret}.ics").status_code == 404


def test_who_left_has_no_calendar(who: Who, town: Town) -> None:
    secret = make_feed(who("cell"))
    User.objects.filter(pk=who("cell").pk).update(is_active=False)
    assert Client().get(f"/thong-bao/lich/{secret}.ics").status_code == 404


def test_a_calendar_follows_the_days_of_the_year(who: Who, town: Town) -> None:
    campaign = Campaign.objects.get(year=2021)
    known = {one.uid: one.day for one in days_of(who("cell"))}
    deadline = campaign.deadlines.order_by("pk").first()
    assert deadline is not None
    deadline.due_on += dt.timedelta(days=3)
    deadline.save()
    now = {one.uid: one.day for one in days_of(who("cell"))}
    assert now.keys() == known.keys()
    moved = {uid for uid in now if now[uid] != known[uid]}
    assert moved == {f"2021-{deadline.step}"}


def test_lines_of_a_calendar_are_escaped_and_folded_between_letters() -> None:
    title = "Hạn; đăng ký, " + "nhiệm vụ trọng tâm " * 10 + "\\ hết\nBEGIN:VEVENT"
    text = calendar_text(
        [DueDay("2022-register", dt.date(2022, 12, 31), title)],
        host="thidua.example",
        name="Hạn",
        moment=dt.datetime(2022, 12, 1, 8, tzinfo=dt.UTC),
    )
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Hạn\\; đăng ký\\, nhiệm vụ" in whole
    assert whole.count("\r\nBEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20221231\r\nDTEND;VALUE=DATE:20230101" in whole
