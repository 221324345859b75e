"""Loading the sheet *Năm*: opens or changes the campaign, binds its frameworks."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from typing import cast

import polars as pl

from thidua.campaigns.actions import CampaignValues, open_campaign
from thidua.campaigns.errors import CampaignError
from thidua.campaigns.loading.lists import CampaignLoading
from thidua.campaigns.models import Campaign
from thidua.campaigns.sheets import DEADLINES, YEAR
from thidua.frameworks.actions import bind_frameworks
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Change, ChangeKind, Outcome, sheet_text
from thidua.roster.actions import freeze_roster
from thidua.roster.freezing import Frozen
from thidua.rulebook import NoFrameworkInForceError, RulebookError
from thidua.workbooks import ParsedSheet

_DATES = {"review_date", "cut_off_date", "launch_date"}


@dataclass
class YearLoading(CampaignLoading):
    """An import that has got to a year, and what freezing its roster came to.

    `roster_before`: the year had a roster already when this import froze it. `sheets_of`: by roster
    entry where in this import its facts stand (the row, and of which of several files), and
    whether they were written.
    """

    frozen: Frozen | None = None
    roster_before: bool = False
    year_sheet: ParsedSheet | None = field(default=None, repr=False)
    sheets_of: dict[int, tuple[str, bool]] = field(default_factory=dict, repr=False)

    def note_sheets(self, check: Checking) -> None:
        """Remember where the facts of each subject of a written sheet stand (`entry_id`, `row`)."""
        written = ~pl.col("row").is_in(check.left_out.implode())
        known = check.frame.drop_nulls("entry_id").select("entry_id", "row", written=written)
        name = check.parsed.problems.name_of
        self.sheets_of |= {entry: (name(row), good) for entry, row, good in known.iter_rows()}


def load_year(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Open or change the campaign that the sheet describes, and bind its frameworks.

    What the campaign refuses is reported at the cell it is about; then `YearLoading.campaign`
    stays None."""
    check = Checking(parsed, loading)
    loading.year_sheet = parsed
    check.fits(name=255, spirit=255, next_theme=255, launch_venue=255, local_layer=80)
    _check_year(check, loading.year)
    _check_days(check)
    if check.frame.is_empty() or not check.bad_rows.is_empty() or parsed.problems.has_errors:
        return _outcome(check, in_error=1)
    given = check.frame.row(0, named=True)
    before = Campaign.objects.filter(year=given["year"]).first()
    old = stored_values(before) if before else {}
    values = _values(given, parsed.found)
    try:
        campaign = open_campaign(year=given["year"], values=values, actor=loading.actor)
    except CampaignError as error:
        check.fail(check.frame, column="year", message=error.text)
        return _outcome(check, in_error=1)
    if not _bind(check, campaign, loading):
        return _outcome(check, in_error=1)
    loading.campaign, loading.year = campaign, campaign.year
    digest = _digest(old, campaign)
    if before is None:
        return replace(_outcome(check, new=1), digest=digest)
    changes = _changes(old, stored_values(campaign))
    outcome = _outcome(check, changed=int(bool(changes)), unchanged=int(not changes))
    return replace(outcome, changes=tuple(changes), digest=digest)


def _digest(old: dict[str, object], campaign: Campaign) -> str:
    """What the year was, what it is now, and the texts it is bound to."""
    texts = sorted(campaign.bindings.values_list("subject_type", "fingerprint"))
    state = repr((sorted(old.items()), sorted(stored_values(campaign).items()), texts))
    return hashlib.sha256(state.encode()).hexdigest()


def _check_year(check: Checking, wanted: int | None) -> None:
    if wanted is None:
        return
    other = check.frame.filter(pl.col("year") != wanted)
    check.fail(
        other,
        column="year",
        message=Text(
            f"tệp nói về năm khác năm được yêu cầu ({wanted})",
            f"the file is not about the year asked ({wanted})",
        ),
        expected=Text(f"{wanted}", f"{wanted}"),
    )


