"""Section I of the report: what was achieved, first by the indicators, then by the tasks."""

from collections.abc import Iterator, Sequence

from thidua.documents.blocks import Block, Heading, Paragraph, Picture
from thidua.movement.told import told
from thidua.reports.charts import indicator_chart
from thidua.reports.indicators import IndicatorRow
from thidua.reports.report import tables
from thidua.reports.report.findings import Findings
from thidua.reports.sentences import inside
from thidua.reports.wording import number, ordinal, percent
from thidua.vocabulary import Outcome


def results(found: Findings) -> Iterator[Block]:
    """Indicators met and missed, ranks, the table and the chart; then what was registered."""
    yield Heading("I. KẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ")
    yield from _indicators(found)
    yield Heading("2. Nhiệm vụ trọng tâm, khâu đột phá", level=2)
    yield from told(found.movement)


def _indicators(found: Findings) -> Iterator[Block]:
    yield Heading("1. Các chỉ tiêu", level=2)
    rows = found.figures.indicators
    if not rows:
        yield Paragraph("Kết quả thực hiện các chỉ tiêu: chưa có dữ liệu.")
        return
    yield Paragraph(how_many_met(rows), strong=True)
    ranked = [_rank(row) for row in rows if row.ranked and row.result is not None]
    if ranked:
        yield Paragraph(" ".join(ranked))
    yield tables.indicators(rows, found.last_year)
    if found.ranks:
        yield tables.ranks(found.ranks, found.figures.year)
    yield Picture(
        caption="Kết quả so với kế hoạch (kế hoạch = 100%)",
        alt="Biểu đồ thanh: mỗi chỉ tiêu đạt bao nhiêu phần trăm kế hoạch. " + how_many_met(rows),
        spec=indicator_chart(rows),
    )


def how_many_met(rows: Sequence[IndicatorRow]) -> str:
    """How many indicators were met or exceeded; which were not; which have no result yet."""
    by_outcome = {
        outcome: [row.name for row in rows if row.outcome is outcome] for outcome in Outcome
    }
    met = len(by_outcome[Outcome.MET])
    if met:
        text = f"{met}/{len(rows)} chỉ tiêu đạt và vượt kế hoạch ({percent(met, len(rows)).vi})"
    else:
        text = f"Chưa có chỉ tiêu nào trong {len(rows)} chỉ tiêu đạt kế hoạch"
    if missed := by_outcome[Outcome.NOT_MET]:
        text += f"; {len(missed)} chỉ tiêu chưa đạt: {inside(missed)}"
    if unknown := by_outcome[Outcome.CANNOT_TELL]:
        text += f"; {len(unknown)} chỉ tiêu chưa có kết quả: {inside(unknown)}"
    return text + "."


def _rank(row: IndicatorRow) -> str:
    if row.result is None:
        return ""
    space = "" if tables.unit(row) == "%" else " "
    text = f"{row.name} đạt {number(row.result).vi}{space}{tables.unit(row)}"
    places = []
    if row.rank_region is not None:
        places.append(f"{ordinal(row.rank_region).vi} trong vùng")
    if row.rank_country is not None:
        places.append(f"{ordinal(row.rank_country).vi} cả nước")
    return f"{text}, xếp {' và '.join(places)}."
