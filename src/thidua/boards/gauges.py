"""The pools of a board as its gauges: how full each is, how that was counted, and which rows count
in it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.boards.counting import COLUMNS, PoolKey, Tally, Value, count_of, counts, key_of, keys_of
from thidua.boards.definition import Board
from thidua.language import Text
from thidua.ratings.pools import how_counted, label_of, names_of_places
from thidua.rulebook import Framework
from thidua.rulebook.quota import room
from thidua.web.components import Gauge


@dataclass(frozen=True)
class BoardPool:
    """One pool on a board: its short address, its name there, its counts, its ceiling."""

    key: PoolKey
    slug: str
    label: Text
    title: Text
    citation: str
    tally: Tally
    ceiling: int
    counted: Text

    @property
    def room(self) -> int:
        return room(outstanding=self.tally.outstanding, ceiling=self.ceiling)

    @property
    def candidates(self) -> int:
        """How many reached outstanding and are not chosen."""
        return max(0, self.tally.reached_outstanding - self.tally.outstanding)

    @property
    def wanting(self) -> bool:
        """Whether a place is free and somebody could take it."""
        return self.room > 0 and self.candidates > 0

    @property
    def countable(self) -> bool:
        """Whether a most can be named: somebody is known to have reached good, or nobody's level is
        open.
        """
        return self.ceiling > 0 or self.tally.outstanding > 0 or self.tally.unknown == 0

    @property
    def gauge(self) -> Gauge:
        """For the part of a page that draws it."""
        return Gauge(
            str(self.label),
            used=self.tally.outstanding,
            ceiling=self.ceiling,
            size=self.tally.rated,
        )


def slug_of(key: PoolKey) -> str:
    """A pool's short name in addresses: the same for the same quota and values."""
    name = "|".join([key.quota_id, *("" if value is None else str(value) for value in key.values)])
    return hashlib.blake2s(name.encode(), digest_size=4).hexdigest()


def board_pools(board: Board) -> list[BoardPool]:
    """The pools that the subjects of a deciding committee make, the largest first; a cell that
    proposes fills none.
    """
    if not board.decides:
        return []
    framework = board.framework
    inside, params = board.entries
    found = counts(board.campaign, framework, (f"e.id IN ({inside})", params))
    varying = _varying(found, framework)
    names = names_of_places(varying.values())
    pools = [_pool(key, tally, framework, varying[key], names) for key, tally in found.items()]
    return sorted(pools, key=lambda pool: (-pool.tally.rated, str(pool.label)))


def pool_slugs(row: Mapping[str, Any], framework: Framework) -> tuple[str, ...]:
    """The pools that one raw row of the board counts in."""
    columns = {name: row[column] for name, column in COLUMNS.items()}
    keys = (key_of(framework, quota, columns) for quota in framework.quotas)
    return tuple(slug_of(key) for key in keys if key is not None)


Named = dict[str, Value]


def _varying(keys: Iterable[PoolKey], framework: Framework) -> dict[PoolKey, Named]:
    """Of each pool the key values that tell it from the others: what all of a board share goes
    without saying.
    """
    named: dict[PoolKey, Named] = {
        key: dict(zip(keys_of(framework, key.quota), key.values, strict=True)) for key in keys
    }
    seen: dict[str, set[Value]] = defaultdict(set)
    for values in named.values():
        for name, value in values.items():
            seen[name].add(value)
    return {
        key: {name: value for name, value in values.items() if len(seen[name]) > 1}
        for key, values in named.items()
    }


def _pool(
    key: PoolKey, tally: Tally, framework: Framework, named: Named, names: Mapping[int, str]
) -> BoardPool:
    most = tally.ceiling(framework, key.quota)
    row = {"rated": tally.rated, "good_or_better": tally.good_or_better, "ceiling": most}
    return BoardPool(
        key=key,
        slug=slug_of(key),
        label=label_of(framework, key.quota, named, names) if named else framework.subject.title,
        title=key.quota.title,
        citation=framework.citation(key.quota.cite),
        tally=tally,
        ceiling=most,
        counted=how_counted(framework, key.quota, row),
    )


def pool_as(board: Board, key: PoolKey, tally: Tally | None) -> BoardPool:
    """A pool as a choice left it, without its name: the board that shows it has it already. None:
    to be counted.
    """
    counted = tally if tally is not None else count_of(board.campaign, board.framework, key)
    return _pool(key, counted, board.framework, {}, {})


def over_full(framework: Framework, key: PoolKey, tally: Tally) -> BoardPool:
    """A pool with its full name, for whoever does not see it among the others of its board."""
    values: Named = dict(zip(keys_of(framework, key.quota), key.values, strict=True))
    return _pool(key, tally, framework, values, names_of_places([values]))
