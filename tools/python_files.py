"""What one Python file is made of, from its syntax tree and text; nothing is imported or run."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CACHING = {
    "lru_cache",
    "cache",
    "cached",
    "cachedmethod",
    "Memory",
    "LRUCache",
    "TTLCache",
    "LFUCache",
    "FIFOCache",
}
"""Decorators and classes that keep a result beyond the call that made it."""
READING = re.compile(r"\b(?:GET|POST)(?:\.(?:get|getlist|items|dict)\b|\[)")
"""A value taken out of a request by hand instead of by a form."""


@dataclass(frozen=True)
class PythonFile:
    """Counts of one file. `functions`: their lengths in lines, signature and docstring included."""

    path: Path
    lines: int
    functions: list[int]
    caches: list[str]
    own_modules: int
    unformatted: int
    hand_reads: int


def read(path: Path, package: str, modules: set[str]) -> PythonFile:
    """Read one file; `modules` are the names that count as modules of `package`."""
    text = path.read_text("utf-8")
    tree = ast.parse(text, filename=str(path))
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return PythonFile(
        path=path,
        lines=len(text.splitlines()),
        functions=[(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions],
        caches=sorted(_caches(nodes)),
        own_modules=len(_imported(nodes, package, modules)),
        unformatted=text.count("# fmt: skip") + text.count("# fmt: off"),
        hand_reads=len(READING.findall(text)),
    )


def _name(node: ast.expr) -> str:
    """The last word of a name, attribute, call or type with parameters: `a.b[int](c)` is `b`."""
    match node:
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return _name(inner)
        case ast.Attribute(attr=word) | ast.Name(id=word):
            return word
    return ""


def _caches(nodes: Iterable[ast.AST]) -> Iterable[str]:
    """A function under a caching decorator by its name; an object that is a cache by class, line.

    The object inside `@cached(LRUCache(…))` belongs to its function and is not counted again.
    """
    inside: set[int] = set()
    found: list[tuple[int, str]] = []
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            keeping = [each for each in node.decorator_list if _name(each) in CACHING]
            inside |= {id(part) for each in keeping for part in ast.walk(each)}
            found += [(0, node.name)] if keeping else []
        elif isinstance(node, ast.Call) and _name(node) in CACHING:
            found.append((id(node), f"{_name(node)}:{node.lineno}"))
    return [name for key, name in found if key not in inside]


def _imported(nodes: Iterable[ast.AST], package: str, modules: set[str]) -> set[str]:
    """Modules of the package that a file imports; a name from a module counts as the module."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names if each.name.split(".")[0] == package}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package:
            whole = [f"{node.module}.{each.name}" for each in node.names]
            found |= {name if name in modules else str(node.module) for name in whole}
    return found


def module_names(source: Path, package: str) -> set[str]:
    """The dotted names of every module and package below `source/package`."""
    files = (path.relative_to(source).with_suffix("") for path in (source / package).rglob("*.py"))
    return {".".join(file.parts).removesuffix(".__init__") for file in files}
