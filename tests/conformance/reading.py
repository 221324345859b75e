"""Conformance cases: how a sentence with its facts, written for a jurist, becomes what the rulebook
reads.

A topic file holds `about` (what it is about), perhaps `framework` and `unless_said_otherwise` (the
facts of a subject nothing speaks against), and `cases`. A case of another topic borrows both by
`like: collective`. Shorthands of `facts`, each laid over the one before:

- `criteria: all excellent`, then whole groups and single criteria by their id (`tasks: good`,
  `duties: average`);
- `members: {outstanding: 2, good: 6, unknown: 1, not_rated: 3}`, likewise `subordinates`: children
  by standing level;
- `unit: good`, `unit: [completed, good]` (not known which of these), `unit: unknown`, `unit:
  not_applicable` (not rated this year): the level that caps, likewise `collective`;
- `discipline: unknown`: nobody has given that fact.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from thidua.rulebook import Framework, Layer, Library, bind, count_children, packaged_layers
from thidua.rulebook.conditions import count_columns
from thidua.rulebook.texts import read_yaml
from thidua.vocabulary import NOT_APPLICABLE, Level

HERE = Path(__file__).parent
UNKNOWN = "unknown"
ANY_LEVEL = (Level.NOT_COMPLETED, Level.OUTSTANDING)
CHILDREN = ("members", "subordinates")
CAPS = ("unit", "collective")
SHARED = ("framework", "unless_said_otherwise")

Facts = dict[str, Any]


@cache
def library() -> Library:
    """The packaged frameworks, read once."""
    return Library.packaged()


@cache
def layers() -> Mapping[str, Layer]:
    """The packaged local layers, read once."""
    return packaged_layers()


def topics() -> list[str]:
    """The names of the topic files."""
    return sorted(file.stem for file in HERE.glob("*.yaml"))


@cache
def topic_file(topic: str) -> dict[str, Any]:
    """A topic file as it stands."""
    file = read_yaml((HERE / f"{topic}.yaml").read_text("utf-8"), f"{topic}.yaml")
    strange = set(file) - {"about", "cases", *SHARED}
    assert not strange, f"{topic}.yaml: unknown keys {sorted(strange)}"
    return file


def raw_cases(topic: str) -> Iterator[dict[str, Any]]:
    """The cases of a topic file with what they share filled in, and each table `ceilings`
    unfolded.
    """
    for written in topic_file(topic)["cases"]:
        shared = topic_file(written.get("like", topic))
        case = {"topic": topic, **{key: value for key, value in written.items() if key != "like"}}
        if "facts" in case and "award" not in case:
            case.setdefault("framework", shared.get("framework"))
            case["facts"] = {**shared.get("unless_said_otherwise", {}), **case["facts"]}
        yield from _unfolded(case)


def _unfolded(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One case for each line of a table `ceilings: {n: ceiling}`; `{n}` and `{ceiling}` stand in
    the sentence.
    """
    if "ceilings" not in case:
        yield case
        return
    rest = {key: value for key, value in case.items() if key != "ceilings"}
    for n, ceiling in case["ceilings"].items():
        pool = {word: n if count == "n" else count for word, count in case["pool"].items()}
        name = case["name"].format(n=n, ceiling=ceiling)
        yield rest | {"name": name, "pool": pool, "expect": {"ceiling": ceiling}}


def bound(framework_id: str, layer: str | Mapping[str, Any] | None) -> Framework:
    """The framework as a campaign has it: neutral values for what it leaves open, then the case's
    local layer.
    """
    return _bound(framework_id, json.dumps(layer))


@cache
def _bound(framework_id: str, written: str) -> Framework:
    layer = json.loads(written)
    framework, default = library()[framework_id], layers()["default"]
    if layer is None:
        return bind(framework, default)
    return bind(
        framework,
        default,
        layers()[layer] if isinstance(layer, str) else local_layer(framework_id, layer),
    )


