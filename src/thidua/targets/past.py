"""Targets as they were, all at once: for a year that was kept elsewhere, and for the demo."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.targets.models import Target

SO_MANY = 2_000


@dataclass(frozen=True)
class PastTarget:
    """What one unit aimed at on one of the province's indicators (both by their keys)."""

    indicator: int
    organisation: int
    value: Decimal
    saved_at: dt.datetime
    last_year: Decimal | None = None


def record_past(*, campaign: Campaign, targets: Sequence[PastTarget], actor: Operator) -> int:
    """Write them, in a few statements whatever their number; how many."""
    with recording(act="targets.record_past", actor=Authority(actor), year=campaign.year):
        rows = Target.objects.bulk_create(
            (
                Target(
                    indicator_id=one.indicator,
                    organisation_id=one.organisation,
                    value=one.value,
                    last_year=one.last_year,
                    saved_at=one.saved_at,
                )
                for one in targets
            ),
            batch_size=SO_MANY,
        )
    return len(rows)
