"""A framework is data: what is wrong with a file is said at once, by file, key, and what would be right."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thidua.language import speaking
from thidua.rulebook import Framework, FrameworkError, json_schema, load_framework

Text = dict[str, Any]


@pytest.fixture
def text(member_json: str) -> Text:
    loaded: Text = json.loads(member_json)
    return loaded


def faults(text: Text | str, file: str = "m.yaml") -> list[str]:
    """The faults of a text in English, as `file: key: sentence`."""
    written = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)  # JSON is YAML
    with pytest.raises(FrameworkError) as refused, speaking("en"):
        load_framework(written, file)
    return [f"{p.file}: {p.key}: {p.text.en}" for p in refused.value.problems]


def first(text: Text) -> Text:
    rule: Text = text["levels"]["outstanding"]["require"][0]
    return rule


def targets(text: Text) -> Text:
    rule: Text = text["levels"]["not_completed"]["any_of"][1]
    return rule


def put(*path: Any, value: Any) -> Callable[[Text], None]:
    def change(text: Text) -> None:
        at: Any = text
        for key in path[:-1]:
            at = at[key]
        if value is ...:
            del at[path[-1]]
        else:
            at[path[-1]] = value

    return change


RULE = ("levels", "outstanding", "require", 0)
KHT = ("levels", "not_completed", "any_of", 1)
MALFORMED = {
    "unknown key": (put("titel", value="x"), "titel", "unknown key “titel” (“title”?)"),
    "unknown key inside a rule": (put(*RULE, "cites", value="x"), "levels.outstanding.require.0.cites", "(“cite”?)"),
    "unknown word": (put(*KHT, "test", value={"numbr": "targets_done"}), "levels.not_completed.any_of.1.test", "(“number”?)"),
    "two words": (put(*KHT, "test", "fact", value="degraded"), "levels.not_completed.any_of.1.test", "one word"),
    "no word": (put(*KHT, "test", value="targets"), "levels.not_completed.any_of.1.test", "needs a condition"),
    "unknown key in a word": (put(*KHT, "test", "belw", value=1), "levels.not_completed.any_of.1.test.belw", "(“below”?)"),
    "unknown grade": (put(*RULE, "test", "at_least", value="super"), "levels.outstanding.require.0.test.at_least", "poor, average, good, excellent"),
    "unknown group": (put(*RULE, "test", "groups", value=["taks"]), "levels.outstanding.require.0.test.groups", "(“tasks”?)"),
    "unknown criterion": (put(*RULE, "test", value={"criterion": "dutys", "at_least": "good"}), "levels.outstanding.require.0.test.criterion", "(“duties”?)"),
    "unknown fact": (put(*KHT, "test", "number", value="target_done"), "levels.not_completed.any_of.1.test.number", "(“targets_done”?)"),
    "fact of another type": (put(*KHT, "test", "number", value="degraded"), "levels.not_completed.any_of.1.test.number", "is a bool; needed: percent"),
    "value outside its list": (put(*KHT, "test", value={"fact": "discipline", "is": "fined"}), "levels.not_completed.any_of.1.test.fact", "reprimand"),
    "unknown parameter": (put(*KHT, "test", "below", "param", value="floor"), "levels.not_completed.any_of.1.test.below", "targets_floor"),
    "parameter of another type": (put(*KHT, "test", "below", "param", value="quota_base"), "levels.not_completed.any_of.1.test.below", "is a choice; needed: percent"),
    "unknown source": (put(*RULE, "cite", "source", value="hd22"), "levels.outstanding.require.0.cite.source", "(“hd21”?)"),
    "missing citation": (put(*RULE, "cite", value=...), "levels.outstanding.require.0.cite", "required and missing"),
    "empty citation": (put(*RULE, "cite", "at", value=""), "levels.outstanding.require.0.cite.at", ""),
    "unconfirmed or not must be said": (put(*RULE, "confirmed", value=...), "levels.outstanding.require.0.confirmed", "required and missing"),
    "duplicate id": (put(*RULE, "id", value="member.good.tasks"), "levels.outstanding.require.0.id", "more than once"),
    "float": (put("parameters", "targets_floor", "value", value=49.5), "parameters.targets_floor.value", "quoted decimal ('79.5')"),
    "float in a condition": (put(*KHT, "test", "below", value=49.5), "levels.not_completed.any_of.1.test.below", "quoted decimal ('79.5')"),
    "five decimals": (put(*KHT, "test", "below", value="49.99999"), "levels.not_completed.any_of.1.test.below", "at most 4 decimals"),
    "no limit": (put(*KHT, "test", "below", value=...), "levels.not_completed.any_of.1.test", "exactly one of: at_least, above"),
    "two limits": (put(*KHT, "test", "above", value=3), "levels.not_completed.any_of.1.test", "exactly one of: at_least, above"),
    "bad date": (put("in_force", "from", value="2019-13-40"), "in_force.from", "2019-10-18"),
    "backward dates": (put("in_force", "to", value="2018-01-01"), "in_force", "must come after"),
    "parameter cycle": (put("parameters", "targets_floor", "value", value={"param": "targets_floor"}), "parameters.targets_floor.value", "a cycle of parameters"),
    "open and set": (put("parameters", "targets_floor", "open", value=True), "parameters.targets_floor", "exactly one of: value, open"),
    "unknown pool key": (put("parameters", "quota_pool", "value", value=["village"]), "parameters.quota_pool.value", "grassroots"),
    "one language only": (put("title", value={"vi": "Khung"}), "title", "vi and en"),
    "cap that looks ahead": (
        put("caps", value=[{"id": "m.cap", "rule": "R1-X", "title": {"vi": "a", "en": "a"}, "of": "unit", "cite": {"source": "hd21", "at": "x"}, "confirmed": True}]),
        "caps.0.of",
        "a cycle of caps: member is rated before organisation",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_fault_names_file_key_and_what_would_be_right(text: Text, fault: str) -> None:
    change, key, sentence = MALFORMED[fault]
    change(text)
    found = [line for line in faults(text) if line.startswith(f"m.yaml: {key}: ")]
    assert found
    assert any(sentence in line for line in found), found


def test_all_faults_are_told_at_once(text: Text) -> None:
    for fault in ("unknown group", "unknown fact", "unknown source"):
        MALFORMED[fault][0](text)
    assert len(faults(text)) == 3


def test_a_longer_cycle_of_parameters_is_found(text: Text) -> None:
    first_one, second = ({**text["parameters"]["targets_floor"], "value": {"param": name}} for name in ("b", "a"))
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
    MALFORMED["missing citation"][0](text)
    with pytest.raises(FrameworkError) as refused, speaking("vi"):
        load_framework(json.dumps(text), "dang-vien.yaml")
    assert str(refused.value) == "dang-vien.yaml: levels.outstanding.require.0.cite: thiếu khóa bắt buộc này"


def test_a_text_reads_back_to_an_equal_framework(framework: Framework) -> None:
    again = load_framework(framework.to_yaml())
    assert again == framework
    assert again.fingerprint == framework.fingerprint


def test_the_fingerprint_is_of_the_meaning_not_of_the_layout(member: Framework, text: Text) -> None:
    shuffled = dict(reversed(text.items()))
    assert load_framework(json.dumps(shuffled)).fingerprint == member.fingerprint
    targets(text)["test"]["below"] = 51
    assert load_framework(json.dumps(text)).fingerprint != member.fingerprint


def test_percentages_may_have_decimals_as_text(text: Text) -> None:
    text["parameters"]["targets_floor"]["value"] = "49,5"
    assert (
        load_framework(json.dumps(text)).terms.value(
            load_framework(json.dumps(text)).levels.not_completed.any_of[1].test.below
        )
        == 49.5
    )  # type: ignore[union-attr]


def test_every_rule_of_the_period_is_in_some_framework(library: Any) -> None:
    from thidua.rulebook import packaged_awards  # noqa: PLC0415

    rules = {item.rule for framework in library for _, item in framework.cited()}
    rules |= {rule.rule for form in packaged_awards().forms.values() for rule in form.rules()}
    assert rules >= {
        "R1-SUBJ-01", "R1-SUBJ-02", "R1-SUBJ-03", "R1-SUBJ-04", "R1-SUBJ-05", "R1-MEM-HTXS", "R1-MEM-KHT",
        "R1-COL-HTXS", "R1-COL-KHT", "R1-ORG-HTXS", "R1-ORG-HTT", "R1-ORG-BALLOT", "R1-LEAD-CAP", "R1-LEAD-STD",
        "R1-QUOTA-LEAD", "R1-QUOTA-MEM", "R1-QUOTA-COL", "R1-ORDER-01", "R1-DOC-01", "R1-NOTIFY-01", "R1-REOPEN-01",
        "R1-AWARD-01", "R1-AWARD-05Y",
    }  # fmt: skip


def test_in_force_is_half_open(framework: Framework) -> None:
    assert framework.in_force.covers(date(2019, 10, 18))
    assert framework.in_force.covers(date(2023, 11, 9))
    assert not framework.in_force.covers(date(2023, 11, 10))


def test_the_published_schema_knows_every_word() -> None:
    schema = json.dumps(json_schema())
    for key in ("every", "any", "criterion", "fact", "number", "ratio", "share", "bodies", "civil_servant", "all_of", "any_of", "not", "unless", "when"):  # fmt: skip
        assert f'"{key}"' in schema
