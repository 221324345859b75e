"""The list of quota pools: narrowed by who is in them and by their state, the fullest first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.frameworks.errors import NotBoundError
from thidua.language import Text
from thidua.organisations.syllables import rank, syllables
from thidua.ratings.pools import Pool, pools
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.reports.levels import Who, group_of
from thidua.reports.overview import name_of
from thidua.reports.quotas import STATES
from thidua.vocabulary import SubjectType
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
from thidua.web.queries import QueryForm, SearchField, WordField
from thidua.web.sheets import Sheet
from thidua.workbooks import vietnamese_order_key

POOL_SORTS: dict[str, Callable[[Pool], Any]] = {
    "name": lambda pool: vietnamese_order_key(_name(pool)),
    "rated": lambda pool: pool.rated,
    "good": lambda pool: pool.good_or_better,
    "room": lambda pool: pool.room,
}
"""By what the list of pools can be sorted; usually the fullest stand first."""


@dataclass(frozen=True)
class PoolFilters:
    """Which pools are asked for; "" narrows nothing."""

    subject_type: str = SubjectType.ORGANISATION
    who: str = ""
    state: str = ""
    q: str = ""
    sort: str = ""

    @property
    def kind(self) -> SubjectType:
        return SubjectType(self.subject_type)

    @property
    def group(self) -> str:
        """The group asked for, as it is called; "" for all of the kind."""
        return str(Who(self.who).short) if self.who else ""

    def is_about(self, pool: Pool) -> bool:
        return not self.who or group_of(self.subject_type, pool.tier) == self.who


class PoolQuery(QueryForm):
    """The address of the list of pools, as the values of `PoolFilters`."""

    subject_type = WordField(SubjectType.values(), default=SubjectType.ORGANISATION.value)
    who = WordField(list(Who))
    state = WordField(STATES)
    q = SearchField()
    sort = WordField(["", *(sign + word for word in POOL_SORTS for sign in ("", "-"))])


@dataclass(frozen=True)
class CountedPools:
    """The pools asked for, and of all that are in question how many are in which state."""

    pools: list[Pool]
    by_state: dict[str, int]

    @property
    def whole(self) -> int:
        return sum(self.by_state.values())


def counted_pools(*, campaign: Campaign, actor: Actor, filters: PoolFilters) -> CountedPools:
    """Pools wholly inside the actor's part in which somebody is rated; none before frameworks are
    bound.
    """
    found = [
        pool for pool in _cached_pools(campaign, actor, filters.kind) if filters.is_about(pool)
    ]
    by_state: dict[str, int] = Counter(pool.state for pool in found)
    chosen = [pool for pool in found if filters.state in {"", pool.state}]
    if typed := syllables(filters.q):
        chosen = [pool for pool in chosen if rank(typed, _name(pool)) is not None]
    key = POOL_SORTS[filters.sort.removeprefix("-") or "room"]
    chosen.sort(key=lambda pool: vietnamese_order_key(_name(pool)))
    chosen.sort(key=key, reverse=filters.sort.startswith("-"))
    return CountedPools(chosen, dict(by_state))


def _name(pool: Pool) -> str:
    return str(pool.label) or str(pool.title)


def _cached_pools(campaign: Campaign, actor: Actor, kind: SubjectType) -> list[Pool]:
    """The pools as they were counted last, or counted again after any change; of who is in them the
    first alone.
    """
    scope = scope_of(actor)
    place = f"pools:{kind}:{name_of(scope)}"

    def count(places: Sequence[str]) -> dict[str, Any]:
        try:
            found = pools(campaign=campaign, subject_type=kind, actor=actor)
        except NotBoundError:
            found = []
        return {
            place: [asdict(replace(pool, entries=pool.entries[:1])) for pool in found if pool.rated]
        }

    rows = cached_counts(campaign, [Wanted(place)], count)[place]
    return [_read(row) for row in rows]


def _read(row: dict[str, Any]) -> Pool:
    texts = {name: Text(*row[name]) for name in ("title", "label", "counted")}
    return Pool(**{**row, **texts, "entries": tuple(row["entries"])})


def pools_sheet(
    campaign: Campaign, filters: PoolFilters, found: Iterable[Pool], *, by: str, place: str
) -> Sheet:
    """The pools as a file, in the reader's language: the columns of the page, the places apart."""
    return Sheet(
        name=file_name(
            _("Nhóm tính tỷ lệ {whom} {year}").format(whom=filters.kind.plural, year=campaign.year),
            place,
        ),
        title=_("Nhóm tính tỷ lệ năm {year}").format(year=campaign.year),
        about=in_words(filters),
        columns=[
            Column(_("Nhóm"), width=44),
            Column(_("Được xếp loại"), Kind.NUMBER),
            Column(_("Tốt trở lên"), Kind.NUMBER),
            Column(_("Xuất sắc"), Kind.NUMBER),
            Column(_("Nhiều nhất"), Kind.NUMBER),
            Column(_("Tình trạng"), width=14),
            Column(_("Cách tính"), width=80),
        ],
        rows=_rows(found),
        by=by,
    )


def in_words(filters: PoolFilters) -> list[tuple[str, str]]:
    """What the list of pools is narrowed to, as label and value, in the reader's language."""
    about = [(_("Đối tượng"), filters.group or str(filters.kind.label))]
    return about + ([(_("Tình trạng"), str(STATES[filters.state]))] if filters.state else [])


def _rows(found: Iterable[Pool]) -> Iterator[list[Cell]]:
    for pool in found:
        yield [
            _name(pool),
            pool.rated,
            pool.good_or_better,
            pool.outstanding,
            pool.ceiling,
            str(STATES[pool.state]),
            f"{pool.counted} ({pool.citation})",
        ]
