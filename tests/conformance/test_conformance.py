"""The regulations, case by case: each sentence of the topic files is a test of its own."""

import pytest

from tests.conformance.cases import CASES, Case


def _param(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.disputed, strict=True)] if case.disputed else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_the_rulebook_answers_as_the_regulation_says(case: Case) -> None:
    found = case.found()
    assert found.answer == case.wanted(), f"\n{case.name}\n{case.source}\n\n{found.told}"
