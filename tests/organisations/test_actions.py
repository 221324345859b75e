"""Changing the tree and its people: what each act does, and what it refuses."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from pghistory.models import Context

from tests.organisations.conftest import START, Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.organisations import actions, people_actions
from thidua.organisations.errors import StillHasError, TakenError, WrongDayError, WrongPlaceError
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Person,
    Placement,
    Position,
    Succession,
)
from thidua.organisations.queries import ancestors_of
from thidua.vocabulary import MembershipEnd, MembershipStatus, PositionRole, Tier

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 7, 1)
EVE = dt.date(2021, 6, 30)


def person(code: str) -> Person:
    return Person.objects.get(code=code)


def test_registering_puts_an_organisation_into_the_tree(town: Town) -> None:
    assert [one.code for one in ancestors_of(Organisation.objects.get(code="X01-1"))] == [
        "T",
        "HU01",
        "X01",
    ]
    assert Context.objects.filter(
        metadata__act="organisations.register", metadata__code="X01-1"
    ).exists()
    assert town.dong.search_key == "chi bo thon dong x01-1"


@pytest.mark.parametrize(
    ("tier", "parent"),
    [(Tier.CELL, "province"), (Tier.CELL, "school"), (Tier.UPPER_LEVEL, "commune")],
)
def test_registering_where_it_cannot_stand(
    tier: Tier, parent: str, town: Town, operator: Operator
) -> None:
    with pytest.raises(WrongPlaceError):
        actions.register_organisation(
            code="X9",
            name="Mới",
            tier=tier,
            parent=getattr(town, parent),
            starts_on=DAY,
            actor=operator,
        )


def test_a_code_is_given_once(town: Town, operator: Operator) -> None:
    with pytest.raises(TakenError, match="mã X01 đã được dùng"):
        actions.register_organisation(
            code="X01",
            name="Mới",
            tier=Tier.CELL,
            parent=town.commune,
            starts_on=DAY,
            actor=operator,
        )


def test_registering_under_a_parent_that_is_not_there_yet(town: Town, operator: Operator) -> None:
    with pytest.raises(
        WrongDayError, match="ngày 01/01/2014, Đảng bộ xã Đồng Lạc không có trong hệ thống"
    ):
        actions.register_organisation(
            code="X9",
            name="Mới",
            tier=Tier.CELL,
            parent=town.commune,
            starts_on=dt.date(2014, 1, 1),
            actor=operator,
        )


def test_moving_keeps_the_earlier_place_and_takes_what_is_below_along(
    town: Town, operator: Operator
) -> None:
    actions.move_organisation(
        organisation=town.commune, parent=town.chi_linh, on=DAY, actor=operator
    )

    places = Placement.objects.filter(organisation=town.commune).order_by("starts_on")
    assert [(place.parent, place.starts_on, place.ends_on) for place in places] == [
        (town.nam_sach, START, EVE),
        (town.chi_linh, DAY, None),
    ]
    town.dong.refresh_from_db()
    assert [one.code for one in ancestors_of(town.dong)] == ["T", "HU02", "X01"]


def test_moving_on_the_day_it_came(town: Town, operator: Operator) -> None:
    with pytest.raises(WrongDayError, match="phải sau ngày 01/01/2015"):
        actions.move_organisation(
            organisation=town.commune, parent=town.chi_linh, on=START, actor=operator
        )


def test_a_new_name(town: Town, operator: Operator) -> None:
    actions.rename_organisation(organisation=town.dong, name="Chi bộ thôn Thượng", actor=operator)

    town.dong.refresh_from_db()
    assert (town.dong.name, town.dong.search_key) == (
        "Chi bộ thôn Thượng",
        "chi bo thon thuong x01-1",
    )


def test_closing_needs_an_empty_organisation(town: Town, operator: Operator) -> None:
    with pytest.raises(
        StillHasError, match="Chi bộ thôn Đông còn 0 tổ chức trực thuộc và 2 đảng viên"
    ):
        actions.close_organisation(organisation=town.dong, on=DAY, actor=operator)

    actions.close_organisation(organisation=town.doai, on=DAY, actor=operator)
    assert Placement.objects.get(organisation=town.doai).ends_on == EVE


def test_merging_moves_members_and_keeps_the_succession(town: Town, operator: Operator) -> None:
    people_actions.appoint(
        person=person("DV1"),
        organisation=town.dong,
        role=PositionRole.HEAD,
        title="Bí thư",
        on=START,
        actor=operator,
    )

    actions.merge_organisations(
        predecessors=[town.dong], successor=town.doai, on=DAY, actor=operator
    )

    assert [(s.predecessor, s.successor, s.kind) for s in Succession.objects.all()] == [
        (town.dong, town.doai, "merge")
    ]
    spells = MembershipSpell.objects.filter(person__code="DV1").order_by("starts_on")
    assert [(spell.organisation, spell.ends_on, spell.status) for spell in spells] == [
        (town.dong, EVE, "probationary"),
        (town.doai, None, "probationary"),
    ]
    assert Position.objects.get().ends_on == EVE
    assert Placement.objects.get(organisation=town.dong).ends_on == EVE


def test_a_committee_merges_with_its_cells(town: Town, operator: Operator) -> None:
    other = actions.register_organisation(
        code="X02",
        name="Đảng bộ xã Thái Tân",
        tier=Tier.GRASSROOTS,
        parent=town.nam_sach,
        starts_on=START,
        actor=operator,
        body="committee",
    )

    actions.merge_organisations(
        predecessors=[town.commune], successor=other, on=DAY, actor=operator
    )

    town.dong.refresh_from_db()
    assert [one.code for one in ancestors_of(town.dong)] == ["T", "HU01", "X02"]


def test_splitting_records_who_came_out_of_whom(town: Town, operator: Operator) -> None:
    with pytest.raises(StillHasError):
        actions.split_organisation(
            organisation=town.dong, successors=[town.doai], on=DAY, actor=operator
        )

    actions.split_organisation(
        organisation=town.dong, successors=[town.doai], on=DAY, actor=operator, stays=True
    )

    assert Succession.objects.get().kind == "split"
    assert Placement.objects.get(organisation=town.dong).ends_on is None


def test_a_member_moves_and_changes_status(town: Town, operator: Operator) -> None:
    people_actions.change_status(
        person=person("DV1"),
        status=MembershipStatus.OFFICIAL,
        on=dt.date(2017, 2, 3),
        actor=operator,
    )
    people_actions.transfer_member(person=person("DV1"), cell=town.school, on=DAY, actor=operator)

    spells = MembershipSpell.objects.filter(person__code="DV1").order_by("starts_on")
    assert [(spell.organisation.code, spell.status, spell.ends_on) for spell in spells] == [
        ("X01-1", "probationary", dt.date(2017, 2, 2)),
        ("X01-1", "official", EVE),
        ("CQ01", "official", None),
    ]


def test_a_committee_admits_nobody(town: Town, operator: Operator) -> None:
    with pytest.raises(WrongPlaceError, match="Đảng bộ xã Đồng Lạc không phải chi bộ"):
        people_actions.admit_member(
            code="DV9", full_name="A B", cell=town.commune, on=DAY, actor=operator
        )
    with pytest.raises(WrongPlaceError):
        people_actions.transfer_member(
            person=person("DV1"), cell=town.commune, on=DAY, actor=operator
        )


def test_a_new_post_ends_the_old_one(town: Town, operator: Operator) -> None:
    for role, day in ((PositionRole.DEPUTY, START), (PositionRole.HEAD, DAY)):
        people_actions.appoint(
            person=person("DV1"),
            organisation=town.commune,
            role=role,
            title="",
            on=day,
            actor=operator,
        )

    posts = Position.objects.order_by("starts_on")
    assert [(post.role, post.ends_on) for post in posts] == [("deputy", EVE), ("head", None)]
    people_actions.end_position(position=posts[1], on=dt.date(2022, 1, 1), actor=operator)
    assert Position.objects.get(role="head").ends_on == dt.date(2021, 12, 31)


@pytest.mark.parametrize("role", [Role.UPPER_LEVEL, Role.AUDITOR, Role.CELL])
def test_only_officers_of_the_province_change_the_tree(role: Role, town: Town) -> None:
    user = User.objects.create_user("an")
    RoleGrant.objects.create(user=user, role=role, organisation=town.province, starts_on=START)

    with pytest.raises(PermissionDenied):
        actions.move_organisation(
            organisation=town.commune, parent=town.chi_linh, on=DAY, actor=user
        )
    with pytest.raises(PermissionDenied):
        people_actions.admit_member(code="DV9", full_name="A B", cell=town.dong, on=DAY, actor=user)
    assert Person.objects.count() == 3


def test_who_becomes_a_civil_servant_was_none_the_day_before(
    town: Town, operator: Operator
) -> None:
    for known, day in ((False, dt.date(2019, 1, 1)), (True, DAY)):
        people_actions.change_civil_servant(
            person=person("DV1"), civil_servant=known, on=day, actor=operator
        )

    spells = person("DV1").spells.order_by("starts_on")
    assert list(spells.values_list("civil_servant", "ends_on"))[-2:] == [(False, EVE), (True, None)]


def test_a_membership_ends_with_a_reason_and_its_posts_with_it(
    town: Town, operator: Operator
) -> None:
    people_actions.appoint(
        person=person("DV1"),
        organisation=town.commune,
        role=PositionRole.DEPUTY,
        title="",
        on=START,
        actor=operator,
    )
    ended = people_actions.end_membership(
        person=person("DV1"), on=DAY, reason=MembershipEnd.DIED, actor=operator
    )
    assert (ended.ends_on, ended.end_reason) == (DAY, "died")
    assert person("DV1").positions.get().ends_on == DAY
    with pytest.raises(WrongDayError, match="Đỗ Thị Ánh"):
        people_actions.end_membership(
            person=person("DV1"), on=dt.date(2022, 1, 1), reason=MembershipEnd.LEFT, actor=operator
        )
