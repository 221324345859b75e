"""What the limited process hands over of each sheet: one Arrow file of its cells, and the rest as
words of `result.json`.
"""

from pathlib import Path
from typing import NotRequired, TypedDict

import polars as pl

from thidua.workbooks.raw import RawSheet


class SheetResult(TypedDict):
    """What the parent is told of one sheet; its cells are in the file. What is left out is as a
    `RawSheet` has it.
    """

    name: str
    width: int
    file: str
    is_csv: bool
    hidden_rows: NotRequired[list[int]]
    hidden_columns: NotRequired[list[int]]
    visible: NotRequired[bool]
    merges: NotRequired[list[tuple[int, int, int, int]]]
    date1904: NotRequired[bool]
    converted: NotRequired[str]


def raw_sheet(result: SheetResult, *, file: str, out: Path) -> RawSheet:
    """The sheet that a result tells of, with its cells from the directory `out`."""
    return RawSheet(
        file=file,
        name=result["name"],
        frame=pl.read_ipc((out / result["file"]).read_bytes()),
        width=result["width"],
        is_csv=result["is_csv"],
        hidden_rows=frozenset(result.get("hidden_rows", ())),
        hidden_columns=frozenset(result.get("hidden_columns", ())),
        visible=result.get("visible", True),
        merges=tuple(
            (top, left, bottom, right) for top, left, bottom, right in result.get("merges", ())
        ),
        date1904=result.get("date1904", False),
        converted=result.get("converted", ""),
    )
