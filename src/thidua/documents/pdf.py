"""A paper as PDF: the same blocks, set from data alone."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from thidua.documents.blocks import Block, Paper, Picture
from thidua.documents.drawing import as_svg
from thidua.documents.typesetting import typeset

TEMPLATE = Path(__file__).parent / "paper.typ"


def as_pdf(paper: Paper) -> bytes:
    """The paper as a PDF that readers of the screen can follow. Raises PrintError."""
    return typeset(
        TEMPLATE,
        {
            "letterhead": asdict(paper.letterhead),
            "signature": asdict(paper.signature),
            "body": [_plain(block) for block in paper.body],
            "annexes": [_plain(block) for block in paper.annexes],
            "note": paper.note,
        },
    )


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
