"""No rule without a case, no case without a rule, and a page that says so."""

from tests.conformance.cases import CASES
from tests.conformance.coverage import (
    DOCUMENT,
    STUBS,
    cases_by_rule,
    document,
    lines,
    never_decisive,
)


def test_every_rule_has_a_case() -> None:
    rules = {line.rule for line in lines()} | STUBS
    assert sorted(rules - set(cases_by_rule())) == []


def test_every_rule_of_the_review_stands_in_a_packaged_text() -> None:
    assert sorted(STUBS - {line.rule for line in lines()}) == []


def test_every_rule_that_a_case_names_exists() -> None:
    known = {line.rule for line in lines()} | STUBS
    assert sorted({rule for case in CASES for rule in case.rules} - known) == []


def test_every_condition_decides_some_case() -> None:
    assert never_decisive() == []


def test_there_are_many_cases_and_every_sentence_is_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 100
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_names_can_be_read_in_a_test_report() -> None:
    assert [case.name for case in CASES if not case.name.isascii()] == []


def test_the_page_of_covered_rules_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), (
        "run: python -m tests.conformance.write_coverage"
    )
