"""Each word of the vocabulary on small frames, on both sides of its boundary."""

from decimal import Decimal
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from pydantic import TypeAdapter

from thidua.language import Text
from thidua.rulebook.conditions import Condition, Terms, count_columns
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.frames import schema

KINDS = {
    "number": ["months"],
    "percent": ["done"],
    "count": ["part", "whole", *count_columns("members")],
    "bool": ["yes", "excuse", "applies", "civil_servant"],
    "level": ["civil_servant_level"],
}
FACTS = {
    name: FactSpec(id=name, type=kind, title=Text(name, name))
    for kind, names in KINDS.items()
    for name in names
}
FACTS["body"] = FactSpec(id="body", type="level", title=Text("body", "body"), not_applicable=True)
FACTS["punished"] = FactSpec(
    id="punished", type="choice", choices="discipline", title=Text("punished", "punished")
)
CRITERIA = {
    name: FactSpec(id=name, type="grade", title=Text(name, name)) for name in ("a", "b", "c")
}
TERMS = Terms(
    facts=FACTS,
    criteria=CRITERIA,
    groups=dict.fromkeys("xy", Text("", "")),
    group_of={"a": "x", "b": "x", "c": "y"},
    parameters={"floor": Decimal(50)},
    parameter_types={"floor": "percent"},
)


def word(condition: dict[str, Any]) -> Any:
    return TypeAdapter(Condition).validate_python(condition)


def truth(condition: Any, row: dict[str, Any], *, against: bool = False) -> bool | None:
    """What the condition says of somebody with these codes in their columns."""
    specs = TERMS.every_field()
    facts = {name: [row.get(name)] for name in specs}
    frame = nw.from_native(pl.DataFrame(facts, schema=schema(specs)))
    check = condition.check(TERMS, disqualifies=against)
    found: bool | None = frame.select(at=check).to_native().item()
    return found


def outcome(
    condition: dict[str, Any], codes: dict[str, Any], *, against: bool = False
) -> bool | None:
    assert list(word(condition).faults(TERMS)) == []
    return truth(word(condition), codes, against=against)


YES, NO, UNSURE = True, False, None
EVERY, ANY = (
    {"every": "criterion", "groups": ["x"], "at_least": "good"},
    {"any": "criterion", "groups": ["x"], "at_most": "poor"},
)


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (EVERY, {"a": 3, "b": 4, "c": 1}, YES),
        (EVERY, {"a": 3, "b": 2}, NO),
        (EVERY, {"a": 3}, UNSURE),
        (EVERY, {"b": 1}, NO),
        ({"every": "criterion", "except_groups": ["x"], "at_least": "good"}, {"a": 1, "c": 3}, YES),
        (ANY, {"a": 1}, YES),
        (ANY, {"a": 2}, UNSURE),
        (ANY, {"a": 2, "b": 2}, NO),
        ({"criterion": "c", "at_most": "average"}, {"c": 2}, YES),
        ({"fact": "yes", "is": True}, {"yes": True}, YES),
        ({"fact": "yes", "is": False}, {"yes": True}, NO),
        ({"fact": "yes", "is": False}, {}, UNSURE),
        ({"fact": "punished", "is_not": "none"}, {"punished": 1}, YES),
        ({"fact": "punished", "is_one_of": ["warning", "removal"]}, {"punished": 1}, NO),
        ({"fact": "punished", "is_one_of": ["warning", "removal"]}, {"punished": 3}, YES),
        ({"number": "done", "below": {"param": "floor"}}, {"done": 499_999}, YES),
        ({"number": "done", "below": {"param": "floor"}}, {"done": 500_000}, NO),
        ({"number": "done", "at_least": 80}, {"done": 799_999}, NO),
        ({"number": "done", "at_least": 80}, {"done": 800_000}, YES),
        ({"number": "done", "above": 80}, {"done": 800_000}, NO),
        ({"number": "done", "at_most": "20.5"}, {"done": 205_000}, YES),
        ({"number": "part", "at_least": 5}, {"part": 5}, YES),
        ({"number": "part", "at_least": 5}, {"part": 4}, NO),
        (
            {"ratio": {"part": "part", "whole": "whole"}, "at_least": 70},
            {"part": 7, "whole": 10},
            YES,
        ),
        ({"ratio": {"part": "part", "whole": "whole"}, "above": 70}, {"part": 7, "whole": 10}, NO),
        (
            {"ratio": {"part": "part", "whole": "whole"}, "at_least": 80},
            {"part": 799_999, "whole": 1_000_000},
            NO,
        ),
        (
            {"ratio": {"part": "part", "whole": "whole"}, "at_least": 80},
            {"part": 800_000, "whole": 1_000_000},
            YES,
        ),
        (
            {"ratio": {"part": "part", "whole": "whole"}, "at_least": 70},
            {"part": 0, "whole": 0},
            UNSURE,
        ),
        ({"ratio": {"part": "part", "whole": "whole"}, "at_least": 70}, {"whole": 10}, UNSURE),
        ({"level": "body", "at_least": "good"}, {"body": 2}, NO),
        ({"level": "body", "at_least": "good"}, {"body": 0}, YES),
        (
            {"bodies": ["body", "civil_servant_level"], "at_least": "good"},
            {"body": 0, "civil_servant_level": 3},
            YES,
        ),
        ({"bodies": ["body", "civil_servant_level"], "at_least": "good"}, {"body": 0}, UNSURE),
        ({"civil_servant": "level", "at_least": "good"}, {"civil_servant": False}, YES),
        (
            {"civil_servant": "level", "at_least": "good"},
            {"civil_servant": True, "civil_servant_level": 2},
            NO,
        ),
        ({"civil_servant": "level", "at_least": "good"}, {"civil_servant": True}, UNSURE),
        ({"civil_servant": "level", "at_least": "good"}, {"civil_servant_level": 3}, YES),
        ({"all_of": [EVERY, ANY]}, {"a": 1}, NO),
        (
            {"any_of": [{"fact": "yes", "is": True}, {"number": "done", "below": 50}]},
            {"yes": True},
            YES,
        ),
        (
            {"any_of": [{"fact": "yes", "is": True}, {"number": "done", "below": 50}]},
            {"yes": False},
            UNSURE,
        ),
        ({"not": {"fact": "yes", "is": True}}, {"yes": True}, NO),
        ({"not": {"fact": "yes", "is": True}}, {}, UNSURE),
    ],
)
def test_a_word(condition: dict[str, Any], facts: dict[str, Any], expected: bool | None) -> None:
    assert outcome(condition, facts) is expected


