"""The page of a unit's targets: values worded for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.targets.catalogues import Catalogue, catalogues, suggestion_of
from thidua.targets.forms import OwnForm, TargetForm, target_form
from thidua.targets.queries import Row
from thidua.targets.sums import Sum, Verdict
from thidua.targets.tree import Neighbours
from thidua.targets.wording import name_and_unit, with_unit
from thidua.web.number_field import written_number


@dataclass(frozen=True)
class Share:
    """One unit below with its target in words ("": it has registered none)."""

    unit: Organisation
    value: str


@dataclass(frozen=True)
class Line:
    """One indicator as the page shows it."""

    row: Row
    form: TargetForm
    name: str
    unit: str
    measured: str
    theirs: str | None
    """What somebody else registered meanwhile; None: nobody did."""
    removable: bool

    @property
    def was(self) -> str:
        """The target that the page was drawn from, as a plain number."""
        return f"{self.row.own.value:f}" if self.row.own else ""

    @property
    def own(self) -> str:
        return with_unit(self.row.own.value, self.unit) if self.row.own else ""

    @property
    def last_year(self) -> str:
        known = self.row.own.last_year if self.row.own else None
        return with_unit(known, self.unit) if known is not None else ""

    @property
    def above(self) -> str:
        return with_unit(self.row.above, self.unit) if self.row.above is not None else ""

    @property
    def province(self) -> str:
        """What the year wants of the whole province, of its own indicators."""
        return with_unit(self.row.wanted, self.unit)

    @property
    def beside_above(self) -> str:
        """How the unit's own target stands beside the one above; "" where it is as wanted or
        cannot be told.
        """
        return {
            Verdict.SHORT: _("thấp hơn mức của cấp trên"),
            Verdict.OVER: _("cao hơn mức của cấp trên"),
        }.get(self.row.beside_above, "")

    @property
    def total(self) -> str:
        """What the units below come to, in a sentence."""
        return _sum_in_words(self.row.total, self.unit) if self.row.total else ""

    @property
    def is_short(self) -> bool:
        total = self.row.total
        return total is not None and total.verdict in {Verdict.SHORT, Verdict.OVER}

    @property
    def shares(self) -> list[Share]:
        return [
            Share(unit, with_unit(target.value, self.unit) if target else "")
            for unit, target in self.row.below
        ]

    @property
    def registered(self) -> int:
        return sum(1 for _unit, target in self.row.below if target)


def _sum_in_words(total: Sum, unit: str) -> str:
    if total.total is None:
        return _("chưa đơn vị nào đăng ký nên chưa cộng được")
    said = _("{registered}/{units} đơn vị đăng ký, cộng lại {total}").format(
        registered=format_number(total.registered),
        units=format_number(total.units),
        total=with_unit(total.total, unit),
    )
    more = {
        Verdict.ENOUGH: _("đủ mức cần"),
        Verdict.SHORT: _("còn thiếu {gap}"),
        Verdict.OVER: _("vượt mức cho phép {gap}"),
        Verdict.UNKNOWN: _("chưa biết đủ hay thiếu"),
    }[total.verdict]
    return f"{said}; {more.format(gap=with_unit(total.gap, unit))}"


@dataclass
class TargetPage:
    """A unit's indicators. `sent`: what was typed and not stored, of a form that came back."""

    campaign: Campaign
    unit: Organisation
    near: Neighbours
    rows: Sequence[Row]
    may_register: bool
    error: str = ""
    sent: Mapping[str, Any] | None = None
    theirs: Mapping[str, Decimal | None] = field(default_factory=dict)
    own_form: OwnForm = field(default_factory=OwnForm)

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.rows]

    def _line(self, row: Row) -> Line:
        own = row.own
        initial = {"value": own.value, "last_year": own.last_year} if own else {}
        taken = suggestion_of(row.suggestion)
        name, unit = name_and_unit(row.name, row.unit, row.suggestion)
        clash = row.key in self.theirs
        return Line(
            row=row,
            form=target_form(row.key, self.sent, **initial),
            name=name,
            unit=unit,
            measured=str(taken[1].measured.text) if taken else row.measured,
            theirs=written_number(self.theirs[row.key]) or "–" if clash else None,
            removable=self.may_register and row.set_by == self.unit,
        )

    @property
    def registered(self) -> int:
        return sum(1 for row in self.rows if row.own is not None)

    @property
    def is_province(self) -> bool:
        return self.near.above is None

    @property
    def catalogues(self) -> Sequence[Catalogue]:
        """The suggestions, without those that the unit has already."""
        return catalogues()
