"""Advice: with a reason, ready to be taken, never in the way."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.cast import Cast
from thidua.accounts.models import User
from thidua.registrations.actions import dismiss_advice, save_task
from thidua.registrations.advice import Advice, advice, advice_of, rules
from thidua.registrations.advice_checks import CHECKS, Around
from thidua.registrations.clarities import list_of, lists
from thidua.registrations.clear import CHECKS as REQUIRED
from thidua.registrations.clear import problems
from thidua.registrations.content import Content, MeasureLine
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration

AROUND = Around(year=2021)


def ids(found: list[Advice]) -> set[str]:
    return {each.key.partition(":")[0] for each in found}


def test_the_data_names_only_what_there_is() -> None:
    assert {rule.check for rule in rules() if rule.check} == CHECKS.keys()
    assert {name for each in lists() for c in each.clarities for name in c.requires} == (
        REQUIRED.keys()
    )


def test_the_sixth_clarity_comes_with_2025() -> None:
    assert [len(list_of(year).clarities) for year in (2009, 2021, 2024, 2025, 2026)] == [
        5,
        5,
        5,
        6,
        6,
    ]
    assert not any(each.confirmed for each in lists())


@pytest.mark.parametrize(
    ("written", "span", "instead"),
    [
        ("Đẩy mạnh chuyển đổi 30 ha lúa", "Đẩy mạnh", "Chuyển đổi 30 ha lúa"),
        ("Xã tiếp tục nâng cao thu nhập", "tiếp tục nâng cao", "Xã thu nhập"),
        ("Đẩy mạnh", "Đẩy mạnh", None),
    ],
)
def test_a_vague_verb_is_named_with_what_could_stand_instead(
    written: str, span: str, instead: str | None
) -> None:
    (found,) = [each for each in advice_of(Content(work=written), AROUND) if each.span]
    assert (found.span, found.replacement) == (span, instead)


def test_a_part_of_a_longer_word_is_none() -> None:
    assert "some" not in ids(advice_of(Content(work="Trồng nhiềuvụ rau"), AROUND))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (MeasureLine("A", "vụ", Decimal(3), Decimal(0), "lower"), set()),
        (MeasureLine("A", "vụ", Decimal(0), Decimal(0), "lower"), {"same_as_last_year"}),
        (MeasureLine("A", "vụ", None, Decimal(0), "lower"), {"no_last_year"}),
        (MeasureLine("A", "vụ", Decimal(0), Decimal(3), "lower"), {"against_direction"}),
        (MeasureLine("A", "ha", Decimal(12), Decimal(3)), {"against_direction"}),
        (MeasureLine("A", "", Decimal(12), None), {"half_measure"}),
        (MeasureLine("A", yes_no=True), set()),
    ],
)
def test_a_measure_is_read_by_its_direction_and_nought_is_a_number(
    line: MeasureLine, said: set[str]
) -> None:
    content = Content(measures=(line,), answers_to="x", check_how="y")
    assert ids(advice_of(content, AROUND)) == said


def test_an_end_after_the_units_own_review() -> None:
    around = replace(AROUND, review_on=dt.date(2021, 11, 15))
    late = Content(ends_on=dt.date(2021, 11, 30))
    assert "end_after_review" in ids(advice_of(late, around))
    assert "end_after_review" not in ids(advice_of(late, AROUND))


def test_an_owner_who_left_is_advice_and_does_not_block(
    task: Task, registration: Registration, commune: User, cast: Cast
) -> None:
    assert "owner_outside" not in ids(advice(task))
    gone = cast.of_cell("G3A", 2)
    gone.spells.update(ends_on="2021-03-01")
    gone.positions.update(ends_on="2021-03-01")
    (found,) = [each for each in advice(task) if each.key.startswith("owner_outside")]
    assert gone.full_name in found.reason.vi
    assert problems(task) == {}
    assert send_registration(registration, actor=commune).status == "sent"


def test_what_was_dismissed_stays_away(task: Task, commune: User) -> None:
    words = {"work": {"work": "Đẩy mạnh trồng rau", "kind": "key_task"}}
    task = save_task(task, 1, words, actor=commune)
    (found,) = [each for each in advice(task) if each.span]
    task = dismiss_advice(task, found.key, actor=commune)
    assert [each for each in advice(task) if each.span] == []
