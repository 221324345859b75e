"""The signed paper instead of typing; erased drafts that are let go; what a heading waits for."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.attachments.conftest import folder
from tests.attachments.samples import picture
from tests.cast import Cast
from tests.reviews.conftest import Who, own_key, sent, write
from tests.second_factor import signed_in_now
from thidua.campaigns.models import Campaign
from thidua.remedies.models import Remedy
from thidua.reviews.actions import erase, start
from thidua.reviews.jobs import let_go_of_erased
from thidua.reviews.keys import key_of_person
from thidua.reviews.material import MaterialKind, material_of
from thidua.reviews.models import Citation, Erased, Review, Section
from thidua.reviews.prompting import give_prompt

__all__ = ["folder"]
DAY_BEFORE = dt.date(2020, 12, 15)
Browser = Callable[[str], Client]


@pytest.fixture
def browser(year: Campaign, who: Who) -> Browser:
    def signed_in(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return signed_in


def page_of(review: Review) -> str:
    return f"/nam/2021/ban-kiem-diem/{review.pk}/"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-ky.jpg", picture(size=(120, 160)), "image/jpeg")


def test_who_has_no_phone_signs_on_paper_and_the_secretary_scans_it(
    year: Campaign, cast: Cast, who: Who, browser: Browser, folder: Path
) -> None:
    """The scan alone is a review; it says who typed it, and there is a print to be handed over."""
    review = start(campaign=year, key=key_of_person(cast.of_cell("G1A", 8)), actor=who("secretary"))
    client = browser("secretary")
    nothing = client.post(page_of(review), {"act": "send"})
    assert nothing.status_code == 409
    client.post(page_of(review), {"act": "scan", "scans": [scan()]})
    page = client.get(page_of(review)).content.decode()
    assert "ban-ky.jpg" in page
    assert "ghi hộ" in page
    client.post(page_of(review), {"act": "send"})
    review.refresh_from_db()
    assert (review.status, review.typed_by) == ("sent", who("secretary"))
    printed = client.get(f"{page_of(review)}in.pdf")
    assert printed.status_code == 200
    assert b"".join(printed).startswith(b"%PDF")


def test_nobody_else_scans_somebodys_paper(
    year: Campaign, who: Who, browser: Browser, folder: Path
) -> None:
    review = sent(year, who("member"))
    refused = browser("colleague").post(page_of(review), {"act": "scan", "scans": [scan()]})
    assert refused.status_code in (403, 404)
    above = browser("city").post(page_of(review), {"act": "scan", "scans": [scan()]})
    assert above.status_code in (403, 404, 409)


def test_no_file_chosen_says_so(year: Campaign, who: Who, browser: Browser) -> None:
    review = write(year, who("member"))
    answer = browser("member").post(page_of(review), {"act": "scan"})
    assert answer.status_code == 409
    assert "chưa chọn tệp" in answer.content.decode().lower()


def test_erased_drafts_are_let_go_after_their_days_and_no_sooner(year: Campaign, who: Who) -> None:
    old = erase(review=write(year, who("member")), actor=who("member"))
    young = erase(review=write(year, who("colleague")), actor=who("colleague"))
    old.erased_at = timezone.now() - dt.timedelta(days=30, minutes=1)
    old.save()
    young.erased_at = timezone.now() - dt.timedelta(days=29, hours=23)
    young.save()
    let_go_of_erased(timestamp=0)
    assert list(Erased.objects.all()) == [young]


def test_a_prompt_is_taken_up_by_a_sentence_with_its_mark(
    year: Campaign, who: Who, browser: Browser
) -> None:
    member = who("member")
    give_prompt(
        campaign=year,
        key=own_key(member),
        text="Nêu rõ vì sao vắng hai buổi.",
        heading="",
        actor=who("grassroots"),
    )
    review = start(campaign=year, key=own_key(member), actor=member)
    (one,) = material_of(member, year, own_key(member), [MaterialKind.PROMPT])
    address = f"{page_of(review)}viet/prompts/"
    assert one.label in browser("member").get(f"{address}tu-lieu/").content.decode()
    browser("member").post(address, {"text": "", "revision": "0", "cite": one.key})
    text = Section.objects.get(review=review, heading="prompts").text
    assert text.startswith("Về gợi ý của ")
    assert text.endswith("“Nêu rõ vì sao vắng hai buổi” [GY 1].")
    assert Citation.objects.get(review=review).kind == "prompt"


def test_the_headings_say_how_many_remedies_wait_for_an_answer(
    year: Campaign, cast: Cast, who: Who, browser: Browser
) -> None:
    member = who("member")
    assert member.person is not None
    before = Campaign.objects.create(year=2020, review_date=DAY_BEFORE, cut_off_date=DAY_BEFORE)
    Remedy.objects.create(
        campaign=before,
        source="meeting",
        limit="Phát biểu ít.",
        organisation=cast["G1A"],
        subject_type="member",
        person=member.person,
        verifier=cast["G1A"],
        raised_on=dt.date(2020, 12, 20),
        raised_at=timezone.now(),
        raised_by_name="Bí thư",
    )
    review = start(campaign=year, key=own_key(member), actor=member)
    address = f"{page_of(review)}viet/limits/"
    assert "có 1 việc phải trả lời" in browser("member").get(address).content.decode()
    write(year, member, heading="remedies", text="Nay nói ở cả mười hai buổi.")
    assert "việc phải trả lời" not in browser("member").get(address).content.decode()
