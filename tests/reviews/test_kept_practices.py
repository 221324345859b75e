"""A strength kept as the draft of a good practice: its writer's alone, erased by them alone."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client

from tests.reviews.conftest import Who, write
from tests.second_factor import signed_in_now
from thidua.campaigns.models import Campaign
from thidua.reviews.keeping import erase_practice, keep_for_practices, kept_by
from thidua.reviews.kept_models import KeptPractice
from thidua.reviews.writing_errors import WritingError

PAGE = "/nam/2021/kiem-diem/mo-hinh/"
STRENGTH: dict[str, Any] = {"heading": "strengths_duties", "text": "Thu gom rác tại nguồn"}


def kept(year: Campaign, who: Who) -> KeptPractice:
    review = write(year, who("member"), **STRENGTH)
    return keep_for_practices(review=review, heading="strengths_duties", actor=who("member"))


def test_a_strength_is_kept_once_with_its_words(year: Campaign, who: Who) -> None:
    first = kept(year, who)
    again = keep_for_practices(review=first.review, heading="strengths_duties", actor=who("member"))
    assert again == first
    assert first.text == "Thu gom rác tại nguồn"


def test_nothing_written_is_nothing_kept(year: Campaign, who: Who) -> None:
    review = write(year, who("member"), **STRENGTH)
    with pytest.raises(WritingError):
        keep_for_practices(review=review, heading="limits", actor=who("member"))


def test_what_was_kept_is_never_changed(year: Campaign, who: Who) -> None:
    row = kept(year, who)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_keptpractice SET text = 'x' WHERE id = %s", [row.pk])


def test_nobody_else_sees_or_erases_it(year: Campaign, who: Who) -> None:
    row = kept(year, who)
    assert not kept_by(who("secretary")).exists()
    with pytest.raises(PermissionDenied):
        erase_practice(kept=row, actor=who("secretary"))
    assert KeptPractice.objects.exists()


def test_it_is_listed_and_erased_on_its_page(year: Campaign, who: Who) -> None:
    row, client = kept(year, who), Client()
    signed_in_now(who("member"), client=client)
    assert "Thu gom rác tại nguồn" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"kept": row.pk}).status_code == 302
    assert not KeptPractice.objects.exists()
    assert client.post(PAGE, {"kept": row.pk}).status_code == 404


def test_it_is_kept_from_the_writing_page(year: Campaign, who: Who) -> None:
    review, client = write(year, who("member"), **STRENGTH), Client()
    signed_in_now(who("member"), client=client)
    address = f"/nam/2021/ban-kiem-diem/{review.pk}/viet/strengths_duties/"
    assert "làm bản nháp mô hình hay" in client.get(address).content.decode()
    client.post(address, {**STRENGTH, "revision": review.revision, "act": "practice"})
    assert kept_by(who("member")).count() == 1
