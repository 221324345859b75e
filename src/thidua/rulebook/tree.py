"""The whole tree, rated from below: what stands at one stage is counted by the next.

members → cells → sub-committees → grassroots → upper level → province → collectives → leaders.
Heads come last of all: their caps look back at their collective and their unit, and nothing looks
at them."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl

from thidua.rulebook.conditions import count_columns
from thidua.rulebook.engine import classify, count_children
from thidua.rulebook.framework import Framework
from thidua.rulebook.standing import standing
from thidua.vocabulary import SubjectType, Tier

Frames = Mapping[SubjectType, Any]
Frameworks = Mapping[SubjectType, Framework]

_ANCESTORS = {"grassroots": Tier.GRASSROOTS, "upper_level": Tier.UPPER_LEVEL}


def rate_tree(frames: Frames, frameworks: Frameworks) -> dict[SubjectType, Any]:
    """Rate everybody. Returns, per subject type given, its frame with what `classify` and
    `standing` add.

    Every frame has `id`, the facts, and optionally `chosen` and `decided` (Int8 levels). Besides:
    members `organisation_id` (the organisation they are directly in); organisations `parent_id`,
    `tier`, `body` (codes), `sector`, and optionally `rated` (Boolean; without it everybody but the
    province is rated); collectives `organisation_id`; leaders `organisation_id`, `is_head`. Members
    stay in their kind of frame (Polars, DuckDB, PySpark); the small tree above them is Polars. Pool
    keys that quotas need and a Polars frame lacks (`grassroots`, `upper_level`, `parent`, …) are
    added."""
    organisations = (
        _polars(frames[SubjectType.ORGANISATION]) if SubjectType.ORGANISATION in frames else None
    )
    places = None if organisations is None else _places(organisations)
    done: dict[SubjectType, Any] = {}
    for kind in SubjectType:
        if kind not in frames:
            continue
        if kind is SubjectType.ORGANISATION:
            done[kind] = _rate_organisations(_polars(frames[kind]), frameworks[kind], done)
        else:
            frame = (
                frames[kind]
                if kind is SubjectType.MEMBER
                else _with_caps(_polars(frames[kind]), done)
            )
            done[kind] = standing(classify(frameworks[kind], frame))
        done[kind] = _with_pool_keys(done[kind], frameworks[kind], places)
    return done


def _polars(frame: Any) -> pl.DataFrame:
    """Any frame as an eager Polars one."""
    polars: pl.DataFrame = nw.from_native(frame).lazy().collect("polars").to_native()
    return polars


def _rate_organisations(
    organisations: pl.DataFrame, framework: Framework, done: Frames
) -> pl.DataFrame:
    """Tier by tier from the cells up; each counts its own members and the organisations rated just
    below it.
    """
    if "rated" not in organisations.columns:
        organisations = organisations.with_columns(rated=pl.col("tier") != Tier.PROVINCE.code)
    stages: list[pl.DataFrame] = []
    for tier in Tier:
        here = organisations.filter((pl.col("tier") == tier.code) & pl.col("rated"))
        here = _with_counts(
            here, done.get(SubjectType.MEMBER), by="organisation_id", children="members"
        )
        below = pl.concat(stages) if stages else None
        here = _with_counts(here, below, by="parent_id", children="subordinates")
        stages.append(standing(classify(framework, here)))
    return pl.concat(stages)


def _with_counts(parents: pl.DataFrame, rated: Any, *, by: str, children: str) -> pl.DataFrame:
    """Beside each parent the ratings of its children; zeros where it has none."""
    names = count_columns(children)
    if rated is None:
        return parents.with_columns(pl.lit(0, dtype=pl.Int64).alias(name) for name in names)
    counts = _polars(count_children(rated, by=by, children=children)).rename({by: "id"})
    counts = counts.filter(pl.col("id").is_not_null()).with_columns(
        pl.col("id").cast(parents.schema["id"])
    )
    joined = parents.join(counts, on="id", how="left", maintain_order="left")
    return joined.with_columns(pl.col(name).fill_null(0) for name in names)


def _with_caps(frame: pl.DataFrame, done: Frames) -> pl.DataFrame:
    """Beside each collective or leader the standing range of the unit, and of the collective, that
    caps them; 0 where that one is not rated.
    """
    for cap, kind, key in (
        ("unit", SubjectType.ORGANISATION, "id"),
        ("collective", SubjectType.COLLECTIVE, "organisation_id"),
    ):
        if kind in done:
            levels = done[kind].select(
                pl.col(key).alias("organisation_id"),
                pl.col("standing_low").alias(f"cap.{cap}.low"),
                pl.col("standing_high").alias(f"cap.{cap}.high"),
            )
            frame = frame.join(
                levels, on="organisation_id", how="left", maintain_order="left"
            ).with_columns(pl.col(f"cap.{cap}.low", f"cap.{cap}.high").fill_null(0))
    return frame


def _places(organisations: pl.DataFrame) -> pl.DataFrame:
    """Per organisation (`organisation`) the values that pools may be keyed by."""
    known = [name for name in ("tier", "body", "sector") if name in organisations.columns]
    places = organisations.select(
        pl.col("id").alias("organisation"), pl.col("parent_id").alias("parent"), *known
    )
    above = organisations.select(
        pl.col("id").alias("at"), pl.col("parent_id").alias("next"), pl.col("tier").alias("at_tier")
    )
    climbing = places.select("organisation", at=pl.col("organisation"))
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in _ANCESTORS}
    for _ in Tier:
        climbing = climbing.join(above, on="at", how="inner")
        for name, tier in _ANCESTORS.items():
            found[name].append(
                climbing.filter(pl.col("at_tier") == tier.code).select(
                    "organisation", pl.col("at").alias(name)
                )
            )
        climbing = climbing.select("organisation", at=pl.col("next"))
    for parts in found.values():
        places = places.join(pl.concat(parts).unique("organisation"), on="organisation", how="left")
    return places


def _with_pool_keys(rated: Any, framework: Framework, places: pl.DataFrame | None) -> Any:
    """The pool keys of the framework's quotas that a Polars frame does not carry yet, from its
    place in the tree.
    """
    if places is None or not isinstance(rated, pl.DataFrame | pl.LazyFrame):
        return rated
    here = rated.collect_schema().names()
    keys = {key for quota in framework.quotas for key in _keys_of(quota.pool, framework)}
    wanted = [key for key in places.columns if key in keys and key not in here]
    if not wanted:
        return rated
    at = "id" if framework.subject is SubjectType.ORGANISATION else "organisation_id"
    found = places.select(pl.col("organisation").alias(at), *(pl.col(key) for key in wanted))
    joined = rated.lazy().join(found.lazy(), on=at, how="left", maintain_order="left")
    return joined if isinstance(rated, pl.LazyFrame) else joined.collect()


def _keys_of(pool: Any, framework: Framework) -> tuple[str, ...]:
    return framework.terms.parameters[pool.param] or () if hasattr(pool, "param") else pool
