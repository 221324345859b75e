"""Quota pools of a year: who is in them, how many may be outstanding, and how that was counted.

The rule itself (keys of a pool, counts, `ceiling`) is `rulebook.quota`, over frames; here its pools
get names and reasons. `boards.counting` counts one pool where it lies, for choosing, with the same
`ceiling`: `tests/boards/test_counting.py` holds it against `pools_in`
(`test_pools_count_as_the_frames_do`, `test_ceilings_are_the_same`). `reports.quotas` adds up what
`pools` and `counted_pools` give and has no rule of its own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import may
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.organisations.queries import organisation_ids, root_path
from thidua.ratings.frames import standing_subjects
from thidua.rulebook import Framework, encode, pool_keys, pool_subjects
from thidua.rulebook import pools as count_pools
from thidua.rulebook.quota import Quota, State, room, state_of
from thidua.rulebook.values import number_text
from thidua.vocabulary import Body, PositionRole, Sector, SubjectType, Tier, Word


@dataclass(frozen=True)
class Pool:
    """One pool of a quota with its counts and its ceiling. `entries`: the roster entries in it, in
    roster order; `tier`: where the first of them stands.
    """

    quota: str
    rule: str
    title: Text
    citation: str
    label: Text
    key: Mapping[str, str | int | None]
    rated: int
    good_or_better: int
    good: int
    outstanding: int
    reached_outstanding: int
    unknown: int
    ceiling: int
    counted: Text
    tier: str
    entries: tuple[int, ...]

    @property
    def over(self) -> bool:
        """Whether more stand at outstanding than the ceiling allows."""
        return self.state == "over"

    @property
    def room(self) -> int:
        """How many more may be chosen; negative when the pool is over its ceiling."""
        return room(outstanding=self.outstanding, ceiling=self.ceiling)

    @property
    def state(self) -> State:
        return state_of(outstanding=self.outstanding, ceiling=self.ceiling)


_BASES = {
    "good": Text(
        "số hoàn thành tốt ({n} từ tốt trở lên, trừ số xuất sắc)",
        "those at good (of the {n} at good or better, less the outstanding)",
    ),
    "good_or_better": Text("{n} từ hoàn thành tốt trở lên", "the {n} at good or better"),
    "rated": Text("{n} được xếp loại", "the {n} rated"),
}
_ROUNDINGS = {
    "up": Text("làm tròn lên", "rounded up"),
    "down": Text("làm tròn xuống", "rounded down"),
    "half_up": Text("làm tròn từ 0,5", "rounded half up"),
}


def pools(*, campaign: Campaign, subject_type: SubjectType, actor: Actor) -> list[Pool]:
    """The pools of one subject type whose subjects all lie in the actor's part of the tree, in the
    order of the tree.

    Counted live: a choice shows at once, before the next classification.
    Raises NotBoundError before frameworks are bound.
    """
    framework = bound_frameworks(campaign)[subject_type]
    frame = standing_subjects(campaign, subject_type=[subject_type.value])
    found = pools_in(framework, frame)
    scope = scope_of(actor)
    if scope.everything or may(actor, "ratings.view", path=root_path()):
        return found
    inside = pl.col("organisation_id").is_in(organisation_ids(scope))
    visible = set(frame.filter(inside)["entry"])
    return [pool for pool in found if visible.issuperset(pool.entries)]


def pools_in(
    framework: Framework,
    frame: pl.DataFrame,
    *,
    only_over: bool = False,
    known: Iterable[Organisation | None] = (),
) -> list[Pool]:
    """The pools that subjects of one type (as `standing_subjects` gives them) make under a
    framework; `only_over`: those over their ceilings; `known`: organisations whose names need not
    be looked up.
    """
    keys = pool_keys(framework)
    found = [
        (quota, {**row, "key": _key_in_words(row, keys[quota.id])})
        for quota, counted in counted_pools(framework, frame, pl.col("entry"))
        for row in (counted.filter("over") if only_over else counted).iter_rows(named=True)
    ]
    names = names_of_places((row["key"] for _, row in found), known)
    return [_pool(framework, quota, row, names) for quota, row in found]


PoolPlace = Literal["grassroots", "upper_level", "parent"]
POOL_PLACES: tuple[PoolPlace, ...] = ("grassroots", "upper_level", "parent")


def places_of_pools(
    framework: Framework, places: Mapping[PoolPlace, Collection[int | None]]
) -> dict[str, list[int]]:
    """What narrows `standing_subjects` to the whole pools of some subjects.

    `places`: where these subjects stand. A column narrows where every quota makes its pools by it
    and none of the subjects lacks it.
    """
    keys = pool_keys(framework).values()
    return {
        place: [pk for pk in known if pk is not None]
        for place, known in places.items()
        if all(place in key for key in keys) and None not in known
    }


def counted_pools(
    framework: Framework, frame: pl.DataFrame, *about: pl.Expr
) -> Iterator[tuple[Quota, pl.DataFrame]]:
    """Per quota its pools in which somebody is rated, a row each: the keys (as the engine's codes),
    the counts, the ceiling, `stands_at` (the tier, as a word, of the first rated in it) and
    `about`: what else is to be said of those rated in it, whom each pool lists in roster order.
    """
    coded = encode(framework, frame.with_columns(stands_at="tier"))
    counts, subjects = count_pools(framework, coded), pool_subjects(framework, coded)
    keys = pool_keys(framework)
    for quota in framework.quotas:
        key = list(keys[quota.id])
        rated = subjects[quota.id].filter(pl.col("low").is_not_null())
        yield (
            quota,
            rated.group_by(key, maintain_order=True)
            .agg(pl.col("stands_at").first(), *about)
            .join(counts[quota.id], on=key, how="inner", nulls_equal=True, maintain_order="left"),
        )


def _key_in_words(row: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """A pool's key values as words and ids."""
    return {name: _word(name, row[name]) for name in keys}


def _word(key: str, value: Any) -> Any:
    """A pool key's value in words: tiers and bodies come out of the engine as codes."""
    return _WORDS[key].from_code(value).value if key in _WORDS and isinstance(value, int) else value


def _pool(
    framework: Framework, quota: Quota, row: dict[str, Any], names: Mapping[int, str]
) -> Pool:
    return Pool(
        quota=quota.id,
        rule=quota.rule,
        title=quota.title,
        citation=framework.citation(quota.cite),
        label=label_of(framework, quota, row["key"], names),
        key=row["key"],
        counted=how_counted(framework, quota, row),
        tier=row["stands_at"],
        entries=tuple(row["entry"]),
        **{name: row[name] for name in _COUNTS},
    )


def label_of(
    framework: Framework,
    quota: Quota,
    key: Mapping[str, str | int | None],
    names: Mapping[int, str],
) -> Text:
    """What a pool is called: its key values as people say them; `names` of the organisations among
    them.
    """
    parts = [_part(name, quota.alike(value, framework.terms), names) for name, value in key.items()]
    return Text(
        *(" · ".join(part[language] for part in parts if part[language]) for language in (0, 1))
    )


_COUNTS = (
    "rated",
    "good_or_better",
    "good",
    "outstanding",
    "reached_outstanding",
    "unknown",
    "ceiling",
)


def how_counted(framework: Framework, quota: Quota, row: Mapping[str, int]) -> Text:
    """How the ceiling came about: “At most 7: 20% of the 32 at good or better, rounded up”.

    `row` holds `rated`, `good_or_better` and `ceiling` of the pool.
    """
    base, rounding = framework.terms.value(quota.base), framework.terms.value(quota.rounding)
    percent = number_text(framework.terms.value(quota.percent), "%")
    whole = _BASES[base].format(
        n=number_text(row["rated" if base == "rated" else "good_or_better"])
    )
    return Text(
        vi="Tối đa {ceiling}: {percent} của {whole}, {rounding}",
        en="At most {ceiling}: {percent} of {whole}, {rounding}",
    ).format(
        percent=percent,
        whole=whole,
        rounding=_ROUNDINGS[rounding],
        ceiling=number_text(row["ceiling"]),
    )


def names_of_places(
    keys: Iterable[Mapping[str, str | int | None]], known: Iterable[Organisation | None] = ()
) -> dict[int, str]:
    """The names of the organisations among the values of pool keys."""
    names = {place.pk: short_name(place) for place in known if place is not None}
    wanted = {
        value
        for key in keys
        for name, value in key.items()
        if name not in _WORDS and isinstance(value, int)
    }
    others = wanted - names.keys()
    found = Organisation.objects.filter(pk__in=others).only("short_name", "name")
    return names | {place.pk: short_name(place) for place in found}


_WORDS: dict[str, type[Word]] = {
    "tier": Tier,
    "body": Body,
    "sector": Sector,
    "role": PositionRole,
}


def _part(key: str, values: tuple[Any, ...], names: Mapping[int, str]) -> Text:
    """One key value as people say it; values counted as one are all named."""
    value = values[0]
    if value is None or value == "":
        return Text("", "")
    if key not in _WORDS:
        name = names.get(value, str(value))
        return Text(name, name)
    words = [_WORDS[key](word).short for word in values]
    return Text(", ".join(word.vi for word in words), ", ".join(word.en for word in words))
