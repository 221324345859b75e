"""Section II of the report: the levels of organisations, members and leaders."""

from collections.abc import Iterator, Sequence

from thidua.documents.blocks import Block, Heading, Paragraph, Picture
from thidua.reports.breakdowns import Row
from thidua.reports.charts import stacked_levels
from thidua.reports.levels import Who
from thidua.reports.report import tables
from thidua.reports.report.findings import Findings
from thidua.reports.sentences import named, sentence_of_levels, sentence_of_the_year
from thidua.reports.wording import number


def ratings(found: Findings) -> Iterator[Block]:
    """The sentence of the year, all groups in one table, then group by group."""
    yield Heading("II. KẾT QUẢ KIỂM ĐIỂM, ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG")
    yield Paragraph(sentence_of_the_year(found.figures.of(Who.GRASSROOTS)).vi + ".", strong=True)
    if found.as_of is not None:
        yield Paragraph(found.as_of.vi)
    if found.kinds:
        yield tables.levels(
            "Kết quả xếp loại theo đối tượng", "Đối tượng", found.kinds, total=False
        )
    yield from _upper_level(found)
    yield from _grassroots(found)
    yield from _cells(found)
    yield from _members(found)
    yield from _leadership(found)


def _rating_paragraph(found: Findings, who: Who) -> Paragraph:
    return Paragraph(sentence_of_levels(who, found.figures.of(who)).vi)


def _upper_level(found: Findings) -> Iterator[Block]:
    yield Heading("1. Tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng", level=2)
    yield _rating_paragraph(found, Who.UPPER_LEVEL)
    if found.best_upper_level:
        yield Paragraph(f"Hoàn thành xuất sắc nhiệm vụ: {named(found.best_upper_level).vi}.")


def _grassroots(found: Findings) -> Iterator[Block]:
    yield Heading("2. Tổ chức cơ sở đảng", level=2)
    yield _rating_paragraph(found, Who.GRASSROOTS)
    rows = found.grassroots_by_upper_level
    if rows:
        caption = "Tổ chức cơ sở đảng theo đảng bộ cấp trên trực tiếp"
        yield tables.levels(caption, "Đảng bộ cấp trên", rows)
        yield Picture(
            caption="Cơ cấu xếp loại tổ chức cơ sở đảng theo đảng bộ cấp trên (số trong thanh "
            "là số tổ chức)",
            alt=_in_words(rows),
            spec=stacked_levels(rows),
        )
    if found.grassroots_by_sector:
        yield tables.levels(
            "Tổ chức cơ sở đảng theo loại hình", "Loại hình", found.grassroots_by_sector
        )


def _in_words(rows: Sequence[Row]) -> str:
    """What the stacked bars show, for whoever cannot see them."""
    sentences = [
        f"{row.label.vi}: {row.levels.outstanding} xuất sắc, {row.levels.good} tốt trong "
        f"{row.levels.total}"
        for row in rows
    ]
    return "Biểu đồ thanh chồng. " + "; ".join(sentences) + "."


def _cells(found: Findings) -> Iterator[Block]:
    yield Heading("3. Đảng bộ bộ phận, chi bộ trực thuộc", level=2)
    if found.figures.of(Who.SUB_COMMITTEES).total:
        yield _rating_paragraph(found, Who.SUB_COMMITTEES)
    yield _rating_paragraph(found, Who.CELLS)


def _members(found: Findings) -> Iterator[Block]:
    yield Heading("4. Đảng viên", level=2)
    yield _rating_paragraph(found, Who.MEMBERS)
    yield Paragraph(f"Danh sách đảng viên của năm: {found.list_of_members.vi}.")
    if found.not_rated:
        by_rule = "; ".join(
            f"{_who_is_meant(title)}: {number(how_many).vi}" for title, how_many in found.not_rated
        )
        whole = sum(how_many for _, how_many in found.not_rated)
        yield Paragraph(f"Không thuộc diện xếp loại {number(whole).vi} đảng viên ({by_rule}).")
    if found.ended:
        ways = "; ".join(f"{way[:1].lower()}{way[1:]}: {number(n).vi}" for way, n in found.ended)
        whole = sum(n for _, n in found.ended)
        yield Paragraph(f"Trong năm, {number(whole).vi} đảng viên kết thúc sinh hoạt ({ways}).")
    if found.members_by_upper_level:
        yield tables.levels(
            "Đảng viên theo đảng bộ cấp trên trực tiếp",
            "Đảng bộ cấp trên",
            found.members_by_upper_level,
        )


def _who_is_meant(title: str) -> str:
    """Rules are titled "who: what follows"; inside the sentence only the first is wanted."""
    who = title.split(":", maxsplit=1)[0]
    return who[:1].lower() + who[1:]


def _leadership(found: Findings) -> Iterator[Block]:
    yield Heading("5. Tập thể, cá nhân lãnh đạo, quản lý", level=2)
    yield _rating_paragraph(found, Who.COLLECTIVES)
    yield _rating_paragraph(found, Who.LEADERS)
