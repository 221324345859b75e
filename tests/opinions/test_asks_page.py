"""Who still owes: what was asked, and what follows the tree; reminded by one click, asked of many
at once, typed from a signed paper with its grades.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast, entry
from tests.opinions.conftest import Who
from thidua.access.models import Look
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.notices.models import Notice
from thidua.opinions.batch import Given
from thidua.opinions.giving import give_many
from thidua.opinions.models import Ask, Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.roster.identity import SubjectKey, key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import OpinionKind, SubjectType

As = Callable[[str], Client]
CELL, COMMUNE, DISTRICT = (f"/nam/2021/cham/{code}/con-no/" for code in ("G1A", "G1", "U1"))


@pytest.fixture
def as_(who: Who) -> As:
    def client(name: str) -> Client:
        made = Client()
        made.force_login(who(name))
        return made

    return client


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def everything(year: Campaign, giver: Giver) -> None:
    """Graded in full by this giver: every member of the cell."""
    criteria = bound_frameworks(year)[SubjectType.MEMBER].terms.criteria
    members = RosterEntry.objects.filter(
        campaign=year, subject_type="member", organisation__code="G1A", rated=True
    )
    cells = {key_of(one): dict.fromkeys(criteria, Given(Word.GOOD)) for one in members}
    give_many(campaign=year, giver=giver, cells=cells, actor=OPERATOR)


def test_members_and_the_cells_own_committee_owe_without_being_asked(
    year: Campaign, as_: As, committee: Giver
) -> None:
    page = words(as_("secretary"), CELL)
    assert "chưa tự chấm đủ" in page
    assert "Chi uỷ ở đây" in page
    everything(year, Giver(OpinionKind.SELF))
    everything(year, committee)
    page = words(as_("secretary"), CELL)
    assert "chưa tự chấm đủ" not in page
    assert "Chi uỷ ở đây" not in page


def test_members_are_reminded_by_one_click_and_not_again_within_two_days(
    year: Campaign, as_: As, who: Who
) -> None:
    who("member"), who("colleague")
    client = as_("secretary")
    done = client.post(CELL, {"act": "remind_members"}, follow=True).content.decode()
    assert "Đã nhắc 2 đảng viên" in done, "of whom both have an account"
    assert Notice.objects.get(kind="opinions.owed", user=who("member")).href.endswith("/cua-toi/")
    again = client.post(CELL, {"act": "remind_members"}, follow=True).content.decode()
    assert "Đã nhắc 0 đảng viên" in again
    assert Notice.objects.filter(kind="opinions.owed").count() == 2


def test_the_committee_above_reminds_a_cell_and_nobody_else_does(
    year: Campaign, as_: As, who: Who, cast: Cast
) -> None:
    secretary = who("secretary")
    assert "Tổ chức G1A" in words(as_("grassroots"), COMMUNE)
    as_("grassroots").post(COMMUNE, {"act": "remind_cell", "cell": cast["G1A"].pk})
    assert Notice.objects.get(user=secretary, kind="opinions.owed").href == "/nam/2021/cham/G1A/"
    assert as_("upper").post(COMMUNE, {"act": "remind_all"}).status_code == 403
    elsewhere = {"act": "remind_cell", "cell": cast["G2"].pk}
    assert as_("grassroots").post(COMMUNE, elsewhere).status_code == 403


def test_a_cell_asks_a_mass_organisation_about_all_its_members_at_once(
    year: Campaign, as_: As, cast: Cast
) -> None:
    body = AdvisoryBody.objects.create(kind=BodyKind.MASS, name="Hội", committee=cast["G1"])
    sent = {"act": "ask", "subject": "0", "kind": "mass", "body": body.pk, "due_on": "10/12/2021"}
    assert as_("secretary").post(CELL, sent).status_code == 302
    members = RosterEntry.objects.filter(
        campaign=year, subject_type="member", organisation=cast["G1A"], rated=True
    )
    asked = set(Ask.objects.values_list("person", "due_on"))
    assert asked == {(one.person_id, dt.date(2021, 12, 10)) for one in members}
    as_("secretary").post(CELL, sent)
    assert Ask.objects.count() == len(asked), "asked already: once"


def test_a_day_that_cannot_be_read_says_how_days_are_written(year: Campaign, as_: As) -> None:
    sent = {"act": "ask", "subject": "0", "kind": "mass", "name": "Hội", "due_on": "12-2021"}
    refused = as_("secretary").post(CELL, sent)
    assert refused.status_code == 422
    assert "ví dụ 15/12/2022" in refused.content.decode()
    assert not Ask.objects.exists()


def test_a_committee_asks_its_bodies_about_the_units_below_in_their_field(
    year: Campaign, as_: As, cast: Cast
) -> None:
    def body(name: str, criteria: list[str], **more: object) -> AdvisoryBody:
        return AdvisoryBody.objects.create(
            kind=BodyKind.ADVISORY, name=name, committee=cast["U1"], criteria=criteria, **more
        )

    asked = body("Ban Tổ chức", ["remedying"])
    body("Ban cũ", ["remedying"], ends_on=dt.date(2020, 1, 1))
    body("Văn phòng", [])
    client = as_("upper")
    page = words(client, DISTRICT)
    assert "Ban Tổ chức" in page
    assert "Ban cũ" not in page.split("Xin thêm")[0]
    client.post(DISTRICT, {"act": "ask_bodies", "due_on": "10/12/2021"})
    found = Ask.objects.all()
    assert {one.body_id for one in found} == {asked.pk}
    assert {one.kind for one in found} == {"superior_body"}
    assert key_of(entry(year, "G1")) in {one.key for one in found}
    assert all(one.organisation_id != cast["U1"].pk for one in found), "those below, not its own"


def test_a_signed_paper_is_typed_with_its_grades_and_says_by_whom(
    year: Campaign, as_: As, who: Who, key: SubjectKey
) -> None:
    client = as_("secretary")
    member = RosterEntry.objects.get(campaign=year, person=key.person_id, subject_type="member")
    client.post(CELL, {"act": "ask", "subject": member.pk, "kind": "mass", "name": "Hội Phụ nữ"})
    ask = Ask.objects.get()
    assert 'name="g-duties"' in words(client, f"{CELL}?ask={ask.pk}")
    assert Look.objects.filter(person=key.person_id).exists()
    sent = {"act": "typed", "ask": ask.pk, "g-duties": "good", "comment": "Theo phiếu ký"}
    assert client.post(CELL, sent).status_code == 302
    assert (Grade.objects.get().grade, Opinion.objects.get().typed_by) == ("good", who("secretary"))
    assert "nhập từ phiếu ký" in words(client, CELL)
    assert 'name="g-duties"' not in words(as_("grassroots"), f"{CELL}?ask={ask.pk}")


def test_a_body_that_is_no_more_says_so_and_nobody_reminds_it(
    year: Campaign, as_: As, cast: Cast, key: SubjectKey
) -> None:
    body = AdvisoryBody.objects.create(kind=BodyKind.MASS, name="Hội", committee=cast["G1"])
    member = RosterEntry.objects.get(campaign=year, person=key.person_id, subject_type="member")
    client = as_("secretary")
    client.post(CELL, {"act": "ask", "subject": member.pk, "kind": "mass", "body": body.pk})
    AdvisoryBody.objects.update(ends_on=dt.date(2020, 12, 31))
    page = words(client, CELL)
    assert "thôi hoạt động sau ngày 31/12/2020" in page
    ask = Ask.objects.get()
    client.post(CELL, {"act": "remind", "ask": ask.pk})
    ask.refresh_from_db()
    assert ask.reminded == 0


def test_under_the_grid_stands_the_same_in_short(year: Campaign, as_: As) -> None:
    assert CELL in words(as_("secretary"), "/nam/2021/cham/G1A/")
    part = as_("secretary").get(CELL, headers={"HX-Request": "true"}).content.decode()
    assert "chưa tự chấm đủ" in part
    assert "<html" not in part
