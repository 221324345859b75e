"""What a paper says as plain values: for a digest, or a comparison."""

from dataclasses import asdict
from typing import Any

from thidua.documents.blocks import Paper


def plain(paper: Paper) -> dict[str, Any]:
    """Block by block, each with its kind; not the foot of the pages, which names no content."""
    said = asdict(paper)
    said.pop("note")
    parts = ("body", "annexes")
    return said | {
        part: [{"block": type(one).__name__, **asdict(one)} for one in getattr(paper, part)]
        for part in parts
    }
