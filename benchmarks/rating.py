"""Rating 5.4 million members in 52,000 organisations: our engine, openfisca-core, and a loop over
people.

Ours gives every condition's outcome and the range of each level; openfisca-core the bare levels and
pool sums of the same rules; the loop the bare levels of a sample, its time multiplied up. Building
the inputs is not timed.

    python -m benchmarks.rating [--members 5400000] [--organisations 52000] [--sample 100000]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

CONDUCT = ("political_thought", "ethics_lifestyle", "discipline_awareness", "working_style")
TASKS = ("duties", "year_tasks")
OTHERS = (*CONDUCT, "self_commitment", "remedying")
SEED = 2021
RUNS = 3
Columns = dict[str, NDArray[Any]]


def columns(members: int, organisations: int) -> Columns:
    """Facts as integer codes: grades 1..4, levels 1..4 (0 does not apply), discipline 0..4, percent
    × 10,000.
    """
    random = np.random.default_rng(SEED)
    size = members
    data: Columns = {
        name: random.choice([1, 2, 3, 4], size, p=[0.002, 0.06, 0.7, 0.238]).astype(np.int8)
        for name in (*TASKS, *OTHERS)
    }
    everywhere = np.arange(min(organisations, size))  # no organisation without a member
    data["grassroots"] = np.concatenate(
        [everywhere, random.integers(0, organisations, size - len(everywhere))]
    ).astype(np.int32)
    data["targets_done"] = random.integers(480_000, 1_000_001, size).astype(np.int64)
    data["discipline"] = random.choice([0, 1, 2], size, p=[0.995, 0.004, 0.001]).astype(np.int8)
    data["violation_counted_before"] = random.random(size) < 0.001
    data["degraded"] = random.random(size) < 0.0005
    data["civil_servant"] = random.random(size) < 0.35
    data["civil_servant_level"] = random.choice(
        [1, 2, 3, 4], size, p=[0.002, 0.06, 0.7, 0.238]
    ).astype(np.int8)
    return data


def timed(act: Callable[[], object]) -> float:
    """The best of three runs, in seconds."""
    best = float("inf")
    for _ in range(RUNS):
        begin = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - begin)
    return best


def ours(arguments: argparse.Namespace) -> dict[str, Any]:
    """Every condition's outcome, the level's range, and the pools of every organisation."""
    import datetime as dt  # noqa: PLC0415  (each side loads only its own libraries)

    import polars as pl  # noqa: PLC0415

    from thidua import rulebook  # noqa: PLC0415

    framework = rulebook.Library.packaged().choose(
        rulebook.SubjectType.MEMBER, dt.date(2021, 12, 15)
    )
    frame = pl.DataFrame(columns(arguments.members, arguments.organisations)).with_columns(
        pl.lit(True).alias("self_reviewed"),  # noqa: FBT003
        pl.lit(False).alias("transferred_in_year"),  # noqa: FBT003
        pl.lit(rulebook.MembershipStatus.OFFICIAL.code, dtype=pl.Int8).alias("membership_status"),
    )
    found: dict[str, Any] = {}

    def act() -> None:
        rated = rulebook.classify(framework, frame)
        at_least = [(pl.col("low") >= level).sum().alias(f"level_{level}") for level in (2, 3, 4)]
        found["rated"], found["pools"] = (
            rated,
            rated.group_by("grassroots").agg(pl.len().alias("rated"), *at_least),
        )

    seconds = timed(act)
    rated = found["rated"]
    return {
        "seconds": seconds,
        "conditions": sum(name.startswith(rulebook.OUTCOME) for name in rated.columns),
        "levels": {int(level): int((rated["low"] == level).sum()) for level in (1, 2, 3, 4)},
    }


def openfisca(arguments: argparse.Namespace) -> dict[str, Any]:
    """Bare levels and pool sums of the same rules as openfisca-core computes them."""
    from benchmarks.openfisca_rules import simulation  # noqa: PLC0415

    data = columns(arguments.members, arguments.organisations)
    best, levels = float("inf"), None
    for _ in range(RUNS):
        fresh = simulation(data, organisations=arguments.organisations)
        begin = time.perf_counter()
        levels = fresh.calculate("level", "2021")
        fresh.calculate("good_or_better_in_pool", "2021")
        fresh.calculate("outstanding_in_pool", "2021")
        best = min(best, time.perf_counter() - begin)
    return {
        "seconds": best,
        "levels": {level: int((levels == level).sum()) for level in (1, 2, 3, 4)},
    }


def level_of(person: Mapping[str, Any]) -> int:
    """The bare level of one member, as a program over people would write it."""
    disciplined = person["discipline"] > 0 and not person["violation_counted_before"]
    servant = person["civil_servant"]
    if person["degraded"] or disciplined or person["targets_done"] < 500_000:
        return 1
    if servant and person["civil_servant_level"] == 1:
        return 1
    for level, tasks, others in ((4, 4, 3), (3, 3, 2), (2, 2, 2)):
        reached = all(person[name] >= tasks for name in TASKS) and all(
            person[name] >= others for name in OTHERS
        )
        if reached and (not servant or person["civil_servant_level"] >= level):
            return level
    return 1


def _known(value: Any, holds: Callable[[Any], bool]) -> bool | None:
    return None if value is None else holds(value)


def _all(outcomes: list[bool | None]) -> bool | None:
    if False in outcomes:
        return False
    return None if None in outcomes else True


def outcomes_of(person: Mapping[str, Any]) -> tuple[int, int, list[bool | None]]:
    """What ours gives, for one member: the range of the level and each condition, in three-valued
    logic.
    """
    servant = person["civil_servant"]
    state = person["civil_servant_level"]
    counted = _known(person["violation_counted_before"], lambda value: not value)
    cases = [
        _known(person["degraded"], bool),
        _known(person["targets_done"], lambda value: value < 500_000),
        _all([servant, _known(state, lambda value: value == 1)]),
        _all([_known(person["discipline"], lambda value: value > 0), counted]),
    ]
    outcomes, rungs = list(cases), []
    for tasks, others, level in ((2, 2, 2), (3, 2, 3), (4, 3, 4)):
        required = [
            _all(
                [_known(person[name], lambda grade, least=tasks: grade >= least) for name in TASKS]
            ),
            _all(
                [
                    _known(person[name], lambda grade, least=others: grade >= least)
                    for name in OTHERS
                ]
            ),
            True if servant is False else _known(state, lambda value, least=level: value >= least),
        ]
        outcomes += required
        rungs.append(_all([*required, *(None if case is None else not case for case in cases)]))
    return (
        1 + sum(rung is True for rung in rungs),
        1 + sum(rung is not False for rung in rungs),
        outcomes,
    )


def _over_people(
    arguments: argparse.Namespace, rate: Callable[[Mapping[str, Any]], int]
) -> dict[str, Any]:
    """A sample of people one by one; its time times (members / sample)."""
    data = columns(arguments.sample, arguments.organisations)
    rows = zip(*(column.tolist() for column in data.values()), strict=True)
    people = [dict(zip(data, row, strict=True)) for row in rows]
    pools: dict[int, int] = {}

    def act() -> None:
        pools.clear()
        for person in people:
            if rate(person) >= 3:
                pools[person["grassroots"]] = pools.get(person["grassroots"], 0) + 1

    return {
        "seconds": timed(act) * arguments.members / arguments.sample,
        "sample": arguments.sample,
    }


def loop(arguments: argparse.Namespace) -> dict[str, Any]:
    """Bare levels, person by person."""
    return _over_people(arguments, level_of)


def full_loop(arguments: argparse.Namespace) -> dict[str, Any]:
    """What ours gives (every outcome, three-valued), person by person."""
    return _over_people(arguments, lambda person: outcomes_of(person)[0])


SIDES = {"ours": ours, "openfisca": openfisca, "loop": loop, "full_loop": full_loop}


def run_side(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """One side in its own process: its memory is its own."""
    command = [
        *(sys.executable, "-m", "benchmarks.rating", "--side", name),
        *("--members", str(arguments.members), "--organisations", str(arguments.organisations)),
        *("--sample", str(arguments.sample)),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=5_400_000)
    parser.add_argument("--organisations", type=int, default=52_000)
    parser.add_argument("--sample", type=int, default=100_000)
    parser.add_argument("--side", choices=SIDES)
    arguments = parser.parse_args()
    if arguments.side:
        result = SIDES[arguments.side](arguments)
        result["gib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(json.dumps(result))
        return
    results = {name: run_side(name, arguments) for name in SIDES}
    mine, theirs, slow, slower = (results[name] for name in SIDES)
    print(
        f"rating {arguments.members:,} members in {arguments.organisations:,} organisations "
        f"(best of {RUNS})"
    )
    print(
        f"  ours, {mine['conditions']} outcomes a member   {mine['seconds']:8.2f} s   "
        f"{mine['gib']:.2f} GiB (goal < 6)"
    )
    print(f"  openfisca-core, bare levels   {theirs['seconds']:8.2f} s   {theirs['gib']:.2f} GiB")
    print(
        f"  loop, every outcome           {slower['seconds']:8.2f} s   (from {slow['sample']:,} "
        f"people)"
    )
    print(
        f"  loop, bare levels             {slow['seconds']:8.2f} s   (from {slow['sample']:,} "
        f"people)"
    )
    print(
        f"  ours / openfisca-core         {mine['seconds'] / theirs['seconds']:8.2f} x (goal <= 3)"
    )
    print(
        f"  loop, every outcome / ours    {slower['seconds'] / mine['seconds']:8.0f} x (goal >= "
        f"200)"
    )
    print(f"  loop, bare levels / ours      {slow['seconds'] / mine['seconds']:8.0f} x")
    same = {int(level): count for level, count in mine["levels"].items()} == {
        int(level): count for level, count in theirs["levels"].items()
    }
    print(
        "  both sides give the same number of members at each level"
        if same
        else f"  DIFFERENT LEVELS: {results}"
    )


if __name__ == "__main__":
    main()
