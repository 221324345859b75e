"""A framework as it is read: nothing left out, nothing left to a file, in both languages; and two
texts compared.
"""

import json
import re
from typing import Any

import pytest

from thidua.language import Text
from thidua.rulebook import Framework, Layer, Library, bind, load_framework, packaged_layers
from thidua.rulebook.comparing import changes
from thidua.rulebook.conditions import Condition, Terms
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Standard
from thidua.rulebook.reader import read
from thidua.rulebook.reader_texts import SUBJECTS
from thidua.rulebook.reading import Item
from thidua.rulebook.texts import plain
from thidua.vocabulary import SubjectType

VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
ALONE = re.compile(r"\{|\}|\b[a-z]+_[a-z_]+\b")
"""A place left unfilled, or a name that only a file knows."""


def texts_of(item: Item) -> list[Text]:
    lines = [part for line in item.lines for part in (line.label, line.text)]
    return [
        text
        for text in (item.title, item.text, item.citation, item.note, *lines)
        if text is not None
    ]


def test_every_rule_of_a_framework_is_read_with_its_place(framework: Framework) -> None:
    items = {item.id: item for _, item in read(framework).items()}
    for placed in framework.placed_rules():
        item = items[placed.rule.id]
        assert (item.title, item.rule, item.confirmed) == (
            placed.rule.title,
            placed.rule.rule,
            placed.rule.confirmed,
        )
        assert item.citation is not None
        assert item.citation.vi.replace("\u00a0", " ") == framework.citation(placed.rule.cite)
    assert {one.id for _, one in framework.cited()} <= set(items)
    assert {f"parameters.{name}" for name in framework.parameters} <= set(items)


def test_every_sentence_is_whole_and_in_both_languages(framework: Framework) -> None:
    named = {"city": Text("thành phố", "city"), "town": Text("thị xã", "town")}
    bound = bind(framework, packaged_layers()["default"])
    for reading in (read(framework, names=named), read(bound, central=framework, names=named)):
        for section, item in reading.items():
            for text in (*texts_of(item), *([section.title] if section else [])):
                assert not ALONE.search(text.vi), text
                assert not ALONE.search(text.en), text
            if not item.local and section is not None and section.id != "sources":
                bare = [text.en for text in texts_of(item)]
                assert not [text for text in bare if VIETNAMESE.search(_without_numbers(text))], (
                    item.id
                )


def _without_numbers(text: str) -> str:
    """Documents keep their Vietnamese numbers."""
    for number in ("QĐ 132-QĐ/TW", "QĐ 89-QĐ/TW"):
        text = text.replace(number, "")
    return re.sub(r"\([^)]*\)|Giá trị mặc định.*", "", text)


def test_the_levels_come_best_first_and_say_what_they_stand_on(member: Framework) -> None:
    levels = [section for section in read(member).sections if section.level is not None]
    assert [section.id for section in levels] == [
        "outstanding",
        "good",
        "completed",
        "not_completed",
    ]
    assert all(section.intro is not None for section in levels)
    assert [str(place.en).replace("\u00a0", " ") for place in levels[1].citations] == [
        "HD 21-HD/BTCTW, II.B.2, point 2.3b"
    ]


def test_a_sentence_says_the_value_that_holds_and_not_the_one_in_the_title(
    member: Framework,
) -> None:
    text = json.loads(json.dumps(plain(member)))
    text["parameters"]["targets_floor"]["value"] = 60
    items = {item.id: item for _, item in read(load_framework(json.dumps(text))).items()}
    assert items["member.not_completed.targets"].text == Text(
        "Tỷ lệ hoàn thành chỉ tiêu, nhiệm vụ năm: dưới 60%",
        "Share of the year's targets done: less than 60%",
    )


TERMS = Terms(
    facts={
        "late": FactSpec(id="late", type="bool", title=Text("Muộn", "Late")),
        "front": FactSpec(
            id="front", type="level", title=Text("Mặt trận", "Front"), not_applicable=True
        ),
        "share": FactSpec(id="share", type="percent", title=Text("Tỷ lệ", "Share")),
    },
    criteria={"duties": FactSpec(id="duties", type="grade", title=Text("Chức trách", "Duties"))},
    groups={"tasks": Text("Nhiệm vụ", "Tasks")},
    group_of={"duties": "tasks"},
)


