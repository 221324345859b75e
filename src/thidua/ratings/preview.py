"""Who would move: one year's facts rated under two sets of texts, side by side. Everything here
only reads.

Decided levels are left out of both sides (a decision stands whatever the rules say); what
committees chose stays in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.ratings.frames import engine_frames, rate_frames, subjects
from thidua.ratings.pools import Pool, pools_in
from thidua.rulebook import OUTCOME, Framework, condition_ids
from thidua.vocabulary import SubjectType

Texts = Mapping[SubjectType, Framework]
Rated = Mapping[SubjectType, pl.DataFrame]
OnProgress = Callable[[Text, int], None]
"""Called with the stage that begins, and how many are done."""

STAGES = (
    Text("Đọc thông tin", "Reading facts"),
    Text("Xếp loại theo văn bản đang áp dụng", "Rating under the texts that are bound"),
    Text("Xếp loại theo bản xem trước", "Rating under the previewed texts"),
    Text("So sánh", "Comparing"),
)
MOST_POOLS = 200
"""So many pools that change are kept one by one; all are counted."""

_RANGE = ("low", "high", "standing_low", "standing_high")


@dataclass(frozen=True)
class Compared:
    """One row a subject that moves (`moves`), and the counts and pools of both sides as plain
    values (`summary`).
    """

    moves: pl.DataFrame
    summary: dict[str, Any]


def compare(
    campaign: Campaign,
    *,
    before: Texts,
    after: Texts,
    on_progress: OnProgress = lambda stage, done: None,
) -> Compared:
    """Rate everybody of a year under both sets of texts and say what differs. Raises
    ClassificationError.

    `moves`: entry, direction, low/high before and after, standing before and after (null: cannot
    tell), conditions."""
    on_progress(STAGES[0], 0)
    everybody = subjects(campaign).with_columns(decided=pl.lit(None, dtype=pl.Int8))
    frames = engine_frames(campaign, before, everybody)
    same_facts = all(before[kind].fields == after[kind].fields for kind in after)
    on_progress(STAGES[1], 1)
    old = rate_frames(frames, before)
    on_progress(STAGES[2], 2)
    new = rate_frames(frames if same_facts else engine_frames(campaign, after, everybody), after)
    on_progress(STAGES[3], 3)
    moves = {kind: _moves(old[kind], new[kind], before[kind], after[kind]) for kind in SubjectType}
    summary = {
        "counts": {kind.value: _counts(old[kind], new[kind]) for kind in SubjectType},
        "moves": {
            kind.value: dict(found["direction"].value_counts().iter_rows())
            for kind, found in moves.items()
        },
        **_pools(everybody, (old, before), (new, after)),
    }
    return Compared(pl.concat(moves.values()), summary)


def _counts(old: pl.DataFrame, new: pl.DataFrame) -> dict[str, list[list[int]]]:
    """How many reach, and how many stand at, each level (1 to 4, then cannot tell), before and
    after.
    """
    return {
        "reached": [_at_levels(old, "low", "high"), _at_levels(new, "low", "high")],
        "standing": [
            _at_levels(old, "standing_low", "standing_high"),
            _at_levels(new, "standing_low", "standing_high"),
        ],
    }


def _at_levels(rated: pl.DataFrame, low: str, high: str) -> list[int]:
    known = pl.col(low) == pl.col(high)
    held = rated.filter(pl.col("low").is_not_null()).select(
        level=pl.when(known).then(pl.col(low)).otherwise(0)
    )
    found = dict(held["level"].value_counts().iter_rows())
    return [found.get(level, 0) for level in (1, 2, 3, 4, 0)]


def _moves(
    old: pl.DataFrame, new: pl.DataFrame, before: Framework, after: Framework
) -> pl.DataFrame:
    """Those whose reached or standing range differs, and which conditions came out otherwise."""
    both = old.select("entry", *_RANGE, *_outcomes(before)).join(
        new.select("entry", *_RANGE, *_outcomes(after)),
        on="entry",
        suffix="_after",
        how="left",
        maintain_order="left",
    )
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in _RANGE)
    moved = both.filter(differs).with_columns(
        standing_before=_known("standing_low", "standing_high"),
        standing_after=_known("standing_low_after", "standing_high_after"),
    )
    return moved.select(
        "entry",
        direction=_direction(),
        low_before="low",
        high_before="high",
        low_after="low_after",
        high_after="high_after",
        standing_before="standing_before",
        standing_after="standing_after",
        conditions=_otherwise(before, after),
    )


def _outcomes(framework: Framework) -> list[str]:
    return [OUTCOME + name for name in condition_ids(framework)]


def _known(low: str, high: str) -> pl.Expr:
    return pl.when(pl.col(low) == pl.col(high)).then(pl.col(low))


def _direction() -> pl.Expr:
    """Where a subject moves: down, up, to “cannot tell” or out of it, out of the rating, or only in
    what it reaches.
    """
    before, after = pl.col("standing_before"), pl.col("standing_after")
    return (
        pl.when(pl.col("low_after").is_null() & pl.col("low").is_not_null())
        .then(pl.lit("unrated"))
        .when(before.is_null() & after.is_not_null())
        .then(pl.lit("known"))
        .when(before.is_not_null() & after.is_null())
        .then(pl.lit("unknown"))
        .when(after > before)
        .then(pl.lit("up"))
        .when(after < before)
        .then(pl.lit("down"))
        .otherwise(pl.lit("reached"))
    )


def _otherwise(before: Framework, after: Framework) -> pl.Expr:
    """The ids of the conditions that speak otherwise for the subject than before, as an array for
    the database.

    A cap that holds the subject is named even where it held before: the level that it leaves has
    moved."""
    old, against, caps = set(condition_ids(before)), _against(after), {cap.id for cap in after.caps}
    changed = []
    for name in condition_ids(after):
        here = pl.col(f"{OUTCOME}{name}_after" if name in old else OUTCOME + name)
        there = pl.col(OUTCOME + name) if name in old else pl.lit(name not in against)
        holds = ~here.fill_null(value=False) if name in caps else pl.lit(value=False)
        changed.append(pl.when(here.ne_missing(there) | holds).then(pl.lit(name)))
    ids = pl.concat_list(changed).list.drop_nulls().list.join(",") if changed else pl.lit("")
    return pl.concat_str(pl.lit("{"), ids, pl.lit("}"))


def _against(framework: Framework) -> set[str]:
    return {placed.rule.id for placed in framework.placed_rules() if placed.disqualifies}


def _pools(
    everybody: pl.DataFrame, old: tuple[Rated, Texts], new: tuple[Rated, Texts]
) -> dict[str, Any]:
    """Pools whose ceiling or fullness differs: those that come to be over their ceiling first."""
    changed: list[dict[str, Any]] = []
    total = 0
    for kind in SubjectType:
        before, after = (
            _pools_of(everybody, kind, rated[kind], texts[kind]) for rated, texts in (old, new)
        )
        total += len(after)
        changed += [
            _pool(kind, before.get(key), after.get(key))
            for key in {**before, **after}
            if _differ(before.get(key), after.get(key))
        ]
    changed.sort(
        key=lambda pool: (not pool["over"], -abs((pool["after"] or 0) - (pool["before"] or 0)))
    )
    return {
        "pools": changed[:MOST_POOLS],
        "pools_changed": len(changed),
        "pools_over": sum(pool["over"] for pool in changed),
        "pools_total": total,
    }


def _pools_of(
    everybody: pl.DataFrame, kind: SubjectType, rated: pl.DataFrame, framework: Framework
) -> dict[Any, Pool]:
    frame = everybody.filter(pl.col("subject_type") == kind.value).drop("facts")
    frame = frame.with_columns(organisation="organisation_id", parent="parent_id")
    frame = frame.join(
        rated.select("entry", *_RANGE), on="entry", how="inner", maintain_order="left"
    )
    return {
        (pool.quota, tuple(sorted(pool.key.items()))): pool for pool in pools_in(framework, frame)
    }


def _differ(before: Pool | None, after: Pool | None) -> bool:
    if before is None or after is None:
        return True
    return (before.ceiling, before.over) != (after.ceiling, after.over)


def _pool(kind: SubjectType, before: Pool | None, after: Pool | None) -> dict[str, Any]:
    latest = after or before
    assert latest is not None  # noqa: S101  (one of the two is there)
    return {
        "kind": kind.value,
        "label": list(latest.label if any(latest.label) else latest.title),
        "before": None if before is None else before.ceiling,
        "after": None if after is None else after.ceiling,
        "chosen": latest.outstanding,
        "size": latest.rated,
        "over": after is not None and after.over and not (before is not None and before.over),
        "counted": list(latest.counted),
    }
