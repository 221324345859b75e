"""Tables of the report, cell by cell, written the Vietnamese way."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from thidua.documents.blocks import Column, Table
from thidua.indicators.ranks import Place, Ranking
from thidua.reports.breakdowns import Row
from thidua.reports.history import YearPoint
from thidua.reports.indicators import IndicatorRow
from thidua.reports.levels import Who
from thidua.reports.quotas import QuotaRow
from thidua.reports.report.findings import AwardLine
from thidua.reports.review_sides import GapRow, ReasonRow
from thidua.reports.shares import OF_GOOD, TITLES, share_of
from thidua.reports.wording import number, percent
from thidua.vocabulary import BEST_FIRST, LevelCounts, Outcome

NOTHING = "–"
UNITS = {"percent": "%"}
"""Units that files write as words; every other unit is printed as it was given."""

OUTCOMES = {Outcome.MET: "Đạt", Outcome.NOT_MET: "Chưa đạt", Outcome.CANNOT_TELL: "Chưa có kết quả"}
_LEVELS = {level.value: level.title.vi.removesuffix(" nhiệm vụ") for level in BEST_FIRST}


def count(value: int) -> str:
    """A number in a cell; a dash for none, so that the eye finds what is there."""
    return number(value).vi if value else NOTHING


def _value(value: Decimal | None) -> str:
    return NOTHING if value is None else number(value).vi


def unit(row: IndicatorRow) -> str:
    return UNITS.get(row.unit, row.unit)


def indicators(rows: Sequence[IndicatorRow], last_year: Mapping[str, Decimal | None]) -> Table:
    """Each indicator with last year's result, its target, its result and whether it was met."""
    return Table(
        caption="Kết quả thực hiện các chỉ tiêu",
        columns=(
            Column("TT", "center", 1),
            Column("Chỉ tiêu", "left", 7),
            Column("Đơn vị", "center"),
            Column("Năm trước"),
            Column("Kế hoạch"),
            Column("Kết quả"),
            Column("Đánh giá", "center", 3),
        ),
        rows=tuple(
            (
                str(place),
                row.name,
                unit(row),
                _value(last_year.get(row.code)),
                ("" if row.higher_is_better else "≤ ") + _value(row.target),
                _value(row.result),
                OUTCOMES[row.outcome],
            )
            for place, row in enumerate(rows, start=1)
        ),
    )


def ranks(places: Sequence[Place], year: int) -> Table:
    """Where the province stands among others, last year and this, with where that is from."""
    return Table(
        caption="Thứ hạng của tỉnh",
        columns=(
            Column("Chỉ tiêu", "left", 6),
            Column("So với", "left", 4),
            Column(f"Năm {year - 1}", "center"),
            Column(f"Năm {year}", "center"),
            Column("Nguồn", "left", 5),
        ),
        rows=tuple(
            (
                place.name,
                place.area_name or str(place.area.label),
                *(_rank(one) for one in place.rankings),
                place.source,
            )
            for place in places
        ),
    )


def _rank(ranking: Ranking | None) -> str:
    if ranking is None:
        return NOTHING
    out_of = f"/{number(ranking.out_of).vi}" if ranking.out_of is not None else ""
    return f"thứ {number(ranking.rank).vi}{out_of}"


def levels(caption: str, first: str, rows: Sequence[Row], *, total: bool = True) -> Table:
    """One row a line of a breakdown: how many at each level, the share at good or better, and
    outstanding in percent of good and of good or better.
    """
    unknown = any(row.levels.cannot_tell for row in rows)
    columns = [
        Column(first, "left", 6),
        Column("Tổng số"),
        *(Column(title) for title in _LEVELS.values()),
    ]
    if unknown:
        columns.append(Column("Chưa đủ căn cứ"))
    lines = [_line(row.label.vi, row.levels, unknown=unknown) for row in rows]
    summed = total and len(rows) > 1
    if summed:
        whole = sum((row.levels for row in rows), LevelCounts())
        lines.append(_line("Cộng", whole, unknown=unknown))
    return Table(
        caption=caption,
        columns=(*columns, Column("Từ tốt trở lên"), *(Column(TITLES[key].vi) for key in OF_GOOD)),
        rows=tuple(lines),
        total=summed,
    )


