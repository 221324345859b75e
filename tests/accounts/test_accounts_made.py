"""Accounts: made by a command, the demo cast only in demo mode, no known password outside it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.commands import run_command
from tests.web import town as module
from thidua.accounts.actions import (
    create_account,
    create_administrator,
    create_demo_accounts,
    create_demo_body_accounts,
)
from thidua.accounts.actors import Operator, scope_of
from thidua.accounts.demo import CAST, DEMO_PASSWORD, SLIP_SECRET, demo_accounts
from thidua.accounts.errors import AccountError
from thidua.accounts.models import Role, User
from thidua.bodies.actions import BodyDetails, add_body
from thidua.bodies.models import BodyKind
from thidua.cli.accounts import account


@pytest.fixture
def town(db: None) -> module.Town:
    return module.build()


@pytest.fixture
def demo(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]


def test_the_first_administrator_gets_a_password_that_nobody_knew(town: module.Town) -> None:
    made = create_administrator(username="quantri")
    assert made.user.check_password(made.one_time_password)
    assert len(made.one_time_password) >= 16
    assert scope_of(made.user).grants == ()  # accounts, no dossiers


def test_no_administrator_before_there_is_a_province(db: None) -> None:
    with pytest.raises(AccountError, match="tỉnh"):
        create_administrator(username="quantri")


def test_a_name_in_use_and_an_unknown_organisation_are_refused(town: module.Town) -> None:
    create_account(username="an", role=Role.CELL, organisation_code="GL01A")
    with pytest.raises(AccountError, match="“an”"):
        create_account(username="an", role=Role.CELL, organisation_code="GL01A")
    with pytest.raises(AccountError, match="“GL99”"):
        create_account(username="binh", role=Role.CELL, organisation_code="GL99")


def test_a_weak_password_is_refused_and_nothing_is_made(town: module.Town) -> None:
    with pytest.raises(ValidationError):
        create_account(
            username="an", role=Role.CELL, organisation_code="GL01A", password="12345678"
        )
    assert not User.objects.filter(username="an").exists()


def test_the_command_prints_the_password_once(town: module.Town) -> None:
    result = run_command(account, ["create", "quantri"])
    assert result.exit_code == 0, result.output
    password = result.output.strip().rsplit(" ", 1)[-1]
    assert User.objects.get(username="quantri").check_password(password)


def test_the_command_asks_for_a_password(town: module.Town) -> None:
    words = "mot cau that dai de nho\n"
    result = run_command(
        account,
        ["create", "an", "--role", "cell", "--organisation", "GL01A", "--ask-password"],
        input=words * 2,
    )
    assert result.exit_code == 0, result.output
    assert User.objects.get(username="an").check_password(words.strip())


def test_demo_accounts_are_only_made_in_demo_mode(town: module.Town) -> None:
    with pytest.raises(AccountError, match="THIDUA_DEMO"):
        create_demo_accounts(year=2021)
    assert demo_accounts() == []


def test_the_demo_cast_stands_on_one_line_of_the_tree(town: module.Town, demo: None) -> None:
    create_demo_accounts(year=2021)
    create_demo_accounts(year=2021)
    assert [shown.username for shown in demo_accounts()] == [part.username for part in CAST]
    paths = {user.username: scope_of(user).paths for user in User.objects.filter(demo=True)}
    assert paths["chibo"][0].startswith(paths["xa"][0])
    assert paths["xa"][0].startswith(paths["huyen"][0])
    assert paths["huyen"][0].startswith(paths["tinh"][0])
    assert paths["dangvien"] == ()
    assert User.objects.get(username="huyen").grants.get().organisation.code == "GL"


def test_the_sign_in_page_shows_the_cast_in_demo_mode_only(
    town: module.Town, demo: None, settings: object
) -> None:
    create_demo_accounts(year=2021)
    assert DEMO_PASSWORD in Client().get("/tai-khoan/login/").content.decode()
    settings.DEMO = False  # type: ignore[attr-defined]
    assert DEMO_PASSWORD not in Client().get("/tai-khoan/login/").content.decode()


def test_a_body_has_its_demo_account_and_the_sign_in_page_leads_to_the_slip(
    town: module.Town, demo: None, settings: object
) -> None:
    details = BodyDetails(BodyKind.MASS, "Hội Nông dân xã Gia Minh", "Hội Nông dân")
    union = add_body(committee=town["GL01"], details=details, actor=Operator())
    with_slip = reverse("comment_slip", args=[SLIP_SECRET])
    create_demo_accounts(year=2021)
    assert with_slip not in Client().get("/tai-khoan/login/").content.decode()
    for _again in range(2):
        (user,) = create_demo_body_accounts(year=2021, bodies=[union])
    (grant,) = scope_of(user).narrowed
    assert grant.body_id == union.pk
    assert scope_of(user).grants == (), "the work of that body alone"
    assert demo_accounts()[-1].place == union.name
    assert with_slip in Client().get("/tai-khoan/login/").content.decode()
    settings.DEMO = False  # type: ignore[attr-defined]
    assert with_slip not in Client().get("/tai-khoan/login/").content.decode()
    with pytest.raises(AccountError, match="THIDUA_DEMO"):
        create_demo_body_accounts(year=2021, bodies=[union])


def test_one_press_signs_a_demo_account_in(town: module.Town, demo: None) -> None:
    create_demo_accounts(year=2021)
    client = Client()
    response = client.post("/tai-khoan/login/", {"login": "huyen", "password": DEMO_PASSWORD})
    assert response.headers["Location"] == "/"
    assert "Đảng bộ huyện Gia Lộc" in client.get("/").content.decode()


def test_a_wrong_password_says_so_and_after_many_even_the_right_one_waits(
    town: module.Town,
) -> None:
    made = create_account(username="an", role=Role.CELL, organisation_code="GL01A")
    client = Client()
    first = client.post("/tai-khoan/login/", {"login": "an", "password": "sai"})
    assert 'role="alert"' in first.content.decode()
    for number in range(8):
        client.post("/tai-khoan/login/", {"login": "an", "password": f"sai {number}"})
    right = client.post("/tai-khoan/login/", {"login": "an", "password": made.one_time_password})
    assert right.status_code != 302


def test_nobody_signs_up_by_themselves(db: None) -> None:
    assert "Không tự đăng ký" in Client().get("/tai-khoan/signup/").content.decode()
