"""`make mutants`: do the tests notice when a rule is changed?

Usage: python -m tools.mutants [--minutes M] [--seed S] [MODULE …]

Each mutant is one module with one small change: a comparison, a sum, a bound, a number, a
condition. Its tests run; if none fails, the mutant survives and is printed: a rule that no test
says, or code that decides nothing. Nothing is written into the tree: the changed module exists in
the process of its tests alone. Mutants are tried in a seeded order until the time is up; no mark
excludes any. (Why not mutmut or cosmic-ray: `docs/testing.md`.)
"""

import argparse
import ast
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

from tools.mutations import apply, mutants

ROOT = Path(__file__).parents[1]
AT_ONCE = os.cpu_count() or 1
PURE = ("-p", "no:django")
APART = (*PURE, "--noconftest")
"""For pure tests in a room whose conftest knows the database."""

_SUPPRESSION = ("tests/portal/test_suppression.py", "tests/portal/test_attack.py")
_EDITIONS = ("tests/portal/test_editions.py",)
_CONDITIONS = (
    "tests/rulebook/test_words.py",
    "tests/rulebook/test_shares.py",
    "tests/rulebook/test_explaining.py",
    "tests/rulebook/test_framework_files.py",
    "tests/rulebook/test_added_conditions.py",
    "tests/conformance",
    "tests/rulebook/test_engine_properties.py",
)
_ENGINE = (
    "tests/conformance",
    "tests/rulebook/test_rate_tree.py",
    "tests/rulebook/test_engine_properties.py",
)
SUITES: dict[str, tuple[str, ...]] = {
    "thidua.vocabulary.counts": (*PURE, "tests/vocabulary/test_counts.py"),
    "thidua.rulebook.standing": (*PURE, "tests/rulebook/test_standing.py"),
    "thidua.rulebook.quota": (*PURE, "tests/rulebook/test_quota.py", "tests/conformance"),
    "thidua.rulebook.engine": (*PURE, *_ENGINE),
    "thidua.rulebook.tree": (*PURE, "tests/rulebook/test_rate_tree.py"),
    "thidua.rulebook.conditions.base": (*PURE, *_CONDITIONS),
    "thidua.rulebook.conditions.children": (*PURE, *_CONDITIONS),
    "thidua.rulebook.conditions.logic": (*PURE, *_CONDITIONS),
    "thidua.rulebook.conditions.ordered": (*PURE, *_CONDITIONS),
    "thidua.rulebook.conditions.plain": (*PURE, *_CONDITIONS),
    "thidua.rulebook.conditions.plurals": (*PURE, *_CONDITIONS),
    "thidua.portal.sums": (*APART, "tests/portal/test_checking.py"),
    "thidua.portal.checking": (*APART, "tests/portal/test_checking.py"),
    "thidua.portal.suppression": (*APART, *_SUPPRESSION, *_EDITIONS),
    "thidua.portal.editions": (*APART, *_EDITIONS),
    "thidua.rulebook.tightening": (*PURE, "tests/rulebook/test_local_layers.py"),
    "thidua.vocabulary.levels": (*PURE, "tests/vocabulary"),
    "thidua.boards.proposal_rules": (*APART, "tests/boards/test_proposal_rules.py"),
    "thidua.roster.levels": ("--reuse-db", "tests/roster/test_level_that_counts.py"),
    "thidua.boards.authority": ("--reuse-db", "tests/boards/test_authority.py"),
}
"""Per module that decides a level, a pool, an authority or a suppression the tests that hold it."""


_one_database = threading.Lock()


@dataclass(frozen=True)
class Tried:
    """A mutant by module and number, how it reads, and whether a test noticed (None: no time)."""

    module: str
    number: int
    text: str
    killed: bool | None


