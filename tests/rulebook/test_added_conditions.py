"""What a locality adds: conditions made in a form, and refused where they ask for nothing new."""

from typing import Any

import pytest

from tests.rulebook.test_local_layers import MEMBER, OPEN, layer
from thidua.language import speaking
from thidua.rulebook import FactError, Framework, FrameworkError, Library, bind, explain
from thidua.rulebook.composing import Offer, composed, decomposed, offers
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.rules import Rule

CITE = {"source": "local", "at": "2"}


def addition(level: str, test: dict[str, Any], *, name: str = "local.c1") -> dict[str, Any]:
    condition = {
        "id": name,
        "rule": "L-C1",
        "title": {"vi": "Thêm", "en": "More"},
        "test": test,
        "cite": CITE,
        "confirmed": True,
    }
    return {"framework": MEMBER, "level": level, "condition": condition}


def refusals(member: Framework, *adds: dict[str, Any]) -> dict[str, str]:
    with speaking("vi"), pytest.raises(FrameworkError) as refused:
        bind(member, layer(*OPEN, adds=adds))
    return {problem.key: str(problem.text) for problem in refused.value.problems}


def value_for(offer: Offer) -> str:
    return next(iter(offer.values), "7")


@pytest.mark.parametrize("subject", ["member", "organisation", "collective", "leader"])
def test_every_offer_becomes_a_condition_of_the_rulebook_and_is_known_again(
    library: Library, subject: str
) -> None:
    framework = library[f"hd21_2019/{subject}"]
    offered = offers(framework)
    for offer in offered.values():
        for comparison in offer.comparisons:
            test = composed(offer, comparison, value_for(offer))
            condition = Rule.model_validate(
                {**addition("good", test)["condition"]},
            ).test
            assert list(condition.faults(framework.terms)) == []
            assert str(condition.sentence(framework.terms))
            assert decomposed(condition, offered) == (offer.key, comparison, value_for(offer))


def test_the_offers_speak_of_what_the_text_declares(library: Library) -> None:
    offered = offers(library["hd21_2019/leader"])
    assert "ratio:led_units_good/led_units" in offered
    assert "criterion:innovation" in offered
    assert not any(key.startswith("share:") for key in offered)
    assert "share:members:good" in offers(library["hd21_2019/organisation"])


def test_a_value_is_read_as_people_write_it_and_refused_by_what_would_be_right(
    member: Framework,
) -> None:
    offered = offers(member)
    assert composed(offered["number:targets_done"], "at_least", "92,5 %") == {
        "number": "targets_done",
        "at_least": "92.5",
    }
    assert composed(offered["criterion:duties"], "at_least", "Xuất sắc") == {
        "criterion": "duties",
        "at_least": "excellent",
    }
    assert composed(offered["fact:degraded"], "is", "không") == {"fact": "degraded", "is": False}
    with speaking("vi"):
        with pytest.raises(FactError, match="Trung bình"):
            composed(offered["criterion:duties"], "at_least", "tàm tạm")
        with pytest.raises(ValueRefusedError, match="từ … trở lên, từ … trở xuống"):
            composed(offered["criterion:duties"], "is", "excellent")


@pytest.mark.parametrize(
    "test",
    [
        {"all_of": [{"fact": "degraded", "is": False}]},
        {"number": "targets_done", "at_least": 90, "when": {"fact": "civil_servant", "is": True}},
        {"number": "targets_done", "at_least": {"param": "targets_floor"}},
        {"fact": "discipline", "is_one_of": ["warning", "removal"]},
    ],
)
def test_what_takes_more_than_a_line_is_left_to_the_file(
    member: Framework, test: dict[str, Any]
) -> None:
    condition = Rule.model_validate(addition("good", test)["condition"]).test
    assert decomposed(condition, offers(member)) is None


@pytest.mark.parametrize(
    ("level", "test"),
    [
        ("outstanding", {"every": "criterion", "groups": ["tasks"], "at_least": "good"}),
        ("good", {"every": "criterion", "groups": ["tasks"], "at_least": "average"}),
        ("not_completed", {"number": "targets_done", "below": 40}),
        ("not_completed", {"number": "targets_done", "below": 50}),
        ("not_completed", {"fact": "degraded", "is": True}),
        (
            "not_completed",
            {"all_of": [{"fact": "degraded", "is": True}, {"number": "targets_done", "below": 90}]},
        ),
    ],
)
def test_what_asks_for_no_more_than_the_text_asks_is_refused(
    member: Framework, level: str, test: dict[str, Any]
) -> None:
    found = refusals(member, addition(level, test))
    assert list(found) == ["adds.0.condition.test"]
    assert "địa phương chỉ được đặt thêm điều kiện chặt hơn" in found["adds.0.condition.test"]


@pytest.mark.parametrize(
    ("level", "test"),
    [
        ("outstanding", {"number": "targets_done", "at_least": 90}),
        ("not_completed", {"number": "targets_done", "below": 51}),
        ("not_completed", {"number": "targets_done", "at_most": 50}),
        ("good", {"fact": "discipline", "is": "none"}),
        ("completed", {"every": "criterion", "at_least": "good"}),
    ],
)
def test_what_asks_for_more_is_taken(member: Framework, level: str, test: dict[str, Any]) -> None:
    assert bind(member, layer(*OPEN, adds=(addition(level, test),))).layers == ("somewhere",)


def test_a_value_tightened_by_the_layer_counts_as_what_is_asked_already(member: Framework) -> None:
    below_55 = addition("not_completed", {"number": "targets_done", "below": 55})
    bind(member, layer(*OPEN, adds=(below_55,)))
    with pytest.raises(FrameworkError):
        bind(member, layer(*OPEN, ("targets_floor", 60), adds=(below_55,)))


def test_a_fault_of_an_added_condition_is_told_by_its_key_in_the_layer(member: Framework) -> None:
    wrong = addition("good", {"number": "target_done", "at_least": 90})
    assert list(refusals(member, wrong)) == ["adds.0.condition.test.number"]


def test_a_condition_made_in_a_form_decides(
    member: Framework, member_facts: dict[str, object]
) -> None:
    test = composed(offers(member)["number:targets_done"], "at_least", "95")
    told = explain(
        bind(member, layer(*OPEN, adds=(addition("good", test),))),
        {**member_facts, "targets_done": 94},
    )
    assert (told.level, [reason.id for reason in told.decided_by]) == ("completed", ["local.c1"])
