"""Raw sheets made of rows, as reading a file gives them."""

from collections.abc import Collection, Sequence

from thidua.matching.heads import Merge
from thidua.workbooks.grid import to_frame
from thidua.workbooks.raw import RawSheet


def sheet(
    rows: Sequence[Sequence[object]],
    *,
    merges: tuple[Merge, ...] = (),
    hidden_rows: Collection[int] = (),
    name: str = "Sheet1",
) -> RawSheet:
    """A raw sheet with these cells, in row 1 the first."""
    frame, width = to_frame(rows)
    return RawSheet(
        file="so.xlsx",
        name=name,
        frame=frame,
        width=width,
        merges=merges,
        hidden_rows=frozenset(hidden_rows),
    )
