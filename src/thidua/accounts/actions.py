"""Making accounts: the administrator of a real installation, and the cast of the demo province."""

import datetime as dt
import secrets
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from thidua.accounts.demo import CAST, DEMO_PASSWORD, Part
from thidua.accounts.errors import AccountError
from thidua.accounts.models import Role, RoleGrant, User
from thidua.ledger.tracking import recording


class NewAccount(NamedTuple):
    """An account just made. `one_time_password` is shown once and kept nowhere; "" when the caller chose one."""

    user: User
    one_time_password: str


@transaction.atomic
def create_account(
    *, username: str, role: Role, organisation_code: str, display_name: str = "", password: str = ""
) -> NewAccount:
    """Make an account with one role over one organisation, from today. Without a password one is made up.

    Raises AccountError for a name in use or an unknown organisation, ValidationError for a weak password.
    """
    if User.objects.filter(username=username).exists():
        raise AccountError.name_in_use(username)
    organisation = _organisations().filter(code=organisation_code).first()
    if organisation is None:
        raise AccountError.unknown_organisation(organisation_code)
    made_up = "" if password else secrets.token_urlsafe(12)
    user = User(username=username, display_name=display_name)
    if password:
        validate_password(password, user)
    user.set_password(password or made_up)
    with recording(act="create_account", actor="operator"):
        user.save()
        RoleGrant.objects.create(user=user, role=role, organisation=organisation, starts_on=dt.date.today())  # noqa: DTZ011
    return NewAccount(user, made_up)


def create_administrator(*, username: str, password: str = "", display_name: str = "") -> NewAccount:
    """Make the first account of a real installation: it manages accounts of the province and sees no dossiers.

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

    Raises AccountError outside demo mode, or when the tree has no cell with a rated member in a commune.
    """
    if not settings.DEMO:
        raise AccountError.not_in_demo_mode()
    places, person = _demo_places(year)
    return [_demo_user(part=part, places=places, person=person, starts_on=dt.date(year, 1, 1)) for part in CAST]


def _demo_user(*, part: Part, places: dict[str, Any], person: Any, starts_on: dt.date) -> User:
    user, new = User.objects.get_or_create(username=part.username, defaults={"demo": True})
    user.display_name = person.full_name if part.role is None else part.title.vi
    user.person = person if part.role is None else None
    if new:
        user.set_password(DEMO_PASSWORD)
    user.save()
    if part.role is not None and not user.grants.exists():
        RoleGrant.objects.create(user=user, role=part.role, organisation=places[part.place], starts_on=starts_on)
    return user


def _demo_places(year: int) -> tuple[dict[str, Any], Any]:
    """One line of the tree, from the province down to a cell and a member rated in it that year.

    The district of the published story (Gia Lộc) when there is one, and its commune Đoàn Thượng; else the first.
    """
    entries = (
        apps.get_model("campaigns", "RosterEntry")
        .objects.filter(
            campaign__year=year, subject_type="member", rated=True, tier="cell", grassroots__sector="commune"
        )
        .select_related("organisation", "grassroots", "upper_level", "person")
    )
    entry = (
        entries.filter(
            upper_level__search_key__contains="gia loc", grassroots__search_key__contains="doan thuong"
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
