"""Head and end of a Party document in Word: two columns without lines."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from thidua.documents.blocks import Letterhead, Signature
from thidua.documents.word_parts import BODY_WIDTH, keep_unbroken, set_widths, underline

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_LEFT = 7.0


def write_letterhead(document: Any, head: Letterhead) -> None:
    """Committee, star and number on the left; the Party, place and day on the right; then the
    title.
    """
    left, right = _two_columns(document)
    if head.above:
        _line(left, head.above, first=True)
    _line(left, head.committee, bold=True, first=not head.above)
    _line(left, "*")
    _line(left, head.number)
    _line(right, PARTY, bold=True, first=True)
    underline(right.paragraphs[-1], indent=1)
    _line(right, head.dateline, italic=True)
    document.add_paragraph(head.title, style="Title")
    document.add_paragraph(head.subject, style="Subtitle")
    rule = document.add_paragraph("-----", style="Subtitle")
    rule.paragraph_format.space_after = Pt(10)


def write_signature(document: Any, end: Signature) -> None:
    """Receivers on the left; on whose behalf and as what somebody signs on the right, with room for
    it.
    """
    document.add_paragraph().paragraph_format.keep_with_next = True
    left, right = _two_columns(document)
    if end.receivers:
        _line(left, "Nơi nhận:", first=True, align=WD_ALIGN_PARAGRAPH.LEFT, underlined=True)
    for receiver in end.receivers:
        _line(left, f"- {receiver}", size=12, align=WD_ALIGN_PARAGRAPH.LEFT)
    _line(right, end.on_behalf_of, bold=True, first=True)
    _line(right, end.post)
    for _ in range(4):
        _line(right, "")


def _two_columns(document: Any) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    keep_unbroken(table.rows[0])
    table.autofit = False
    set_widths(table, [_LEFT, BODY_WIDTH - _LEFT])
    left, right = table.rows[0].cells
    return left, right


def _line(  # noqa: PLR0913
    cell: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    underlined: bool = False,
    first: bool = False,
    size: float = 14,
    align: Any = WD_ALIGN_PARAGRAPH.CENTER,
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline, run.font.size = bold, italic, underlined, Pt(size)
