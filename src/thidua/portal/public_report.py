"""The annual report's public edition: written from the sealed figures alone, so that it says no
more than the page.
"""

from collections.abc import Iterator, Sequence

from thidua.documents.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from thidua.portal.public_figures import BodyRow, PublicFigures
from thidua.portal.story import Story
from thidua.portal.story_lines import LevelLine
from thidua.portal.words import LICENCE
from thidua.reports.breakdowns import Row
from thidua.reports.charts import indicator_chart, stacked_levels
from thidua.reports.indicators import IndicatorRow
from thidua.reports.sentences import named
from thidua.vocabulary import BEST_FIRST, LevelCounts
from thidua.web.demo_note import demo_note

SUBJECT = "phong trào thi đua và kết quả kiểm điểm, đánh giá, xếp loại chất lượng"
BESIDE = "Biểu đồ; số liệu ở bảng kèm theo."


def public_report(figures: PublicFigures, *, dated: str) -> Paper:
    """The report as blocks; `dated` is the line under the head ("Hải Dương, ngày …")."""
    story = Story(figures)
    body = [
        *_opening(story),
        *_organisations(story),
        *_members(story),
        *_years(story),
        *_indicators(story),
        *_honours(story),
        *_limits(story),
    ]
    return Paper(
        letterhead=Letterhead(
            committee=(figures.committee or figures.province).upper(),
            number="Bản công bố rộng rãi",
            dateline=dated,
            title="BÁO CÁO",
            subject=f"{SUBJECT} năm {figures.year}",
        ),
        body=tuple(body),
        signature=Signature(
            receivers=(f"Mọi người đọc, theo giấy phép {LICENCE.vi}.",),
            on_behalf_of=(figures.committee or figures.province).upper(),
            post="(bản công bố, không thay văn bản đã ký)",
        ),
        annexes=(),
        note=demo_note(),
    )


def _opening(story: Story) -> Iterator[Block]:
    yield Paragraph(story.movement.vi)
    yield Paragraph(story.lead.vi, strong=True)
    if story.members_sentence:
        yield Paragraph(story.members_sentence.vi)
    if story.withholds:
        yield Paragraph(
            "Con số từ 1 đến 4 người không in, hoặc được ghi là “dưới 5”. Có con số như vậy thì "
            "các mức cuối ghi “không nêu” ở mọi đảng bộ, dù là con số nào, để không ai tính ngược "
            "ra."
        )


def _levels(caption: str, first: str, lines: Sequence[LevelLine], whole: LevelLine) -> Table:
    heads = [Column(level.short.vi) for level in BEST_FIRST]
    rows = [
        (row.name.vi, row.total.vi, *(text.vi for text in row.cells), row.share.vi)
        for row in (*lines, whole)
    ]
    columns = (Column(first, "left", 5), Column("Tổng số"), *heads, Column("Từ tốt trở lên"))
    return Table(caption=caption, columns=columns, rows=tuple(rows), total=True)


def _counted(rows: Sequence[BodyRow]) -> list[Row]:
    """Rows of organisations as the charts of the reports draw them."""
    found = []
    for row in rows:
        best, good, completed, failed = row.levels.numbers() or (0, 0, 0, 0)
        levels = LevelCounts(outstanding=best, good=good, completed=completed, not_completed=failed)
        found.append(Row(row.code, row.name.text, levels))
    return found


def _organisations(story: Story) -> Iterator[Block]:
    yield Heading("I. TỔ CHỨC ĐẢNG")
    yield Paragraph(story.upper_level_sentence.vi)
    if story.by_body:
        caption = "Tổ chức cơ sở đảng theo cấp huyện và tương đương"
        yield Picture(caption, BESIDE, stacked_levels(_counted(story.figures.grassroots_by_body)))
        yield _levels(
            "Tổ chức cơ sở đảng theo cấp huyện và tương đương",
            "Đảng bộ",
            story.by_body,
            story.grassroots,
        )
    if len(story.by_kind) > 1:
        yield _levels(
            "Tổ chức cơ sở đảng theo loại hình", "Loại hình", story.by_kind, story.grassroots
        )


