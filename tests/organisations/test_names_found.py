"""Which organisation a table means by a name, in the part of whoever loads it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builder import organisation, person, spell
from thidua.matching.names import Near
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import Organisation
from thidua.organisations.names_found import OrganisationNames

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 11, 30)


@pytest.fixture(autouse=True)
def tree() -> None:
    """Two communes with cells of the same names, and one that has left the tree."""
    top = organisation("T", "province", name="Đảng bộ tỉnh")
    upper = organisation("H", "upper_level", parent=top, name="Đảng bộ huyện Gia Lộc")
    for code, commune in (("A", "Đảng bộ xã Gia Minh"), ("B", "Đảng bộ xã Yết Kiêu")):
        body = organisation(
            code, "grassroots", parent=upper, name=commune, body="committee", short_name=commune[8:]
        )
        for number, name in enumerate(NAMES[code], 1):
            cell = organisation(f"{code}-0{number}", "cell", parent=body, name=name)
            for member in range(number):
                spell(person(f"{cell.code}/{member}"), cell)
    organisation(
        "A-09",
        "cell",
        parent=Organisation.objects.get(code="A"),
        name="Chi bộ thôn Cũ",
        until=dt.date(2020, 12, 31),
    )
    refresh_paths()


NAMES = {
    "A": (
        "Chi bộ thôn Cầu Đông",
        "Chi bộ thôn Cầu Tây",
        "Chi bộ khu dân cư số 3",
        "Chi bộ Trường THCS Gia Minh",
        "Chi bộ thôn Hòa Bình",
    ),
    "B": ("Chi bộ thôn Cầu Đông", "Chi bộ thôn Hoa", "Chi bộ thôn Hoá"),
}


def names(*codes: str) -> OrganisationNames:
    paths = [Organisation.objects.get(code=code).path for code in codes]
    return OrganisationNames(paths, on=DAY)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("A-01", "A-01"),
        ("Chi bộ thôn Cầu Đông", "A-01"),
        ("CB thôn Cầu Đông", "A-01"),
        ("chi bộ THÔN CẦU ĐÔNG", "A-01"),
        ("Thôn Cầu Tây", "A-02"),
        ("chi bo thon cau tay", "A-02"),
        ("CB KDC 3", "A-03"),
        ("Khu dân cư số 03", "A-03"),
        ("Chi bộ KDC số III", "A-03"),
        ("CB trường Trung học cơ sở Gia Minh", "A-04"),
        ("Chi bộ thôn Hoà Bình", "A-05"),
        ("ĐU xã Gia Minh", "A"),
        ("Đảng bộ xã Gia Minh", "A"),
        ("Chi bộ thôn Cầu Tây (xã Gia Minh)", "A-02"),
        ("Chi bộ thôn Cầu Tây, xã Gia Minh", "A-02"),
    ],
)
def test_a_name_that_only_one_organisation_can_have_is_it(written: str, code: str) -> None:
    assert names("A").find("organisation", [written])[written].code == code


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("CB thôn 3 (Cầu Tây)", "A-02"),
        ("Chi bộ thôn Cầu Đôngg", "A-01"),
        ("A-0l", "A-01"),
        ("Chi bộ Gia Minh", "A-04"),
        ("Chi bộ khu dân cư số 3 (Chi bộ thôn Cầu Tây)", "A-03"),
    ],
)
def test_a_doubtful_name_has_the_near_ones_beside_it(written: str, near: str) -> None:
    found = names("A").find("organisation", [written])[written]

    assert not found.code
    assert near in [one.code for one in found.near]
    assert len(found.near) <= 5


def test_two_of_one_name_are_both_named_with_their_members() -> None:
    name = "Chi bộ thôn Cầu Đông"

    found = names("H").find("organisation", [name, f"{name}, xã Yết Kiêu"])

    assert found[name].code == ""
    assert found[name].near[:2] == (
        Near("A-01", f"{name} (Đảng bộ xã Gia Minh)", 1),
        Near("B-01", f"{name} (Đảng bộ xã Yết Kiêu)", 1),
    )
    assert found[f"{name}, xã Yết Kiêu"].code == "B-01"


def test_accents_tell_two_names_apart_where_they_are_written() -> None:
    found = names("B").find("organisation", ["CB thôn Hoá", "CB thôn Hóa", "CB thon Hoa"])

    assert [found[name].code for name in found] == ["B-03", "B-03", ""]
    assert {one.code for one in found["CB thon Hoa"].near} >= {"B-02", "B-03"}


def test_a_part_knows_no_name_and_no_code_outside_of_it() -> None:
    written = ["B-01", "Chi bộ thôn Hoa", "Đảng bộ xã Yết Kiêu"]

    found = names("A").find("organisation", written)

    assert all(not one.code for one in found.values())
    assert not any(near.code.startswith("B") for one in found.values() for near in one.near)
    assert all(not one.near for one in OrganisationNames([], on=DAY).find(*ASKED).values())
    assert all(not one.near for one in OrganisationNames([""], on=DAY).find(*ASKED).values())


ASKED = ("organisation", ["B-01", "Chi bộ thôn Hoa"])


def test_who_has_left_the_tree_is_not_meant() -> None:
    assert names("A").find("organisation", ["Chi bộ thôn Cũ"])["Chi bộ thôn Cũ"].code == ""


def test_any_number_of_names_is_one_question() -> None:
    found = names("H")
    with CaptureQueriesContext(connection) as asked:
        found.find("organisation", [f"Chi bộ thôn {number}" for number in range(200)])

    assert len(asked) <= 1
    assert found.find("person", ["A"])["A"].near == ()
