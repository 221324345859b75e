"""Loading and writing the sheet *Số liệu chỉ tiêu*."""

from collections.abc import Iterable
from functools import cached_property

import polars as pl
from django.utils import timezone

from thidua.accounts.actors import Operator, scope_of
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.indicators.actions import check_entry, check_month, of_key
from thidua.indicators.lines import Line, lines_for, lines_of
from thidua.indicators.models import LONGEST_SOURCE, Reading
from thidua.indicators.reporting import month_end
from thidua.indicators.sheets import READINGS
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Loading, Outcome
from thidua.loading.sheets import BookSheet, Stage
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.organisations.models import Organisation
from thidua.roster.loading.sheets import YearExport
from thidua.roster.loading.year import YearLoading
from thidua.targets.queries import may_register
from thidua.workbooks import ParsedSheet, compare

KEY = ["organisation", "indicator", "month"]
_SCHEMA = {column.id: column.dtype for column in READINGS.columns}
_NO_INDICATOR = Text(
    "năm này đơn vị không có chỉ tiêu ấy", "the unit has no such indicator in this year"
)
_OF_THE_UNIT = Text(
    "đơn vị đã tự ghi số này: chỉ đơn vị ấy sửa được",
    "the unit entered this number itself: only it changes it",
)


class Known:
    """The units that a sheet names, their indicators by code and name, what is stored of them."""

    def __init__(self, campaign: Campaign, codes: Iterable[str], loading: Loading) -> None:
        self.campaign, self.loading = campaign, loading
        found = Organisation.objects.filter(code__in=set(codes), path__startswith=loading.part)
        self.units = {one.code: one for one in found}

    @cached_property
    def lines(self) -> dict[tuple[str, str], Line]:
        """By unit and by what a sheet may call an indicator; of one name the nearest counts."""
        lines = lines_of(self.campaign, self.units.values())
        return {
            (code, word.casefold()): line
            for code, unit in self.units.items()
            for line in lines_for(lines, unit)
            for word in (line.code, line.name)
            if word
        }

    @cached_property
    def stored(self) -> dict[tuple[str, str, int], Reading]:
        """By unit, by what the sheet calls the indicator, and by month."""
        names = {(code, line.key): called(line) for (code, _word), line in self.lines.items()}
        found = Reading.objects.filter(
            organisation__in=self.units.values(), on__year=self.campaign.year
        ).select_related("organisation")
        return {
            (one.organisation.code, names[one.organisation.code, one.key], one.on.month): one
            for one in found
            if (one.organisation.code, one.key) in names
        }

    def may_change(self, code: str) -> bool:
        """Whether whoever loads acts for exactly this unit."""
        actor = self.loading.actor
        return isinstance(actor, Operator) or may_register(scope_of(actor), self.units[code])


def called(line: Line) -> str:
    """What the sheet calls an indicator: the province's by its code, an own one by its name."""
    return line.code or line.name


