"""The page on which a review is written: saved as it is typed, two tabs, facts brought in."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.reviews.conftest import Who, write
from tests.reviews.material.people import commit
from tests.second_factor import signed_in_now
from thidua.campaigns.models import Campaign
from thidua.reviews.actions import send, start
from thidua.reviews.keys import key_of_person, key_of_unit
from thidua.reviews.models import Citation, Review

Browser = Callable[[str], Client]
BY_SCRIPT = {"X-Kept-Section": "1"}


@pytest.fixture
def browser(year: Campaign, who: Who) -> Browser:
    def signed_in(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return signed_in


@pytest.fixture
def review(year: Campaign, who: Who) -> Review:
    member = who("member")
    assert member.person is not None
    return start(campaign=year, key=key_of_person(member.person), actor=member)


def address(review: Review, heading: str = "strengths_duties") -> str:
    return f"/nam/2021/ban-kiem-diem/{review.pk}/viet/{heading}/"


def text_of(review: Review, heading: str = "strengths_duties") -> str:
    return review.sections.get(heading=heading).text


def saved(client: Client, review: Review, **fields: Any) -> dict[str, Any]:
    """What the page's script is told after it sent these fields."""
    answer = client.post(
        address(review), {"revision": "0", "act": "save", **fields}, headers=BY_SCRIPT
    )
    told: dict[str, Any] = json.loads(answer.content)
    return told | {"status": answer.status_code}


def test_what_is_typed_is_stored_and_says_when_and_who_sees(
    browser: Browser, review: Review
) -> None:
    told = saved(browser("member"), review, text="Đã vận động 268 hộ")
    assert text_of(review) == "Đã vận động 268 hộ"
    assert "Đã lưu lúc" in told["saved"]
    assert "chỉ mình đồng chí thấy" in told["saved"]
    assert "mục chưa viết" in told["parts"]["rw-bar"]
    assert told["revision"] == 1


def test_without_script_the_buttons_save_and_go_on(browser: Browser, review: Review) -> None:
    answer = browser("member").post(
        address(review), {"revision": "0", "text": "Đã vận động 268 hộ", "act": "next"}
    )
    assert answer.status_code == 302
    assert answer["Location"].endswith("/viet/strengths_commitments/")
    assert text_of(review) == "Đã vận động 268 hộ"


def test_the_headings_say_what_is_missing(browser: Browser, review: Review) -> None:
    client = browser("member")
    client.post(address(review), {"revision": "0", "text": "Đã vận động 268 hộ", "act": "save"})
    page = client.get(address(review, "limits")).content.decode()
    assert "5 chữ" in page
    assert "chưa viết" in page
    assert "không bắt buộc" in page
    assert "đang viết" in page


def test_two_tabs_lose_nothing(browser: Browser, review: Review) -> None:
    client = browser("member")
    saved(client, review, text="Bản một")
    told = saved(client, review, text="Bản hai")
    assert told["status"] == 409
    assert "cả hai bản" in told["reason"]
    page = client.post(address(review), {"revision": "0", "act": "save", "text": "Bản hai"})
    assert page.status_code == 409
    assert "Bản một" in page.content.decode()
    assert "Bản hai" in page.content.decode()
    client.post(address(review), {"revision": "1", "act": "save", "text": "Bản hai"})
    assert text_of(review) == "Bản hai"


def test_two_machines_on_two_headings_do_not_meet(browser: Browser, review: Review) -> None:
    client = browser("member")
    saved(client, review, text="Bản một")
    answer = client.post(
        address(review, "limits"), {"revision": "0", "text": "Còn ngại", "act": "save"}
    )
    assert answer.status_code == 302
    assert text_of(review, "limits") == "Còn ngại"


def test_the_same_text_twice_from_a_bad_line_is_one(browser: Browser, review: Review) -> None:
    client = browser("member")
    assert saved(client, review, text="Bản một")["status"] == 200
    assert saved(client, review, text="Bản một")["status"] == 200


