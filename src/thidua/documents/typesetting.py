"""The typesetter: a template of ours and data alone give pages; nothing is read from elsewhere."""

import json
from pathlib import Path
from typing import Any, Literal

import typst

from thidua.documents.errors import PrintError
from thidua.documents.letters import READABLE, fonts, for_paper


def typeset(
    template: Path, data: Any, *, into: Literal["pdf", "png"] = "pdf", readable: bool = True
) -> bytes:
    """Set `data` (plain values; the template finds them as JSON in `sys.inputs.data`) as PDF, or
    its page as PNG.

    A letter without a font stands as □ (`documents.letters`). `readable` PDF is marked for readers
    of the screen; without, a thousand pages for paper are a seventh of the size. Raises PrintError
    when the typesetter complains of anything: something would be missing."""
    as_pdf: dict[str, Any] = {"pdf_standards": READABLE} if readable else {"pdf_tags": False}
    try:
        made, warnings = typst.compile_with_warnings(
            template.read_bytes(),
            format=into,
            font_paths=fonts(),
            sys_inputs={"data": json.dumps(for_paper(data), ensure_ascii=False)},
            **(as_pdf if into == "pdf" else {"ppi": 72.0}),
        )
    except typst.TypstError as error:
        raise PrintError.from_complaints([error]) from error
    if warnings:
        raise PrintError.from_complaints(warnings)
    return bytes(made)
