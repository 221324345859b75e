"""`make measures` counts what it says: read from a small tree whose numbers are known."""

from pathlib import Path

import pytest

from tools import measures
from tools.measures import percentile
from tools.python_files import module_names, read

KEEPING = '''
"""A room."""
from functools import lru_cache as _other, cache
import functools
from cachetools import LRUCache, cached
from thidua.rooms import doors
from thidua.rooms.doors import Door
import django.http


@cached(LRUCache(maxsize=2))
def first(n): return n


@functools.lru_cache(maxsize=8)
def second(n):
    """Two lines."""
    return n


KEPT = LRUCache[str, int](maxsize=2)


def view(request):
    a = request.GET["a"], request.POST.get("b"), request.POST.getlist("c")  # fmt: skip
    return a, request.POST, request.GET.urlencode()
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of one room that keeps, one door, a template with a long line and a test."""
    rooms = tmp_path / "src" / "thidua" / "rooms"
    (rooms / "templates").mkdir(parents=True)
    (rooms / "migrations").mkdir()
    (tmp_path / "tests").mkdir()
    for name, text in {
        "__init__.py": "",
        "keeping.py": KEEPING,
        "doors.py": "class Door: pass\n",
        "migrations/0001.py": "x = 1\n" * 400,
        "templates/room.html": "<p>\n" + "x" * 121 + "\n",
    }.items():
        (rooms / name).write_text(text, "utf-8")
    (tmp_path / "tests" / "test_doors.py").write_text("def test_door():\n    pass\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\n[[tool.importlinter.contracts]]\nignore_imports = ["a -> b"]\n',
        "utf-8",
    )
    return tmp_path


def test_one_file_is_read_as_it_is(tree: Path) -> None:
    path = tree / "src" / "thidua" / "rooms" / "keeping.py"
    found = read(path, "thidua", module_names(tree / "src", "thidua"))
    assert found.caches == ["LRUCache:21", "first", "second"]
    assert found.functions == [1, 3, 3]
    assert found.own_modules == 1  # the door twice is one module
    assert (found.hand_reads, found.unformatted) == (3, 1)


def test_the_table_leaves_migrations_out(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measures.main([str(tree)]) == 0
    rows = dict(
        line.split("  ", 1)
        for line in capsys.readouterr().out.splitlines()
        if not line.startswith(" ")
    )
    printed = {name: value.strip() for name, value in rows.items()}
    assert printed["code: files"] == "3"
    assert printed["templates: lines over 120 characters"] == "1 (50 %)"
    assert printed["import-linter exceptions"] == "1"
    assert printed["rooms with more than two caches"] == "rooms 3"


@pytest.mark.parametrize(("percent", "wanted"), [(50, 5), (90, 9), (91, 10), (100, 10), (0, 1)])
def test_a_percentile_is_one_of_the_numbers(percent: int, wanted: int) -> None:
    assert percentile(range(10, 0, -1), percent) == wanted
    assert percentile([], percent) == 0
