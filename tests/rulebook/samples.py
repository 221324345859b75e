"""Random subjects for the property tests: facts as words for the oracle, the same facts as codes
for the engine.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

import polars as pl

from thidua.rulebook import Framework, count_children
from thidua.rulebook.conditions import count_columns
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.frames import schema

Subject = dict[str, Any]

PERCENTAGES = [Fraction(n) for n in (0, 20, 50, 70, 80, 100)] + [
    Fraction(n, 10_000) for n in (499_999, 799_999, 200_001)
]
FAVOURABLE: dict[str, Any] = {
    "self_reviewed": True,
    "initiatives_applied": True,
    "main_targets_done": True,
    "discipline": "none",
    "worst_member_discipline": "none",
    "membership_status": "official",
    "targets_done": Fraction(100),
    "own_tasks_below_standard": Fraction(0),
    "months_since_admission": Fraction(120),
    "months_since_founding": Fraction(120),
    "sick_leave_months": Fraction(0),
}


def random_subject(framework: Framework, random: Random) -> Subject:
    """Mostly in order, so that the upper rungs are reached; each fact may be unknown, odd, or on a
    threshold.
    """
    usual = random.choice(("excellent", "excellent", "good", "average"))
    subject = {name: _random_value(spec, usual, random) for name, spec in framework.fields.items()}
    if "unit_targets" in subject:
        subject |= _counts(random)
    if framework.subject == "organisation":
        for children in ("members", "subordinates"):
            subject[children] = [_range(random) for _ in range(random.choice((0, 1, 2, 5, 5, 10)))]
    for cap in filter(lambda one: one.of, framework.caps):
        luck = random.random()
        subject[f"cap.{cap.of}"] = None if luck < 0.1 else (0, 0) if luck < 0.15 else _range(random)
    return subject


def _random_value(spec: FactSpec, usual: str, random: Random) -> Any:
    luck = random.random()
    if luck < 0.04:
        return None
    if luck > 0.85:
        return _odd(spec, random)
    tame = {"grade": usual, "level": "outstanding", "bool": False}.get(spec.type)
    return FAVOURABLE.get(spec.id, _odd(spec, random) if tame is None else tame)


def _odd(spec: FactSpec, random: Random) -> Any:
    if spec.vocabulary:
        return random.choice(list(spec.vocabulary))
    if spec.type == "bool":
        return random.random() < 0.5
    if spec.type == "percent":
        return random.choice(PERCENTAGES)
    return Fraction(random.randint(0, 12)) if spec.type == "number" else random.randint(0, 10)


def _counts(random: Random) -> Subject:
    """Unit targets that sit on the thresholds as often as beside them."""
    whole = random.choice((0, 1, 5, 10, 10, 20))
    parts = ("unit_targets_done", "unit_targets_exceeded", "unit_targets_on_time")
    counts: Subject = {
        "unit_targets": whole,
        **{part: random.choice((whole, whole, whole * 7 // 10, whole // 2)) for part in parts},
    }
    units = random.choice((0, 1, 10))
    counts |= {
        "led_units": units,
        "led_units_completed": random.choice((units, units, units * 7 // 10)),
    }
    counts["led_units_good"] = random.choice((units, units * 7 // 10, units // 2))
    return {name: None if random.random() < 0.04 else count for name, count in counts.items()}


def _range(random: Random) -> tuple[int, int]:
    if random.random() < 0.7:
        level = random.choice((1, 2, 3, 3, 4, 4, 4))
        return level, level
    low = random.randint(1, 4)
    return low, random.randint(low, 4)


def engine_frame(framework: Framework, subjects: Sequence[Subject]) -> pl.DataFrame:
    """The same subjects as the engine wants them: codes, counted children, caps as low and high."""
    frame = pl.DataFrame(
        {
            name: [_code(spec, subject.get(name)) for subject in subjects]
            for name, spec in framework.fields.items()
        },
        schema=schema(framework.fields),
    ).with_columns(id=pl.int_range(len(subjects), dtype=pl.Int64))
    for children in ("members", "subordinates"):
        if framework.subject == "organisation":
            frame = _with_children(frame, [subject[children] for subject in subjects], children)
    for cap in filter(lambda one: one.of, framework.caps):
        for at, bound in enumerate(("low", "high")):
            held = [
                None if (pair := subject[f"cap.{cap.of}"]) is None else pair[at]
                for subject in subjects
            ]
            frame = frame.with_columns(pl.Series(f"cap.{cap.of}.{bound}", held, dtype=pl.Int8))
    return frame


def _code(spec: FactSpec, value: Any) -> Any:
    if value is None or spec.type in {"bool", "count"}:
        return value
    return spec.vocabulary[value][0] if spec.vocabulary else int(value * 10_000)


def _with_children(
    frame: pl.DataFrame, families: Sequence[Sequence[tuple[int, int]]], name: str
) -> pl.DataFrame:
    rows = [(at, *child) for at, family in enumerate(families) for child in family]
    types = {"id": pl.Int64, "standing_low": pl.Int8, "standing_high": pl.Int8}
    counted = count_children(pl.DataFrame(rows, schema=types, orient="row"), by="id", children=name)
    joined = frame.join(counted, on="id", how="left", maintain_order="left")
    return joined.with_columns(pl.col(column).fill_null(0) for column in count_columns(name))


def facts_for_explain(framework: Framework, row: Mapping[str, Any]) -> dict[str, Any]:
    """One engine row as the facts that `explain` takes."""
    specs = framework.terms.every_field()
    return {
        name: None if row[name] is None else spec.decode(row[name])
        for name, spec in specs.items()
        if name in row
    }
