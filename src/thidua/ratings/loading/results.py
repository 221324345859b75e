"""Loading the sheet *Danh sách kết quả xếp loại*: who was given which level in an earlier year.

Its rows become levels of earlier years, as those of the sheet *Các năm trước*; people are found as
a register's are. It decides awards, so the province alone brings it (decision 047)."""

import polars as pl

from thidua.facts.sheets import SAME_AS_LEVELS
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import MOST_CHANGES, Change, ChangeKind, Outcome, sheet_text
from thidua.organisations.loading import stored
from thidua.organisations.loading.births import check_births
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.organisations.loading.row_reports import RowReports
from thidua.ratings.loading.earlier import (
    KEY,
    as_label,
    check_words,
    stored_levels,
    write_levels,
)
from thidua.ratings.loading.results_subjects import subjects_of
from thidua.ratings.results_sheet import RESULTS, UNRATED
from thidua.roster.loading.sheets import YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.workbooks import Diff, ParsedSheet, compare


def load_results(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check a list of results, and write the levels in it; other years and people stay."""
    check, reports = Checking(parsed, loading), RowReports()
    organisations = stored.organisations()
    check.refers("cell", organisations["code"], kind=ORGANISATION, what=AN_ORGANISATION)
    check_births(check)
    _check_years(check, loading.year)
    subjects = subjects_of(check, organisations, reports)
    reports.hand_to(check)
    rows = check.frame.filter(~pl.col("row").is_in(check.left_out.implode())).join(
        subjects, on="row", maintain_order="left"
    )
    known = stored_levels()
    rated = rows.filter(pl.col("level") != UNRATED).rename({"level": "held"})
    incoming = rated.select("row", "who", *KEY, "held").with_columns(held=as_label())
    _check_once(check, rows, reports)
    _warn_of_unrated(rows, known, reports)
    reports.hand_to(check)
    incoming = incoming.filter(~pl.col("row").is_in(check.left_out.implode()))
    named = known.join(incoming.select(KEY), on=list(KEY), how="semi", nulls_equal=True)
    diff = compare(existing=named, incoming=incoming, key=KEY, columns=["held"])
    write_levels(diff, known)
    return _outcome(check, diff, rows.filter(pl.col("level") == UNRATED)["row"])


def _check_years(check: Checking, year: int | None) -> None:
    """Years before that of the review, each with the words it can have."""
    if year is not None:
        check.fail(
            check.frame.filter(pl.col("year") >= year),
            column="year",
            message=Text(f"không trước năm {year}", f"does not lie before {year}"),
            expected=Text(
                "mức của năm này do phần mềm xếp loại",
                "this year's levels come from the rating itself",
            ),
        )
    rated = check.frame.filter(pl.col("level") != UNRATED)
    for one in rated["year"].drop_nulls().unique().sort():
        check_words(check, rated.filter(year=one), column="level", year=one)


def _check_once(check: Checking, rows: pl.DataFrame, reports: RowReports) -> None:
    """Nobody has two results of one year."""
    first = rows.with_columns(first=pl.col("row").first().over(KEY)).filter(
        pl.col("row") != pl.col("first")
    )
    for row, other in first.select("row", "first").iter_rows():
        place = check.parsed.problems.name_of(other)
        reports.fault(
            row,
            "name",
            Text(f"trùng với dòng {place}", f"the same as row {place}"),
            Text("mỗi trường hợp một dòng", "one row for each"),
        )


def _warn_of_unrated(rows: pl.DataFrame, known: pl.DataFrame, reports: RowReports) -> None:
    """Who had no level by the list, and has one stored: it stays."""
    none = rows.filter(pl.col("level") == UNRATED)
    for row, held in (
        none.join(known, on=list(KEY), nulls_equal=True).select("row", "held").iter_rows()
    ):
        shown = _shown(held)
        reports.warn(
            row,
            "level",
            Text(f"phần mềm đang có “{shown}”, giữ nguyên", f"“{shown}” is stored, and stays"),
        )


def _shown(held: str) -> str:
    return sheet_text(SAME_AS_LEVELS.get(held, held), RESULTS.column("level"))


def _outcome(check: Checking, diff: Diff, unrated: pl.Series) -> Outcome:
    year = RESULTS.column("level").title
    counts = {
        "new": diff.new["row"],
        "changed": diff.changed["row"],
        "unchanged": pl.concat([diff.unchanged["row"], unrated]),
        "in_error": check.left_out,
    }
    changes = [
        Change(ChangeKind.NEW, row, who)
        for row, who in diff.new.head(MOST_CHANGES).select("row", "who").iter_rows()
    ]
    changes += [
        Change(
            ChangeKind.CHANGED,
            cells["row"],
            cells["who"],
            year,
            before=_shown(cells["held__before"]),
            after=_shown(cells["held"]),
        )
        for cells in diff.changed.head(MOST_CHANGES).iter_rows(named=True)
    ]
    return Outcome(
        file=check.parsed.problems.file,
        sheet=check.parsed.spec.title,
        new=counts["new"].len(),
        changed=counts["changed"].len(),
        unchanged=counts["unchanged"].len(),
        in_error=counts["in_error"].len(),
        changes=tuple(changes),
        digest=diff.digest(),
        rows=counts,
    )


RESULTS_SHEET = YearSheet("decisions", RESULTS, load_results, None, place=35)
