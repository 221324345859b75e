"""Which years a day belongs to: those whose list is frozen change no more."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.campaigns.models import Campaign
from thidua.changes.errors import ChangeError

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class NextList:
    """The list that a day comes into: of which year, taken as of which day (None: not set yet)."""

    year: int
    cut_off: dt.date | None


def refuse_frozen(on: dt.date) -> None:
    """Raise ChangeError for a day that a frozen list already tells of."""
    frozen = _frozen_from(on).first()
    if frozen is not None:
        last = _frozen_from(on).order_by("-cut_off_date")[0].cut_off_date
        raise ChangeError.frozen(frozen.year, frozen.cut_off_date, first=last + DAY)


def refuse_frozen_since(on: dt.date) -> None:
    """Raise ChangeError where the list that this day came into is frozen by now."""
    frozen = _frozen_from(on).first()
    if frozen is not None:
        raise ChangeError.frozen_since(frozen.year, frozen.cut_off_date)


def may_take_back(on: dt.date) -> bool:
    """Whether what begins on this day can still be taken back."""
    return not _frozen_from(on).exists()


def _frozen_from(on: dt.date) -> "QuerySet[Campaign]":
    return Campaign.objects.filter(cut_off_date__gte=on, roster_frozen_at__isnull=False).order_by(
        "cut_off_date"
    )


def next_list(on: dt.date) -> NextList:
    """The first list that will have what begins on this day."""
    coming = Campaign.objects.filter(cut_off_date__gte=on).order_by("cut_off_date").first()
    if coming is not None:
        return NextList(coming.year, coming.cut_off_date)
    latest = Campaign.objects.order_by("-year").values_list("year", flat=True).first()
    return NextList(max(on.year, (latest or 0) + 1), None)


def frozen_before(on: dt.date) -> Campaign | None:
    """The latest frozen list that does not have what begins on this day."""
    past = Campaign.objects.filter(cut_off_date__lt=on, roster_frozen_at__isnull=False)
    return past.order_by("-cut_off_date").first()
