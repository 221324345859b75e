"""A paper as a Word document that an office can go on working in: real styles, tables, fields."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from thidua.documents.blocks import (
    Across,
    Block,
    Bullets,
    Centred,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Row,
    Table,
)
from thidua.documents.drawing import as_png
from thidua.documents.letters import for_word
from thidua.documents.word_head import write_letterhead, write_signature
from thidua.documents.word_parts import (
    BODY_WIDTH,
    keep_together,
    keep_unbroken,
    keep_with_next,
    lay_out_page,
    note_pages,
    number_pages,
    repeat_on_every_page,
    set_alternative_text,
    set_styles,
    set_widths,
    shade,
)

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
SHORT = 18
"""Rows up to which a table is kept on one page."""

_HEAD_COLOUR, _TOTAL_COLOUR, _SECTION_COLOUR = "E9EFEC", "F4F1E8", "EEEEEE"


def as_word(paper: Paper) -> bytes:
    """The paper as .docx, A4, in the manner of Party documents."""
    return as_word_of_many([paper])


def as_word_of_many(papers: Sequence[Paper]) -> bytes:
    """Several papers in one .docx, each on a new page; at least one."""
    papers = [for_word(paper) for paper in papers]
    document = Document()
    set_styles(document)
    lay_out_page(document.sections[0])
    number_pages(document.sections[0])
    note_pages(document.sections[0], papers[0].note)
    _properties(document, papers[0])
    for place, paper in enumerate(papers):
        if place:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _write_paper(document, paper)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write_paper(document: Any, paper: Paper) -> None:
    write_letterhead(document, paper.letterhead)
    _write(document, paper.body)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    write_signature(document, paper.signature)
    _write(document, paper.annexes)


def _properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = f"{paper.letterhead.title.capitalize()} {paper.letterhead.subject}"
    properties.author = paper.letterhead.committee.capitalize()
    properties.language = "vi-VN"
    properties.comments = ""


def _write(document: Any, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Heading():
                heading = document.add_heading(block.text, level=block.level)
                heading.paragraph_format.page_break_before = block.new_page
                if block.centred:
                    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
            case Paragraph():
                _write_paragraph(document, block)
            case Centred():
                line = document.add_paragraph(style="Subtitle")
                line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(6)
                run = line.add_run(block.text)
                run.bold, run.italic = not block.plain, block.plain
            case Bullets():
                for item in block.items:
                    document.add_paragraph(item, style="List Bullet")
            case Table():
                _write_table(document, block)
            case Picture():
                _write_picture(document, block)


def _write_paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph(style="Body Text")
    if block.lead:
        paragraph.add_run(f"{block.lead} ").bold = True
    paragraph.add_run(block.text).bold = block.strong


def _write_table(document: Any, table: Table) -> None:
    if table.caption:
        document.add_paragraph(
            table.caption, style="Caption"
        ).paragraph_format.keep_with_next = True
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    whole = sum(column.weight for column in table.columns)
    widths = [BODY_WIDTH * column.weight / whole for column in table.columns]
    _fill(
        made.rows[0],
        [column.title for column in table.columns],
        ["center"] * len(widths),
        bold=True,
    )
    for cell in made.rows[0].cells:
        shade(cell, _HEAD_COLOUR)
    repeat_on_every_page(made.rows[0])
    aligns = [column.align for column in table.columns]
    for place, row in enumerate(table.rows, start=1):
        last = table.total and place == len(table.rows)
        added = made.add_row()
        keep_unbroken(added)
        if isinstance(row, Across):
            _write_across(added, row)
            continue
        _fill(added, row, aligns, bold=last)
        if place < len(table.rows) and _is_note(table.rows[place]):
            keep_with_next(added)
        for cell in added.cells if last else ():
            shade(cell, _TOTAL_COLOUR)
    set_widths(made, widths)
    if len(table.rows) <= SHORT:
        keep_together(made)
    document.add_paragraph(style="Table Text").paragraph_format.space_after = Pt(4)


def _is_note(row: Row) -> bool:
    return isinstance(row, Across) and row.note


def _write_across(added: Any, row: Across) -> None:
    """One cell over all columns; a note stays on the page of the row above it."""
    cell = added.cells[0].merge(added.cells[-1])
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    run = paragraph.add_run(row.text)
    run.bold, run.italic = not row.note, row.note
    if not row.note:
        shade(cell, _SECTION_COLOUR)
        paragraph.paragraph_format.keep_with_next = True


def _fill(row: Any, texts: Iterable[str], aligns: Iterable[str], *, bold: bool) -> None:
    for cell, text, align in zip(row.cells, texts, aligns, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text"
        paragraph.alignment = _ALIGN[align]
        paragraph.add_run(text).bold = bold


def _write_picture(document: Any, picture: Picture) -> None:
    paragraph = document.add_paragraph(style="Table Text")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    drawn = paragraph.add_run().add_picture(
        io.BytesIO(as_png(picture.spec)), width=Cm(BODY_WIDTH - 0.5)
    )
    set_alternative_text(drawn, picture.alt)
    document.add_paragraph(picture.caption, style="Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER
