"""The review in one's own file: what one wrote, what was said and by whom, who graded, what is
mended. Nothing of what was said of others.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.own_file.conftest import PAGE, browser, file_of
from tests.review_forms.conftest import grade, send_for
from thidua.access.models import Export, Exported
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.meetings.models import CorrectionAsk, Item, Speech
from thidua.meetings.planning import Plan, plan_meeting
from thidua.opinions.models import Grade, Opinion
from thidua.own_file.parts import PARTS
from thidua.remedies.actions import raise_
from thidua.remedies.models import Source
from thidua.remedies.words import NamedAt, RemedyWords
from thidua.reviews.actions import save_section, start
from thidua.reviews.keys import key_of_person
from thidua.roster.identity import member as key_of_member

SAID = "Còn ngại phê bình trong chi bộ."
PRIVATE = "Chuyện riêng của người khác."
AT = dt.datetime(2021, 12, 7, 9, tzinfo=dt.UTC)


def speak(item: Item, text: str) -> Speech:
    return Speech.objects.create(
        item=item,
        kind="criticism",
        as_one="cell_committee",
        text=text,
        said_at=AT,
        written_by_name="Thư ký",
    )


@pytest.fixture
def reviewed(year: Campaign, cast: Cast, member: User) -> Campaign:
    """The cell met over both members: each has a review, a criticism, grades and a remedy."""
    secretary = cast.officer("chi uỷ", Role.CELL, "G1A")
    for number, words in ((5, SAID), (6, PRIVATE)):
        person = cast.of_cell("G1A", number)
        send_for(year, key_of_person(person), cast["G1A"], words)
        grade(year, cast, secretary, number)
        raise_(
            year,
            RemedyWords(key_of_member(person.pk), f"Hạn chế: {words}", cause="Chưa quen."),
            actor=OPERATOR,
            source=NamedAt(Source.MEETING),
        )
    meeting = plan_meeting(
        campaign=year,
        organisation=cast["G1A"],
        plan=Plan(held_on=dt.date(2021, 12, 29), draft_sent_on=dt.date(2021, 12, 20)),
        actor=OPERATOR,
    )
    for number, words in ((5, SAID), (6, PRIVATE)):
        person = cast.of_cell("G1A", number)
        item = meeting.items.get(person=person)
        speech = speak(item, f"Góp ý: {words}")
        CorrectionAsk.objects.create(
            item=item, speech=speech, person=person, text=f"Xin sửa: {words}", asked_at=AT
        )
    return year


def test_what_was_written_said_graded_and_mended_is_in_the_file(
    reviewed: Campaign, member: User, cast: Cast
) -> None:
    told = file_of(member)

    assert told.review is not None
    assert {one.text for one in told.review.headings if one.text} == {SAID}
    (met,) = told.meetings
    (speech,) = met.speeches
    assert (speech.by, speech.text) == ("Chi uỷ", f"Góp ý: {SAID}")
    assert [one.text for one in speech.corrections] == [f"Xin sửa: {SAID}"]
    (graded,) = told.graded
    (given,) = graded.criteria[0].grades
    assert (given.grade, given.counts) == ("good", True)
    assert cast["G1A"].name in given.by
    (remedy,) = told.remedies
    assert (remedy.limit, remedy.cause) == (f"Hạn chế: {SAID}", "Chưa quen.")


def test_nothing_said_of_others_is_in_the_file_or_on_the_page(
    reviewed: Campaign, member: User
) -> None:
    client = browser(member)
    assert PRIVATE not in file_of(member).model_dump_json()
    for part in PARTS:
        words = client.get(PAGE, {"phan": part.id}).content.decode()
        assert PRIVATE not in words, part.id
        assert "Đảng viên M-G1A-06" not in words, part.id


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("kiem-diem", SAID),
        ("gop-y", f"Góp ý: {SAID}"),
        ("gop-y", "chưa có trả lời"),
        ("cham", "mức được tính"),
        ("khac-phuc", "nguyên nhân: Chưa quen."),
    ],
)
def test_the_page_says_it(reviewed: Campaign, member: User, part: str, words: str) -> None:
    assert words in browser(member).get(PAGE, {"phan": part}).content.decode()


def test_every_part_asks_little_also_when_there_is_much(reviewed: Campaign, member: User) -> None:
    client = browser(member)
    client.get(PAGE)  # what is read once a process is not the page's
    asked = {}
    for part in PARTS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE, {"phan": part.id}).status_code == 200
        asked[part.id] = len(queries)
    assert {part: n for part, n in asked.items() if n > 12} == {}


def test_a_grade_that_does_not_count_stands_beside_it_with_its_reason(
    reviewed: Campaign, member: User, cast: Cast
) -> None:
    counting = Grade.objects.filter(opinion__person=cast.of_cell("G1A", 5)).first()
    assert counting is not None
    mass = Opinion.objects.create(
        campaign=reviewed,
        subject_type="member",
        person=cast.of_cell("G1A", 5),
        kind="mass",
        name="Hội Nông dân xã",
        level=1,
        comment="Tích cực.",
        given_at=AT,
    )
    Grade.objects.create(
        opinion=mass,
        criterion=counting.criterion,
        grade="excellent",
        reason="Giúp ba hộ.",
        by_name="Chủ tịch hội",
        at=AT,
    )
    (graded,) = file_of(member).graded
    two = next(one.grades for one in graded.criteria if len(one.grades) == 2)
    assert {(one.grade, one.reason, one.counts) for one in two} == {
        ("good", "", True),
        ("excellent", "Giúp ba hộ.", False),
    }
    assert [one.comment for one in graded.opinions if one.by == "Hội Nông dân xã"] == ["Tích cực."]


def test_a_draft_reads_as_it_is_being_written(year: Campaign, member: User, cast: Cast) -> None:
    year.launch_date = dt.date(2021, 1, 15)
    year.save()
    review = start(campaign=year, key=key_of_person(cast.of_cell("G1A", 5)), actor=member)
    save_section(
        review=review,
        heading="limits",
        text="Đang viết dở.",
        revision=review.revision,
        actor=member,
    )
    told = file_of(member)
    assert told.review is not None
    assert told.review.status == "draft"
    assert "Đang viết dở." in {one.text for one in told.review.headings}


def test_the_pdf_says_the_same_and_is_made(reviewed: Campaign, member: User) -> None:
    file = file_of(member)
    sections = [section for part in PARTS for section in part.paper(file)]
    words = "\n".join(
        said for section in sections for line in section.lines for said in (line.title, *line.said)
    )
    assert SAID in words
    assert f"Góp ý: {SAID}" in words
    assert PRIVATE not in words
    assert browser(member).get(f"{PAGE}ho-so.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("form", ["02", "05"])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_member_takes_their_own_forms(
    reviewed: Campaign, member: User, form: str, kind: str
) -> None:
    answer = browser(member).get(f"{PAGE}mau-{form}.{kind}")

    assert answer.status_code == 200
    assert answer.content[:4] == (b"%PDF" if kind == "pdf" else b"PK\x03\x04")
    assert PRIVATE.encode() not in answer.content
    left = Export.objects.get()
    assert (left.what, left.form, left.listed) == (Exported.OWN, kind, [member.person_id])


@pytest.mark.parametrize(
    ("form", "kind", "status"),
    [
        ("01", "pdf", 404),
        ("03", "pdf", 404),
        ("09", "pdf", 404),
        ("02", "exe", 404),
        ("02", "pdf", 409),
    ],
)
def test_what_is_not_of_a_person_or_not_there_is_not_taken(
    year: Campaign, member: User, form: str, kind: str, status: int
) -> None:
    assert browser(member).get(f"{PAGE}mau-{form}.{kind}").status_code == status
    assert not Export.objects.exists()


def test_an_office_account_has_no_forms_of_its_own(reviewed: Campaign, secretary: User) -> None:
    assert browser(secretary).get(f"{PAGE}mau-02.pdf").status_code == 404
