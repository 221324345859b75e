"""The report as PDF: the same blocks, set by typst from data alone."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from thidua.reports.drawing import FONTS, as_svg
from thidua.reports.errors import PrintError
from thidua.reports.report.blocks import Block, Picture, Report

TEMPLATE = Path(__file__).parent / "report.typ"


def as_pdf(report: Report) -> bytes:
    """The report as a PDF that readers of the screen can follow (PDF/UA-1).

    Raises PrintError when the typesetter complains of anything: a letter without a font would be missing.
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
    data = {
        "letterhead": asdict(report.letterhead),
        "signature": asdict(report.signature),
        "body": [_plain(block) for block in report.body],
        "annexes": [_plain(block) for block in report.annexes],
    }
    try:
        pdf, warnings = typst.compile_with_warnings(
            TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=fonts,
            sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise PrintError.from_complaints([error]) from error
    if warnings:
        raise PrintError.from_complaints(warnings)
    return bytes(pdf)


def _plain(block: Block) -> dict[str, Any]:
    """A block as the template reads it; charts are drawn here."""
    kind = type(block).__name__.lower()
    if isinstance(block, Picture):
        return {"kind": kind, "caption": block.caption, "alt": block.alt, "svg": as_svg(block.spec)}
    return {"kind": kind, **asdict(block)}