def test_a_fact_is_brought_in_where_the_writer_stands(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    commitment = commit(year, who("member"), [("Dự đủ sinh hoạt chi bộ", True)])
    answer = browser("member").post(
        address(review, "strengths_commitments"),
        {
            "revision": "0",
            "text": "Đầu. Cuối.",
            "caret": "4",
            "cite": f"commitment:{commitment.pk}/1",
        },
        headers=BY_SCRIPT,
    )
    told = json.loads(answer.content)
    assert told["text"].startswith("Đầu. Điều 1 đã cam kết, “Dự đủ sinh hoạt chi bộ”")
    assert told["text"].endswith("đã làm xong [CK 1]. Cuối.")
    assert told["text"][told["caret"] :] == " Cuối."
    assert text_of(review, "strengths_commitments") == told["text"]
    assert "đã đưa" in told["parts"]["rw-facts"]
    (citation,) = review.citations.all()
    assert (citation.label, citation.words, citation.against) == ("CK 1", "đã làm xong", False)


def test_all_commitments_are_brought_in_by_one_click_and_once(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    commit(year, who("member"), [("Dự đủ sinh hoạt", True), ("Vận động 40 hộ", False)])
    client, sent = browser("member"), {"revision": "0", "text": "", "cite": "all:commitment"}
    client.post(address(review, "strengths_commitments"), sent)
    text = text_of(review, "strengths_commitments")
    assert "[CK 1]" in text
    assert "[CK 2]" in text
    again = client.post(
        address(review, "strengths_commitments"), {**sent, "revision": "9", "text": text}
    )
    assert again.status_code == 409
    assert text_of(review, "strengths_commitments") == text


def test_a_fact_against_the_writer_is_offered_among_the_others(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    commit(year, who("member"), [("Dự đủ sinh hoạt", True), ("Vận động 40 hộ", False)])
    client = browser("member")
    strengths = client.get(f"{address(review, 'strengths_commitments')}tu-lieu/").content.decode()
    assert "Dự đủ sinh hoạt" in strengths
    assert "Vận động 40 hộ" in strengths
    limits = client.get(f"{address(review, 'limits')}tu-lieu/").content.decode()
    assert "Vận động 40 hộ" in limits
    assert "Dự đủ sinh hoạt" not in limits
    everything = client.get(f"{address(review, 'limits')}tu-lieu/?ca=1").content.decode()
    assert "Dự đủ sinh hoạt" in everything


def test_without_script_a_fact_is_brought_in_from_its_own_page(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    commitment = commit(year, who("member"), [("Dự đủ sinh hoạt", True)])
    client = browser("member")
    saved(client, review, text="Bản một")
    answer = client.post(
        address(review), {"revision": "1", "cite": f"commitment:{commitment.pk}/1"}
    )
    assert answer.status_code == 302
    assert text_of(review).startswith("Bản một. Điều 1")


def test_only_what_is_the_subjects_own_can_be_brought_in(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    other = commit(year, who("colleague"), [("Dự đủ sinh hoạt", True)])
    told = saved(browser("member"), review, text="", cite=f"commitment:{other.pk}/1")
    assert told["status"] == 409
    assert not Citation.objects.exists()


def test_a_mark_that_is_deleted_deletes_nothing(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    commitment = commit(year, who("member"), [("Dự đủ sinh hoạt", True)])
    client = browser("member")
    saved(client, review, text="", cite=f"commitment:{commitment.pk}/1")
    saved(client, review, text="Không dẫn nữa", revision="1")
    assert Citation.objects.count() == 1
    page = client.get(f"{address(review)}tu-lieu/?ca=1").content.decode()
    assert "đã đưa" not in page


def test_a_citation_says_what_it_says_now_and_what_it_said(
    browser: Browser, review: Review, year: Campaign, who: Who
) -> None:
    commitment = commit(year, who("member"), [("Dự đủ sinh hoạt", None)])
    client = browser("member")
    saved(client, review, text="", cite=f"commitment:{commitment.pk}/1")
    commitment.items.update(done=True)
    beside = client.get(f"{address(review)}tu-lieu/", headers={"HX-Request": "true"})
    text = " ".join(beside.content.decode().split())
    assert "đã làm xong" in text
    assert "khi đưa vào: chưa ghi kết quả" in text


@pytest.mark.parametrize("name", ["colleague", "secretary", "grassroots", "city", "inspector"])
def test_a_draft_is_its_writers_alone(browser: Browser, review: Review, name: str) -> None:
    client = browser(name)
    for page in (
        address(review),
        f"{address(review)}tu-lieu/",
        f"/nam/2021/ban-kiem-diem/{review.pk}/viet/",
    ):
        assert client.get(page).status_code == 404
    assert client.post(address(review), {"revision": "0", "text": "x"}).status_code == 404
    assert not review.sections.exists()


def test_what_was_sent_is_read_and_no_more_written(
    browser: Browser, year: Campaign, who: Who
) -> None:
    review = send(review=write(year, who("member")), actor=who("member"))
    client = browser("member")
    assert client.get(address(review)).status_code == 302
    told = saved(client, review, text="Sửa lén", revision="9")
    assert told["status"] == 409
    assert "đã gửi" in told["reason"]
    assert told["read"] == f"/nam/2021/ban-kiem-diem/{review.pk}/"


def test_words_that_arrived_before_it_was_sent_are_no_fault(
    browser: Browser, year: Campaign, who: Who
) -> None:
    """A browser that still keeps them sends them once more, and may let them go."""
    review = send(review=write(year, who("member")), actor=who("member"))
    answer = browser("member").post(
        address(review, "limits"),
        {"text": "Còn ngại va chạm khi phê bình.", "revision": "0", "act": "save"},
        headers=BY_SCRIPT,
    )
    assert answer.status_code == 200
    review.refresh_from_db()
    assert review.status == "sent"


def test_a_report_of_a_collective_has_its_own_form(
    browser: Browser, year: Campaign, who: Who, cast: Cast
) -> None:
    report = start(campaign=year, key=key_of_unit(cast["G1"]), actor=who("grassroots"))
    page = browser("grassroots").get(address(report, "results")).content.decode()
    assert "Báo cáo kiểm điểm tập thể" in page
    assert "Mẫu 01-HD KĐ.ĐG 2019" in page
    assert browser("grassroots").get(address(report)).status_code == 404


def test_a_text_that_is_too_long_is_refused_with_both_numbers(
    browser: Browser, review: Review
) -> None:
    told = saved(browser("member"), review, text="a" * 20_001)
    assert told["status"] == 409
    assert "20.001" in told["reason"]
    assert not review.sections.exists()


def test_writing_begins_at_the_first_heading_without_words(
    browser: Browser, review: Review
) -> None:
    client = browser("member")
    begin = f"/nam/2021/ban-kiem-diem/{review.pk}/viet/"
    assert client.get(begin)["Location"].endswith("/viet/strengths_morals/")
    client.post(
        address(review, "strengths_morals"), {"revision": "0", "text": "Giữ gìn", "act": "save"}
    )
    assert client.get(begin)["Location"].endswith("/viet/strengths_duties/")
