"""What `make mutants` changes: every bound, sum and condition of a rule, nothing else."""

import ast

from tools.mutants import SUITES, parsed
from tools.mutations import apply, mutants

RULE = """
def within(part: int | None, whole: int = 0) -> bool:
    'How many at most, 20 in 100.'
    return part is not None and part * 100 <= 20 * whole
"""


def changed(text: str) -> list[str]:
    """Every mutant of some code, as code."""
    found = []
    for number in range(len(mutants(ast.parse(text)))):
        tree = ast.parse(text)
        apply(mutants(tree)[number])
        found.append(ast.unparse(tree))
    return found


def test_each_mutant_differs_from_the_rule_and_from_the_others() -> None:
    found = changed(RULE)
    assert len({*found, ast.unparse(ast.parse(RULE))}) == len(found) + 1


def test_bounds_numbers_sums_and_conditions_are_changed() -> None:
    last_lines = {text.splitlines()[-1].strip() for text in changed(RULE)}
    assert {
        "return part is not None and part * 100 < 20 * whole",
        "return part is not None and part * 100 > 20 * whole",
        "return part is not None and part * 100 <= 21 * whole",
        "return part is not None and part * 100 <= 20 + whole",
        "return part is None and part * 100 <= 20 * whole",
        "return part is not None or part * 100 <= 20 * whole",
        "return part * 100 <= 20 * whole",
        "return part is not None",
    } <= last_lines


def test_types_and_sentences_are_left_alone() -> None:
    for text in changed(RULE):
        assert "part: int | None" in text
        assert "20 in 100." in text


def test_every_module_of_the_list_has_mutants_and_tests() -> None:
    assert all(mutants(parsed(module)) for module in SUITES)
