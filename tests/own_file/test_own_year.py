"""One's own year: what it shows, what it hands out, and that nobody else opens it or is in it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, entry
from tests.own_file.conftest import MINE, OTHER, PAGE, browser, file_of
from thidua.access.looks import Reader, look_at_each
from thidua.access.models import Dossier, Export
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.organisations.models import Person
from thidua.own_file.parts import PARTS
from thidua.own_file.schema import OwnFile


def commit(year: Campaign, code: str, *texts: str) -> Commitment:
    person = Person.objects.get(code=code)
    cell = person.spells.first()
    assert cell is not None
    made = Commitment.objects.create(campaign=year, person=person, cell=cell.organisation)
    for number, text in enumerate(texts, start=1):
        CommitmentItem.objects.create(commitment=made, position=number, text=text)
    return made


def test_each_part_is_one_touch_away_and_asks_little(member: User, year: Campaign) -> None:
    commit(year, MINE, "Dự đủ sinh hoạt")
    client = browser(member)
    client.get(PAGE)  # what is read once a process is not the page's
    asked = {}
    for part in PARTS:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(PAGE, {"phan": part.id})
        assert response.status_code == 200
        asked[part.id] = len(queries)
    assert {part: n for part, n in asked.items() if n > 12} == {}


def test_the_level_says_why_and_what_it_rests_on(member: User, year: Campaign) -> None:
    own = entry(year, MINE)
    words = browser(member).get(PAGE).content.decode()
    assert own.organisation.name in words
    rating = file_of(member).ratings[0]
    assert rating.subject_type == "member"
    assert rating.conditions
    assert all(one.citation for one in rating.conditions)


def test_what_was_promised_stands_with_whether_it_was_done(member: User, year: Campaign) -> None:
    made = commit(year, MINE, "Dự đủ sinh hoạt", "Giúp hai hộ")
    made.items.filter(position=1).update(done=True)
    told = file_of(member).commitment
    assert told is not None
    assert [(one.text, one.done) for one in told.items] == [
        ("Dự đủ sinh hoạt", True),
        ("Giúp hai hộ", None),
    ]
    words = browser(member).get(PAGE, {"phan": "cam-ket"}).content.decode()
    assert "chưa ai ghi đã làm hay chưa" in words


def test_who_looked_is_told_and_the_own_download_is_written_down(
    member: User, secretary: User
) -> None:
    look_at_each(
        people=[member.person_id or 0],
        reader=Reader(secretary.pk, "cell", "Chi bộ"),
        dossier=Dossier.RATING,
        year=2021,
    )
    first = file_of(member)
    assert [look.by for look in first.looks] == [str(secretary)]
    made = Export.objects.get()
    assert (made.what, made.form, made.people, made.listed) == (
        "own",
        "json",
        1,
        [member.person_id],
    )
    assert [row.by for row in file_of(member).taken] == [str(member)]
    assert "Hồ sơ năm của chính mình" in browser(member).get("/ho-so/luot-xem/").content.decode()


def test_nothing_of_others_is_in_the_file(member: User, year: Campaign) -> None:
    commit(year, MINE, "Dự đủ sinh hoạt")
    commit(year, OTHER, "Lời riêng của người khác")
    text = file_of(member).model_dump_json()
    assert "Lời riêng của người khác" not in text
    others = Person.objects.exclude(code=MINE).values_list("code", "full_name")
    assert [one for one in others if one[0] in text or one[1] in text] == []


def test_the_file_says_only_what_its_schema_names(member: User) -> None:
    response = browser(member).get(f"{PAGE}ho-so.json")
    assert set(json.loads(response.content)) == set(OwnFile.model_fields)
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


def test_the_pdf_is_one(member: User) -> None:
    response = browser(member).get(f"{PAGE}ho-so.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}ho-so.json", f"{PAGE}ho-so.pdf"])
def test_without_a_file_of_ones_own_there_is_no_such_page(
    secretary: User, cast: Cast, address: str
) -> None:
    administrator = cast.officer("administrator", Role.ADMINISTRATOR, "P")
    for user in (secretary, administrator):
        assert browser(user).get(address).status_code == 404
    assert Export.objects.count() == 0


def test_the_menu_and_the_first_page_lead_there(member: User, secretary: User) -> None:
    words = browser(member).get("/").content.decode()
    assert words.count(PAGE) >= 2
    assert PAGE not in browser(secretary).get("/").content.decode()
