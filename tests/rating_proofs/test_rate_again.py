"""The script that rates again shares nothing with the engine, and comes to the same: over every
shipped framework, layer and kind of subject.
"""

import ast
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.rating_proofs.conftest import FRAMEWORKS, explained, facts_for
from thidua.rating_proofs import rate_again
from thidua.rulebook import Framework

RATINGS = 50
"""Of each framework under each layer: 400 in all."""


def test_it_imports_the_standard_library_and_pyyaml_alone() -> None:
    tree = ast.parse(Path(rate_again.__file__).read_text("utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names - set(sys.stdlib_module_names) == {"yaml"}


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: f"{one.id}+{len(one.layers)}")
def test_random_ratings_come_out_the_same(
    framework: Framework, known_words: dict[str, Any]
) -> None:
    text, rnd = framework.to_yaml(), random.Random(framework.id)  # noqa: S311 - the same each time
    subjects = [facts_for(framework, rnd) for _ in range(RATINGS)] + [{}]
    ranges = set()
    for facts, (wanted, theirs) in zip(subjects, explained(framework, subjects), strict=True):
        reached, told = rate_again.Rules(text, facts, known_words).rate()
        assert reached == wanted, facts
        assert told == theirs
        ranges.add(str(reached))
    assert len(ranges) > 2


def test_every_shipped_subject_is_there() -> None:
    assert {framework.subject.value for framework in FRAMEWORKS} == {
        "member",
        "organisation",
        "collective",
        "leader",
    }
