"""An explanation says what was seen, what was wanted, where it is written, and what would change
it.
"""

import json
from typing import Any

import pytest

from thidua.rulebook import Explanation, Framework, Library, explain

Facts = dict[str, object]


@pytest.fixture(scope="module")
def organisation(library: Library) -> Framework:
    return library["hd21_2019/organisation"]


@pytest.fixture(scope="module")
def cell(organisation: Framework) -> Facts:
    """A cell of twenty members that only lacks two good ones."""
    criteria = dict.fromkeys(organisation.terms.criteria, "excellent")
    bodies = dict.fromkeys(("authority_level", "front_level", "mass_level"), "not_applicable")
    return {
        **criteria,
        **bodies,
        "self_reviewed": True,
        "targets_done": 100,
        "main_targets_done": True,
        "tier": "cell",
        "months_since_founding": 240,
        "force_majeure": False,
        "disunity_concluded": False,
        "committee_disciplined": False,
        "members": {"outstanding": 4, "good": 10, "completed": 6},
    }


def lacks(told: Explanation) -> list[str]:
    return [reason.lack.vi for reason in told.what_would_change]


def ids(told: Explanation) -> list[str]:
    return [reason.id for reason in told.decided_by]


def test_one_grade_short(member: Framework, member_facts: Facts) -> None:
    told = explain(member, {**member_facts, "year_tasks": "good"})
    assert told.level == "good"
    assert lacks(told) == ["Chỉ tiêu, nhiệm vụ năm: Tốt, cần Xuất sắc"]
    reason = told.decided_by[0]
    assert (reason.id, reason.rule, reason.citation) == (
        "member.outstanding.tasks",
        "R1-MEM-HTXS",
        "HD 21-HD/BTCTW, II.B.2, điểm 2.3a",
    )


def test_two_members_short(organisation: Framework, cell: Facts) -> None:
    told = explain(organisation, cell)
    assert told.level == "good"
    assert lacks(told) == ["cần thêm 2 đảng viên ở mức Hoàn thành tốt nhiệm vụ trở lên"]
    assert [str(reason.seen) for reason in told.decided_by] == ["14/20 (70%)"]


def test_just_enough(organisation: Framework, cell: Facts) -> None:
    assert (
        explain(organisation, {**cell, "members": {"good": 8, "completed": 2}}).level
        == "outstanding"
    )
    assert (
        explain(organisation, {**cell, "members": {"good": 7999, "completed": 2001}}).level
        == "good"
    )


def test_a_disciplined_member_keeps_the_cell_from_good(
    organisation: Framework, cell: Facts
) -> None:
    told = explain(
        organisation, {**cell, "members": {"outstanding": 9, "good": 10, "not_completed": 1}}
    )
    assert told.level == "completed"
    assert ids(told) == ["organisation.good.members_completed"]


def test_too_many_failed_members(organisation: Framework, cell: Facts) -> None:
    assert (
        explain(organisation, {**cell, "members": {"good": 8, "not_completed": 2}}).level
        == "completed"
    )
    told = explain(organisation, {**cell, "members": {"good": 7, "not_completed": 3}})
    assert told.level == "not_completed"
    assert ids(told) == ["organisation.not_completed.members"]
    assert lacks(told)[0].startswith("3/10 (30%); không được: trên 20%")


@pytest.mark.parametrize(
    ("facts", "level", "decided_by"),
    [
        ({}, "outstanding", []),
        (
            {"discipline": "reprimand", "duties": None},
            "not_completed",
            ["member.not_completed.disciplined"],
        ),
        ({"discipline": "reprimand", "violation_counted_before": True}, "outstanding", []),
        ({"targets_done": "49.9999"}, "not_completed", ["member.not_completed.targets"]),
        ({"targets_done": 50}, "outstanding", []),
        ({"self_reviewed": False}, None, ["member.prerequisite.self_review"]),
        ({"self_reviewed": None, "degraded": True}, None, ["member.prerequisite.self_review"]),
        (
            {"transferred_in_year": True, "months_at_former_cell": 6},
            None,
            ["member.prerequisite.former_cell_comment"],
        ),
        ({"transferred_in_year": True, "months_at_former_cell": "5.9"}, "outstanding", []),
        (
            {"civil_servant": True, "civil_servant_level": "good"},
            "good",
            ["member.outstanding.civil_servant"],
        ),
        (
            {"civil_servant": True, "civil_servant_level": "KHT"},
            "not_completed",
            ["member.not_completed.civil_servant"],
        ),
        ({"political_thought": "K"}, "not_completed", ["member.completed.criteria"]),
    ],
)
def test_what_decides_a_member(
    member: Framework, member_facts: Facts, facts: Facts, level: str | None, decided_by: list[str]
) -> None:
    told = explain(member, {**member_facts, **facts})
    assert told.rated
    assert (told.level, ids(told)) == (level, decided_by)