@pytest.mark.parametrize(
    ("raw", "vi"),
    [
        ({"criterion": "duties", "at_least": "good"}, "Chức trách: từ Tốt trở lên"),
        (
            {"any": "criterion", "groups": ["tasks"], "at_most": "poor"},
            "Có một tiêu chí thuộc nhóm “Nhiệm vụ”: nhiều nhất Kém",
        ),
        (
            {"level": "front", "at_least": "good"},
            "Mặt trận: từ Hoàn thành tốt nhiệm vụ trở lên (không có tổ chức ấy thì coi là đạt)",
        ),
        (
            {"not": {"any_of": [{"fact": "late", "is": True}, {"number": "share", "below": 50}]}},
            "không phải: (Muộn: có hoặc Tỷ lệ: dưới 50%)",
        ),
        (
            {"all_of": [{"fact": "late", "is": False}, {"number": "share", "above": 50}]},
            "Muộn: không và Tỷ lệ: trên 50%",
        ),
        (
            {
                "fact": "late",
                "is": True,
                "when": {"number": "share", "at_most": 9},
                "unless": {"level": "front", "at_most": "good"},
            },
            "Muộn: có; chỉ áp dụng khi Tỷ lệ: không quá 9%; trừ khi Mặt trận: nhiều nhất "
            "Hoàn thành tốt nhiệm vụ"
            " (không có tổ chức ấy thì coi là đạt)",
        ),
    ],
)
def test_words_are_said_as_sentences(raw: dict[str, Any], vi: str) -> None:
    rule = {
        "id": "x",
        "rule": "R1-X",
        "title": {"vi": "x", "en": "x"},
        "cite": {"source": "s", "at": "1"},
    }
    test: Condition = (
        Standard.model_validate({"require": [{**rule, "confirmed": True, "test": raw}]})
        .require[0]
        .test
    )
    assert test.sentence(TERMS).vi == vi


def test_the_same_text_differs_in_nothing(framework: Framework) -> None:
    assert changes(read(framework), read(load_framework(framework.to_yaml()))) == []


def test_a_layer_shows_as_what_it_set_and_as_what_that_changes_in_rules(library: Library) -> None:
    member = library["hd21_2019/member"]
    found = {
        one.id: one
        for one in changes(read(member), read(bind(member, packaged_layers()["hai_duong_2021"])))
    }
    rounding = found["parameters.quota_rounding"]
    assert (rounding.kind, rounding.local) == ("changed", True)
    said = {part.label.en: (part.before.vi, part.after.vi) for part in rounding.differences}
    assert said["Says"] == ("Trung ương để ngỏ", "làm tròn lên")
    assert "làm tròn lên trong từng tổ chức cơ sở đảng" in said["Reason"][1]
    assert found["member.quota"].kind == "changed"
    assert found["sources.hai_duong_2021.province"].kind == "added"


def test_a_central_rule_says_which_value_in_it_is_local(member: Framework) -> None:
    text = plain(packaged_layers()["default"])
    cite = {"source": "neutral", "at": "3"}
    text["sets"].append(
        {"framework": member.id, "parameter": "targets_floor", "value": 70, "cite": cite}
    )
    items = {
        item.id: item
        for _, item in read(bind(member, Layer.model_validate(text)), central=member).items()
    }
    rule = items["member.not_completed.targets"]
    assert (rule.local, [line.text.vi for line in rule.lines]) == (
        False,
        ["70% (Giá trị mặc định, 3)"],
    )
    assert items["member.not_completed.degraded"].lines == ()


def test_a_rule_that_went_is_named_last(member: Framework) -> None:
    text = json.loads(json.dumps(plain(member)))
    gone = text["levels"]["outstanding"]["require"].pop()
    (found,) = changes(read(member), read(load_framework(json.dumps(text))))
    assert (found.id, found.kind) == (gone["id"], "removed")


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("member", "đảng viên", "Party members"),
        ("organisation", "tổ chức đảng", "Party organisations"),
        ("collective", "tập thể lãnh đạo, quản lý", "leadership collectives"),
        ("leader", "cá nhân lãnh đạo, quản lý", "individual leaders"),
    ],
)
def test_a_framework_says_whom_it_is_about(name: str, vi: str, en: str) -> None:
    who = SUBJECTS[SubjectType(name)]
    assert tuple(who) == (vi, en)