def _line(label: str, found: LevelCounts, *, unknown: bool) -> tuple[str, ...]:
    cells = [count(getattr(found, key)) for key in _LEVELS]
    known = [count(found.cannot_tell)] if unknown else []
    return (
        label,
        count(found.total),
        *cells,
        *known,
        *(share_of(key, found).text.vi for key in ("good_or_better", *OF_GOOD)),
    )


def awards(lines: Sequence[AwardLine]) -> Table:
    """Forms of recognition and how many were given to whom."""
    return Table(
        caption="Các hình thức khen thưởng",
        columns=(
            Column("Hình thức", "left", 7),
            Column("Đối tượng", "left", 5),
            Column("Số lượng"),
        ),
        rows=tuple((line.form, line.given_to, count(line.number)) for line in lines),
    )


def reasons(rows: Iterable[ReasonRow], titles: dict[str, str]) -> Table:
    """Why subjects did not complete: the condition, where it stands, how many it concerns."""
    return Table(
        caption="Lý do không hoàn thành nhiệm vụ",
        columns=(
            Column("Đối tượng", "left", 3),
            Column("Lý do", "left", 6),
            Column("Căn cứ", "left", 4),
            Column("Số lượng"),
        ),
        rows=tuple(
            (titles[row.subject_type], _why(row), row.citation, count(row.subjects)) for row in rows
        ),
    )


def _why(row: ReasonRow) -> str:
    return (
        f"Không đạt: {row.title.vi[:1].lower()}{row.title.vi[1:]}" if row.missed else row.title.vi
    )


def quotas(rows: Iterable[QuotaRow]) -> Table:
    """Each quota with its pools, the places there are, and how far they are used."""
    return Table(
        caption="Tỷ lệ khống chế mức hoàn thành xuất sắc nhiệm vụ",
        columns=(
            Column("Tỷ lệ khống chế", "left", 6),
            Column("Số nhóm"),
            Column("Tổng số tối đa"),
            Column("Đã xếp xuất sắc"),
            Column("Nhóm đã đủ số tối đa"),
            Column("Nhóm vượt số tối đa"),
        ),
        rows=tuple(
            (
                row.title.vi,
                count(row.pools),
                count(row.ceiling),
                count(row.outstanding),
                count(row.at_ceiling),
                count(row.over),
            )
            for row in rows
        ),
    )


def gaps(rows: Iterable[GapRow]) -> Table:
    """Self-claimed levels against what was reached."""
    return Table(
        caption="Mức tự nhận so với mức đạt tiêu chuẩn",
        columns=(
            Column("Đối tượng", "left", 6),
            Column("Số có tự nhận"),
            Column("Cao hơn"),
            Column("Bằng"),
            Column("Thấp hơn"),
            Column("Tỷ lệ cao hơn"),
        ),
        rows=tuple(
            (
                row.who.label.vi,
                count(row.claims),
                count(row.above),
                count(row.equal),
                count(row.below),
                percent(row.above, row.claims).vi,
            )
            for row in rows
        ),
    )


_IN_LINES = {
    "good_or_better": "từ tốt trở lên",
    "outstanding": "xuất sắc",
    "outstanding_of_good": "xuất sắc trên số tốt",
    "outstanding_of_good_or_better": "xuất sắc trên số từ tốt trở lên",
}


def lines(points: Sequence[YearPoint], groups: Sequence[Who]) -> Table:
    """Year by year the shares at good or better and at outstanding, and what outstanding is of
    those.
    """
    years = sorted({point.year for point in points})
    by_key = {(point.who, point.year): point.levels for point in points}
    rows = []
    for who in groups:
        found = [by_key.get((who, year), LevelCounts()) for year in years]
        rows += [
            (f"{who.short.vi}: {what}", *(share_of(key, one).text.vi for one in found))
            for key, what in _IN_LINES.items()
        ]
    return Table(
        caption="Tỷ lệ xếp loại qua các năm",
        columns=(Column("Đối tượng, mức", "left", 7), *(Column(str(year)) for year in years)),
        rows=tuple(rows),
    )
