"""Problems as a table: rows for a page or a sheet, aligned text for the terminal."""

from collections.abc import Iterable

from thidua.errors import and_more
from thidua.language import Text, say
from thidua.workbooks.problems import Problem, Problems

HEADINGS = (
    Text("Mức", "Severity"),
    Text("Tệp", "File"),
    Text("Trang", "Sheet"),
    Text("Dòng", "Row"),
    Text("Cột", "Column"),
    Text("Giá trị", "Value"),
    Text("Vấn đề", "Problem"),
    Text("Cần", "Wanted"),
)
_WIDEST = (9, 28, 18, 7, 24, 28, 48, 70)


def problem_row(problem: Problem) -> tuple[str, ...]:
    """One problem in the order of `HEADINGS`, in the language in use."""
    column = f"{problem.letter} · {problem.column}" if problem.letter else str(problem.column)
    return (
        str(problem.severity.label),
        problem.file,
        problem.sheet,
        "" if problem.row is None else str(problem.row),
        column,
        problem.value,
        str(problem.message),
        str(problem.expected),
    )


def problem_rows(problems: Iterable[Problem]) -> list[tuple[str, ...]]:
    """All kept problems as rows of text."""
    return [problem_row(problem) for problem in problems]


def problem_table(problems: Problems, *, most: int = 50) -> str:
    """The first problems as aligned text, how many more there are, and the counts for each
    column.
    """
    rows = [tuple(map(str, HEADINGS)), *problem_rows(list(problems)[:most])]
    rows = [
        tuple(_short(cell, width) for cell, width in zip(row, _WIDEST, strict=True)) for row in rows
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    more = len(problems) - (len(rows) - 1)
    if more > 0:
        lines.append(f"… {and_more(more, 'mục')}")
        lines += ["", say("Theo cột:", "By column:")]
        lines += [
            f"  {count.count:>7}  {count.severity.label}  {count.file} · {count.sheet} · "
            f"{count.column}"
            for count in problems.counts()[:most]
        ]
    return "\n".join(lines)


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
