"""`make measures`: size and shape of the tree in numbers, to compare before and after a change.

Usage: python -m tools.measures [TREE]

Python below src/ without migrations is the code, below tests/ the tests. Lines are lines of a file,
blank ones and comments included; percentiles are nearest rank. Every number comes from the files:
nothing of the product runs.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from tools.python_files import PythonFile, module_names, read

PACKAGE = "thidua"
LONG_LINE = 120


def percentile(numbers: Sequence[int], percent: int) -> int:
    """Nearest rank: the smallest that at least `percent` of them do not exceed; 0 of none."""
    ordered = sorted(numbers)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)] if ordered else 0


def spread(numbers: Sequence[int]) -> str:
    median, most = percentile(numbers, 50), percentile(numbers, 90)
    return f"median {median}, p90 {most}, max {max(numbers, default=0)}"


def files_of(tree: Path, folder: str) -> list[PythonFile]:
    modules = module_names(tree / "src", PACKAGE)
    paths = sorted(path for path in (tree / folder).rglob("*.py") if "migrations" not in path.parts)
    return [read(path, PACKAGE, modules) for path in paths]


def python_rows(title: str, files: list[PythonFile]) -> Iterator[tuple[str, str]]:
    lines = [file.lines for file in files]
    functions = [length for file in files for length in file.functions]
    yield f"{title}: files", f"{len(files):,}"
    yield f"{title}: lines", f"{sum(lines):,}"
    yield f"{title}: lines a file", spread(lines)
    yield f"{title}: files over 300 / over 500 lines", f"{_over(lines, 300)} / {_over(lines, 500)}"
    yield f"{title}: functions", f"{len(functions):,}"
    yield f"{title}: lines a function", spread(functions)
    yield f"{title}: functions over 50 lines", f"{_over(functions, 50)}"


def _over(numbers: Sequence[int], limit: int) -> int:
    return sum(number > limit for number in numbers)


def template_rows(tree: Path) -> Iterator[tuple[str, str]]:
    templates = [
        path for path in sorted((tree / "src").rglob("*.html")) if "templates" in path.parts
    ]
    lines = [len(line) for path in templates for line in path.read_text("utf-8").splitlines()]
    share = 100 * _over(lines, LONG_LINE) // max(1, len(lines))
    yield "templates: files", f"{len(templates):,}"
    yield "templates: lines", f"{len(lines):,}"
    yield (
        f"templates: lines over {LONG_LINE} characters",
        f"{_over(lines, LONG_LINE):,} ({share} %)",
    )
    yield "templates: longest line", f"{max(lines, default=0):,}"


def import_exceptions(tree: Path) -> int:
    """How many single imports import-linter is told to overlook."""
    settings = tomllib.loads((tree / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"].get("importlinter", {}).get("contracts", [])
    return sum(len(contract.get("ignore_imports", [])) for contract in contracts)


def code_rows(
    tree: Path, code: list[PythonFile], tests: list[PythonFile]
) -> Iterator[tuple[str, str]]:
    imported = [file.own_modules for file in code]
    mean = sum(imported) / max(1, len(imported))
    yield (
        "tests to code, lines",
        f"{sum(f.lines for f in tests) / max(1, sum(f.lines for f in code)):.2f}",
    )
    yield (
        "own modules a file imports",
        f"mean {mean:.1f}, p90 {percentile(imported, 90)}, max {max(imported)}",
    )
    yield "import-linter exceptions", f"{import_exceptions(tree)}"
    yield "hand reads of GET and POST", f"{sum(file.hand_reads for file in code)}"
    yield "fmt: skip in code / in tests", f"{_unformatted(code)} / {_unformatted(tests)}"
    rooms = Counter(_room(tree, file) for file in code for _ in file.caches)
    yield "caches", f"{rooms.total()}"
    yield (
        "rooms with more than two caches",
        ", ".join(f"{room} {n}" for room, n in rooms.most_common() if n > 2) or "0",
    )


def _unformatted(files: list[PythonFile]) -> int:
    return sum(file.unformatted for file in files)


def _room(tree: Path, file: PythonFile) -> str:
    return file.path.relative_to(tree / "src" / PACKAGE).parts[0]


def cache_rows(tree: Path, code: list[PythonFile]) -> Iterator[tuple[str, str]]:
    for file in code:
        if file.caches:
            yield f"  {file.path.relative_to(tree / 'src' / PACKAGE)}", ", ".join(file.caches)


def main(arguments: list[str]) -> int:
    tree = Path(arguments[0] if arguments else ".").resolve()
    code, tests = files_of(tree, "src"), files_of(tree, "tests")
    rows = [
        *python_rows("code", code),
        *python_rows("tests", tests),
        *template_rows(tree),
        *code_rows(tree, code, tests),
        *cache_rows(tree, code),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
