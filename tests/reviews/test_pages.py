"""The pages of reviews: what lists tell and keep to themselves, sending late, who moved, the merger
of a unit, citations, the print, typing for somebody.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.builder import OPERATOR, spell
from tests.cast import Cast, entry
from tests.reviews.conftest import DUE, Who, sent, write, write_report
from tests.second_factor import signed_in_now
from thidua.access.models import Look
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.actions import merge_organisations
from thidua.organisations.models import MembershipSpell
from thidua.reviews.actions import cite, erase, send
from thidua.reviews.facts import known_of_reviews
from thidua.reviews.material import MATERIAL, Asked, Material, MaterialKind, Source
from thidua.reviews.models import Erased, Review
from thidua.roster.actions import freeze_roster

Browser = Callable[[str], Client]
LIST = "/nam/2021/kiem-diem/G1A/"
WORDS = "Còn ngại va chạm khi phê bình."


@pytest.fixture
def browser(year: Campaign, who: Who) -> Browser:
    def signed_in(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return signed_in


def page_of(review: Review) -> str:
    return f"/nam/2021/ban-kiem-diem/{review.pk}/"


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_list_says_who_writes_and_no_word_of_it(
    year: Campaign, who: Who, browser: Browser
) -> None:
    write(year, who("member"))
    text = shown(browser("secretary"), LIST)
    assert "12 đảng viên" in text
    assert "1 đang soạn" in text
    assert WORDS not in text
    assert browser("secretary").get(page_of(Review.objects.get())).status_code == 404


def test_an_erased_draft_is_not_begun_on_the_list_above(
    year: Campaign, who: Who, browser: Browser
) -> None:
    erase(review=write(year, who("member")), actor=who("member"))
    assert "0 đang soạn" in shown(browser("grassroots"), "/nam/2021/kiem-diem/G1/")


def test_late_it_is_sent_with_a_reason_and_the_words_typed_are_not_lost(
    year: Campaign, who: Who, browser: Browser, settings: LazySettings
) -> None:
    settings.TODAY = DUE + dt.timedelta(days=2)
    review, client = write(year, who("member")), browser("member")
    refused = client.post(page_of(review), {"act": "send", "late_reason": " "})
    assert refused.status_code == 409
    assert "hãy nêu lý do gửi muộn" in refused.content.decode()
    client.post(page_of(review), {"act": "send", "late_reason": "Đi viện"})
    text = shown(browser("secretary"), page_of(review))
    assert "Gửi muộn" in text
    assert "Đi viện" in text
    assert "gửi muộn" in shown(browser("secretary"), LIST)


def test_a_look_is_written_down_and_ones_own_is_none(
    year: Campaign, who: Who, browser: Browser
) -> None:
    review = sent(year, who("member"))
    browser("member").get(page_of(review))
    assert not Look.objects.exists()
    browser("secretary").get(page_of(review))
    assert Look.objects.get().person == who("member").person


def test_who_moved_is_read_on_and_the_page_says_so(
    year: Campaign, cast: Cast, who: Who, browser: Browser
) -> None:
    review = sent(year, who("member"))
    person = who("member").person
    assert person is not None
    day = dt.date(2021, 12, 1)
    MembershipSpell.objects.filter(person=person, ends_on=None).update(
        ends_on=day - dt.timedelta(days=1)
    )
    spell(person, cast["G1B"], since=day)
    text = shown(browser("secretary_outside"), page_of(review))
    assert f"nay sinh hoạt tại {cast['G1B'].name}" in text
    assert "gửi tại" in shown(browser("secretary_outside"), "/nam/2021/kiem-diem/G1B/")
    refused = browser("secretary").post(page_of(review), {"act": "accept"})
    assert refused.status_code in {403, 404}


def test_the_report_of_a_merged_unit_is_gone_on_with_by_its_successor(
    year: Campaign, cast: Cast, who: Who, browser: Browser
) -> None:
    report = write_report(year, cast, who("secretary"), "G1A")
    own = sent(year, who("member"))
    merge_organisations(
        predecessors=[cast["G1A"]],
        successor=cast["G1B"],
        on=dt.date(2021, 11, 20),
        actor=OPERATOR,
    )
    client = browser("secretary_outside")
    text = shown(client, page_of(report))
    assert "Ra nghị quyết chuyên đề còn chậm." in text
    assert f"đã nhập vào {cast['G1B'].name}" in text
    client.post(page_of(report), {"act": "send"})
    report.refresh_from_db()
    assert report.status == "sent"
    assert WORDS in shown(client, page_of(own))


@pytest.fixture
def known() -> Iterator[dict[str, str]]:
    """A source of one fact, whose value the test changes."""
    values = {"now": "11/14 thôn"}

    def read(asked: Asked) -> list[Material]:
        said = Text(values["now"], values["now"])
        return [Material(MaterialKind.TASK, "nv-1", "NV 1", "Thu gom rác", said, said, "")]

    source = Source(MaterialKind.TASK, "Nhiệm vụ", read)  # type: ignore[arg-type]
    before = list(MATERIAL)
    for one in before:
        MATERIAL.remove(one)
    MATERIAL.add(source)
    yield values
    MATERIAL.remove(source)
    for one in before:
        MATERIAL.add(one)


def test_a_mark_says_what_was_sent_and_what_is_now(
    year: Campaign, who: Who, browser: Browser, known: dict[str, str]
) -> None:
    review = write(year, who("member"), text="Thu gom rác [NV 1], chưa hết [NV 2].")
    cite(
        review=review,
        heading="limits",
        label="NV 1",
        kind="task",
        target_id="nv-1",
        words="9/14 thôn",
        actor=who("member"),
    )
    draft = shown(browser("member"), page_of(review))
    assert "11/14 thôn" in draft
    assert "9/14" not in draft
    send(review=review, actor=who("member"))
    known["now"] = "14/14 thôn"
    text = shown(browser("secretary"), page_of(review))
    assert "11/14 thôn" in text
    assert "nay là 14/14 thôn" in text
    assert "[NV 2]" in text, "brackets of one's own stay as they were typed"


def test_one_review_is_printed(year: Campaign, who: Who, browser: Browser) -> None:
    review = sent(year, who("member"))
    for extension in ("docx", "pdf"):
        answer = browser("secretary").get(f"{page_of(review)}in.{extension}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert browser("colleague").get(f"{page_of(review)}in.pdf").status_code == 404


def test_the_secretary_types_for_who_has_no_account_and_it_says_so(
    year: Campaign, cast: Cast, who: Who, browser: Browser
) -> None:
    client, person = browser("secretary"), cast.of_cell("G1A", 8)
    answer = client.post(f"{LIST}viet-thay/", {"person": person.code})
    review = Review.objects.get(person=person)
    assert answer.headers["Location"].startswith(page_of(review))
    assert "ghi hộ" in shown(client, page_of(review))
    again = client.post(f"{LIST}viet-thay/", {"person": person.code})
    assert again.status_code == 409


def test_a_draft_is_erased_and_brought_back_on_its_page(
    year: Campaign, who: Who, browser: Browser
) -> None:
    review, client = write(year, who("member")), browser("member")
    client.post(page_of(review), {"act": "erase"})
    erased = Erased.objects.get()
    assert WORDS not in shown(client, page_of(review))
    client.post(page_of(review), {"act": "restore", "erased": erased.pk})
    assert WORDS in shown(client, page_of(review))
    gone = client.post(page_of(review), {"act": "restore", "erased": erased.pk})
    assert gone.status_code == 409


def test_who_sent_theirs_reviewed_themselves_and_nothing_is_told_of_others(
    year: Campaign, who: Who
) -> None:
    sent(year, who("member"))
    write(year, who("colleague"))
    freeze_roster(campaign=year, actor=OPERATOR)
    assert known_of_reviews(year) == {entry(year, "M-G1A-05").pk: {"self_reviewed": True}}


def test_my_work_asks_to_write_and_the_cell_to_read(
    year: Campaign, who: Who, browser: Browser
) -> None:
    assert "Viết bản kiểm điểm năm 2021" in shown(browser("member"), "/")
    sent(year, who("member"))
    assert "Đọc 1 bản kiểm điểm" in shown(browser("secretary"), "/")
    assert "Viết bản kiểm điểm năm 2021" not in shown(browser("member"), "/")
