"""The sheet that comes of a raw sheet, a mapping, and what was said of this file."""

from dataclasses import dataclass

from thidua.matching.layout import Layout
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.workbooks.headers import Headers, find_headers
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Sheet


@dataclass(frozen=True, slots=True)
class Applied:
    """What `workbooks.parse(raw, spec, headers=headers)` takes.

    `raw`: only rows that bring data, with their numbers in the file; columns as in the file, made
    ones beyond its width. `headers`: where each column of the sheet stands; None when the sheet's
    own heading row says so (fields below each other)."""

    raw: RawSheet
    headers: Headers | None


def apply(
    raw: RawSheet, layout: Layout, *, mapping: TableMapping, this_file: ThisFile, spec: Sheet
) -> Applied:
    """The sheet `spec` as this table gives it. Headings that the mapping does not mention are taken
    by their names; those nobody knows are in `headers.unknown`. Raises nothing: what is wrong in
    cells is found when they are parsed.
    """
    if spec.vertical:
        return Applied(raw, None)
    return Applied(raw, find_headers(raw, spec))
