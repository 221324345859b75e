"""Choices that come in a workbook fill no pool beyond its ceiling: the board's rule, told at their
cells.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import polars as pl

from thidua.boards.counting import PoolKey, Tally, counts, pools_of
from thidua.boards.gauges import BoardPool, over_full
from thidua.boards.proposal_rules import overfills
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.ratings.models import Rating
from thidua.ratings.staleness import freshness_of, last_done, stage_of
from thidua.roster.loading.year import YearLoading
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import Level, SubjectType
from thidua.workbooks import Diff

_EVERYBODY = ("true", ())
NOT_JUDGED = Text(
    "Có lựa chọn chưa đối chiếu được với số tối đa vì thông tin đã đổi sau lần xếp loại gần nhất; "
    "sau khi xếp loại lại, "
    "bảng xếp loại cho thấy nhóm nào vượt số tối đa; quyết định vượt thì không ban hành được.",
    "Some choices could not be held against the ceilings, since facts have changed after the "
    "last classification; once "
    "it has run again the boards show pools over their ceiling, and a decision over it cannot "
    "be issued.",
)


def changed_choices(diff: Diff) -> pl.DataFrame:
    """The rows of a comparison that choose another level than is stored: row, entry_id, chosen."""
    changed = diff.changed.filter(pl.col("changes").list.contains("chosen"))
    new = diff.new.filter(pl.col("chosen") != "")
    return pl.concat([changed, new], how="diagonal").select("row", "entry_id", "chosen")


@contextmanager
def within_ceilings(
    check: Checking, loading: YearLoading, campaign: Campaign, choices: pl.DataFrame
) -> Iterator[None]:
    """Count the pools of these choices before and after the block writes them, and report what
    overfills one.

    A pool over its ceiling already may not get worse. Levels reached must be known as they are now:
    in a year that was never classified, or whose facts have changed since, nothing can be told, and
    issuing decisions stays the judge."""
    if choices.is_empty():
        yield
        return
    if loading.keeps:  # no board chooses between this count and the end of the load
        Campaign.objects.select_for_update().get(pk=campaign.pk)
    judged = _judged(campaign, _entries(choices))
    if len(judged) < len(choices) and last_done(campaign) is not None:
        loading.warnings.append(NOT_JUDGED)
    frameworks = bound_frameworks(campaign)
    kinds = {SubjectType(entry.subject_type) for entry in judged.values()}
    before = {kind: counts(campaign, frameworks[kind], _EVERYBODY) for kind in kinds}
    yield
    for kind in kinds:
        chosen = [entry for entry in judged.values() if entry.subject_type == kind]
        for pool, entries in _overfilled(campaign, frameworks[kind], before[kind], chosen):
            _report(check, choices.filter(pl.col("entry_id").is_in(entries)), pool)


def _entries(choices: pl.DataFrame) -> list[RosterEntry]:
    found = RosterEntry.objects.defer("facts", "search_key", "sort_key").in_bulk(
        choices["entry_id"].to_list()
    )
    return list(found.values())


def _judged(campaign: Campaign, entries: Iterable[RosterEntry]) -> dict[int, RosterEntry]:
    """The subjects whose level reached is known as it is now."""
    fresh = freshness_of(campaign)
    stages = {(entry.subject_type, entry.tier) for entry in entries}
    known = {place for place in stages if fresh.up_to(stage_of(*place))}
    return {entry.pk: entry for entry in entries if (entry.subject_type, entry.tier) in known}


def _overfilled(
    campaign: Campaign,
    framework: Framework,
    before: dict[PoolKey, Tally],
    entries: Iterable[RosterEntry],
) -> Iterator[tuple[BoardPool, list[int]]]:
    """Pools over their ceiling with less room than before, and which of these subjects count in
    each.
    """
    after = counts(campaign, framework, _EVERYBODY)
    touched: dict[PoolKey, list[int]] = defaultdict(list)
    for entry in entries:
        for pool in pools_of(entry, framework):
            touched[pool].append(entry.pk)
    for pool, inside in touched.items():
        rooms = (
            tallies.get(pool, Tally()).room(framework, pool.quota) for tallies in (before, after)
        )
        if overfills(*rooms):
            yield over_full(framework, pool, after[pool]), inside


def _report(check: Checking, rows: pl.DataFrame, pool: BoardPool) -> None:
    """At each choice of the file that takes a place in this pool; where it only lowers others, at
    those.

    The first of them tells how the ceiling was counted, the others lead back to it.
    """
    taking = rows.filter(
        pl.col("chosen") == Level.OUTSTANDING, pl.col("entry_id").is_in(_reached(rows))
    )
    marked = (rows if taking.is_empty() else taking).with_columns(
        pool_vi=pl.lit(pool.label.vi),
        pool_en=pl.lit(pool.label.en),
        counted_vi=pl.lit(pool.counted.vi),
        counted_en=pl.lit(pool.counted.en),
        first=pl.col("row").min(),
    )
    expected = Text(
        f"bớt ít nhất {-pool.room} lựa chọn xuất sắc trong nhóm này",
        f"at least {-pool.room} outstanding choices fewer in this pool",
    )
    check.fail(
        marked.filter(pl.col("row") == pl.col("first")),
        column="chosen",
        message=Text(
            f"nhóm “{{pool_vi}}” sẽ có {pool.tally.outstanding} xuất sắc, vượt số tối đa "
            f"{pool.ceiling} ({{counted_vi}})",
            f"pool “{{pool_en}}” would have {pool.tally.outstanding} outstanding, over its "
            f"ceiling of {pool.ceiling} "
            "({counted_en})",
        ),
        expected=expected,
    )
    check.fail(
        marked.filter(pl.col("row") > pl.col("first")),
        column="chosen",
        message=Text(
            "cùng nhóm “{pool_vi}” vượt số tối đa ở dòng {first}",
            "the same pool “{pool_en}” as in row {first}",
        ),
        expected=expected,
    )


def _reached(rows: pl.DataFrame) -> list[int]:
    """Those whose choice of outstanding counts: they reached it."""
    entries = rows["entry_id"].to_list()
    return list(Rating.objects.filter(pk__in=entries, low=OUTSTANDING).values_list("pk", flat=True))
