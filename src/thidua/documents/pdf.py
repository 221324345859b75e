"""A paper as PDF: the same blocks, set from data alone."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from thidua.documents.blocks import Block, Paper, Picture
from thidua.documents.drawing import as_svg
from thidua.documents.typesetting import typeset

TEMPLATE = Path(__file__).parent / "paper.typ"


def as_pdf(paper: Paper) -> bytes:
    """The paper as a PDF that readers of the screen can follow. Raises PrintError."""
    return typeset(TEMPLATE, [_values(paper)])


def as_pdf_of_many(papers: Sequence[Paper]) -> bytes:
    """Several papers in one file for paper, each on pages of its own with numbers of its own; at
    least one. Raises PrintError.
    """
    return typeset(TEMPLATE, [_values(paper) for paper in papers], readable=len(papers) == 1)


def _values(paper: Paper) -> dict[str, Any]:
    return {
        "letterhead": asdict(paper.letterhead),
        "signature": asdict(paper.signature),
        "body": [_plain(block) for block in paper.body],
        "annexes": [_plain(block) for block in paper.annexes],
        "note": paper.note,
    }


def _plain(block: Block) -> dict[str, Any]:
    """A block as the template reads it; charts are drawn here."""
    if isinstance(block, Picture):
        return {
            "kind": block.kind,
            "caption": block.caption,
            "alt": block.alt,
            "svg": as_svg(block.spec),
        }
    return {"kind": block.kind, **asdict(block)}