def _members(story: Story) -> Iterator[Block]:
    yield Heading("II. ĐẢNG VIÊN")
    yield _levels(
        "Đảng viên theo cấp huyện và tương đương", "Đảng bộ", story.members_by_body, story.members
    )


def _years(story: Story) -> Iterator[Block]:
    if story.chart is None:
        return
    yield Heading("III. NĂM NĂM")
    columns = (Column("Năm", "center"), *(Column(line.name.vi) for line in story.chart.lines))
    rows = tuple((year, *values) for year, values in story.chart.rows())
    yield Table("Tỷ lệ hoàn thành tốt nhiệm vụ trở lên", columns, rows)


def _indicators(story: Story) -> Iterator[Block]:
    yield Heading("IV. CHỈ TIÊU CỦA NĂM")
    yield Paragraph(story.indicators_sentence.vi)
    if story.missed:
        yield Bullets(
            tuple(
                f"Chưa đạt: {indicator.name}: {indicator.result.vi} so với {indicator.aim.vi} "
                f"({indicator.note.vi})."
                for indicator in story.missed
            )
        )
    drawn = [
        IndicatorRow(
            code=row.code,
            name=row.name,
            measure="",
            unit=row.unit,
            higher_is_better=row.higher_is_better,
            target=row.target,
            result=row.result,
            outcome=row.outcome,
            rank_region=None,
            rank_country=None,
        )
        for row in story.figures.indicators
    ]
    if drawn:
        yield Picture("Kết quả so với chỉ tiêu (100%)", BESIDE, indicator_chart(drawn))
        yield Table(
            "Các chỉ tiêu",
            (
                Column("Chỉ tiêu", "left", 7),
                Column("Chỉ tiêu giao", "right", 3),
                Column("Kết quả", "right", 3),
                Column("Đánh giá", "center"),
            ),
            tuple(
                (indicator.name, indicator.aim.vi, indicator.result.vi, indicator.outcome.vi)
                for indicator in story.indicators
            ),
        )


def _honours(story: Story) -> Iterator[Block]:
    yield Heading("V. KHEN THƯỞNG")
    figures = story.figures
    if not (figures.awards or figures.commended or story.running):
        yield Paragraph("Khen thưởng: chưa có dữ liệu.")
        return
    sentences = [
        f"{award.form.vi}: {named(list(award.names)).vi or award.number.vi}."
        for award in story.state_awards
    ]
    sentences += (
        [f"Được tặng bằng khen của tỉnh: {named(figures.commended).vi}."]
        if figures.commended
        else []
    )
    sentences += (
        [f"Hoàn thành xuất sắc nhiệm vụ năm năm liền: {named(story.running).vi}."]
        if story.running
        else []
    )
    yield Bullets(tuple(sentences))
    if story.province_awards:
        rows = tuple((one.form.vi, one.given_to.vi, one.number.vi) for one in story.province_awards)
        columns = (
            Column("Hình thức", "left", 7),
            Column("Đối tượng", "left", 5),
            Column("Số lượng"),
        )
        yield Table("Khen thưởng của tỉnh", columns, rows)


def _limits(story: Story) -> Iterator[Block]:
    yield Heading("VI. HẠN CHẾ VÀ PHƯƠNG HƯỚNG")
    if story.limits:
        yield Bullets(tuple(one.vi for one in story.limits))
    if story.overdue_sentence is not None:
        yield Paragraph(story.overdue_sentence.vi)
    if story.next_year is not None:
        yield Paragraph(
            (
                f"Chủ đề năm {story.figures.year + 1}: “{story.figures.next_theme}”. "
                f"{story.next_year.vi}"
            ).strip(),
            strong=True,
        )
