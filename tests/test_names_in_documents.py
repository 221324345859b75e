"""What the documents call by name is there: a module, a function, an act, a table or a file."""

import re
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest
from click import Context
from django.apps import apps

from thidua.cli import main

HERE = Path(__file__).parents[1]
SRC = HERE / "src" / "thidua"
DECISIONS = HERE / "docs" / "decisions"
ROOMS = {path.parent.name for path in SRC.glob("*/__init__.py")}
TREES = {"thidua", "src", "tests", "tools"}
FORMER_ROOMS = {"ledger", "reviews"}
"""Records of decisions speak of them; the index says what is called how today."""

DOCUMENTS = [
    *(path for path in sorted((HERE / "docs").rglob("*.md")) if path.parent != DECISIONS),
    HERE / "README.md",
    HERE / "CONTRIBUTING.md",
]
FLOWS = sorted((HERE / "docs" / "flows").glob("*.md"))
NAME = re.compile(r"(\w+)[./][\w./<>*-]*")
QUOTED = re.compile(r"`([^`\n]+)`")


@cache
def _files() -> list[str]:
    roots = [HERE / name for name in ("src", "tests", "tools", "benchmarks", "deploy")]
    return [f"/{path.relative_to(HERE)}" for root in roots for path in root.rglob("*.*")]


@cache
def _code() -> str:
    return "\n".join(path.read_text("utf-8") for path in SRC.rglob("*.py"))


@cache
def _words() -> set[str]:
    return set(re.findall(r"\w+", _code())) | {file.stem for file in SRC.rglob("*")}


@cache
def _acts() -> set[str]:
    """Acts of the history and permissions, `facts.correct`: words in the code, not names of it."""
    return set(re.findall(r'"([a-z_]+\.[a-z_]+)"', _code()))


def _names(text: str, beginnings: set[str]) -> list[str]:
    """Dotted names and paths in backticks that begin with one of these words."""
    words = [word for quoted in QUOTED.findall(text) for word in quoted.split()]
    found = [(word, NAME.fullmatch(word.partition("(")[0])) for word in words]
    return [match[0] for _, match in found if match and match[1] in beginnings]


def _is_file(path: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")  # tests/<room>/: any room
    return any(any(root.glob(pattern)) for root in (HERE, SRC))


def _is_there(name: str) -> bool:
    if "/" in name:
        return _is_file(name)
    name = name.removeprefix("thidua.").removesuffix(".py")
    if name in _acts():
        return True
    try:
        if name.partition(".")[0] in TREES:
            resolve_name(name)
        else:
            resolve_name(f"thidua.{name}")
    except (ImportError, AttributeError):
        return _is_table(name)
    return True


def _is_table(name: str) -> bool:
    try:
        apps.get_model(name)
    except (LookupError, ValueError):
        return False
    return True


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(HERE)))
def test_what_a_document_names_is_there(path: Path) -> None:
    names = _names(path.read_text("utf-8"), ROOMS | TREES)
    assert [name for name in names if not _is_there(name)] == []


def test_what_a_comment_or_docstring_names_is_there() -> None:
    gone = [
        f"{path.relative_to(SRC)}: {name}"
        for path in sorted(SRC.rglob("*.py"))
        for name in _names(path.read_text("utf-8"), ROOMS | FORMER_ROOMS | TREES)
        if "/" not in name and not _is_there(name)  # with a stroke: names of templates as well
    ]
    assert gone == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(HERE)))
def test_a_file_that_a_document_names_is_there(path: Path) -> None:
    words = re.findall(r"`([\w./]+\.(?:py|html|js))`", path.read_text("utf-8"))
    assert [word for word in words if not any(file.endswith(f"/{word}") for file in _files())] == []


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_flow_names_what_its_room_has(path: Path) -> None:
    """Names of the room's own modules are written without the room: `actions.choose`."""
    modules = {file.stem for file in (SRC / path.stem).rglob("*.py")}
    names = _names(path.read_text("utf-8"), modules - ROOMS - TREES)
    assert [
        name for name in names if not _is_there(name) and not _is_there(f"{path.stem}.{name}")
    ] == []


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_flow_speaks_in_words_of_the_code(path: Path) -> None:
    words = re.findall(r"`([A-Za-z_]{3,})(?:\(.*?\))?`", path.read_text("utf-8"))
    assert [word for word in words if word not in _words()] == []


def test_names_of_records_that_are_gone_have_a_note_in_the_index() -> None:
    gone = [
        (path.name[:3], name)
        for path in sorted(DECISIONS.glob("[0-9]*.md"))
        for name in _names(path.read_text("utf-8"), ROOMS | TREES | FORMER_ROOMS)
        if not _is_there(name)
    ]
    index = (DECISIONS / "README.md").read_text("utf-8")
    noted = re.findall(r"^\| `([^`]+)` \| (?:`([^`]+)`|–) \| (\d{3}) \|$", index, re.MULTILINE)
    assert [(number, then) for then, _, number in noted] == gone
    assert [today for _, today, _ in noted if today and not _is_there(today)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(HERE)))
def test_what_a_document_says_to_type_is_there(path: Path) -> None:
    """Commands of `thidua`, targets of make, variables of the environment."""
    text = path.read_text("utf-8")
    lines = [line.lstrip("`") for line in re.findall(r"^[^`\n]+$|`[^`\n]+", text, re.MULTILINE)]
    typed = [re.match(r"(?:\S*/)?(thidua|make) ([a-z][\w-]*)", line) for line in lines]
    targets = re.findall(r"^([a-z]+):", (HERE / "Makefile").read_text("utf-8"), re.MULTILINE)
    there = {"thidua": main.list_commands(Context(main)), "make": targets}
    assert [match[0] for match in typed if match and match[2] not in there[match[1]]] == []
    known = _code() + "".join(
        file.read_text("utf-8") for file in (HERE / "deploy").rglob("*") if file.is_file()
    )
    variables = set(re.findall(r"\bTHIDUA_\w*\w\b", text))
    assert [name for name in sorted(variables) if name not in known] == []
