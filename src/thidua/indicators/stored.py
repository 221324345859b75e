"""What is stored of many units at once: targets, the latest readings, sums of what is below."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from thidua.indicators.lines import Line
from thidua.language import Text
from thidua.targets.keys import key_of
from thidua.targets.models import Target

OF_THE_SHEET = Text("bảng chỉ tiêu của năm", "the year's sheet of indicators")
OF_BELOW = Text("{units} đơn vị trực thuộc cộng lại", "the sum of {units} units below")


@dataclass(frozen=True)
class Noted:
    """A number with the day it holds for and where it comes from. `kind` says by what it stands:
    a reading of the unit, the year's sheet, or the sum of the units below.
    """

    value: Decimal
    on: dt.date
    source: str = ""
    by: str = ""
    at: dt.datetime | None = None
    revision: int = 0
    note: str = ""
    kind: str = "reading"

    @classmethod
    def of_sheet(cls, value: Decimal, on: dt.date) -> "Noted":
        return cls(value, on, source=str(OF_THE_SHEET), kind="sheet")


@dataclass(frozen=True)
class Below:
    """What `known` of `units` directly below noted for one month's end; `total` only when all
    did.
    """

    on: dt.date
    units: int
    known: int
    total: Decimal | None

    @property
    def noted(self) -> Noted | None:
        """The sum as a number that counts; None while a unit has noted nothing."""
        if self.total is None:
            return None
        return Noted(self.total, self.on, str(OF_BELOW.format(units=self.units)), kind="below")


Key = tuple[str, int]
"""The key of an indicator and that of a unit."""


@dataclass
class Stored:
    """What is known, by indicator and unit; `targets`: the target and last year's result."""

    targets: dict[Key, tuple[Decimal, Decimal | None]] = field(default_factory=dict)
    latest: dict[Key, Noted] = field(default_factory=dict)
    below: dict[Key, Below] = field(default_factory=dict)


_LATEST_AND_BELOW = """
    WITH below AS (
        SELECT p.parent_id, p.organisation_id, count(*) OVER (PARTITION BY p.parent_id) AS units
        FROM organisations_placement p
        WHERE p.parent_id = ANY(%(units)s) AND p.starts_on <= %(on)s
          AND (p.ends_on IS NULL OR p.ends_on >= %(on)s)
    ), latest AS (
        SELECT DISTINCT ON (r.organisation_id, r.indicator_id, r.own_id) r.*
        FROM indicators_reading r
        WHERE r.organisation_id = ANY(%(units)s) AND r."on" <= %(on)s
          AND (r.indicator_id = ANY(%(indicators)s) OR r.own_id = ANY(%(own)s))
        ORDER BY r.organisation_id, r.indicator_id, r.own_id, r."on" DESC
    )
    SELECT l.organisation_id, l.indicator_id, l.own_id, l."on", l.value, l.source, l.saved_by_name,
           l.saved_at, l.revision, l.note, NULL::bigint, NULL::bigint
    FROM latest l
    UNION ALL
    SELECT b.parent_id, r.indicator_id, r.own_id, r."on", sum(r.value), '', '',
           NULL, 0, '', max(b.units), count(*)
    FROM below b JOIN indicators_reading r ON r.organisation_id = b.organisation_id
    WHERE r."on" <= %(on)s
      AND (r.indicator_id = ANY(%(adding)s) OR r.own_id = ANY(%(adding_own)s))
    GROUP BY b.parent_id, r.indicator_id, r.own_id, r."on"
"""


def stored_of(lines: Sequence[Line], units: Collection[int], on: dt.date) -> Stored:
    """Two questions, however many units there are."""
    stored = Stored(targets=_targets(lines, units))
    with connection.cursor() as cursor:
        cursor.execute(
            _LATEST_AND_BELOW,
            {
                "units": list(units),
                "on": on,
                "indicators": _pks(lines, own=False),
                "own": _pks(lines, own=True),
                "adding": _pks((line for line in lines if line.adds_up), own=False),
                "adding_own": _pks((line for line in lines if line.adds_up), own=True),
            },
        )
        for row in cursor.fetchall():
            _take(stored, row)
    return stored


def _pks(lines: Iterable[Line], *, own: bool) -> list[int]:
    return [line.pk for line in lines if line.is_own == own]


def _targets(
    lines: Sequence[Line], units: Collection[int]
) -> dict[Key, tuple[Decimal, Decimal | None]]:
    of_these = Target.objects.filter(indicator__in=_pks(lines, own=False)) | Target.objects.filter(
        own__in=_pks(lines, own=True)
    )
    rows = of_these.filter(organisation__in=units).values_list(
        "indicator_id", "own_id", "organisation_id", "value", "last_year"
    )
    return {
        (key_of(indicator=indicator, own=own), unit): (value, last_year)
        for indicator, own, unit, value, last_year in rows
    }


def _take(stored: Stored, row: tuple[Any, ...]) -> None:
    unit, indicator, own, on, value, source, by, at, revision, note, units, known = row
    key = (key_of(indicator=indicator, own=own), unit)
    if units is None:
        stored.latest[key] = Noted(value, on, source, by, at, revision, note)
        return
    found = Below(on, units, known, value if known == units else None)
    before = stored.below.get(key)
    if before is None or _counts_more(found, before):
        stored.below[key] = found


def _counts_more(one: Below, other: Below) -> bool:
    """A month that everybody noted before one that somebody has not; then the later."""
    return (one.total is not None, one.on) > (other.total is not None, other.on)
