"""A limit that a review, an answer to an objection or an inspection shows becomes an item there."""

import datetime as dt
import html
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests import cast as people
from tests.cast import Cast
from tests.remedies.conftest import TODAY, Who
from thidua.campaigns.models import Campaign
from thidua.disputes.models import FactReport, Status
from thidua.remedies.models import Remedy, Source
from thidua.reviews.models import Review, Section

BOARD = "/nam/2021/khac-phuc/"
SAID = "Phát biểu ít trong sinh hoạt [NV 1]."


def signed_in(who: Who, name: str) -> Client:
    client = Client()
    client.force_login(who(name))
    return client


def text_of(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


@pytest.fixture
def review(cast: Cast, year: Campaign) -> Review:
    """Of a member of the cell, sent."""
    written = Review.objects.create(
        campaign=year,
        subject_type="member",
        person=cast.of_cell("G3A", 5),
        cell=cast["G3A"],
        form="02",
        status="sent",
        version=1,
    )
    Section.objects.create(review=written, heading="limits", text=SAID)
    return written


def raising(review: Review) -> str:
    return f"{BOARD}neu/G3A/?nguon=review&tu={review.pk}"


@pytest.mark.parametrize(("name", "leads"), [("secretary", True), ("member", True)])
def test_a_review_leads_to_the_form_with_its_words(
    review: Review, who: Who, name: str, leads: bool
) -> None:
    client = signed_in(who, name)
    page = client.get(f"/nam/2021/ban-kiem-diem/{review.pk}/")
    assert (raising(review) in html.unescape(page.content.decode())) is leads
    form = client.get(raising(review)).context["page"].form
    assert form.initial["limit"] == "Phát biểu ít trong sinh hoạt."
    assert form.initial["who"] == f"m:{review.person_id}"
    assert form.initial["source_words"] == "Bản kiểm điểm năm 2021, mục II"


def test_who_only_reads_is_not_led_there(review: Review, who: Who) -> None:
    page = signed_in(who, "inspector").get(f"/nam/2021/ban-kiem-diem/{review.pk}/")
    assert page.status_code == 200
    assert "nguon=review" not in page.content.decode()
    assert signed_in(who, "inspector").get(raising(review)).status_code == 404


def test_the_remedy_knows_the_review_unless_it_is_of_somebody_else(
    review: Review, cast: Cast, who: Who
) -> None:
    client = signed_in(who, "secretary")
    sent = {"limit": "Ít phát biểu", "source": "review", "source_words": "Mục II"}
    for number in (5, 6):
        client.post(raising(review), {**sent, "who": f"m:{cast.of_cell('G3A', number).pk}"})
    rows = Remedy.objects.order_by("pk")
    assert [(one.source, one.source_id) for one in rows] == [
        (Source.REVIEW, review.pk),
        (Source.REVIEW, None),
    ]


def test_a_draft_gives_away_nothing(review: Review, who: Who) -> None:
    Review.objects.filter(pk=review.pk).update(status="draft")
    for name in ("secretary", "commune"):
        form = signed_in(who, name).get(raising(review)).context["page"].form
        assert "limit" not in form.initial


def test_another_cell_reads_no_words_by_the_number(review: Review, who: Who) -> None:
    address = f"{BOARD}neu/G3B/?nguon=review&tu={review.pk}"
    form = signed_in(who, "other_secretary").get(address).context["page"].form
    assert "limit" not in form.initial


@pytest.mark.parametrize(
    "query", ["nguon=review&tu=999999", "nguon=review&tu=x", "nguon=conference"]
)
def test_what_is_not_there_leaves_the_form_empty(year: Campaign, who: Who, query: str) -> None:
    page = signed_in(who, "secretary").get(f"{BOARD}neu/G3A/?{query}")
    assert page.status_code == 200
    assert "limit" not in page.context["page"].form.initial


def test_an_answered_objection_leads_to_the_form(
    cast: Cast, who: Who, settings: LazySettings
) -> None:
    settings.TODAY = TODAY
    year = people.campaign()
    people.everybody_good(year)
    entry = people.entry(year, "M-G3A-05")
    report = FactReport.objects.create(
        roster_entry=entry,
        fact="political_ideology",
        seen="good",
        wanted="excellent",
        why="Chấm nhầm",
        unit=cast["G3"],
        asked_by=who("member"),
        asked_on=TODAY,
        due_on=TODAY + dt.timedelta(days=5),
    )
    client, page = signed_in(who, "commune"), f"/du-kien-sai/{report.pk}/"
    assert "nguon=objection" not in client.get(page).content.decode()
    report.status, report.answer, report.answered_on = Status.KEPT, "Đúng biên bản", TODAY
    report.answered_by = who("commune")
    report.save()
    assert "nguon=objection" in client.get(page).content.decode()
    address = f"{BOARD}neu/G3A/?nguon=objection&tu={report.pk}"
    initial = client.get(address).context["page"].form.initial
    assert initial["source"] == "objection"
    assert initial["source_words"].startswith("Phản ánh về ")
    assert initial["source_words"].endswith("trả lời ngày 07/12/2021")


def test_who_answers_for_a_part_names_what_an_inspection_shows(year: Campaign, who: Who) -> None:
    watch = "/nam/2021/can-xem/"
    assert f"{BOARD}neu/U2/?nguon=inspection" in text_of(signed_in(who, "district").get(watch))
    form = signed_in(who, "district").get(f"{BOARD}neu/U2/?nguon=inspection").context["page"].form
    assert form.initial == {"source": "inspection"}
    assert "nguon=inspection" not in text_of(signed_in(who, "inspector").get(watch))