def load_readings(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet: new numbers, and changed ones of whoever loads."""
    if loading.campaign is None:
        return Outcome(
            file=parsed.problems.file, sheet=READINGS.title, in_error=parsed.frame.height
        )
    check = Checking(parsed, loading)
    check.fits(source=LONGEST_SOURCE)
    known = Known(loading.campaign, parsed.frame["organisation"].drop_nulls(), loading)
    check.refers(
        "organisation",
        pl.Series("organisation", list(known.units), dtype=pl.String),
        kind=ORGANISATION,
        what=AN_ORGANISATION,
    )
    _check_rows(check, known)
    before = _frame(known.stored)
    incoming = check.good(KEY).with_columns(pl.col("source").fill_null(""))
    diff = compare(existing=before, incoming=incoming, key=KEY, columns=["value", "source"])
    _write(diff.new, known)
    _write(diff.changed, known)
    return check.outcome(diff, subject="organisation", columns=READINGS.columns)


def _check_rows(check: Checking, known: Known) -> None:
    """Each row names an indicator of its unit and a number that may be entered; the indicator goes
    on by what the sheet calls it.
    """
    names, faults = {}, {}
    for row in check.frame.iter_rows(named=True):
        if row["organisation"] not in known.units or row["indicator"] is None:
            continue
        line = known.lines.get((row["organisation"], row["indicator"].casefold()))
        if line is None:
            faults[row["row"]] = ("indicator", _NO_INDICATOR)
            continue
        names[row["row"]] = called(line)
        if (fault := _fault(row, line, known)) is not None:
            faults[row["row"]] = fault
    for number, (column, message) in faults.items():
        check.fail(check.frame.filter(pl.col("row") == number), column=column, message=message)
    check.frame = check.frame.with_columns(
        indicator=pl.col("row")
        .replace_strict(names, default=None, return_dtype=pl.String)
        .fill_null(pl.col("indicator"))
    )


def _fault(row: dict[str, object], line: Line, known: Known) -> tuple[str, Text] | None:
    """What stands against a row: at which column, and why."""
    code, month, value = str(row["organisation"]), row["month"], row["value"]
    if not isinstance(month, int) or value is None:
        return None
    on = month_end(known.campaign.year, month)
    column = "month"
    try:
        check_month(known.campaign, on)
        column = "month" if month % line.reported.how_often.months else "value"
        check_entry(line, value, on)  # type: ignore[arg-type]  # the sheet's column is a decimal
    except RefusedError as refused:
        return column, refused.text
    stored = known.stored.get((code, called(line), month))
    if stored is not None and not known.may_change(code):
        stands = (stored.value, stored.source)
        return None if stands == (value, row["source"] or "") else ("value", _OF_THE_UNIT)
    return None


def _frame(stored: dict[tuple[str, str, int], Reading]) -> pl.DataFrame:
    rows = [(*key, reading.value, reading.source) for key, reading in sorted(stored.items())]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _write(rows: pl.DataFrame, known: Known) -> None:
    by = Authority(known.loading.actor).as_actor
    made, changed = [], []
    for row in rows.iter_rows(named=True):
        code, month = row["organisation"], row["month"]
        reading = known.stored.get((code, row["indicator"], month))
        if reading is None:
            line = known.lines[code, row["indicator"].casefold()]
            on = month_end(known.campaign.year, month)
            reading = Reading(organisation=known.units[code], on=on, revision=0, **of_key(line.key))
            made.append(reading)
        else:
            changed.append(reading)
        reading.value, reading.source = row["value"], row["source"]
        reading.revision += 1
        reading.saved_at, reading.saved_by_name = timezone.now(), by
    Reading.objects.bulk_create(made, batch_size=2_000)
    Reading.objects.bulk_update(
        changed, ["value", "source", "revision", "saved_at", "saved_by_name"], batch_size=1_000
    )


def export_readings(export: YearExport) -> pl.DataFrame:
    """The sheet, of the part that is exported."""
    found = Reading.objects.filter(on__year=export.year.year).select_related(
        "organisation", "indicator", "own"
    )
    part = getattr(export, "part", "")
    if part:
        found = found.filter(organisation__path__startswith=part)
    rows = [
        {
            "organisation_id": one.organisation_id,
            "organisation": one.organisation.code,
            "indicator": one.indicator.code if one.indicator else one.own.name if one.own else "",
            "month": one.on.month,
            "value": one.value,
            "source": one.source or None,
        }
        for one in found
    ]
    frame = pl.DataFrame(rows, schema={"organisation_id": pl.Int64, **_SCHEMA}, orient="row")
    inside = frame if part else export.in_scope(frame)
    return inside.drop("organisation_id").sort(KEY)


SHEET_OF_READINGS = BookSheet[YearLoading, YearExport](
    "progress",
    READINGS,
    load_readings,
    export_readings,
    place=40,
    stage=Stage.CARRIED_OUT,
    by_units=True,
)
