"""After all sheets of an import are written: rows that say otherwise than another sheet, or than
the year's list.
"""

from collections.abc import Mapping

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.facts.contradiction_words import right
from thidua.facts.contradictions import Contradiction, contradictions_of
from thidua.facts.sheets import FACT_SHEETS
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.roster.loading.year import YearLoading
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType

_STORED = Text("đã lưu", "stored")
_IN_FILE = Text("dòng {row}", "row {row}")
_LIST = Text(
    "theo danh sách của năm, “{other_title}” là “{other_value}” (trang “Đảng viên” của sổ đảng "
    "viên, cột cùng tên)",
    "by the list of the year, “{other_title}” is “{other_value}” (sheet “Members” of the members "
    "workbook, the column of that name)",
)
_SHEET = Text(
    "khác với trang “{sheet}” ({place}, {code}): “{other_title}” là “{other_value}”",
    "other than in the sheet “{sheet}” ({place}, {code}): “{other_title}” is “{other_value}”",
)
_NOT_YOURS = Text(
    "khác với phiếu “{sheet}” do cấp trên cập nhật",
    "other than on the sheet “{sheet}”, which the committee above keeps",
)


def check_contradictions(
    check: Checking, kind: SubjectType, loading: YearLoading, campaign: Campaign
) -> None:
    """Report the rows of a sheet of facts that contradict what stands elsewhere, each with both
    places.

    Both cannot be right: an error, but where a unit does not keep the other sheet. Otherwise, and
    where the other place says nothing (civil servant: blank), a warning."""
    written = check.frame.filter(~pl.col("row").is_in(check.left_out.implode()))
    rows = dict(written.drop_nulls("entry_id").select("entry_id", "row").iter_rows())
    frameworks = bound_frameworks(campaign)
    for found in contradictions_of(campaign.pk, rows):
        other = found.other
        if other is not None and not loading.sheets_of.get(other.entry, ("", True))[1]:
            continue  # its row is in error and was not written
        kept_elsewhere = other is not None and not other.path.startswith(loading.part)
        report = check.fail if found.certain and not kept_elsewhere else check.warn
        report(
            check.frame.filter(pl.col("row") == rows[found.entry]),
            column=found.fact,
            message=_message(found, kind, loading, frameworks, masked=kept_elsewhere),
            expected=right(found),
        )


def _message(
    found: Contradiction,
    kind: SubjectType,
    loading: YearLoading,
    frameworks: Mapping[SubjectType, Framework],
    *,
    masked: bool,
) -> Text:
    other = found.other
    of = SubjectType(other.subject_type) if other else kind
    spec = frameworks[of].fields[found.other_fact]
    words = {"other_title": spec.title, "other_value": spec.show_stored(found.other_value)}
    if other is None:
        return _LIST.format(**words)
    if masked:
        return _NOT_YOURS.format(sheet=FACT_SHEETS[of].title)
    in_file = loading.sheets_of.get(other.entry)
    place = _IN_FILE.format(row=in_file[0]) if in_file else _STORED
    return _SHEET.format(sheet=FACT_SHEETS[of].title, place=place, code=other.organisation, **words)
