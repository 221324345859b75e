"""Everything that changes targets: registering, withdrawing, own indicators, what adds up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign, Direction, Indicator
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.organisations.queries import root_path
from thidua.targets.errors import ConflictError, TargetError
from thidua.targets.keys import read_key
from thidua.targets.models import DIGITS, PLACES, IndicatorSetting, OwnIndicator, Target
from thidua.targets.queries import may_register, own_indicators
from thidua.vocabulary import Tier

LARGEST = Decimal(10) ** (DIGITS - PLACES)


@dataclass(frozen=True)
class Wish:
    """What one field says: the target (None: withdrawn), and the one it stood on (two tabs)."""

    value: Decimal | None
    was: Decimal | None
    last_year: Decimal | None = None


@transaction.atomic
def register_targets(
    *, campaign: Campaign, unit: Organisation, wishes: Mapping[str, Wish], actor: Actor
) -> int:
    """Register, change or withdraw targets of a unit, by the keys of their indicators; how many
    changed.

    All or none. Raises ConflictError where somebody else changed one of them in between,
    TargetError (no such indicator, a number that cannot be kept), PermissionDenied unless the actor
    acts for exactly this unit."""
    authority = require_registering(unit, actor)
    names = _names(campaign, unit)
    for key, wish in wishes.items():
        if key not in names:
            raise TargetError.not_here()
        for number in (wish.value, wish.last_year):
            _check(names[key], number)
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    stored = {key: _stored(unit, key) for key in wishes}
    changed = {key: wish for key, wish in wishes.items() if _differs(stored[key], wish)}
    clashes = {
        key: _value(stored[key])
        for key, wish in changed.items()
        if _value(stored[key]) not in (wish.was, wish.value)
    }
    if clashes:
        raise ConflictError(clashes)
    with recording(act="targets.register", actor=authority, unit=unit.code, year=campaign.year):
        for key, wish in changed.items():
            _write(unit, key, stored[key], wish)
    return len(changed)


def require_registering(unit: Organisation, actor: Actor) -> Authority:
    """By what the actor acts for exactly this unit. Raises PermissionDenied; TargetError for the
    province, whose targets stand with the year's indicators.
    """
    if unit.tier == Tier.PROVINCE:
        raise TargetError.province_has_its_own()
    authority = authorise(actor, "targets.register", path=unit.path)
    if not isinstance(actor, Operator) and not may_register(scope_of(actor), unit):
        raise PermissionDenied(_("Mức phấn đấu do chính đơn vị ấy đăng ký."))
    return authority


def _names(campaign: Campaign, unit: Organisation) -> dict[str, str]:
    provincial = {f"i{pk}": name for pk, name in campaign.indicators.values_list("pk", "name")}
    return provincial | {f"o{one.pk}": one.name for one in own_indicators(campaign, unit)}


def _check(name: str, number: Decimal | None) -> None:
    if number is None:
        return
    if not number.is_finite() or abs(number) >= LARGEST:
        raise TargetError.too_large(name, LARGEST - 1)
    if number != round(number, PLACES):
        raise TargetError.too_fine(name, PLACES)


def _where(key: str) -> dict[str, int]:
    read = read_key(key)
    if read is None:
        raise TargetError.not_here()
    kind, pk = read
    return {"indicator_id" if kind == "i" else "own_id": pk}


def _stored(unit: Organisation, key: str) -> Target | None:
    return Target.objects.filter(organisation=unit, **_where(key)).first()


def _value(target: Target | None) -> Decimal | None:
    return target.value if target is not None else None


def _differs(stored: Target | None, wish: Wish) -> bool:
    last = stored.last_year if stored is not None else None
    return _value(stored) != wish.value or (wish.value is not None and last != wish.last_year)


def _write(unit: Organisation, key: str, stored: Target | None, wish: Wish) -> None:
    if wish.value is None:
        if stored is not None:
            stored.delete()
        return
    target = stored or Target(organisation=unit, **_where(key))
    target.value, target.last_year, target.saved_at = wish.value, wish.last_year, timezone.now()
    target.save()


@dataclass(frozen=True)
class Described:
    """What an own indicator is."""

    name: str
    unit: str
    direction: Direction
    measured: str = ""
    adds_up: bool = False
    suggestion: str = ""


@transaction.atomic
def add_own_indicator(
    *, campaign: Campaign, unit: Organisation, described: Described, actor: Actor
) -> OwnIndicator:
    """An indicator of the unit's own, for it and what is below it.

    Raises TargetError (no name, no unit of measurement, the name is taken), PermissionDenied."""
    authority = require_registering(unit, actor)
    name, measured_in = described.name.strip(), described.unit.strip()
    if not name or not measured_in:
        raise TargetError.incomplete()
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    known = OwnIndicator.objects.filter(campaign=campaign, organisation=unit)
    if known.filter(name__iexact=name).exists():
        raise TargetError.name_taken(name)
    last = known.aggregate(last=Max("position"))["last"] or 0
    with recording(act="targets.add_own", actor=authority, unit=unit.code, year=campaign.year):
        return OwnIndicator.objects.create(
            campaign=campaign,
            organisation=unit,
            position=last + 1,
            name=name,
            unit=measured_in,
            direction=described.direction,
            measured=described.measured.strip(),
            adds_up=described.adds_up,
            suggestion=described.suggestion,
        )


@transaction.atomic
def remove_own_indicator(*, own: OwnIndicator, actor: Actor) -> None:
    """Take back an own indicator, with the unit's own target on it. Raises TargetError where units
    below have registered one, PermissionDenied.
    """
    authority = require_registering(own.organisation, actor)
    locked = OwnIndicator.objects.select_for_update(of=("self",)).get(pk=own.pk)
    if below := locked.targets.exclude(organisation=own.organisation).count():
        raise TargetError.used_below(locked.name, below)
    with recording(act="targets.remove_own", actor=authority, unit=own.organisation.code):
        locked.delete()


@transaction.atomic
def set_adding(*, indicator: Indicator, adds_up: bool | None, actor: Actor) -> None:
    """Say whether the targets of units add up to the province's; None: nobody says.

    Raises PermissionDenied."""
    authority = authorise(actor, "targets.set_adding", path=root_path())
    with recording(act="targets.set_adding", actor=authority, indicator=indicator.code):
        if adds_up is None:
            IndicatorSetting.objects.filter(indicator=indicator).delete()
        else:
            IndicatorSetting.objects.update_or_create(
                indicator=indicator, defaults={"adds_up": adds_up}
            )
