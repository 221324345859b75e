"""The bell and its list: each thing once, with *Việc của tôi* from one source; like events in one
line; read marks of the reader alone.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.town import Town
from thidua.accounts.models import User
from thidua.language import Text
from thidua.notices.kinds import KINDS, Kind
from thidua.notices.models import Notice
from thidua.notices.reminding import remind_all
from thidua.notices.telling import tell

Who = Callable[[str], User]
As = Callable[[str], Client]
MANY = Kind(
    "test.many", Text("đăng ký mới", "a registration"), many=Text("{number} đăng ký mới", "")
)
BACK = Kind("test.back", Text("trả lại", "returned"), returned=True, mailed=True)
PAGE = "/thong-bao/"


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    for kind in (MANY, BACK):
        KINDS.add(kind)
    yield
    for kind in (MANY, BACK):
        KINDS.remove(kind)


def told(user: User, kind: Kind, number: int = 1, words: str = "Có việc") -> None:
    for at in range(number):
        text = Text(f"{words} {at}", f"Something {at}")
        tell(kind.id, users=[user], key=f"{kind.id}:{at}", text=text, href=f"/x/{at}/")


def page(client: Client, address: str = PAGE) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def marked(asked: CaptureQueriesContext) -> int:
    """How often notices were marked as read."""
    return sum(one["sql"].startswith('UPDATE "notices_notice"') for one in asked)


def bell(client: Client) -> str:
    found = re.search(r'class="bell-number"[^>]*>([^<]*)<', page(client, "/tai-khoan/"))
    return found.group(1) if found else ""


def test_twenty_like_events_are_one_line_and_one_at_the_bell(as_: As, who: Who) -> None:
    told(who("cell"), MANY, 20)
    told(who("cell"), BACK, 2, "Trả lại bản")
    shown = page(as_("cell"))
    assert "20 đăng ký mới" in shown
    assert "Có việc 3" not in shown
    assert shown.count("Trả lại bản") >= 2
    assert bell(as_("cell")) == "3"
    newest = Notice.objects.filter(kind=MANY.id).latest("pk")
    opened = page(as_("cell"), f"{PAGE}?line={newest.pk}")
    assert all(f"Có việc {number}" in opened for number in range(20))


def test_a_line_that_was_read_stays_apart_from_what_came_since(as_: As, who: Who) -> None:
    told(who("cell"), MANY, 3)
    last = Notice.objects.latest("pk")
    sent = as_("cell").post(PAGE, {"upto": last.pk, "line": "1"})
    assert (sent.status_code, bell(as_("cell"))) == (302, "")
    tell(MANY.id, users=[who("cell")], key="later", text=Text("Sau đó", "Later"), href="/x/")
    shown = page(as_("cell"))
    assert "3 đăng ký mới" in shown
    assert "Sau đó" in shown
    assert bell(as_("cell")) == "1"


def test_marking_all_leaves_new_what_came_after_the_page_was_shown(as_: As, who: Who) -> None:
    told(who("cell"), BACK, 2)
    shown = page(as_("cell"))
    upto = re.search(r'name="upto" value="(\d+)"', shown)
    assert upto is not None
    tell(BACK.id, users=[who("cell")], key="later", text=Text("Sau", "Later"), href="/x/9/")
    as_("cell").post(PAGE, {"upto": upto.group(1)})
    assert [one.key for one in Notice.objects.filter(read_at=None)] == ["later"]


def test_nobody_reads_or_marks_the_notices_of_another(as_: As, who: Who) -> None:
    told(who("cell"), BACK)
    own = Notice.objects.get()
    for name in ("grassroots", "province", "administrator"):
        assert "Có việc 0" not in page(as_(name))
        assert as_(name).get(f"{PAGE}{own.pk}/").status_code == 404
        as_(name).post(PAGE, {"upto": own.pk})
    own.refresh_from_db()
    assert own.read_at is None


def test_opening_a_notice_reads_it_and_leads_on(as_: As, who: Who) -> None:
    told(who("cell"), BACK)
    own = Notice.objects.get()
    sent = as_("cell").get(f"{PAGE}{own.pk}/")
    own.refresh_from_db()
    assert (sent["Location"], own.read_at is not None) == ("/x/0/", True)
    Notice.objects.update(href="https://example.org/")
    assert as_("cell").get(f"{PAGE}{own.pk}/")["Location"] == PAGE


def test_what_cannot_be_read_marks_nothing(as_: As, who: Who) -> None:
    told(who("cell"), BACK)
    for sent in ({}, {"upto": "x"}, {"upto": str(2**70)}, {"upto": "0"}):
        answer = as_("cell").post(PAGE, sent, follow=True)
        assert "Chưa đánh dấu được" in answer.content.decode()
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_reminder_stands_once_where_it_is_owed_and_is_read_with_its_page(
    as_: As, who: Who, town: Town, left: dict[int, int]
) -> None:
    who("grassroots")
    remind_all(campaign=town.campaign, codes=["GL01"], about="facts", actor=who("upper_level"))
    notice = Notice.objects.get(user=who("grassroots"))
    assert bell(as_("grassroots")) == "1"
    shown = page(as_("grassroots"), f"{PAGE}?year=2021")
    assert shown.count("nhắc: bổ sung thông tin của 3 trường hợp</p>") == 1
    assert f'href="{PAGE}{notice.pk}/"' in shown
    as_("grassroots").get(notice.href)
    assert bell(as_("grassroots")) == ""


def test_what_is_done_meanwhile_is_said_to_wait_no_more(
    as_: As, who: Who, town: Town, left: dict[int, int]
) -> None:
    who("grassroots")
    remind_all(campaign=town.campaign, codes=["GL01"], about="facts", actor=who("upper_level"))
    left[town["GL01"].pk] = 0
    shown = page(as_("grassroots"), f"{PAGE}?year=2021")
    assert "Có thay đổi" in shown
    assert "việc này không còn chờ" in shown


def test_work_that_came_back_stands_once_with_its_task_and_the_reason(
    as_: As, who: Who, town: Town, left: dict[int, int]
) -> None:
    who("grassroots")
    remind_all(campaign=town.campaign, codes=["GL01"], about="facts", actor=who("upper_level"))
    Notice.objects.update(kind=BACK.id, text_vi="Trả lại: thiếu mốc thời gian")
    shown = page(as_("grassroots"), f"{PAGE}?year=2021")
    came_back = shown.partition("Trả lại đồng chí")[2]
    assert shown.count("Trả lại: thiếu mốc thời gian") == 1
    assert "Trả lại: thiếu mốc thời gian" in came_back
    assert "nhắc: bổ sung thông tin" in came_back
    assert "nhắc: bổ sung thông tin" not in shown.partition("Trả lại đồng chí")[0]


def test_the_bell_asks_the_database_nothing_of_its_own(as_: As, who: Who) -> None:
    client = as_("cell")
    client.get("/tai-khoan/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/tai-khoan/")
    about = [query["sql"] for query in asked if "notices_notice" in query["sql"]]
    assert len(about) == 1
    assert "campaigns_campaign" in about[0]


def test_a_page_that_is_opened_another_way_reads_what_leads_to_it(as_: As, who: Who) -> None:
    reader, client = who("cell"), as_("cell")
    for at, href in enumerate(("/tai-khoan/", "/tai-khoan/#mail", "/tai-khoan/khac/")):
        text = Text("Có việc", "Something")
        tell(BACK.id, users=[reader], key=str(at), text=text, href=href)
    with CaptureQueriesContext(connection) as asked:
        shown = page(client, "/tai-khoan/")
    assert marked(asked) == 1
    assert re.search(r'class="bell-number"[^>]*>1<', shown)
    assert [one.href for one in Notice.objects.filter(read_at=None)] == ["/tai-khoan/khac/"]
    with CaptureQueriesContext(connection) as asked:
        page(client, "/tai-khoan/")
    assert marked(asked) == 0


def test_another_reader_or_a_form_that_is_sent_reads_nothing(as_: As, who: Who) -> None:
    text = Text("Có việc", "Something")
    tell(BACK.id, users=[who("cell")], key="1", text=text, href="/tai-khoan/")
    as_("grassroots").get("/tai-khoan/")
    as_("cell").post("/tai-khoan/", {})
    assert Notice.objects.filter(read_at=None).count() == 1


def test_an_empty_list_says_what_will_stand_there(as_: As, who: Who) -> None:
    assert "Chưa có thông báo nào" in page(as_("nobody"))


def test_other_news_at_the_same_address_hides_no_work_that_came_back(
    as_: As, who: Who, town: Town, left: dict[int, int]
) -> None:
    who("grassroots")
    remind_all(campaign=town.campaign, codes=["GL01"], about="facts", actor=who("upper_level"))
    Notice.objects.update(kind=BACK.id, text_vi="Trả lại: thiếu mốc thời gian")
    place = Notice.objects.get(user=who("grassroots")).href
    text = Text("Đã nhận phần khác", "Accepted")
    tell(MANY.id, users=[who("grassroots")], key="n", text=text, href=place)
    shown = page(as_("grassroots"), f"{PAGE}?year=2021")
    assert shown.count("Trả lại: thiếu mốc thời gian") == 1
    assert "Đã nhận phần khác" in shown.partition("Có thay đổi")[2]
