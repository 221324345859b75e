"""Making accounts: the administrator of a real installation, everybody else's, and the cast of the
demo province.
"""

import datetime as dt
import re
import secrets
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor, Operator
from thidua.accounts.demo import CAST, DEMO_PASSWORD, Part
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, grant
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.permissions import authorise_administrator
from thidua.history.tracking import recording

USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


class NewAccount(NamedTuple):
    """An account just made. `one_time_password` is shown once and kept nowhere; "" when the caller
    chose one.
    """

    user: User
    one_time_password: str


def one_time_password() -> str:
    """Sixteen signs in groups of four that are hard to confuse when read out: 80 bits, good for one
    sign-in.
    """
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(4))


class Owner(NamedTuple):
    """Whose account it becomes; with the code of their member's file they read it."""

    username: str
    display_name: str = ""
    person_code: str = ""


@transaction.atomic
def make_account(
    *, owner: Owner, holding: Holding | None = None, password: str = "", actor: Actor
) -> NewAccount:
    """Make an account, with a role if one is given. Without a password one is made up, good for the
    first sign-in.

    Raises AccountError for a name in use, an unknown organisation or person, a broken rule of
    grants; ValidationError for a weak password; PermissionDenied."""
    authority = authorise_administrator(actor)
    if not USER_NAME.fullmatch(owner.username):
        raise AccountError.bad_name()
    if User.objects.filter(username=owner.username).exists():
        raise AccountError.name_in_use(owner.username)
    made_up = "" if password else one_time_password()
    user = User(
        username=owner.username, display_name=owner.display_name, must_change_password=not password
    )
    if password:
        validate_password(password, user)
    user.set_password(password or made_up)
    user.password_set_at = timezone.now()
    with recording(act="accounts.create", actor=authority):
        user.person = person_without_account(owner.person_code) if owner.person_code else None
        user.save()
        if holding is not None:
            grant(user=user, holding=holding)
    return NewAccount(user, made_up)


def create_account(
    *, username: str, role: Role, organisation_code: str, display_name: str = "", password: str = ""
) -> NewAccount:
    """Make an account with one role over one organisation, from today: the operator's act. Raises
    as `make_account`.
    """
    return make_account(
        owner=Owner(username, display_name),
        holding=Holding(role, organisation_code, timezone.localdate()),
        password=password,
        actor=Operator(),
    )


def person_without_account(code: str) -> Any:
    """The member with this code. Raises AccountError for an unknown code or one that has an
    account.
    """
    person = apps.get_model("organisations", "Person").objects.filter(code=code).first()
    if person is None:
        raise AccountError.unknown_person(code)
    if owner := User.objects.filter(person=person).first():
        raise AccountError.person_has_account(owner.username)
    return person


def create_administrator(
    *, username: str, password: str = "", display_name: str = ""
) -> NewAccount:
    """Make the first account of a real installation: it manages accounts of the province and sees
    no dossiers.

    Raises AccountError when there is no province yet.
    """
    province = _organisations().filter(tier="province").order_by("code").first()
    if province is None:
        raise AccountError.no_province()
    return create_account(
        username=username,
        role=Role.ADMINISTRATOR,
        organisation_code=province.code,
        display_name=display_name,
        password=password,
    )


@transaction.atomic
def create_demo_accounts(*, year: int) -> list[User]:
    """Make the demo cast over the province as it stands in `year`; again: nothing changes.

    Raises AccountError outside demo mode, or when the tree has no cell with a rated member in a
    commune."""
    if not settings.DEMO:
        raise AccountError.not_in_demo_mode()
    places, person = _demo_places(year)
    with recording(act="accounts.create_demo", actor=Operator()):
        return [
            _demo_user(part=part, places=places, person=person, starts_on=dt.date(year, 1, 1))
            for part in CAST
        ]


def _demo_user(*, part: Part, places: dict[str, Any], person: Any, starts_on: dt.date) -> User:
    user, new = User.objects.get_or_create(username=part.username, defaults={"demo": True})
    user.display_name = person.full_name if part.role is None else part.title.vi
    user.person = person if part.role is None else None
    if new:
        user.set_password(DEMO_PASSWORD)
    user.save()
    if part.role is not None and not user.grants.exists():
        RoleGrant.objects.create(
            user=user, role=part.role, organisation=places[part.place], starts_on=starts_on
        )
    return user


def _demo_places(year: int) -> tuple[dict[str, Any], Any]:
    """One line of the tree, from the province down to a cell and a member rated in it that year.

    The district of the published story (Gia Lộc) when there is one, and its commune Đoàn Thượng;
    else the first."""
    entries = (
        apps.get_model("roster", "RosterEntry")
        .objects.filter(
            campaign__year=year,
            subject_type="member",
            rated=True,
            tier="cell",
            grassroots__sector="commune",
        )
        .select_related("organisation", "grassroots", "upper_level", "person")
    )
    entry = (
        entries.filter(
            upper_level__search_key__contains="gia loc",
            grassroots__search_key__contains="doan thuong",
        ).first()
        or entries.filter(upper_level__search_key__contains="gia loc").first()
        or entries.first()
    )
    province = _organisations().filter(tier="province").order_by("code").first()
    if entry is None or province is None:
        raise AccountError.nobody_to_play()
    places = {
        "province": province,
        "upper_level": entry.upper_level,
        "grassroots": entry.grassroots,
        "cell": entry.organisation,
    }
    return places, entry.person


def _organisations() -> Any:
    """The organisations room lies above this one: its model is asked for by name."""
    return apps.get_model("organisations", "Organisation").objects
