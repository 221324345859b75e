"""A framework is data: what is wrong with a file is said at once, by file, key, and what would be
right.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thidua.language import speaking
from thidua.rulebook import (
    Framework,
    FrameworkError,
    Library,
    json_schema,
    load_framework,
    packaged_awards,
)
from thidua.rulebook.conditions import WORDS

Text = dict[str, Any]


@pytest.fixture
def text(member_json: str) -> Text:
    loaded: Text = json.loads(member_json)
    return loaded


def faults(text: Text | str, file: str = "m.yaml") -> list[str]:
    """The faults of a text in English, as `file: key: sentence`."""
    written = (
        text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    )  # JSON is YAML
    with pytest.raises(FrameworkError) as refused, speaking("en"):
        load_framework(written, file)
    return [f"{p.file}: {p.key}: {p.text.en}" for p in refused.value.problems]


def change(text: Text, where: str, value: Any) -> None:
    """Put a value at a dotted key; `...` takes the key away."""
    at: Any = text
    *path, last = [int(key) if key.isdigit() else key for key in where.split(".")]
    for key in path:
        at = at[key]
    if value is ...:
        del at[last]
    else:
        at[last] = value


RULE, CASE = "levels.outstanding.require.0", "levels.not_completed.any_of.1"
FLOOR = "parameters.targets_floor"
CAP = {
    "id": "m.cap",
    "rule": "R1-X",
    "title": {"vi": "a", "en": "a"},
    "cite": {"source": "hd21", "at": "x"},
}

Fault = tuple[str, Any, str, str]
"""What is changed, to what, the key that the message names, and what it says."""

MALFORMED: dict[str, Fault] = {
    "unknown key": ("titel", "x", "titel", "unknown key “titel” (“title”?)"),
    "unknown key in a rule": (f"{RULE}.cites", "x", f"{RULE}.cites", "(“cite”?)"),
    "unknown word": (f"{CASE}.test", {"numbr": "targets_done"}, f"{CASE}.test", "(“number”?)"),
    "two words": (f"{CASE}.test.fact", "degraded", f"{CASE}.test", "one word"),
    "no word": (f"{CASE}.test", "targets", f"{CASE}.test", "needs a condition"),
    "unknown key in a word": (f"{CASE}.test.belw", 1, f"{CASE}.test.belw", "(“below”?)"),
    "unknown grade": (
        f"{RULE}.test.at_least",
        "super",
        f"{RULE}.test.at_least",
        "poor, average, good, excellent",
    ),
    "unknown group": (f"{RULE}.test.groups", ["taks"], f"{RULE}.test.groups", "(“tasks”?)"),
    "unknown criterion": (
        f"{RULE}.test",
        {"criterion": "dutys", "at_least": "good"},
        f"{RULE}.test.criterion",
        "(“duties”?)",
    ),
    "unknown fact": (
        f"{CASE}.test.number",
        "target_done",
        f"{CASE}.test.number",
        "(“targets_done”?)",
    ),
    "fact of another type": (
        f"{CASE}.test.number",
        "degraded",
        f"{CASE}.test.number",
        "is a bool; needed: percent",
    ),
    "value outside its list": (
        f"{CASE}.test",
        {"fact": "discipline", "is": "fined"},
        f"{CASE}.test.fact",
        "none, reprimand, warning",
    ),
    "unknown parameter": (
        f"{CASE}.test.below.param",
        "floor",
        f"{CASE}.test.below",
        "targets_floor",
    ),
    "parameter of another type": (
        f"{CASE}.test.below.param",
        "quota_base",
        f"{CASE}.test.below",
        "is a choice; needed: percent",
    ),
    "unknown source": (f"{RULE}.cite.source", "hd22", f"{RULE}.cite.source", "(“hd21”?)"),
    "missing citation": (f"{RULE}.cite", ..., f"{RULE}.cite", "required and missing"),
    "empty citation": (f"{RULE}.cite.at", "", f"{RULE}.cite.at", "may not be empty"),
    "confirmed or not must be said": (
        f"{RULE}.confirmed",
        ...,
        f"{RULE}.confirmed",
        "required and missing",
    ),
    "duplicate id": (f"{RULE}.id", "member.good.tasks", f"{RULE}.id", "more than once"),
    "float": (f"{FLOOR}.value", 49.5, f"{FLOOR}.value", "quoted decimal ('79.5')"),
    "float in a condition": (
        f"{CASE}.test.below",
        49.5,
        f"{CASE}.test.below",
        "quoted decimal ('79.5')",
    ),
    "five decimals": (f"{CASE}.test.below", "49.99999", f"{CASE}.test.below", "at most 4 decimals"),
    "no limit": (f"{CASE}.test.below", ..., f"{CASE}.test", "exactly one of: at_least, above"),
    "two limits": (f"{CASE}.test.above", 3, f"{CASE}.test", "exactly one of: at_least, above"),
    "bad date": ("in_force.from", "2019-13-40", "in_force.from", "2019-10-18"),
    "backward dates": ("in_force.to", "2018-01-01", "in_force", "must come after"),
    "parameter cycle": (
        f"{FLOOR}.value",
        {"param": "targets_floor"},
        f"{FLOOR}.value",
        "a cycle of parameters",
    ),
    "open and set": (f"{FLOOR}.open", True, FLOOR, "exactly one of: value, open"),
    "unknown pool key": (
        "parameters.quota_pool.value",
        ["village"],
        "parameters.quota_pool.value",
        "grassroots",
    ),
    "one language only": ("title", {"vi": "Khung"}, "title", "vi and en"),
    "cap that looks ahead": (
        "caps",
        [{**CAP, "of": "unit", "confirmed": True}],
        "caps.0.of",
        "a cycle of caps: member is rated before organisation",
    ),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_fault_names_file_key_and_what_would_be_right(text: Text, fault: str) -> None:
    where, value, key, sentence = MALFORMED[fault]
    change(text, where, value)
    found = [line for line in faults(text) if line.startswith(f"m.yaml: {key}: ")]
    assert any(sentence in line for line in found), faults(text)


def test_all_faults_are_told_at_once(text: Text) -> None:
    for fault in ("unknown group", "unknown fact", "unknown source"):
        change(text, *MALFORMED[fault][:2])
    assert len(faults(text)) == 3


def test_a_longer_cycle_of_parameters_is_found(text: Text) -> None:
    first_one, second = (
        {**text["parameters"]["targets_floor"], "value": {"param": name}} for name in ("b", "a")
    )
    text["parameters"] |= {"a": first_one, "b": second}
    assert any("a → b → a" in line for line in faults(text))


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("id: [", "line"),
        ("id: a\nid: b", "“id” twice"),
        ("a: &x [1]\nb: *x", "alias"),
        ("- 1", "mapping"),
        ("x" * 1_000_001, "too long"),
        ("a: !!python/object:os.system x", "not valid YAML"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(written: str, sentence: str) -> None:
    assert any(sentence in line for line in faults(written))


def test_messages_are_vietnamese_too(text: Text) -> None:
    change(text, *MALFORMED["missing citation"][:2])
    with pytest.raises(FrameworkError) as refused, speaking("vi"):
        load_framework(json.dumps(text), "dang-vien.yaml")
    assert (
        str(refused.value)
        == "dang-vien.yaml: levels.outstanding.require.0.cite: thiếu khoá bắt buộc này"
    )


def test_a_text_reads_back_to_an_equal_framework(framework: Framework) -> None:
    again = load_framework(framework.to_yaml())
    assert again == framework
    assert again.fingerprint == framework.fingerprint


def test_the_fingerprint_is_of_the_meaning_not_of_the_layout(member: Framework, text: Text) -> None:
    shuffled = dict(reversed(text.items()))
    assert load_framework(json.dumps(shuffled)).fingerprint == member.fingerprint
    change(text, f"{CASE}.test.below", 51)
    assert load_framework(json.dumps(text)).fingerprint != member.fingerprint


def test_percentages_may_have_decimals_as_text(text: Text) -> None:
    change(text, f"{FLOOR}.value", "49,5")
    assert load_framework(json.dumps(text)).parameters["targets_floor"].value == Decimal("49.5")


def test_every_rule_of_the_period_is_in_some_framework(library: Library) -> None:
    rules = {item.rule for framework in library for _, item in framework.cited()}
    rules |= {rule.rule for rule in packaged_awards().rules()}
    assert rules >= {
        "R1-SUBJ-01",
        "R1-SUBJ-02",
        "R1-SUBJ-03",
        "R1-SUBJ-04",
        "R1-SUBJ-05",
        "R1-MEM-HTXS",
        "R1-MEM-KHT",
        "R1-COL-HTXS",
        "R1-COL-KHT",
        "R1-ORG-HTXS",
        "R1-ORG-HTT",
        "R1-ORG-BALLOT",
        "R1-LEAD-CAP",
        "R1-LEAD-STD",
        "R1-QUOTA-LEAD",
        "R1-QUOTA-MEM",
        "R1-QUOTA-COL",
        "R1-ORDER-01",
        "R1-DOC-01",
        "R1-NOTIFY-01",
        "R1-REOPEN-01",
        "R1-AWARD-01",
        "R1-AWARD-05Y",
    }


def test_in_force_is_half_open(framework: Framework) -> None:
    assert framework.in_force.covers(date(2019, 10, 18))
    assert framework.in_force.covers(date(2023, 11, 9))
    assert not framework.in_force.covers(date(2023, 11, 10))


def test_the_published_schema_knows_every_word() -> None:
    schema = json.dumps(json_schema())
    assert [key for key in (*WORDS, "unless", "when") if f'"{key}"' not in schema] == []


def test_the_published_schema_marks_every_key_that_would_be_refused() -> None:
    def objects(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict) and "properties" in node:
            yield node
        for inner in node.values() if isinstance(node, dict) else node:
            if isinstance(inner, dict | list):
                yield from objects(inner)

    found = list(objects(json_schema()))
    assert len(found) > len(WORDS)
    assert [entry for entry in found if entry.get("additionalProperties") is not False] == []