def local_layer(framework_id: str, layer: Mapping[str, Any]) -> Layer:
    """A locality's guidance from `{sets: {parameter: value}, adds: [{level: …, condition: …}]}`."""
    cite, title = (
        {"source": "local", "at": "1"},
        {"vi": "Hướng dẫn của địa phương", "en": "Local guidance"},
    )
    sets = [
        {"parameter": name, "value": value, "cite": cite}
        for name, value in layer.get("sets", {}).items()
    ]
    adds = [
        {**addition, "condition": {"cite": cite, **addition["condition"]}}
        for addition in layer.get("adds", ())
    ]
    return Layer.model_validate(
        {
            "id": "locality",
            "title": title,
            "applies_to": [framework_id],
            "in_force": {"from": "2021-01-01"},
            "sources": {"local": {"number": "HD 01-HD/TU", "title": title, "date": "2021-01-01"}},
            "sets": [{"framework": framework_id, **entry} for entry in sets],
            "adds": [{"framework": framework_id, **entry} for entry in adds],
        }
    )


def spelled_out(framework: Framework, facts: Mapping[str, Any]) -> Facts:
    """The facts of a case by the ids that the rulebook knows, shorthands resolved; unknown facts
    are None.
    """
    groups, shorthands = framework.terms.groups, {"criteria", *CHILDREN, *CAPS}
    single = {name: value for name, value in facts.items() if name not in shorthands | set(groups)}
    spelled = {**_graded(framework, facts), **single}
    spelled |= {
        name: facts[name] for name in groups if name in framework.terms.criteria and name in facts
    }
    spelled = {name: None if value == UNKNOWN else value for name, value in spelled.items()}
    for kind in set(CHILDREN) & set(facts):
        spelled |= _children(kind, facts[kind])
    for of in set(CAPS) & set(facts):
        held = (
            [NOT_APPLICABLE] * 2
            if facts[of] == NOT_APPLICABLE
            else [level.value for level in _range(facts[of])]
        )
        spelled |= {f"cap.{of}.low": held[0], f"cap.{of}.high": held[1]}
    return spelled


def _graded(framework: Framework, facts: Mapping[str, Any]) -> Facts:
    """The grades given at once: of all criteria, then of whole groups."""
    grades: Facts = {}
    if "criteria" in facts:
        grades = dict.fromkeys(framework.terms.criteria, facts["criteria"].removeprefix("all "))
    for group in set(framework.terms.groups) & set(facts):
        grades |= dict.fromkeys(framework.terms.criteria_in([group], None), facts[group])
    return grades


def _children(kind: str, counted: Mapping[str, int] | str) -> Facts:
    """Children as the engine itself counts them; `unknown` for the whole means that nothing is
    counted yet.
    """
    if isinstance(counted, str):
        assert counted == UNKNOWN
        return {}
    rows = (
        count_children(children_frame(counted), by="parent", children=kind)
        .drop("parent")
        .to_dicts()
    )
    return dict(rows[0]) if rows else dict.fromkeys(count_columns(kind), 0)


def children_frame(counted: Mapping[str, int]) -> pl.DataFrame:
    """One row a subject from numbers by standing level (`unknown`: any level; `not_rated`), all
    under one parent.
    """
    levels = [pair for word, times in counted.items() for pair in [_codes(word)] * times]
    columns = {
        "standing_low": [low for low, _ in levels],
        "standing_high": [high for _, high in levels],
    }
    schema = {"parent": pl.String, "standing_low": pl.Int8, "standing_high": pl.Int8}
    return pl.DataFrame({"parent": ["it"] * len(levels), **columns}, schema=schema)


def _codes(word: str) -> tuple[int | None, int | None]:
    if word == "not_rated":
        return None, None
    low, high = _range(word)
    return low.code, high.code


def _range(written: str | list[str]) -> tuple[Level, Level]:
    if written == UNKNOWN:
        return ANY_LEVEL
    low, high = written if isinstance(written, list) else (written, written)
    return Level.parse(low), Level.parse(high)
