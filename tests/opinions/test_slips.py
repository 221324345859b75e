"""The residence comment slip: opens without an account, takes a comment once, then says nothing."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.campaigns.models import Campaign
from thidua.opinions.asking import ask_for, remind
from thidua.opinions.errors import OpinionError
from thidua.opinions.models import Ask, CommentSlip, Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.opinions.slips import digest_of, make_slip
from thidua.organisations.models import Person
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import OpinionKind

Who = Callable[[str], User]
WORDS = {"comment": "Gương mẫu, dự đủ họp thôn.", "by": "Trưởng ban công tác mặt trận"}
ASKS = "/nam/2021/cham/G1A/con-no/"


@pytest.fixture
def body(cast: Cast) -> AdvisoryBody:
    return AdvisoryBody.objects.create(
        kind=BodyKind.RESIDENCE, name="Chi uỷ thôn 1", committee=cast["G1"]
    )


@pytest.fixture
def ask(year: Campaign, who: Who, key: SubjectKey, cast: Cast, body: AdvisoryBody) -> Ask:
    return ask_for(
        campaign=year,
        key=key,
        giver=Giver(OpinionKind.RESIDENCE, body=body),
        asked_for=cast["G1A"],
        actor=who("secretary"),
    )


@pytest.fixture
def token(ask: Ask, who: Who) -> str:
    return make_slip(ask, who("secretary"))[1]


@pytest.fixture
def name(key: SubjectKey) -> str:
    return Person.objects.get(pk=key.person_id or 0).full_name


def page(token: str, sent: dict[str, str] | None = None) -> HttpResponse:
    """As anybody without an account and without a session gets it."""
    client, address = Client(enforce_csrf_checks=True), f"/phieu-nhan-xet/{token}/"
    answer = client.get(address) if sent is None else client.post(address, sent)
    assert isinstance(answer, HttpResponse)
    return answer


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_whoever_holds_the_link_sends_a_comment_and_no_grade(token: str, name: str) -> None:
    shown = page(token)
    assert name in words(shown)
    assert "ai giữ liên kết cũng mở được" in words(shown)
    assert page(token, {**WORDS, "g-duties": "excellent"}).status_code == 200
    said = Opinion.objects.get()
    assert (said.kind, said.comment, said.typed_by) == ("residence", WORDS["comment"], None)
    assert WORDS["by"] in said.given_by_name
    assert Grade.objects.count() == 0


def test_after_use_it_is_dead_and_a_second_opener_reads_nothing_of_the_person(
    token: str, name: str
) -> None:
    page(token, WORDS)
    for answer in (page(token), page(token, {**WORDS, "comment": "Lần hai"})):
        assert answer.status_code == 410
        assert "chỉ dùng một lần" in words(answer)
        assert name not in words(answer)
    assert Opinion.objects.get().comment == WORDS["comment"]


def test_forwarded_before_use_it_opens_for_both_and_takes_the_first(token: str) -> None:
    assert page(token).status_code == page(token).status_code == 200
    assert CommentSlip.objects.get().opened == 2
    page(token, WORDS)
    assert page(token).status_code == 410


def test_it_is_dead_fourteen_days_later(token: str, settings: LazySettings, name: str) -> None:
    slip = CommentSlip.objects.get()
    settings.TODAY = slip.expires_on
    assert page(token).status_code == 200, "its last day is whole"
    settings.TODAY = slip.expires_on + dt.timedelta(days=1)
    answer = page(token, WORDS)
    assert answer.status_code == 410
    assert "hết hạn" in words(answer)
    assert name not in words(answer)


def test_a_body_dissolved_in_the_year_says_so_and_what_it_said_stays(
    token: str, ask: Ask, body: AdvisoryBody, who: Who
) -> None:
    AdvisoryBody.objects.filter(pk=body.pk).update(ends_on=dt.date(2020, 12, 31))
    assert "thôi hoạt động" in words(page(token))
    ask.refresh_from_db()
    with pytest.raises(OpinionError, match="thôi hoạt động"):
        make_slip(ask, who("secretary"))


def test_a_new_link_kills_the_earlier_one(token: str, ask: Ask, who: Who) -> None:
    newer = make_slip(ask, who("secretary"))[1]
    assert "liên kết mới" in words(page(token))
    assert page(newer).status_code == 200


def test_only_the_hash_is_kept_and_no_other_site_learns_the_address(token: str) -> None:
    slip = CommentSlip.objects.get()
    assert slip.digest == digest_of(token)
    answer = page(token)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_guessing_links_has_to_wait(year: Campaign) -> None:
    assert page("khong-co").status_code == 404
    assert {page(f"doan-{n}").status_code for n in range(25)} == {404, 429}


def test_what_is_missing_is_said_and_what_was_typed_stays(token: str) -> None:
    answer = page(token, {"comment": WORDS["comment"], "by": ""})
    assert answer.status_code == 422
    assert WORDS["comment"] in words(answer)
    assert Opinion.objects.count() == 0


def test_only_the_cell_asks_and_the_page_shows_the_link_once(
    ask: Ask, who: Who, year: Campaign
) -> None:
    with pytest.raises(PermissionDenied):
        make_slip(ask, who("secretary_outside"))
    client = Client()
    signed_in_now(who("secretary"), client=client)
    shown = client.post(ASKS, {"act": "slip", "ask": str(ask.pk)})
    assert "/phieu-nhan-xet/" in shown.content.decode()
    assert "/phieu-nhan-xet/" not in client.get(ASKS).content.decode()


def test_a_signed_paper_is_typed_and_says_by_whom(ask: Ask, who: Who) -> None:
    client = Client()
    signed_in_now(who("secretary"), client=client)
    client.post(ASKS, {"act": "typed", "ask": str(ask.pk), "comment": "Theo phiếu ký"})
    said = Opinion.objects.get()
    assert (said.comment, said.typed_by) == ("Theo phiếu ký", who("secretary"))
    assert "nhập từ phiếu ký" in client.get(ASKS).content.decode()


def test_nobody_is_reminded_twice_within_two_days(ask: Ask, who: Who) -> None:
    assert remind([ask], who("secretary")) == 0
    Ask.objects.update(asked_at=timezone.now() - dt.timedelta(days=3))
    ask.refresh_from_db()
    assert remind([ask], who("secretary")) == 1
    assert remind([ask], who("secretary")) == 0
