"""Where a room reads the tables of a higher one, the map says so: import-linter cannot see it."""

import re
import tomllib
from pathlib import Path

from django.apps import apps

from thidua.roster.models import RosterEntry

HERE = Path(__file__).parents[1]
SRC = HERE / "src" / "thidua"


def _heights() -> dict[str, int]:
    """Of every room in the layers, the lowest with the smallest number."""
    contracts = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = [c["layers"] for c in contracts["contracts"] if c["type"] == "layers"]
    return {
        room.strip().removeprefix("thidua."): -at
        for at, layer in enumerate(layers)
        for room in layer.split("|")
    }


def _words() -> dict[str, str]:
    """How code speaks of rows without an import, by the room that has them: a table in SQL, or a
    lookup through what hangs on an entry of the roster (`decided__level`).
    """
    ours = [model for model in apps.get_models() if model.__module__.startswith("thidua.")]
    tables = {rf"\b{model._meta.db_table}\b": model._meta.app_label for model in ours}
    hanging = {
        rf"\b{relation.name}__": relation.related_model._meta.app_label
        for relation in RosterEntry._meta.related_objects
    }
    return tables | hanging


def test_modules_that_read_tables_of_a_higher_room_are_on_the_map() -> None:
    heights, words = _heights(), _words()
    on_the_map = set(re.findall(r"`([\w.]+)`", (HERE / "docs/architecture.md").read_text("utf-8")))
    upwards = {
        ".".join(path.relative_to(SRC).with_suffix("").parts)
        for path in SRC.rglob("*.py")
        if "migrations" not in path.parts
        for room in [path.relative_to(SRC).parts[0]]
        for word, owner in words.items()
        if room in heights
        and heights[owner] > heights[room]
        and re.search(word, path.read_text("utf-8"))
    }
    assert "ratings.frames" in upwards
    assert sorted(upwards - on_the_map) == []
