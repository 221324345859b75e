"""Local layers tighten and fill in, and never loosen; the library chooses by subject and day."""

import json
from datetime import date
from typing import Any

import pytest

from thidua.language import speaking
from thidua.rulebook import (
    Framework,
    FrameworkError,
    Layer,
    Library,
    NoFrameworkInForceError,
    OpenParameterError,
    bind,
    explain,
    load_layer,
    packaged_layers,
)
from thidua.rulebook.texts import plain
from thidua.vocabulary import SubjectType

MEMBER = "hd21_2019/member"


def layer(*sets: tuple[str, Any], adds: tuple[dict[str, Any], ...] = ()) -> Layer:
    cite = {"source": "local", "at": "1"}
    return load_layer(
        json.dumps(
            {
                "id": "somewhere",
                "title": {"vi": "Nơi nào đó", "en": "Somewhere"},
                "applies_to": [MEMBER],
                "in_force": {"from": "2021-01-01"},
                "sources": {
                    "local": {
                        "number": "HD 1",
                        "title": {"vi": "x", "en": "x"},
                        "date": "2021-01-01",
                    }
                },
                "sets": [
                    {"framework": MEMBER, "parameter": name, "value": to, "cite": cite}
                    for name, to in sets
                ],
                "adds": list(adds),
            }
        )
    )


OPEN = (("quota_base", "good"), ("quota_rounding", "up"))


def test_open_parameters_must_be_set(member: Framework) -> None:
    with pytest.raises(OpenParameterError, match="quota_base, quota_rounding"):
        bind(member)
    bound = bind(member, layer(*OPEN))
    assert bound.parameters["quota_base"].value == "good"
    assert bound.citation(bound.parameters["quota_base"].cite) == "HD 1, 1"
    assert bound.layers == ("somewhere",)
    assert bound.fingerprint != member.fingerprint


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("targets_floor", 49, "chỉ được đặt từ 50% trở lên"),
        ("targets_floor", "49.9999", "chỉ được đặt từ 50% trở lên"),
        ("quota_percent", 21, "chỉ được đặt nhiều nhất 20%"),
        ("quota_pool", ["upper_level"], "không được thay"),
        ("quota_percent", 15.5, "trong nháy"),
        ("quota_base", "everybody", "good_or_better"),
        ("quotas", 1, "không có tham số “quotas”"),
    ],
)
def test_what_is_settled_is_never_loosened(
    member: Framework, parameter: str, value: Any, sentence: str
) -> None:
    with speaking("vi"), pytest.raises(FrameworkError, match=sentence):
        bind(member, layer(*OPEN, (parameter, value)))


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("targets_floor", 60), ("targets_floor", 50), ("quota_percent", "12.5")],
)
def test_what_is_settled_may_be_tightened(member: Framework, parameter: str, value: Any) -> None:
    assert str(bind(member, layer(*OPEN, (parameter, value))).parameters[parameter].value) == str(
        value
    )


def test_a_tightened_threshold_decides(member: Framework, member_facts: dict[str, object]) -> None:
    tight = bind(member, layer(*OPEN, ("targets_floor", 60)))
    facts = {**member_facts, "targets_done": 55}
    assert (explain(member, facts).level, explain(tight, facts).level) == (
        "outstanding",
        "not_completed",
    )


def test_a_layer_adds_a_condition_with_its_own_citation(
    member: Framework, member_facts: dict[str, object]
) -> None:
    condition = {
        "id": "somewhere.outstanding.targets",
        "rule": "L1-TARGETS",
        "title": {"vi": "Đạt 90 %", "en": "90 % done"},
        "test": {"number": "targets_done", "at_least": 90},
        "cite": {"source": "local", "at": "2"},
        "confirmed": True,
    }
    added = layer(
        *OPEN, adds=({"framework": MEMBER, "level": "outstanding", "condition": condition},)
    )
    told = explain(bind(member, added), {**member_facts, "targets_done": 89})
    assert told.level == "good"
    assert [(reason.id, reason.citation) for reason in told.decided_by] == [
        ("somewhere.outstanding.targets", "HD 1, 2")
    ]


def test_a_layer_for_others_changes_nothing(library: Library) -> None:
    collective = library["hd21_2019/collective"]
    province = packaged_layers()["hai_duong_2021"]
    assert bind(collective, layer(), province) == bind(collective, province)


def test_packaged_layers_read_back_and_bind_everything(library: Library) -> None:
    for packaged in packaged_layers().values():
        assert load_layer(packaged.to_yaml()) == packaged
        assert all(not bind(framework, packaged).open_parameters for framework in library)


def test_a_layer_that_names_a_foreign_framework_or_source_is_refused() -> None:
    text = plain(layer(*OPEN))
    text["sets"][0] |= {"framework": "hd21_2019/leader"}
    text["sets"][1]["cite"] = {"source": "nowhere", "at": "1"}
    with pytest.raises(FrameworkError) as refused:
        load_layer(json.dumps(text), "l.yaml")
    assert [problem.key for problem in refused.value.problems] == [
        "sets.0.framework",
        "sets.1.cite.source",
    ]


@pytest.mark.parametrize("day", [date(2019, 10, 18), date(2021, 12, 15), date(2023, 11, 9)])
@pytest.mark.parametrize("subject", SubjectType)
def test_the_day_of_the_review_chooses(library: Library, subject: SubjectType, day: date) -> None:
    assert library.choose(subject, day).id == f"hd21_2019/{subject}"


@pytest.mark.parametrize("day", [date(2019, 10, 17), date(2023, 11, 10)])
def test_no_framework_names_the_days_that_are_covered(library: Library, day: date) -> None:
    with pytest.raises(NoFrameworkInForceError, match="18/10/2019–10/11/2023") as refused:
        library.choose(SubjectType.MEMBER, day)
    assert refused.value.covered == ((date(2019, 10, 18), date(2023, 11, 10)),)


def changed(member_json: str, **keys: Any) -> str:
    return json.dumps({**json.loads(member_json), **keys})


def test_a_higher_version_replaces_the_packaged_text(member: Framework, member_json: str) -> None:
    assert Library.packaged([changed(member_json, version=3)])[MEMBER].version == 3
    assert (
        Library.packaged([changed(member_json, version=1, title={"vi": "x", "en": "x"})])[MEMBER]
        == member
    )


def test_a_successor_may_begin_on_the_first_day_not_covered(member_json: str) -> None:
    successor = changed(member_json, id="hd25_2023/member", in_force={"from": "2023-11-10"})
    library = Library.packaged([successor])
    assert library.choose(SubjectType.MEMBER, date(2023, 11, 10)).id == "hd25_2023/member"


def test_overlapping_texts_are_refused(member_json: str) -> None:
    with pytest.raises(FrameworkError, match=r"hd25_2023/member: in_force: .*hd21_2019/member"):
        Library.packaged(
            [changed(member_json, id="hd25_2023/member", in_force={"from": "2023-11-09"})]
        )


def test_an_unknown_framework_is_named(library: Library) -> None:
    with pytest.raises(FrameworkError, match="hd21_2019/member"):
        library["hd21_2019/membr"]
