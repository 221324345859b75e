"""Making accounts: the administrator of a real installation, everybody else's, and the cast of the
demo province.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor, Operator
from thidua.accounts.demo import BODY_CAST, CAST, DEMO_PASSWORD, KEEPER, Part
from thidua.accounts.effects import one_time_password
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding
from thidua.accounts.managing import grant_role, link_person
from thidua.accounts.models import (
    AccountAct,
    AccountActKind,
    AccountActState,
    Role,
    RoleGrant,
    User,
)
from thidua.accounts.permissions import authorise_administrator
from thidua.history.tracking import recording
from thidua.language import Text

ON_THE_SERVER = Text("Tạo bằng lệnh trên máy chủ", "Made by the command on the server")
USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


class NewAccount(NamedTuple):
    """An account just made. `one_time_password` is shown once and kept nowhere; "" when the caller
    chose one. `asked`: what was asked for with it, waiting for a second person or done.
    """

    user: User
    one_time_password: str
    asked: tuple[AccountAct, ...] = ()


class Owner(NamedTuple):
    """Whose account it becomes; with the code of their member's file they read it."""

    username: str
    display_name: str = ""
    person_code: str = ""


@transaction.atomic
def make_account(
    *,
    owner: Owner,
    holding: Holding | None = None,
    password: str = "",
    reason: str,
    actor: Actor,
) -> NewAccount:
    """Make an account, with a role if one is given. Without a password one is made up, good for the
    first sign-in. Its file and its role open once a second person agrees; until then it sees
    nothing. What the command on the server makes opens at once.

    Raises AccountError for a name in use, an unknown organisation or person, a broken rule of
    grants, no reason; ValidationError for a weak password; PermissionDenied."""
    authority = authorise_administrator(actor)
    if not reason.strip():
        raise AccountError.reason_wanted()
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
    with recording(act="accounts.create", actor=authority, reason=reason.strip()):
        user.save()
        _note_made(user, reason, actor)
    asked = tuple(_asked(user, owner, holding, reason, actor))
    user.refresh_from_db()
    return NewAccount(user, made_up, asked)


def _note_made(user: User, reason: str, actor: Actor) -> None:
    AccountAct.objects.create(
        kind=AccountActKind.CREATE,
        user=user,
        state=AccountActState.DONE,
        reason=reason.strip(),
        asked_by=actor if isinstance(actor, User) else None,
        asked_at=timezone.now(),
    )


def _asked(
    user: User, owner: Owner, holding: Holding | None, reason: str, actor: Actor
) -> Iterator[AccountAct]:
    if owner.person_code:
        yield link_person(user=user, person_code=owner.person_code, reason=reason, actor=actor)
    if holding is not None:
        yield grant_role(user=user, holding=holding, reason=reason, actor=actor)


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
        reason=str(ON_THE_SERVER),
        actor=Operator(),
    )


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
def create_demo_accounts(*, year: int, commune: str = "") -> list[User]:
    """Make the demo cast over the province as it stands in `year`, in the commune of this code (or
    the first); again: nothing changes.

    Raises AccountError outside demo mode, or when the tree has no cell with a rated member in a
    commune."""
    if not settings.DEMO:
        raise AccountError.not_in_demo_mode()
    places, person = _demo_places(year, commune)
    with recording(act="accounts.create_demo", actor=Operator()):
        return [
            _demo_user(part=part, places=places, person=person, starts_on=dt.date(year, 1, 1))
            for part in CAST
        ]


@transaction.atomic
def create_demo_body_accounts(*, year: int, bodies: Iterable[Any]) -> list[User]:
    """Make who works in the demo for bodies beside the tree, as far as there are such `bodies`;
    again: nothing changes. Raises AccountError outside demo mode.
    """
    if not settings.DEMO:
        raise AccountError.not_in_demo_mode()
    places = {body.short: body for body in bodies}
    with recording(act="accounts.create_demo", actor=Operator()):
        return [
            _demo_user(part=part, places=places, person=None, starts_on=dt.date(year, 1, 1))
            for part in BODY_CAST
            if part.place in places
        ]


@transaction.atomic
def create_demo_keeper(*, person: Any) -> User:
    """Make the demo's account of whoever keeps the open ballot; again: nothing changes. Raises
    AccountError outside demo mode.
    """
    if not settings.DEMO:
        raise AccountError.not_in_demo_mode()
    with recording(act="accounts.create_demo", actor=Operator()):
        return _demo_user(part=KEEPER, places={}, person=person, starts_on=dt.date.min)


@cache
def _demo_password() -> str:
    """The password that everybody knows, hashed once for all: that takes its time on purpose (of
    all demo accounts 1.8 s, so 0.2 s).
    """
    return make_password(DEMO_PASSWORD)


def _demo_user(*, part: Part, places: dict[str, Any], person: Any, starts_on: dt.date) -> User:
    user, new = User.objects.get_or_create(username=part.username, defaults={"demo": True})
    user.display_name = person.full_name if part.role is None else part.title.vi
    user.person = person if part.role is None else None
    if new:
        user.password = _demo_password()
    user.save()
    if part.role is not None and not user.grants.exists():
        RoleGrant.objects.create(
            user=user, role=part.role, starts_on=starts_on, **_where(places[part.place])
        )
    return user


def _where(place: Any) -> dict[str, Any]:
    """The columns of a grant over an organisation, or narrowed to a body beside the tree."""
    committee = getattr(place, "committee", None)
    return {"organisation": committee, "body": place} if committee else {"organisation": place}


def _demo_places(year: int, commune: str) -> tuple[dict[str, Any], Any]:
    """One line of the tree, from the province down to a cell and a member rated in it that year."""
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
    entry = (entries.filter(grassroots__code=commune) if commune else entries).first()
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
