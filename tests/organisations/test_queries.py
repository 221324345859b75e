"""Reading the tree: search without diacritics, Vietnamese order, and nothing outside one's part of
it.
"""

import datetime as dt

import pytest

from tests.organisations.conftest import START, Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.organisations import queries
from thidua.organisations.actions import move_organisation
from thidua.organisations.finding import namesakes, search, search_people
from thidua.organisations.models import Organisation, Person
from thidua.organisations.people_actions import appoint
from thidua.vocabulary import PositionRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(town: Town) -> User:
    """An officer of Nam Sách."""
    user = User.objects.create_user("an")
    RoleGrant.objects.create(
        user=user, role=Role.UPPER_LEVEL, organisation=town.nam_sach, starts_on=START
    )
    return user


@pytest.mark.parametrize("text", ["dong lac", "ĐỒNG LẠC", "lac xa", "x01", "  đồng   lạc "])
def test_diacritics_case_and_order_do_not_matter(text: str, town: Town, operator: Operator) -> None:
    assert search(operator, text)[0].row == town.commune


def test_higher_tiers_come_first_and_a_limit_holds(town: Town, operator: Operator) -> None:
    assert [one.row.code for one in search(operator, "đảng bộ")] == ["T", "HU01", "HU02", "X01"]
    assert len(search(operator, "bộ", 2)) == 2


@pytest.mark.parametrize("text", ["", "   ", "không có nơi này"])
def test_blank_and_strange_words_find_nothing(text: str, town: Town, operator: Operator) -> None:
    assert search(operator, text) == []


def test_people_are_found_by_name_and_code_in_vietnamese_order(
    town: Town, operator: Operator
) -> None:
    assert [one.row.full_name for one in search_people(operator, "dv")] == [
        "Nguyễn Văn An",
        "Đỗ Thị Ánh",
        "Lê Ước",
    ]
    assert [one.row.code for one in search_people(operator, "anh do")] == ["DV1"]


def test_the_nearest_comes_before_the_higher(town: Town, operator: Operator) -> None:
    """“Đông” is the cell; “Đồng Lạc” is met without accents alone."""
    assert [one.row.code for one in search(operator, "Đông")] == ["X01-1", "X01"]
    assert [one.row.code for one in search(operator, "dong lac")] == ["X01"]
    assert search(operator, "ông") == []


def test_people_of_one_name_are_counted_inside_the_own_part(town: Town, officer: User) -> None:
    assert namesakes(officer, "Nguyễn Văn An") == 1
    assert namesakes(officer, "Nguyễn Văn Ân") == 0


def test_nothing_outside_the_own_part_is_found(town: Town, officer: User) -> None:
    assert search(officer, "chí linh") == []
    assert [one.code for one in queries.organisations_visible_to(officer)] == [
        "CQ01",
        "HU01",
        "X01",
        "X01-1",
        "X01-2",
    ]
    assert list(queries.children_of(officer, town.province)) == [town.nam_sach]
    assert {one.code for one in queries.people_visible_to(officer)} == {"DV1", "DV2", "DV3"}


def test_without_a_role_nothing_is_seen_but_oneself(town: Town) -> None:
    user = User.objects.create_user("khach")

    assert not queries.organisations_visible_to(user).exists()
    assert not queries.people_visible_to(user).exists()
    user.person = Person.objects.get(code="DV1")
    user.save()
    assert [one.code for one in queries.people_visible_to(user)] == ["DV1"]


def test_an_administrator_of_accounts_sees_no_dossiers(town: Town) -> None:
    user = User.objects.create_user("quan-tri")
    RoleGrant.objects.create(
        user=user, role=Role.ADMINISTRATOR, organisation=town.province, starts_on=START
    )

    assert not queries.organisations_visible_to(user).exists()
    assert search_people(user, "dv") == []


def test_children_are_those_of_the_day(town: Town, operator: Operator) -> None:
    move_organisation(
        organisation=town.commune, parent=town.chi_linh, on=dt.date(2021, 7, 1), actor=operator
    )

    before, after = dt.date(2021, 6, 30), dt.date(2021, 7, 1)
    assert list(queries.children_of(operator, town.nam_sach, on=before)) == [
        town.school,
        town.commune,
    ]
    assert list(queries.children_of(operator, town.nam_sach, on=after)) == [town.school]
    assert list(queries.children_of(operator, town.chi_linh, on=after)) == [town.commune]


def test_posts_of_a_day(town: Town, operator: Operator) -> None:
    for code, role in (
        ("DV2", PositionRole.COMMITTEE_MEMBER),
        ("DV3", PositionRole.DEPUTY),
        ("DV1", PositionRole.HEAD),
    ):
        appoint(
            person=Person.objects.get(code=code),
            organisation=town.commune,
            role=role,
            title="",
            on=START,
            actor=operator,
        )

    assert [post.person.code for post in queries.posts_in(operator, town.commune)] == [
        "DV1",
        "DV3",
        "DV2",
    ]


def test_the_path_to_the_root(town: Town) -> None:
    assert queries.ancestors_of(Organisation.objects.get(code="T")) == []
    assert queries.root_path() == town.province.path