def _check_days(check: Checking) -> None:
    """The days that a year needs, and where they must lie."""
    new = ~pl.col("year").is_in(list(Campaign.objects.values_list("year", flat=True)))
    for column, years in (("review_date", 1), ("cut_off_date", 0)):
        first, last = pl.date(pl.col("year"), 1, 1), pl.date(pl.col("year") + years, 12, 31)
        check.fail(
            check.frame.filter(new & pl.col(column).is_null()).with_columns(first=first, last=last),
            column=column,
            message=Text(
                "năm chưa mở nên phải có ngày này",
                "the year is not open yet, so this day is needed",
            ),
            expected=Text("một ngày từ {first} đến {last}", "a day from {first} to {last}"),
        )
        outside = check.frame.with_columns(first=first, last=last)
        check.fail(
            outside.filter(~pl.col(column).is_between(pl.col("first"), pl.col("last"))),
            column=column,
            message=Text(
                "ngày không thuộc năm thi đua {year}", "a day outside the campaign of {year}"
            ),
            expected=Text("một ngày từ {first} đến {last}", "a day from {first} to {last}"),
        )


def _values(given: dict[str, object], found: frozenset[str]) -> CampaignValues:
    """What the file says; columns it lacks are left alone, blank cells empty their value."""
    values: dict[str, object] = {}
    for column in YEAR.columns:
        name = column.id
        if name in found and name != "year" and name not in DEADLINES:
            blank = None if name in _DATES else ""
            values[name] = blank if given[name] is None else given[name]
    # A required day left blank is told by what it is, not as an empty value.
    for name in ("review_date", "cut_off_date"):
        if values.get(name, 1) is None:
            del values[name]
    if set(DEADLINES) & found:
        deadlines = {
            step: given[name] for name, step in DEADLINES.items() if given.get(name) is not None
        }
        values["deadlines"] = cast("dict[str, dt.date]", deadlines)
    return cast("CampaignValues", values)


def _bind(check: Checking, campaign: Campaign, loading: YearLoading) -> bool:
    try:
        bind_frameworks(campaign=campaign, actor=loading.actor)
    except NoFrameworkInForceError as error:
        check.fail(check.frame, column="review_date", message=error.text)
    except RulebookError as error:
        check.fail(check.frame, column="local_layer", message=error.text)
    except CampaignError as error:
        check.fail(check.frame, column="review_date", message=error.text)
    else:
        return True
    return False


def stored_values(campaign: Campaign) -> dict[str, object]:
    """What the sheet *Năm* says of a campaign, by column."""
    values = {
        column.id: getattr(campaign, column.id)
        for column in YEAR.columns
        if column.id not in DEADLINES
    }
    deadlines = dict(campaign.deadlines.values_list("step", "due_on"))
    return {**values, **{name: deadlines.get(step) for name, step in DEADLINES.items()}}


def _changes(old: dict[str, object], new: dict[str, object]) -> list[Change]:
    return [
        Change(
            ChangeKind.CHANGED,
            None,
            str(new["year"]),
            column.title,
            before=sheet_text(old[column.id], column),
            after=sheet_text(new[column.id], column),
        )
        for column in YEAR.columns
        if old[column.id] != new[column.id]
    ]


def _outcome(
    check: Checking, *, new: int = 0, changed: int = 0, unchanged: int = 0, in_error: int = 0
) -> Outcome:
    return Outcome(
        file=check.parsed.problems.file,
        sheet=YEAR.title,
        new=new,
        changed=changed,
        unchanged=unchanged,
        in_error=in_error,
    )


def freeze_if_needed(loading: YearLoading) -> Text | None:
    """Freeze the roster of the campaign unless it is frozen. Returns why that was refused, or
    None.
    """
    campaign = loading.campaign
    if campaign is None or campaign.roster_frozen_at is not None:
        return None
    loading.roster_before = campaign.roster.exists()
    try:
        loading.frozen = freeze_roster(campaign=campaign, actor=loading.actor)
    except CampaignError as error:
        return error.text
    campaign.refresh_from_db()
    return None