@pytest.mark.parametrize(
    ("clause", "facts", "requirement", "case"),
    [
        ("unless", {"yes": False, "excuse": True}, YES, NO),
        ("unless", {"yes": True, "excuse": True}, YES, NO),
        ("unless", {"yes": True, "excuse": False}, YES, YES),
        ("unless", {"yes": False, "excuse": None}, UNSURE, NO),
        ("when", {"yes": True, "excuse": False}, YES, NO),
        ("when", {"yes": False, "excuse": False}, YES, NO),
        ("when", {"yes": False, "excuse": True}, NO, NO),
        ("when", {"yes": True, "excuse": None}, YES, UNSURE),
    ],
)
def test_who_is_excused_has_met_a_requirement_and_falls_under_no_case(
    clause: str, facts: dict[str, Any], requirement: bool | None, case: bool | None
) -> None:
    condition = {"fact": "yes", "is": True, clause: {"fact": "excuse", "is": True}}
    assert outcome(condition, facts) is requirement
    assert outcome(condition, facts, against=True) is case


@pytest.mark.parametrize("clause", ["unless", "when"])
def test_a_body_that_does_not_exist_excuses_nobody_and_makes_nothing_apply(clause: str) -> None:
    condition = {"fact": "yes", "is": True, clause: {"level": "body", "at_least": "good"}}
    excused = {"unless": NO, "when": YES}[clause]
    assert outcome(condition, {"yes": False, "body": 0}) is excused
    assert outcome(condition, {"yes": False, "body": 3}) is not excused


def test_a_body_that_does_not_exist_stands_against_nobody_whichever_way_it_is_asked() -> None:
    condition = {"not": {"level": "body", "at_least": "good"}}
    assert outcome(condition, {"body": 0}) is YES
    assert outcome(condition, {"body": 0}, against=True) is NO


@pytest.mark.parametrize(
    ("excepted", "faults"),
    [
        (["x", "y"], {"every": "no criterion is in the chosen groups"}),
        (["x", "y", "z"], {"except_groups": "unknown group of criteria “z”; declared: x, y"}),
    ],
)
def test_a_rule_about_no_criterion_at_all_is_a_fault_and_a_wrong_name_the_only(
    excepted: list[str], faults: dict[str, str]
) -> None:
    condition = word({"every": "criterion", "except_groups": excepted, "at_least": "good"})
    assert {key: text.en for key, text in condition.faults(TERMS)} == faults


def members(total: int, sure: int, possible: int) -> dict[str, int]:
    at_least = {
        f"members.{kind}_ge_{n}": count
        for n in (2, 3, 4)
        for kind, count in (("sure", sure), ("possible", possible))
    }
    return {"members.total": total, **at_least}


@pytest.mark.parametrize(
    ("condition", "children", "expected"),
    [
        ({"at_or_above": "good", "at_least": 80}, members(10_000, 8000, 8000), YES),
        ({"at_or_above": "good", "at_least": 80}, members(10_000, 7999, 7999), NO),
        ({"at_or_above": "good", "at_least": 80}, members(10, 7, 8), UNSURE),
        ({"at_or_above": "good", "at_least": 80}, members(10, 8, 9), YES),
        ({"at_or_above": "good", "above": 80}, members(10, 8, 8), NO),
        ({"at_or_above": "completed", "at_least": 100}, members(3, 3, 3), YES),
        ({"at_or_above": "completed", "at_least": 100}, members(3, 2, 2), NO),
        ({"at_or_above": "not_completed", "at_least": 100}, members(3, 0, 0), YES),
        ({"at_or_below": "not_completed", "above": 20}, members(10, 8, 8), NO),
        ({"at_or_below": "not_completed", "above": 20}, members(10, 7, 7), YES),
        ({"at_or_below": "not_completed", "above": 20}, members(10, 7, 8), UNSURE),
        ({"at_or_below": "not_completed", "at_most": 20}, members(10, 7, 8), UNSURE),
        ({"at_or_below": "not_completed", "at_most": 20}, members(10, 8, 8), YES),
        ({"at_or_below": "outstanding", "below": 100}, members(10, 8, 8), NO),
        ({"at_or_above": "good", "at_least": 80}, members(0, 0, 0), YES),
        ({"at_or_above": "good", "at_least": 80}, {}, UNSURE),
    ],
)
def test_a_share_is_met_only_if_the_sure_suffice(
    condition: dict[str, Any], children: dict[str, int], expected: bool | None
) -> None:
    assert outcome({"share": "members", **condition}, children) is expected
