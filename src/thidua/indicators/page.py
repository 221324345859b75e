"""The page of a unit's indicators: values worded for its template."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.models import Campaign
from thidua.indicators.bullet import Bullet, bullet
from thidua.indicators.months import Period, next_month, period
from thidua.indicators.results import IndicatorResult
from thidua.indicators.standing import Standing
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.targets.wording import name_and_unit, with_unit
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class Row:
    """One indicator in the table."""

    result: IndicatorResult
    name: str
    unit: str

    @classmethod
    def of(cls, result: IndicatorResult) -> "Row":
        line = result.line
        return cls(result, *name_and_unit(line.name, line.unit, line.suggestion))

    @property
    def key(self) -> str:
        return self.result.key

    @property
    def value(self) -> str:
        return _number(self.result.value)

    @property
    def target(self) -> str:
        return _number(self.result.target)

    @property
    def last_year(self) -> str:
        return _number(self.result.last_year)

    @property
    def on(self) -> dt.date | None:
        return self.result.counts.on if self.result.counts is not None else None

    @property
    def bullet(self) -> Bullet | None:
        found = self.result
        return bullet(found.value, found.target, found.last_year)

    @property
    def standing(self) -> Standing:
        return self.result.standing

    @property
    def said(self) -> str:
        """The word, and of what is behind where it ought to be."""
        word = str(self.standing.title)
        if self.standing is Standing.BEHIND and self.result.should_be is not None:
            ought = _("{word}, đáng lẽ {number}")
            if not self.result.line.higher_is_better:
                ought = _("{word}, đáng lẽ không quá {number}")
            return ought.format(word=word, number=format_number(self.result.should_be))
        return word

    @property
    def direction(self) -> str:
        more = self.result.line.higher_is_better
        return _("càng nhiều càng tốt") if more else _("càng ít càng tốt")

    @property
    def reported(self) -> str:
        """How it is reported, in a line."""
        how = self.result.line.reported
        parts = [self.direction, _("báo cáo {often}").format(often=how.how_often.label)]
        if how.answered_by:
            parts.append(_("nơi trả lời: {who}").format(who=how.answered_by))
        return " · ".join(parts)

    @property
    def below(self) -> str:
        """What the units below come to, beside the unit's own number."""
        found = self.result.below
        if found is None:
            return ""
        month = f"{found.on:%m/%Y}"
        if found.total is None:
            return _(
                "cấp dưới: {known}/{units} đơn vị đã ghi tháng {month}, chưa cộng được"
            ).format(
                known=format_number(found.known), units=format_number(found.units), month=month
            )
        said = _("{units} đơn vị trực thuộc cộng lại tháng {month}: {total}").format(
            units=format_number(found.units), month=month, total=with_unit(found.total, self.unit)
        )
        gap = self.result.gap_below
        if not gap:
            return said
        word = _("nhiều hơn số của đơn vị {gap}") if gap > 0 else _("ít hơn số của đơn vị {gap}")
        return f"{said}; {word.format(gap=with_unit(abs(gap), self.unit))}"


def _number(value: Decimal | None) -> str:
    return "–" if value is None else format_number(value)


@dataclass(frozen=True)
class IndicatorsPage:
    """A unit's indicators on a day, with the one that is looked at."""

    campaign: Campaign
    unit: Organisation
    results: Sequence[IndicatorResult]
    may_note: bool
    asked: str = ""

    @cached_property
    def rows(self) -> list[Row]:
        return [Row.of(result) for result in self.results]

    @cached_property
    def chosen(self) -> Row | None:
        """The one asked for; else the first that is behind, else the first with a number."""
        named = [row for row in self.rows if row.key == self.asked]
        behind = [row for row in self.rows if row.standing is Standing.BEHIND]
        known = [row for row in self.rows if row.result.value is not None]
        return next(iter([*named, *behind, *known, *self.rows]), None)

    @property
    def is_province(self) -> bool:
        return self.unit.tier == Tier.PROVINCE

    @property
    def last_year(self) -> int:
        return self.campaign.year - 1

    @property
    def latest(self) -> dt.date | None:
        return max((row.on for row in self.rows if row.on is not None), default=None)

    @property
    def period(self) -> Period:
        """What is entered next."""
        own = [one.own.on for one in self.results if one.own is not None and one.own.revision]
        on = next_month(self.campaign, own)
        return period([one.line for one in self.results], on)

    @property
    def sentence(self) -> list[tuple[str, str]]:
        """How many stand how, those that need somebody by name: numbers and words."""
        found = []
        for standings, words in _SAID:
            rows = [row for row in self.rows if row.standing in standings]
            if rows:
                number = format_number(len(rows))
                named = standings <= {Standing.BEHIND, Standing.MISSED}
                names = ": " + ", ".join(row.name for row in rows) if named else ""
                found.append((number, f"{words}{names}"))
        return found


_SAID = (
    ({Standing.EXCEEDED, Standing.REACHED}, gettext_lazy("chỉ tiêu đã đạt hoặc vượt")),
    ({Standing.ON_TRACK}, gettext_lazy("đúng tiến độ")),
    ({Standing.WATCHED, Standing.AIMLESS}, gettext_lazy("đang theo dõi")),
    ({Standing.UNKNOWN}, gettext_lazy("chưa có số liệu")),
    ({Standing.BEHIND}, gettext_lazy("chậm")),
    ({Standing.MISSED}, gettext_lazy("chưa đạt")),
)
