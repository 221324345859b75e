"""Request handlers lie in `views` and nowhere else; no module calls itself pages."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "thidua"
MARKS = {
    "require_GET",
    "require_POST",
    "require_safe",
    "require_http_methods",
    "signed_in",
    "signed_in_anyway",
}


def _decorated(path: Path) -> list[str]:
    """The functions of a module that only a request handler's decorator marks."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            names = {
                target.id
                for mark in node.decorator_list
                for target in [mark.func if isinstance(mark, ast.Call) else mark]
                if isinstance(target, ast.Name)
            }
            if names & MARKS:
                found.append(node.name)
    return found


def test_handlers_lie_in_views() -> None:
    elsewhere = {
        str(path.relative_to(SOURCE)): handlers
        for path in SOURCE.rglob("*.py")
        if path.stem != "views" and "views" not in path.parent.parts
        if (handlers := _decorated(path))
    }
    assert elsewhere == {}


def test_no_module_is_called_pages() -> None:
    assert [str(p.relative_to(SOURCE)) for p in SOURCE.rglob("pages*.py")] == []
