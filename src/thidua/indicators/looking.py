"""One indicator of a unit looked at: its months, what is missing to the line, where it is from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.indicators.chart import MonthChart
from thidua.indicators.models import Reading
from thidua.indicators.page import Row
from thidua.indicators.reporting import MONTHS, HowCounted
from thidua.targets.sums import difference
from thidua.targets.wording import with_unit


@dataclass(frozen=True)
class Look:
    """The chosen indicator. `readings`: the unit's own, this year's and last year's."""

    campaign: Campaign
    row: Row
    readings: Sequence[Reading]
    unit_code: str

    @cached_property
    def this_year(self) -> dict[int, Decimal]:
        """By month; what counts without a reading (the sheet, the sum below) at its own month."""
        found = self._of(self.campaign.year)
        counts = self.row.result.counts
        if counts is not None:
            found.setdefault(counts.on.month, counts.value)
        return found

    @cached_property
    def last_year(self) -> dict[int, Decimal]:
        found = self._of(self.campaign.year - 1)
        if self.row.result.last_year is not None:
            found.setdefault(MONTHS, self.row.result.last_year)
        return found

    def _of(self, year: int) -> dict[int, Decimal]:
        return {one.on.month: one.value for one in self.readings if one.on.year == year}

    @property
    def chart(self) -> MonthChart | None:
        if not self.this_year and not self.last_year:
            return None
        grows = self.row.result.line.reported.counted == HowCounted.GROWS
        return MonthChart(self.this_year, self.last_year, self.row.result.target, grows)

    @property
    def same_month(self) -> Decimal | None:
        """Last year's number of the same month."""
        on = self.row.on
        return self.last_year.get(on.month) if on is not None else None

    @property
    def sentences(self) -> list[str]:
        """How far from the line to the target, and beside the same month of last year."""
        found, on = self.row.result, self.row.on
        if found.value is None or on is None:
            return [_("Chưa có số liệu nào được ghi.")]
        said = [f"{self._until(on)}: {with_unit(found.value, self.row.unit)}."]
        if found.line.reported.counted == HowCounted.GROWS and found.should_be is not None:
            gap = difference(found.value, found.should_be)
            said.append(self._beside(gap, _("đường tới mức phấn đấu")))
        if self.same_month is not None:
            said.append(self._beside(difference(found.value, self.same_month), _("cùng kỳ")))
        return said

    def _until(self, on: dt.date) -> str:
        return _("Đến hết tháng {month}").format(month=f"{on.month}/{on.year}")

    def _beside(self, gap: Decimal, what: str) -> str:
        if not gap:
            return _("Bằng {what}.").format(what=what)
        number = with_unit(abs(gap), self.row.unit)
        word = _("Hơn {what} {number}.") if gap > 0 else _("Kém {what} {number}.")
        return word.format(what=what, number=number)

    @property
    def revisions(self) -> int:
        """How often the number that counts was changed after it was first saved."""
        counts = self.row.result.counts
        return max(0, counts.revision - 1) if counts is not None else 0
