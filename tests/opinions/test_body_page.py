"""The page of a body beside the tree: whoever works for it grades the criteria of its field there,
says why where somebody gave another grade, and reads why others did; looks are written down.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.opinions.conftest import Who
from thidua.access.models import Look
from thidua.accounts.models import Role, RoleGrant
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.campaigns.models import Campaign
from thidua.notices.models import Notice
from thidua.opinions.asking import ask_for
from thidua.opinions.batch import Given
from thidua.opinions.giving import give_grades, give_words
from thidua.opinions.models import Ask, Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import OpinionKind


@pytest.fixture
def body(cast: Cast) -> AdvisoryBody:
    return AdvisoryBody.objects.create(
        kind=BodyKind.MASS, name="Hội Phụ nữ xã", committee=cast["G1"]
    )


@pytest.fixture
def ask(year: Campaign, who: Who, key: SubjectKey, cast: Cast, body: AdvisoryBody) -> Ask:
    return ask_for(
        campaign=year,
        key=key,
        giver=Giver(OpinionKind.MASS, body=body),
        asked_for=cast["G1A"],
        actor=who("secretary"),
    )


@pytest.fixture
def client(ask: Ask, cast: Cast, body: AdvisoryBody) -> Client:
    """Somebody whose one grant is narrowed to the body."""
    user = cast.officer("hoi", Role.GRASSROOTS, "G1")
    RoleGrant.objects.filter(user=user).update(body=body)
    made = Client()
    made.force_login(user)
    return made


@pytest.fixture
def address(body: AdvisoryBody) -> str:
    return f"/nam/2021/cham/co-quan/{body.pk}/"


Says = Callable[[Word, str], None]


@pytest.fixture
def committee_says(year: Campaign, key: SubjectKey, committee: Giver) -> Says:
    """The committee of the cell grades the duties of the same person."""

    def say(grade: Word, why: str = "") -> None:
        cells = {"duties": Given(grade, why)}
        give_grades(campaign=year, key=key, giver=committee, grades=cells, actor=OPERATOR)

    return say


def test_it_grades_and_comments_whom_it_was_asked_about(
    client: Client, address: str, ask: Ask
) -> None:
    assert "chưa cho ý kiến" in client.get(address).content.decode()
    sent = {"ask": ask.pk, "g-duties": "good", "comment": "Tích cực"}
    assert client.post(address, sent).status_code == 302
    said = Opinion.objects.get()
    assert (said.kind, said.comment, said.typed_by) == ("mass", "Tích cực", None)
    page = client.get(address).content.decode()
    assert "Tích cực" in page
    assert "Còn 0 trong 1" in page


def test_each_grade_that_differs_asks_for_its_own_reason_and_what_was_sent_stays(
    client: Client, address: str, ask: Ask, committee_says: Says
) -> None:
    committee_says(Word.POOR, "")
    sent = {"ask": ask.pk, "g-duties": "good", "g-remedying": "good", "comment": "Tích cực"}
    refused = client.post(address, sent)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert 'name="r-duties"' in page
    assert 'name="r-remedying"' not in page
    assert "hãy nêu lý do" in page
    assert "Tích cực" in page
    assert not Opinion.objects.filter(kind="mass").exists(), "both or neither"
    assert client.post(address, sent | {"r-duties": "có biên bản"}).status_code == 302
    reasons = Grade.objects.filter(opinion__kind="mass").values_list("criterion", "reason")
    assert dict(reasons) == {"duties": "có biên bản", "remedying": ""}


def test_what_cannot_be_taken_leaves_no_half_of_an_opinion(
    client: Client, address: str, ask: Ask
) -> None:
    Ask.objects.update(kind="employer")
    AdvisoryBody.objects.update(kind=BodyKind.EMPLOYER)
    sent = {"ask": ask.pk, "g-duties": "good", "civil": "good"}
    refused = client.post(address, sent)
    assert "không là cán bộ, công chức" in refused.content.decode()
    assert not Grade.objects.exists()


def test_an_empty_form_says_nothing_and_is_owed_still(
    client: Client, address: str, ask: Ask
) -> None:
    assert "chưa có mức chấm" in client.post(address, {"ask": ask.pk}).content.decode().lower()
    assert not Opinion.objects.exists()
    client.post(address, {"ask": ask.pk, "comment": "Tốt"})
    client.post(address, {"ask": ask.pk, "comment": ""})
    assert "Còn 1 trong 1" in client.get(address).content.decode()


def test_who_changes_its_grade_says_why_to_the_body_on_its_page(
    client: Client, address: str, ask: Ask, committee_says: Says
) -> None:
    client.post(address, {"ask": ask.pk, "g-duties": "good"})
    committee_says(Word.POOR, "hai việc chậm")
    page = client.get(address).content.decode()
    assert "hai việc chậm" in page
    told = Notice.objects.get(kind="opinions.differs", user__username="hoi")
    assert told.href == address


def test_two_tabs_of_the_page_do_not_write_over_each_other(
    client: Client, address: str, ask: Ask
) -> None:
    opened = {"ask": ask.pk, "was-duties": ""}
    client.post(address, opened | {"g-duties": "good"})
    refused = client.post(address, opened | {"g-duties": "poor"})
    assert (refused.status_code, "nơi khác vừa chấm" in refused.content.decode()) == (409, True)
    assert Grade.objects.get().grade == "good"


def test_each_look_is_written_down_with_the_body_as_the_place(
    client: Client, address: str, key: SubjectKey
) -> None:
    client.get(address)
    look = Look.objects.get()
    assert (look.person_id, look.role, look.place) == (key.person_id, "grassroots", "Hội Phụ nữ xã")


def test_nobody_else_opens_it(client: Client, address: str, who: Who) -> None:
    for name in ("secretary", "grassroots", "upper", "member"):
        other = Client()
        other.force_login(who(name))
        assert other.get(address).status_code == 404


def test_a_body_dissolved_in_the_year_says_so_and_keeps_what_it_gave(
    client: Client, address: str, ask: Ask, body: AdvisoryBody, who: Who
) -> None:
    client.post(address, {"ask": ask.pk, "g-duties": "good", "comment": "Tích cực"})
    AdvisoryBody.objects.filter(pk=body.pk).update(ends_on=dt.date(2020, 12, 31))
    page = client.get(address)
    words = page.content.decode()
    assert page.status_code == 200
    assert "thôi hoạt động từ sau ngày 31/12/2020" in words
    assert "1 ý kiến đã cho" in words
    assert "Tích cực" not in words, "its grants open nobody's file any more"
    assert client.post(address, {"ask": ask.pk, "g-duties": "poor"}).status_code == 409
    assert Grade.objects.get().grade == "good"
    other = Client()
    other.force_login(who("secretary"))
    assert other.get(address).status_code == 404


def test_it_is_a_few_questions_whatever_it_is_asked(
    client: Client, address: str, year: Campaign, cast: Cast, body: AdvisoryBody
) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    first = Ask.objects.get()
    for number in (6, 7, 8):
        first.pk, first.person = None, cast.of_cell("G1A", number)
        first._state.adding = True
        first.save()
    with CaptureQueriesContext(connection) as several:
        client.get(address)
    assert len(several) <= len(one) <= 12


def test_the_first_page_leads_there_while_an_opinion_is_owed(
    client: Client, year: Campaign, key: SubjectKey, body: AdvisoryBody, address: str
) -> None:
    owed = "Trả lời 1 lời xin ý kiến"
    page = client.get("/").content.decode()
    assert owed in page
    assert f'href="{address}"' in page
    giver = Giver(OpinionKind.MASS, body=body)
    give_words(campaign=year, key=key, giver=giver, actor=OPERATOR, comment="Hội viên tin tưởng")
    assert owed not in client.get("/").content.decode()
