"""A grant narrowed to one body beside the tree: what rooms declare for bodies, and nothing else."""

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

import tests.pages.tables
from tests.bodies.conftest import narrowed_officer
from tests.pages.table import API, FORMS, PAGES
from tests.second_factor import signed_in_now
from tests.web.town import Town
from thidua.accounts import managing
from thidua.accounts.actors import scope_of
from thidua.accounts.acts import to_answer
from thidua.accounts.delegating import delegate_role
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, grant
from thidua.accounts.lookups import body_code
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.permissions import (
    ACTS,
    CHOOSING,
    FOR_BODIES,
    authorise,
    declare,
    may,
    needs_second_factor,
)
from thidua.accounts.second_person import agree
from thidua.accounts.tokens import chooses
from thidua.accounts.upkeep import deciding_without_factor
from thidua.bodies.actions import BodyDetails, add_body, end_body
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.bodies.queries import bodies_of, committee_paths, officers_of
from thidua.organisations.queries import organisations_visible_to, people_visible_to
from thidua.web.clock import today

Who = Callable[[str], User]
TABLES = Path(str(tests.pages.tables.__path__[0]))
TOMORROW = dt.timedelta(days=1)


def open_to_bodies() -> frozenset[str]:
    """The names of addresses that rooms say are open to whoever works for a body: `FOR_BODIES` of
    their tables.
    """
    rooms = (import_module(f"tests.pages.tables.{path.stem}") for path in TABLES.glob("*.py"))
    return frozenset[str]().union(*(getattr(room, "FOR_BODIES", frozenset()) for room in rooms))


# Acts
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.PROVINCE, "XD"), (Role.UPPER_LEVEL, "GL"), (Role.GRASSROOTS, "GL01")],
)
def test_of_all_acts_that_any_room_declares_those_for_bodies_alone_are_allowed(
    town: Town, who: Who, role: Role, code: str
) -> None:
    body = add_body(
        committee=town[code], details=BodyDetails(BodyKind.MASS, "Hội"), actor=who("province")
    )
    user = narrowed_officer("hoi", role, body)
    paths = [one.path for one in town.organisations.values()]
    wrong = [
        (act, path)
        for act, roles in ACTS.items()
        for path in paths
        if may(user, act, path=path)
        != (act in FOR_BODIES and role in roles and path.startswith(body.committee.path))
    ]
    assert wrong == []


def test_nothing_for_bodies_chooses_of_anybody_or_takes_people_away() -> None:
    assert FOR_BODIES.isdisjoint(CHOOSING)
    banned = ("boards.", "decisions.", "accounts.", "access.", "exchange.", "organisations.")
    assert [act for act in FOR_BODIES if act.startswith(banned)] == []


def test_a_room_cannot_declare_that_bodies_choose() -> None:
    choosing = next(iter(CHOOSING))
    with pytest.raises(ValueError, match="no body beside the tree chooses"):
        declare({choosing: ACTS[choosing]}, for_bodies={choosing})
    with pytest.raises(ValueError, match="nobody declared"):
        declare({}, for_bodies={"nowhere.nothing"})
    assert choosing not in FOR_BODIES


def test_the_history_names_the_body(narrow: User, body: AdvisoryBody) -> None:
    authority = authorise(narrow, "bodies.view", path=body.committee.path)
    assert authority.as_actor == "btc · Ban Tổ chức Huyện uỷ Gia Lộc"
    assert authority.acting_as["body"] == body.name
    assert authority.grant is not None
    assert authority.grant.body_id == body.pk


def test_a_whole_grant_comes_before_a_narrowed_one(narrow: User, town: Town) -> None:
    RoleGrant.objects.create(
        user=narrow, role=Role.UPPER_LEVEL, organisation=town["GL"], starts_on=today()
    )
    assert authorise(narrow, "bodies.view", path=town["GL"].path).acting_as.get("body") is None


# Reading
# --------------------------------------------------------------------------------------------------


def test_no_part_of_the_tree_and_nobody_in_it_is_seen(narrow: User, body: AdvisoryBody) -> None:
    scope = scope_of(narrow)
    assert (scope.grants, scope.paths, scope.sees_part, scope.roles) == ((), (), False, frozenset())
    assert not scope.covers(body.committee.path)
    assert list(organisations_visible_to(narrow)) == []
    assert list(people_visible_to(narrow)) == []
    assert bodies_of(narrow) == [body]
    assert committee_paths(narrow) == {body.committee.path: [body.pk]}


def test_every_page_answers_as_to_somebody_without_a_role(
    as_: Callable[[str], Client], narrow: User
) -> None:
    client, nobody, wrong = signed_in_now(narrow), as_("nobody"), {}
    for name, address, _ in [*PAGES, *API]:
        status, without = client.get(address).status_code, nobody.get(address).status_code
        if status != without and name not in open_to_bodies():
            wrong[address] = (status, without)
    assert wrong == {}


