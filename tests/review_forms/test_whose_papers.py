"""Papers are of exactly whom they are asked for: a person and an organisation may have the same
number, and whoever moved takes theirs along.
"""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from docx import Document

from tests.builder import OPERATOR, spell
from tests.cast import Cast
from tests.review_forms.conftest import send_for
from thidua.access.models import Export
from thidua.campaigns.models import Campaign
from thidua.meetings.models import Meeting
from thidua.meetings.planning import Plan, plan_meeting
from thidua.organisations.models import MembershipSpell, Person
from thidua.reviews.keys import key_of_person, key_of_unit

Signed = Callable[[str], Client]
FILE = "/nam/2021/mau-kiem-diem/{}/tep/"
DAY = dt.date(2021, 12, 7)
TWIN = "Lời của người trùng số."


def printed_in(client: Client, unit: str, **asked: str | int) -> tuple[int, str]:
    """The answer, and the words of its Word file."""
    answer = client.get(FILE.format(unit), {"format": "docx", **asked})
    if answer.status_code != 200:
        return answer.status_code, ""
    paper = Document(io.BytesIO(answer.content))
    return 200, "\n".join(one.text for one in paper.paragraphs)


@pytest.fixture
def twin(written: Campaign, cast: Cast) -> Person:
    """A member of the cell G1B whose number is that of the organisation G1; their review is
    sent.
    """
    number = cast["G1"].pk
    found, made = Person.objects.get_or_create(
        pk=number, defaults={"code": "M-TWIN", "full_name": "Người Trùng Số"}
    )
    if not made:
        found.spells.all().delete()
        Person.objects.filter(pk=number).update(code="M-TWIN", full_name="Người Trùng Số")
        found.refresh_from_db()
    spell(found, cast["G1B"])
    send_for(written, key_of_person(found), cast["G1B"], TWIN)
    return found


@pytest.fixture
def meeting(written: Campaign, cast: Cast) -> Meeting:
    """The committee of G1 meets over itself and its two leaders; one of them sent a review."""
    send_for(written, key_of_person(cast.of_cell("G1A", 2)), cast["G1A"], "Lời của bí thư.")
    send_for(written, key_of_unit(cast["G1"]), cast["G1"], "Lời của tập thể.")
    return plan_meeting(
        campaign=written,
        organisation=cast["G1"],
        plan=Plan(held_on=DAY, draft_sent_on=dt.date(2021, 12, 1)),
        actor=OPERATOR,
    )


def test_a_meetings_print_has_nobody_who_only_shares_a_number(
    twin: Person, meeting: Meeting, signed: Signed
) -> None:
    status, said = printed_in(signed("grassroots"), "G1", form="02", meeting=meeting.pk)

    assert status == 200
    assert "Lời của bí thư." in said
    assert TWIN not in said
    assert Export.objects.get().people == 1


def test_an_organisations_code_prints_no_person(twin: Person, signed: Signed) -> None:
    grassroots = signed("grassroots")
    assert printed_in(grassroots, "G1", form="02", subject="G1")[0] == 409
    status, said = printed_in(grassroots, "G1", form="02", subject="M-TWIN")
    assert (status, TWIN in said) == (200, True)
    assert printed_in(grassroots, "G1", form="01", subject="M-TWIN")[0] == 409


def test_a_meeting_prints_its_report_and_the_slips_of_its_bodies(
    meeting: Meeting, signed: Signed, cast: Cast
) -> None:
    grassroots = signed("grassroots")
    assert "Lời của tập thể." in printed_in(grassroots, "G1", form="01", meeting=meeting.pk)[1]
    for form in ("03", "04"):
        status, said = printed_in(grassroots, "G1", form=form, meeting=meeting.pk)
        assert (status, said.count("Đối tượng:")) == (200, 1), form
    status, _ = printed_in(grassroots, "G1", form="05", meeting=meeting.pk)
    assert status == 409, "members are graded in their cells"


def test_whoever_moved_is_printed_where_they_stand_now_and_where_they_were(
    written: Campaign, cast: Cast, signed: Signed
) -> None:
    moving = MembershipSpell.objects.get(person=cast.of_cell("G1A", 5))
    moving.ends_on = dt.date(2021, 11, 30)
    moving.save()
    spell(moving.person, cast["G1B"], since=dt.date(2021, 12, 1))

    name = moving.person.full_name
    for reader, unit in (("outside", "G1B"), ("secretary", "G1A")):
        status, said = printed_in(signed(reader), unit, form="02", subject=moving.person.code)
        assert (status, name in said) == (200, True), unit
