"""Accounts beside the demo's cast, so that whoever looks after accounts has work: officers of
organisations that exist nowhere, roles about to end, one account that waits, requests of two."""

import datetime as dt
from itertools import zip_longest

from django.utils import timezone

from thidua.accounts.actions import Owner, make_account
from thidua.accounts.granting import Holding
from thidua.accounts.models import FailedAttempts, Role, User
from thidua.demo.handing_in import ACTOR
from thidua.demo.season import YEAR, Season
from thidua.demo.units import Unit
from thidua.workbooks import fold

REASON = "Tài khoản của cấp uỷ cơ sở"
ENDING_IN_DAYS = (3, 12)
WAITS_DAYS = 30
"""The demo's locked account waits as long as nobody opens it, not some minutes."""
ASKED = 2


def make_colleagues(season: Season) -> None:
    """Nothing happens where there are no accounts of the demo, or where these are there already."""
    administrators = User.objects.filter(username__in=["quantri", "quantri2"], demo=True)
    units = _committees(season)
    if not administrators or User.objects.filter(username=_name(units[0])).exists():
        return
    *made, late = [unit for unit in units if unit.code != season.own]
    asked, opened = made[:ASKED], made[ASKED:]
    for unit, days in zip_longest([*opened, late], ENDING_IN_DAYS):
        _open(unit, days)
    for unit, asks in zip(asked, administrators, strict=True):
        make_account(owner=_owner(unit), holding=_holding(unit), reason=REASON, actor=asks)
    _keep_waiting(User.objects.get(username=_name(late)))


def _committees(season: Season) -> list[Unit]:
    """The invented committees, the accounts' district first."""
    found = [
        organisation
        for organisation in season.province.tree.grassroots
        if organisation.unit.invented and organisation.cells
    ]
    found.sort(key=lambda one: one.upper.code != season.district)
    return [one.unit for one in found]


def _open(unit: Unit, days: int | None) -> None:
    """An account that is in use; its role ends in so many days."""
    ends_on = timezone.localdate() + dt.timedelta(days=days) if days else None
    holding = _holding(unit)._replace(ends_on=ends_on)
    make_account(owner=_owner(unit), holding=holding, reason=REASON, actor=ACTOR)


def _owner(unit: Unit) -> Owner:
    return Owner(_name(unit), f"Cán bộ {unit.name.replace('Đảng bộ', 'Đảng uỷ', 1)}")


def _holding(unit: Unit) -> Holding:
    return Holding(Role.GRASSROOTS, unit.code, dt.date(YEAR, 1, 1))


def _name(unit: Unit) -> str:
    """“xa-tan-lac-moi”."""
    return "-".join(fold(unit.short_name).split())


def _keep_waiting(user: User) -> None:
    """Somebody guessed at the password of this account."""
    now = timezone.now()
    FailedAttempts.objects.create(
        key=f"demo {user.pk}",
        user=user,
        by_name=True,
        failures=12,
        last_at=now,
        again_at=now + dt.timedelta(days=WAITS_DAYS),
    )
