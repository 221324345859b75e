"""No module needs itself to be imported: import-linter holds the layers, this what lies in them."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"


def _name(path: Path, source: Path) -> str:
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """What runs when a module is imported: nothing inside functions, nothing for type checks."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _statements(node.orelse)
            continue
        yield node
        for part in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(node, part, []))
        for handler in getattr(node, "handlers", []):
            yield from _statements(handler.body)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The modules that a module imports, each with the name taken from it ("": itself)."""
    for node in _statements(tree.body):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def needs(source: Path) -> dict[str, set[str]]:
    """Every module below a folder with those that it imports there."""
    files = {_name(path, source): path for path in source.rglob("*.py")}
    found: dict[str, set[str]] = {}
    for module, path in files.items():
        pairs = _imported(ast.parse(path.read_text("utf-8")))
        wanted = {
            f"{where}.{name}" if f"{where}.{name}" in files else where for where, name in pairs
        }
        found[module] = (wanted & files.keys()) - {module}
    return found


def circle(source: Path) -> list[str]:
    """The modules of one circle, each imported by the next; empty where there is none."""
    try:
        TopologicalSorter(needs(source)).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other() -> None:
    assert circle(SOURCE) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from room import a\n", True),
        ("from room.a import X\n", True),
        ("try:\n    import room.a\nexcept ImportError:\n    pass\n", True),
        ("def later():\n    from room import a\n", False),
        ("if TYPE_CHECKING:\n    from room import a\n", False),
    ],
)
def test_a_circle_is_seen(text: str, *, found: bool, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").write_text("", "utf-8")
    (room / "a.py").write_text("from room.b import Y\n", "utf-8")
    (room / "b.py").write_text(text, "utf-8")
    assert bool(circle(tmp_path)) is found