class _Changed(MetaPathFinder):
    """Loads one module from a syntax tree instead of its file."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.module, self.tree = module, tree

    def find_spec(
        self, name: str, path: Sequence[str] | None, _: object = None
    ) -> ModuleSpec | None:
        found = PathFinder.find_spec(name, path) if name == self.module else None
        if found is not None:
            found.loader = _TreeLoader(name, str(found.origin))
            found.loader.code = compile(self.tree, str(found.origin), "exec")
        return found


class _TreeLoader(SourceFileLoader):
    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.code


class _Unshrunk:
    """A plugin of pytest: which example fails is of no interest, so none is made smaller."""

    @staticmethod
    def pytest_sessionstart() -> None:
        from hypothesis import Phase, settings  # noqa: PLC0415 - only processes of tests need it

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutants", deadline=None, database=None, derandomize=True, phases=phases
        )
        settings.load_profile("mutants")


def parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / "src" / f"{module.replace('.', '/')}.py").read_text("utf-8"))


def run_tests(module: str, number: int | None) -> int:
    """In a process of its own: run the tests on the mutant; the exit code of pytest."""
    import pytest  # noqa: PLC0415 - only processes of tests need it

    if number is not None:
        tree = parsed(module)
        apply(mutants(tree)[number])
        sys.meta_path.insert(0, _Changed(module, ast.fix_missing_locations(tree)))
    options = ("-x", "-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider")
    return int(pytest.main([*options, *SUITES[module]], plugins=[_Unshrunk()]))


def passes(module: str, number: int | None, limit: float) -> bool:
    """Whether the module's tests pass on a mutant (None: the module as it is) within `limit` s."""
    command = [sys.executable, "-m", "tools.mutants", "--try", module, str(number)]
    with threading.Lock() if "no:django" in SUITES[module] else _one_database:
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=limit)  # noqa: S603, PLW1510
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def limits(modules: Sequence[str]) -> dict[str, float]:
    """How long the tests of each module may take on a mutant: thrice what they take without, and
    ten seconds. Raises SystemExit where they fail on the module as it is.
    """
    found = {}
    for module in modules:
        start = time.monotonic()
        if not passes(module, None, 600):
            sys.exit(f"{module}: its tests fail without any change")
        found[module] = 3 * (time.monotonic() - start) + 10
    return found


def try_all(modules: Sequence[str], seed: int, deadline: float) -> list[Tried]:
    """Every mutant of the modules in a seeded order, until `deadline` (of `time.monotonic`)."""
    found = [(m, n, str(one)) for m in modules for n, one in enumerate(mutants(parsed(m)))]
    random.Random(seed).shuffle(found)  # noqa: S311 - a sample, no secret
    limit = limits(modules)

    def tried(mutant: tuple[str, int, str]) -> Tried:
        late = time.monotonic() > deadline
        return Tried(*mutant, None if late else not passes(*mutant[:2], limit[mutant[0]]))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(tried, found))


def report(tried: Sequence[Tried]) -> None:
    """Per module how many were made, tried, killed; then every survivor."""
    made, killed = Counter(t.module for t in tried), Counter(t.module for t in tried if t.killed)
    done = Counter(t.module for t in tried if t.killed is not None)
    print(f"{'mutants of':42}{'made':>8}{'tried':>8}{'killed':>8}{'alive':>8}")
    for module in (*sorted(made), None):
        row = [c[module] if module else c.total() for c in (made, done, killed)]
        print(f"{module or 'all':42}" + "".join(f"{n:8}" for n in (*row, row[1] - row[2])))
    for one in sorted(tried, key=lambda one: (one.module, one.number)):
        if one.killed is False:
            print(f"alive: {one.module}:{one.text}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Do the tests notice when a rule is changed?")
    parser.add_argument("modules", nargs="*", default=list(SUITES), metavar="MODULE")
    parser.add_argument("--minutes", type=float, default=60, help="when to stop (60)")
    parser.add_argument("--seed", type=int, default=1, help="which mutants come first (1)")
    options = parser.parse_args()
    report(try_all(options.modules, options.seed, time.monotonic() + 60 * options.minutes))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--try"]:
        sys.exit(run_tests(sys.argv[2], None if sys.argv[3] == "None" else int(sys.argv[3])))
    main()