@pytest.mark.parametrize("status", ["exempt", "suspended", "transferred"])
def test_who_is_not_rated_is_told_by_which_rule(
    member: Framework, member_facts: Facts, status: str
) -> None:
    told = explain(member, {**member_facts, "membership_status": status})
    assert not told.rated
    assert ids(told) == [f"member.excluded.{status}"]
    assert "không thuộc diện xếp loại" in told.render("vi")


def test_missing_facts_are_listed_and_only_those_that_matter(
    member: Framework, member_facts: Facts
) -> None:
    told = explain(member, {**member_facts, "duties": None, "civil_servant": True})
    assert told.level is None
    assert [name for name, _ in told.missing] == ["duties", "civil_servant_level"]
    assert "member.outstanding.tasks" in ids(told)


def test_a_head_is_held_by_the_unit(library: Library) -> None:
    leader = library["hd21_2019/leader"]
    yes = {
        "self_reviewed": True,
        "initiatives_applied": True,
        "main_post": True,
        "is_head": True,
        "civil_servant": True,
        "membership_status": "official",
        "months_since_admission": 120,
    }
    no = dict.fromkeys(
        ("degraded", "unit_corruption_punished", "self_detected", "violation_counted_before"), False
    )
    counts = dict.fromkeys(
        ("unit_targets", "unit_targets_done", "unit_targets_exceeded", "unit_targets_on_time"), 10
    )
    units = {
        "led_units": 0,
        "led_units_completed": 0,
        "led_units_good": 0,
        "own_tasks_below_standard": 0,
        "discipline": "none",
    }
    facts = {**dict.fromkeys(leader.terms.criteria, "excellent"), **yes, **no, **counts, **units}
    told = explain(leader, {**facts, "cap.unit": "good", "cap.collective": "outstanding"})
    assert (told.level, ids(told)) == ("good", ["leader.cap.unit"])
    assert explain(leader, {**facts, "cap.unit": "good", "is_head": False}).level == "outstanding"
    unknown = explain(leader, {**facts, "cap.unit": None, "cap.collective": "completed"})
    assert (unknown.low, unknown.high) == ("not_completed", "completed")
    assert [name for name, _ in unknown.missing] == ["cap.unit.low", "cap.unit.high"]


def test_json_is_stable_and_carries_both_languages(organisation: Framework, cell: Facts) -> None:
    told = json.loads(json.dumps(explain(organisation, cell).to_json()))
    assert list(told) == [
        "framework",
        "version",
        "title",
        "rated",
        "level",
        "low",
        "high",
        "verdict",
        "sections",
        "decided_by",
        "what_would_change",
        "missing",
    ]
    assert told["verdict"] == {"vi": "Hoàn thành tốt nhiệm vụ", "en": "Good"}
    assert told["what_would_change"][0]["id"] == "organisation.outstanding.members_good"
    reasons: list[dict[str, Any]] = [
        reason for section in told["sections"] for reason in section["reasons"]
    ]
    assert all(set(reason["title"]) == {"vi", "en"} and reason["citation"] for reason in reasons)
    every = next(reason for reason in reasons if reason["id"] == "organisation.outstanding.tasks")
    assert [part["word"] for part in every["condition"]["parts"]] == ["criterion", "criterion"]


def test_text_marks_what_was_not_confirmed(member: Framework, member_facts: Facts) -> None:
    text = explain(member, {**member_facts, "year_tasks": "good"}).render("en")
    assert "→ Good" in text
    assert "✗ Every criterion on task results is excellent" in text
    assert "wording not confirmed" in text
    assert "needs Excellent" in text
