"""What python-docx has no words for: fonts of every script, page numbers, repeated heads,
alternative texts.
"""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Times New Roman"
BODY_WIDTH = 16.5
"""Centimetres between the margins of A4 (30 mm left, 15 mm right: HD 36-HD/VPTW, NĐ 30/2020/NĐ-CP).
"""

_BLACK = RGBColor(0, 0, 0)
_STYLES: dict[str, dict[str, Any]] = {
    "Normal": {"size": 14, "before": 0, "after": 6},
    "Body Text": {
        "size": 14,
        "before": 0,
        "after": 6,
        "first": 1.0,
        "align": WD_ALIGN_PARAGRAPH.JUSTIFY,
    },
    "Title": {
        "size": 16,
        "before": 12,
        "after": 0,
        "bold": True,
        "align": WD_ALIGN_PARAGRAPH.CENTER,
    },
    "Subtitle": {
        "size": 14,
        "before": 0,
        "after": 0,
        "bold": True,
        "align": WD_ALIGN_PARAGRAPH.CENTER,
    },
    "Heading 1": {"size": 14, "before": 14, "after": 6, "bold": True},
    "Heading 2": {"size": 14, "before": 10, "after": 4, "bold": True, "first": 1.0},
    "List Bullet": {"size": 14, "before": 0, "after": 3, "align": WD_ALIGN_PARAGRAPH.JUSTIFY},
    "Caption": {
        "size": 12,
        "before": 6,
        "after": 4,
        "bold": True,
        "align": WD_ALIGN_PARAGRAPH.LEFT,
    },
}


def set_styles(document: Any) -> None:
    """Serif text of 14 pt throughout; tables smaller, in a style of their own."""
    table_text = document.styles.add_style("Table Text", 1)
    table_text.base_style = document.styles["Normal"]
    for name, wanted in _STYLES.items():
        _set(document.styles[name], **wanted)
    _set(table_text, size=11.5, before=1.5, after=1.5)
    _set_language(document)


def _set(  # noqa: PLR0913
    style: Any,
    *,
    size: float,
    before: float,
    after: float,
    bold: bool = False,
    first: float = 0,
    align: Any = None,
) -> None:
    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.widow_control = True
    if first:
        paragraph.first_line_indent = Cm(first)
    if align is not None:
        paragraph.alignment = align
    for unwanted in (
        qn("w:pBdr"),
        f"{qn('w:rPr')}/{qn('w:spacing')}",
        f"{qn('w:rPr')}/{qn('w:kern')}",
    ):
        for element in style.element.findall(f".//{unwanted}"):
            element.getparent().remove(element)


def _set_language(document: Any) -> None:
    language = OxmlElement("w:lang")
    for kind in ("w:val", "w:eastAsia"):
        language.set(qn(kind), "vi-VN")
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)


def lay_out_page(section: Any) -> None:
    """A4 with the margins of official documents; the first page without a number."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True


def number_pages(section: Any) -> None:
    """The page number, in the middle of the top margin, from the second page on."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def note_pages(section: Any, note: str) -> None:
    """A note at the foot of every page, the first as well; none where there is no note."""
    if not note:
        return
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(note)
        run.font.size, run.italic = Pt(9), True


def set_widths(table: Any, centimetres: list[float]) -> None:
    """Fix the width of every column, in the grid (LibreOffice reads that) and in the cells (Word
    reads those).
    """
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def keep_unbroken(row: Any) -> None:
    """Never break a table row over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def keep_together(table: Any) -> None:
    """Keep a whole table on one page: each row stays with the next."""
    for row in table.rows[:-1]:
        keep_with_next(row)


def keep_with_next(row: Any) -> None:
    """Keep a table row on the page of the next one."""
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def repeat_on_every_page(row: Any) -> None:
    """Make a table row the head that Word prints again on every page."""
    keep_unbroken(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def shade(cell: Any, colour: str) -> None:
    """Give a table cell a background."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def set_alternative_text(picture: Any, text: str) -> None:
    """Say in words what a picture shows."""
    properties = picture._inline.docPr
    properties.set("descr", text)
    properties.set("title", text.split(".", maxsplit=1)[0])


def underline(paragraph: Any, *, indent: float) -> None:
    """A thin rule under a paragraph, shortened on both sides by `indent` centimetres."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(indent)
