"""For benchmarks that need nothing of the demo: a database of their own, and the shortest of some
runs.
"""

# ruff: noqa: PLC0415 - Django has to be started, on that database, before its models are imported

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def arguments_of(doc: str | None, *, members: int, sample: int, full: str) -> argparse.Namespace:
    """What such a benchmark may be told: how many members, how many of them the slow side gets, how
    often.
    """
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=members)
    parser.add_argument("--sample", type=int, default=sample)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--full", action="store_true", help=full)
    return parser.parse_args()


@contextmanager
def own_database() -> Iterator[Path]:
    """Django on an empty database in a temporary folder, which is yielded."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        os.environ["THIDUA_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        from thidua.config.start import start_django

        start_django()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield Path(folder)


def best_of(
    runs: int, act: Callable[[], object], *, prepare: Callable[[], None] = lambda: None
) -> float:
    """The shortest of some runs, in seconds; preparing is not timed."""
    times = []
    for _ in range(runs):
        prepare()
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return min(times)


def multiplied_up(seconds: float, sample: int, whole: int, what: str) -> str:
    """What is said beside a time that stands for more than was timed; nothing where all was."""
    return "" if sample == whole else f"({seconds:.1f} s for {sample:,} {what}, multiplied up)"


def print_times(name: str, seconds: float, said: str = "") -> None:
    """One line of the table."""
    print(f"  {name:<64} {seconds:>8.2f} s  {said}".rstrip())


def print_faster(name: str, seconds: float, ours: float, goal: float, note: str = "") -> None:
    """One line: how much faster than that ours is, and whether the goal is reached."""
    ratio = seconds / ours
    verdict = "reached" if ratio >= goal else "NOT REACHED"
    print_times(name, seconds, f"ours is {ratio:.1f}× faster, goal {goal:g}×: {verdict} {note}")
