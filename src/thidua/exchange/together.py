"""What loading one sheet of several files came to, told file by file again."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from thidua.language import Text
from thidua.loading.outcomes import Change, Outcome
from thidua.workbooks import ParsedSheet, Severity
from thidua.workbooks.joining import FILE
from thidua.workbooks.together import Together

_COUNTS = ("new", "changed", "unchanged", "removed", "in_error")


def divided(outcome: Outcome, parts: Sequence[ParsedSheet]) -> list[Outcome]:
    """The outcome of a joined sheet as one for each file; what lies in no row of a file (rows that
    go) is the first one's.
    """
    if len(parts) == 1:
        return [replace(outcome, place=parts[0].problems.sheet)]
    counts = {name: _by_file(outcome.rows.get(name), len(parts)) for name in _COUNTS}
    for name in _COUNTS:
        counts[name][0] += getattr(outcome, name) - sum(counts[name])
    return [
        replace(
            outcome,
            file=part.problems.file,
            place=part.problems.sheet,
            new=counts["new"][at],
            changed=counts["changed"][at],
            unchanged=counts["unchanged"][at],
            removed=counts["removed"][at],
            in_error=counts["in_error"][at],
            changes=tuple(_of_file(outcome.changes, at)),
            digest="" if at else outcome.digest,
        )
        for at, part in enumerate(parts)
    ]


def _by_file(rows: pl.Series | None, files: int) -> list[int]:
    if rows is None:
        return [0] * files
    numbers = (rows.drop_nulls() // FILE).to_list()
    return [numbers.count(at) for at in range(files)]


def _of_file(changes: Sequence[Change], at: int) -> list[Change]:
    return [
        replace(change, row=None if change.row is None else change.row % FILE)
        for change in changes
        if (change.row or 0) // FILE == at
    ]


def with_repeated(outcomes: Sequence[Outcome], together: Together) -> list[Outcome]:
    """An outcome for every file, in their order, rows that another file has as well among the
    unchanged ones.
    """
    known = {(outcome.file, outcome.place): outcome for outcome in outcomes}
    found = []
    for sheet, repeated in zip(together.order, together.repeated, strict=True):
        file, place = sheet.problems.file, sheet.problems.sheet
        own = known.pop((file, place), None)
        own = own or Outcome(file=file, sheet=sheet.spec.title, place=place)
        wrong = {p.row for p in sheet.problems if p.severity is Severity.ERROR and p.row}
        in_error = max(own.in_error, min(len(wrong), repeated)) if wrong else own.in_error
        same = max(0, repeated - len(wrong))
        found.append(replace(own, unchanged=own.unchanged + same, in_error=in_error))
    return found


def note_of(together: Together) -> Text | None:
    """What officers should know: rows that stand in several files and count once."""
    number = sum(together.repeated)
    if not number or any(sheet.problems.has_errors for sheet in together.order):
        return None
    title = together.order[0].spec.title
    files = ", ".join(sheet.problems.file for sheet in together.order)
    return Text(
        f"Trang “{title.vi}” có trong nhiều tệp ({files}): {number} dòng trùng nhau và không trái "
        f"nhau, chỉ tính một lần.",
        f"The sheet “{title.en}” stands in several files ({files}): {number} rows are in more than "
        f"one and do not differ, and count once.",
    )
