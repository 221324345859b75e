"""Problems as a table: rows for a page or a sheet, text for the command line.

Nothing is cut, and no message is: on a terminal each problem is a few lines of its width; where the
output goes on into a file or another program, each is one line with tabs between its parts."""

import textwrap
from collections.abc import Iterable, Iterator

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
_INDENT = "  "
_NARROWEST = 20


def problem_row(problem: Problem) -> tuple[str, ...]:
    """One problem in the order of `HEADINGS`, in the language in use."""
    column = f"{problem.letter} · {problem.column}" if problem.letter else str(problem.column)
    return (
        str(problem.label),
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


def tabbed(cells: Iterable[str]) -> str:
    """One line for another program: tabs between the cells, none inside them."""
    return "\t".join(" ".join(cell.split()) for cell in cells)


def wrapped(text: str, width: int, *, indent: str = "", later: str = _INDENT) -> list[str]:
    """The lines of a text, none wider than `width`; a longer word goes on in the next line."""
    return textwrap.wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=later,
        break_on_hyphens=False,
    )


def problem_table(problems: Problems, *, most: int = 50, width: int | None = None) -> str:
    """The first problems, how many more there are, and the counts for each column.

    `width`: of the terminal, in signs; None where there is none."""
    shown = list(problems)[:most]
    if width is None:
        lines = [tabbed(map(str, HEADINGS)), *(tabbed(problem_row(one)) for one in shown)]
    else:
        lines = [line for problem in shown for line in _block(problem, width)]
    more = len(problems) - len(shown)
    if more > 0:
        lines += [f"… {and_more(more, 'mục')}", "", say("Theo cột:", "By column:")]
        lines += [
            f"  {count.count:>7}  {count.severity.label}  {count.file} · {count.sheet} · "
            f"{count.column}"
            for count in problems.counts()[:most]
        ]
    return "\n".join(lines)


def _block(problem: Problem, width: int) -> Iterator[str]:
    """Where it is; what stands there and what is wrong; what would be right."""
    severity, file, sheet, row, column, value, message, expected = problem_row(problem)
    place = [file, sheet, say(f"dòng {row}", f"row {row}") if row else "", column]
    where = " · ".join(part for part in place if part)
    yield from wrapped(f"{severity}: {where}", width)
    seen = f"“{value}”: " if value else ""
    yield from wrapped(f"{seen}{message}.".replace("..", "."), width, indent=_INDENT)
    if expected:
        wanted = say(f"Cần: {expected}.", f"Wanted: {expected}.")
        yield from wrapped(wanted, width, indent=_INDENT)
