"""The open data of a year: one long table, and the same figures as JSON. Aggregates only,
suppressed as on the page.
"""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal

from thidua.language import Text
from thidua.portal.public_figures import LEVELS, LevelRow, PublicFigures, YearShare
from thidua.portal.suppression import Cell, Mark
from thidua.portal.words import LICENCE, LICENCE_ADDRESS
from thidua.signs import plain_text

COLUMNS: dict[str, Text] = {
    "year": Text("năm được xếp loại", "the year that was rated"),
    "table": Text("bảng mà dòng này thuộc về", "the table this line belongs to"),
    "code": Text(
        "mã của đảng bộ, loại hình hoặc chỉ tiêu; trống: cả tỉnh",
        "code of the body, kind or indicator; empty: the whole province",
    ),
    "name": Text("tên, bằng tiếng Việt", "name, in Vietnamese"),
    "measure": Text(
        "điều được đo: một mức, total (tổng số), target, result, number, overdue (việc khắc phục "
        "quá hạn), share_good_or_better, share_outstanding",
        "what is measured: a level, total, target, result, number, overdue (remedies), "
        "share_good_or_better, share_outstanding",
    ),
    "value": Text(
        "giá trị, dấu chấm thập phân; trống khi không nêu",
        "the value, decimal point; empty when not shown",
    ),
    "unit": Text("đơn vị", "unit"),
    "status": Text(
        "published: có giá trị; under_5: từ 1 đến 4 người hoặc việc; withheld: không nêu, dù là "
        "con số nào (cả số 0), để không ai tính ra con số dưới 5; missing: chưa có dữ liệu",
        "published: has a value; under_5: 1 to 4 people or remedies; withheld: not shown, whatever "
        "the number (zero too), so that nobody can work out a number under 5; missing: no data",
    ),
}

Line = tuple[str, str, str, str, Cell | Decimal | None, str]
"""table, code, name, measure, value, unit"""


def lines(figures: PublicFigures) -> Iterator[Line]:
    """Every published figure, one a line."""
    for name, row in (("upper_level", figures.upper_level), ("grassroots", figures.grassroots)):
        yield from _levels(name, "", figures.place, row, "organisations")
    for body in figures.grassroots_by_body:
        yield from _levels(
            "grassroots_by_body", body.code, body.name.vi, body.levels, "organisations"
        )
    for kind in figures.grassroots_by_kind:
        yield from _levels(
            "grassroots_by_kind", kind.code, kind.name.vi, kind.levels, "organisations"
        )
    yield from _levels("members", "", figures.place, figures.members, "people")
    for body in figures.members_by_body:
        yield from _levels("members_by_body", body.code, body.name.vi, body.levels, "people")
    yield from _years("grassroots_years", figures.grassroots_years)
    yield from _years("member_years", figures.member_years)
    for indicator in figures.indicators:
        yield (
            "indicators",
            indicator.code,
            indicator.name,
            "target",
            indicator.target,
            indicator.unit,
        )
        yield (
            "indicators",
            indicator.code,
            indicator.name,
            "result",
            indicator.result,
            indicator.unit,
        )
    for award in figures.awards:
        yield ("awards", "", f"{award.form.vi}: {award.given_to.vi}", "number", award.number, "")
    if figures.overdue_remedies is not None:
        yield ("remedies", "", figures.place, "overdue", figures.overdue_remedies, "remedies")


def _levels(table: str, code: str, name: str, row: LevelRow, unit: str) -> Iterator[Line]:
    for level, value in zip(LEVELS, row.counts, strict=True):
        yield (table, code, name, level.value, value, unit)
    yield (table, code, name, "total", row.total, unit)


def _years(table: str, points: tuple[YearShare, ...]) -> Iterator[Line]:
    for point in points:
        yield (
            table,
            str(point.year),
            str(point.year),
            "share_good_or_better",
            point.good_or_better,
            "%",
        )
        yield (table, str(point.year), str(point.year), "share_outstanding", point.outstanding, "%")


def _status(value: Cell | Decimal | None) -> str:
    if value is None:
        return "missing"
    return value.value if isinstance(value, Mark) else "published"


def _plain(value: Cell | Decimal | None) -> str:
    if value is None or isinstance(value, Mark):
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_csv(figures: PublicFigures) -> bytes:
    """UTF-8 with the mark that Excel needs, commas, a header line (COLUMNS)."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for table, code, name, measure, value, unit in lines(figures):
        cells = (
            plain_text(code),
            plain_text(name),
            measure,
            _plain(value),
            plain_text(unit),
            _status(value),
        )
        writer.writerow((figures.year, table, *cells))
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_json(figures: PublicFigures) -> bytes:
    """The sealed figures, with what their columns mean and under which licence they are given."""
    about = {
        "licence": {
            "name": LICENCE.en,
            "address": LICENCE_ADDRESS.en,
            "credit": figures.committee or figures.province,
        },
        "columns": {name: text._asdict() for name, text in COLUMNS.items()},
        "marks": {mark.value: COLUMNS["status"].en for mark in Mark},
        "level_order": [level.value for level in LEVELS],
        "figures": figures.model_dump(mode="json"),
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()
