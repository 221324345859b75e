"""Result sheets as PDF: one run of the typesetter however many there are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thidua.documents.typesetting import typeset
from thidua.web.demo_note import demo_note

TEMPLATE = Path(__file__).parent / "sheets.typ"


def as_pdf(sheets: Sequence[dict[str, Any]]) -> bytes:
    """One page a sheet; what many sheets say alike (titles, citations) is handed over once. Raises
    PrintError.

    A single sheet is made for readers of the screen as well, a bundle for paper.
    """
    words: dict[str, int] = {}
    packed = [_packed(sheet, words) for sheet in sheets]
    data = {"words": list(words), "sheets": packed, "note": demo_note()}
    return typeset(TEMPLATE, data, readable=len(sheets) == 1)


def _packed(sheet: dict[str, Any], words: dict[str, int]) -> dict[str, Any]:
    """The sheet with the texts of its conditions as numbers into `words`."""

    def number(text: str) -> int:
        return words.setdefault(text, len(words))

    sections = [
        {"title": part["title"], "rows": [[row[0], *map(number, row[1:])] for row in part["rows"]]}
        for part in sheet["sections"]
    ]
    return {**sheet, "sections": sections}
