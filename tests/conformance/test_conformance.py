"""The regulations, case by case: each sentence of the topic files is a test of its own."""

from typing import Any

import pytest

from tests.conformance.case import Case
from tests.conformance.cases import CASES, RatingCase


def _param(case: Case) -> Any:
    marks = [pytest.mark.xfail(reason=case.disputed, strict=True)] if case.disputed else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_the_rulebook_answers_as_the_regulation_says(case: Case) -> None:
    found = case.found()
    assert found.answer == case.wanted(), f"\n{case.name}\n{case.source}\n\n{found.told()}"


def _worth_explaining() -> list[RatingCase]:
    """One rating case of each sort (framework, known or not, sections decided by), and all that a
    cap decides.
    """
    sorts: dict[object, RatingCase] = {}
    for case in CASES:
        if isinstance(case, RatingCase) and not case.disputed:
            expect = case.expect
            sections = {name.split(".")[1] for name in expect["decided_by"]}
            sort = (case.framework, "cannot_tell" in expect, *sorted(sections))
            sorts.setdefault(case.name if "cap" in sections else sort, case)
    return list(sorts.values())


@pytest.mark.parametrize("case", [_param(case) for case in _worth_explaining()])
def test_the_explanation_gives_the_same_reasons(case: RatingCase) -> None:
    told = case.explanation()
    assert sorted(reason.id for reason in told.decided_by) == case.wanted()["decided_by"], (
        told.render("en")
    )
