"""The form of one month: every indicator that is reported for it, with what stood before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.indicators.actions import Entry, stored_on
from thidua.indicators.errors import IndicatorError
from thidua.indicators.forms import CommonForm, EntryForm, entry_form
from thidua.indicators.lines import Line, lines_of
from thidua.indicators.models import Reading
from thidua.indicators.months import Period, months_of, period
from thidua.organisations.models import Organisation
from thidua.targets.wording import name_and_unit, with_unit
from thidua.web.forms import faults_of
from thidua.web.number_field import written_number


@dataclass(frozen=True)
class Field:
    """One indicator of the form. `before`: the number of the latest month before, in words."""

    line: Line
    form: EntryForm
    name: str
    unit: str
    seen: int
    before: str
    theirs: str | None


@dataclass
class MonthPage:
    """What a unit enters for a month. `sent`: what was typed and not stored, of a form that came
    back; `theirs`: what somebody else saved meanwhile.
    """

    campaign: Campaign
    unit: Organisation
    on: dt.date
    error: str = ""
    sent: Mapping[str, Any] | None = None
    theirs: Mapping[str, Decimal | None] = field(default_factory=dict)

    @cached_property
    def period(self) -> Period:
        return period(lines_of(self.campaign, [self.unit]), self.on)

    @property
    def months(self) -> Sequence[dt.date]:
        return months_of(self.campaign)

    @cached_property
    def _stored(self) -> Mapping[str, Reading]:
        return stored_on(self.unit, self.on)

    @cached_property
    def _before(self) -> Mapping[str, Reading]:
        """The latest before this month, by indicator."""
        found = Reading.objects.filter(
            organisation=self.unit, on__lt=self.on, on__year=self.on.year
        )
        return {one.key: one for one in found.order_by("on")}

    @property
    def common(self) -> CommonForm:
        known = [one.source for one in self._stored.values() if one.source]
        return CommonForm(self.sent, initial={"source": known[0] if known else ""})

    @cached_property
    def fields(self) -> list[Field]:
        return [self._field(line) for line in self.period.lines]

    def _field(self, line: Line) -> Field:
        stored, before = self._stored.get(line.key), self._before.get(line.key)
        name, unit = name_and_unit(line.name, line.unit, line.suggestion)
        initial = {"value": stored.value, "source": stored.source} if stored else {}
        clash = line.key in self.theirs
        return Field(
            line=line,
            form=entry_form(line.key, self.sent, **initial),
            name=name,
            unit=unit,
            seen=self._seen(line.key, stored),
            before=f"{with_unit(before.value, unit)} ({before.on:%m/%Y})" if before else "",
            theirs=(written_number(self.theirs[line.key]) or "–") if clash else None,
        )

    def _seen(self, key: str, stored: Reading | None) -> int:
        """The revision that the form stands on. Of a form that came back it is the one it was drawn
        from, until somebody else's number was shown beside it.
        """
        if self.sent is not None and not self.theirs:
            return entry_form(key, self.sent).revision
        return stored.revision if stored is not None else 0

    def entries(self, data: Mapping[str, Any]) -> dict[str, Entry]:
        """What each field says. Raises IndicatorError with every fault by the name of its
        indicator.
        """
        common = CommonForm(data)
        faults = [] if common.is_valid() else faults_of(common)
        found = {}
        for line in self.period.lines:
            if f"{line.key}-value" not in data:
                continue
            form = entry_form(line.key, data)
            if not form.is_valid():
                faults += [f"“{line.name}”, {fault}" for fault in faults_of(form)]
                continue
            cleaned = form.cleaned_data
            source = cleaned["source"] or common.cleaned_data.get("source", "")
            found[line.key] = Entry(cleaned["value"], source, seen=form.revision)
        if faults:
            raise IndicatorError.unreadable(faults)
        return found

    @property
    def title(self) -> str:
        return _("Ghi số liệu tháng {month}").format(month=f"{self.on.month}/{self.on.year}")
