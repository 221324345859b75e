"""Everything that changes numbers of indicators: readings, how they are reported, ranks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.indicators.errors import ConflictError, IndicatorError
from thidua.indicators.lines import Line, lines_of
from thidua.indicators.models import Reading
from thidua.indicators.permissions import NOTE
from thidua.indicators.reporting import is_month_end, month_end
from thidua.organisations.models import Organisation
from thidua.targets.actions import LARGEST
from thidua.targets.keys import read_key
from thidua.targets.models import PLACES
from thidua.targets.queries import may_register
from thidua.web.clock import today


@dataclass(frozen=True)
class Entry:
    """What one line of the form says: the number (None: none, one that stood is taken out), its
    source, and the revision that the form was drawn from (0: there was none).
    """

    value: Decimal | None
    source: str = ""
    note: str = ""
    seen: int = 0


@transaction.atomic
def note_readings(
    *,
    campaign: Campaign,
    unit: Organisation,
    on: dt.date,
    entries: Mapping[str, Entry],
    actor: Actor,
) -> int:
    """Enter the numbers of a unit for one month's end, by the keys of their indicators; how many
    changed.

    All or none. Raises ConflictError where somebody else saved one of them in between,
    IndicatorError (no such indicator, a month that is none or is to come, a number that cannot be
    kept), PermissionDenied unless the actor acts for exactly this unit."""
    authority = require_noting(unit, actor)
    check_month(campaign, on)
    lines = {line.key: line for line in lines_of(campaign, [unit])}
    for key, entry in entries.items():
        if key not in lines:
            raise IndicatorError.not_here()
        check_entry(lines[key], entry.value, on)
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    stored = stored_on(unit, on)
    changed = {key: one for key, one in entries.items() if _differs(stored.get(key), one)}
    clashes = {
        key: _value(stored.get(key))
        for key, entry in changed.items()
        if _revision(stored.get(key)) != entry.seen
    }
    if clashes:
        raise ConflictError(clashes)
    if changed:
        with recording(
            act="indicators.note", actor=authority, unit=unit.code, year=campaign.year, on=on
        ):
            for key, entry in changed.items():
                new = Reading(organisation=unit, on=on, revision=0, **of_key(key))
                _write(stored.get(key), new, entry, by=authority.as_actor)
    return len(changed)


def require_noting(unit: Organisation, actor: Actor) -> Authority:
    """By what the actor acts for exactly this unit. Raises PermissionDenied."""
    authority = authorise(actor, NOTE, path=unit.path)
    if not isinstance(actor, Operator) and not may_register(scope_of(actor), unit):
        raise PermissionDenied(_("Số liệu do chính đơn vị ấy ghi."))
    return authority


def check_month(campaign: Campaign, on: dt.date) -> None:
    """A month's end of the year that is not still to come. Raises IndicatorError."""
    if not is_month_end(on):
        raise IndicatorError.no_month_end(on)
    if on.year != campaign.year:
        raise IndicatorError.other_year(on, campaign.year)
    now = today()
    if on > month_end(now.year, now.month):
        raise IndicatorError.to_come(on)


def check_entry(line: Line, value: Decimal | None, on: dt.date) -> None:
    """A number that can be kept, of a month that the indicator is reported for. Raises
    IndicatorError.
    """
    if value is None:
        return
    if on.month % line.reported.how_often.months:
        raise IndicatorError.by_quarter(line.name)
    if not value.is_finite() or abs(value) >= LARGEST:
        raise IndicatorError.too_large(line.name, LARGEST - 1)
    if value != round(value, PLACES):
        raise IndicatorError.too_fine(line.name, PLACES)


def of_key(key: str) -> dict[str, int]:
    """The fields that name an indicator by its key. Raises IndicatorError for anything else."""
    read = read_key(key)
    if read is None:
        raise IndicatorError.not_here()
    kind, pk = read
    return {"indicator_id" if kind == "i" else "own_id": pk}


def stored_on(unit: Organisation, on: dt.date) -> dict[str, Reading]:
    """What stands for a month's end, by the keys of the indicators."""
    return {one.key: one for one in Reading.objects.filter(organisation=unit, on=on)}


def _value(reading: Reading | None) -> Decimal | None:
    return reading.value if reading is not None else None


def _revision(reading: Reading | None) -> int:
    return reading.revision if reading is not None else 0


def _differs(reading: Reading | None, entry: Entry) -> bool:
    """Nothing typed where nothing stands is no change; the same again is none either."""
    if reading is None:
        return entry.value is not None
    stands = (reading.value, reading.source, reading.note)
    return entry.value is None or stands != (entry.value, entry.source, entry.note)


def _write(reading: Reading | None, new: Reading, entry: Entry, *, by: str) -> None:
    """`new`: the row to begin with where none stands."""
    if entry.value is None:
        if reading is not None:
            reading.delete()
        return
    row = reading or new
    row.value, row.source, row.note = entry.value, entry.source, entry.note
    row.revision += 1
    row.saved_at, row.saved_by_name = timezone.now(), by
    row.save()