def test_no_form_that_is_refused_without_a_role_is_taken(narrow: User) -> None:
    client, wrong = signed_in_now(narrow), {}
    for name, address, data, allowed in FORMS:
        if "nobody" in allowed or name in open_to_bodies():
            continue
        sent = {key: value() if callable(value) else value for key, value in data.items()}
        mark = transaction.savepoint()
        kind = {"content_type": "application/json"} if address.startswith("/api/") else {}
        status = client.post(address, sent, **kind).status_code  # type: ignore[arg-type]
        transaction.savepoint_rollback(mark)
        if status not in {403, 404}:
            wrong[address] = status
    assert wrong == {}


def test_the_scope_is_one_question_with_and_without_a_body(narrow: User, who: Who) -> None:
    for user in (narrow, who("upper_level")):
        with CaptureQueriesContext(connection) as queries:
            scope_of(user)
        assert len(queries) == 1


def test_it_neither_decides_nor_needs_a_second_factor_nor_makes_a_token_that_chooses(
    narrow: User,
) -> None:
    scope = scope_of(narrow)
    assert not needs_second_factor(narrow, scope)
    assert not chooses(scope)
    assert narrow not in deciding_without_factor()


# From when to when
# --------------------------------------------------------------------------------------------------


def test_a_body_that_is_no_more_opens_nothing(narrow: User, body: AdvisoryBody, who: Who) -> None:
    end_body(body=body, ends_on=today(), reason="sáp nhập", actor=who("upper_level"))
    assert scope_of(narrow, on=today()).narrowed
    assert scope_of(narrow, on=today() + TOMORROW).narrowed == ()


def test_a_lent_grant_stays_narrowed(narrow: User, who: Who, body: AdvisoryBody) -> None:
    colleague = who("upper_level")
    RoleGrant.objects.filter(user=colleague).update(ends_on=today())
    granted = RoleGrant.objects.get(user=narrow)
    days = (today(), today() + 2 * TOMORROW)
    delegate_role(granted=granted, delegate=colleague, days=days, reason="nghỉ phép", actor=narrow)
    tomorrow = scope_of(colleague, on=today() + TOMORROW)
    assert tomorrow.grants == ()
    assert [lent.body_id for lent in tomorrow.narrowed] == [body.pk]
    assert set(officers_of([body])) == {narrow, colleague}


# Granting
# --------------------------------------------------------------------------------------------------


def test_an_administrator_asks_for_it_and_a_second_person_sees_the_body(
    who: Who, body: AdvisoryBody
) -> None:
    holding = Holding(Role.UPPER_LEVEL, "GL", today(), None, body_code(body.pk))
    user = who("nobody")
    act = managing.grant_role(user=user, holding=holding, reason="QĐ 5", actor=who("administrator"))
    assert act in to_answer(who("upper_level"))
    agree(act=act, answer="đồng ý", actor=who("upper_level"))
    assert bodies_of(User.objects.get(pk=user.pk)) == [body]
    assert not scope_of(User.objects.get(pk=user.pk)).sees_part


@pytest.mark.parametrize(
    ("role", "code", "words"),
    [
        (Role.UPPER_LEVEL, "CL", "hãy chọn tổ chức ấy"),
        (Role.INSPECTOR, "GL", "hãy chọn vai trò cán bộ"),
        (Role.ADMINISTRATOR, "XD", "hãy chọn vai trò cán bộ"),
    ],
)
def test_a_body_goes_with_an_officers_role_over_its_own_committee(
    who: Who, body: AdvisoryBody, role: Role, code: str, words: str
) -> None:
    holding = Holding(role, code, today(), None, body_code(body.pk))
    with pytest.raises(AccountError) as caught:
        grant(user=who("nobody"), holding=holding)
    assert words in caught.value.text.vi


def test_no_grant_outlives_its_body(who: Who, body: AdvisoryBody) -> None:
    end_body(body=body, ends_on=today() + TOMORROW, reason="x", actor=who("province"))
    holding = Holding(Role.UPPER_LEVEL, "GL", today(), None, body_code(body.pk))
    with pytest.raises(AccountError, match="chỉ hoạt động đến hết ngày"):
        grant(user=who("nobody"), holding=holding)
    grant(user=who("nobody"), holding=holding._replace(ends_on=today() + TOMORROW))


def test_the_database_narrows_no_role_but_an_officers(body: AdvisoryBody, who: Who) -> None:
    with pytest.raises(IntegrityError, match="grant_narrowed_of_officers"), transaction.atomic():
        RoleGrant.objects.create(
            user=who("nobody"),
            role=Role.INSPECTOR,
            organisation=body.committee,
            body=body,
            starts_on=today(),
        )


def test_one_account_may_work_for_two_bodies(narrow: User, town: Town, who: Who) -> None:
    other = add_body(
        committee=town["GL"],
        details=BodyDetails(BodyKind.ADVISORY, "Uỷ ban Kiểm tra Huyện uỷ Gia Lộc"),
        actor=who("upper_level"),
    )
    held = RoleGrant.objects.get(user=narrow)
    grant(
        user=narrow,
        holding=Holding(Role.UPPER_LEVEL, "GL", held.starts_on, None, body_code(other.pk)),
    )
    assert {one.name for one in bodies_of(narrow)} == {held.body.name, other.name}  # type: ignore[union-attr]
