"""The typesetter: a template of ours and data alone give pages; nothing is read from elsewhere."""

import json
from pathlib import Path
from typing import Any, Literal

import typst

from thidua.documents.drawing import FONTS
from thidua.documents.errors import PrintError

READABLE = "ua-1"
"""PDF/UA-1: readers of the screen can follow it."""


def typeset(
    template: Path, data: Any, *, into: Literal["pdf", "png"] = "pdf", readable: bool = True
) -> bytes:
    """Set `data` (plain values; the template finds them as JSON in `sys.inputs.data`) as PDF, or
    its page as PNG.

    `readable` PDF is marked for readers of the screen; without, a thousand pages for paper are a
    seventh of the size. Raises PrintError when the typesetter complains of anything: a letter
    without a font would be missing."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
    as_pdf: dict[str, Any] = {"pdf_standards": READABLE} if readable else {"pdf_tags": False}
    try:
        made, warnings = typst.compile_with_warnings(
            template.read_bytes(),
            format=into,
            font_paths=fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **(as_pdf if into == "pdf" else {"ppi": 72.0}),
        )
    except typst.TypstError as error:
        raise PrintError.from_complaints([error]) from error
    if warnings:
        raise PrintError.from_complaints(warnings)
    return bytes(made)
