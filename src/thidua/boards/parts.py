"""Parts of the board that are drawn for a page and again after a choice: gauges, the bar, what was
refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.boards.access import BoardAccess
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.drawing import rating_address
from thidua.boards.forms import AskQuery
from thidua.boards.gauges import BoardPool
from thidua.boards.page import BoardTable
from thidua.boards.rows import Row


@dataclass(frozen=True)
class Card:
    """A pool's gauge that narrows the table to the pool, or, once on, shows everybody again."""

    pool: BoardPool
    href: str
    how: str
    on: bool


FIRST = 4
"""Cards that are always seen; a single one more is not worth folding away."""


@dataclass(frozen=True)
class Cards:
    """The gauges of a board: the largest pools, and the others folded with what is worth knowing of
    them.
    """

    first: list[Card]
    rest: list[Card]
    summary: str

    @property
    def open(self) -> bool:
        """Whether the table is narrowed to one of those folded."""
        return any(card.on for card in self.rest)


def cards_of(access: BoardAccess, pools: Iterable[BoardPool], back: QueryDict) -> Cards:
    """One card a pool, the largest first."""
    cards = _cards(access, pools, back)
    cut = FIRST if len(cards) > FIRST + 1 else len(cards)
    free = sum(card.pool.wanting for card in cards[cut:])
    over = sum(card.pool.room < 0 for card in cards[cut:])
    parts = [_("{free} nhóm còn chỗ").format(free=free)] if free else []
    parts += [_("{over} nhóm vượt trần").format(over=over)] if over else []
    return Cards(cards[:cut], cards[cut:], ", ".join(parts))


def _cards(access: BoardAccess, pools: Iterable[BoardPool], back: QueryDict) -> list[Card]:
    """The other filters of the address stay."""
    here = back.get("pool", "")
    cards = []
    for pool in pools:
        query = back.copy()
        query["kind"] = access.board.kind.value
        query["pool"] = pool.slug
        if pool.slug == here:
            query.pop("pool")
        href = f"{access.address('board').partition('?')[0]}?{query.urlencode()}"
        cards.append(
            Card(pool, href, access.address("board_pool", pool.slug), on=pool.slug == here)
        )
    return cards


def gauges_of(pools: Iterable[BoardPool]) -> dict[str, SafeString]:
    """How full some pools are by now, to be put into their cards."""
    return {
        pool.slug: render_to_string("boards/board_gauge.html", {"gauge": pool.gauge})
        for pool in pools
    }


def row_message(
    access: BoardAccess, row: Row, error: ChoiceError, level: int, back: QueryDict
) -> SafeString:
    """What is said under a row whose level was not set: the reason asked for, or why it was
    refused.
    """
    context = {
        "row": row,
        "refused": error,
        "level": level,
        "back": f"{access.address('board').partition('?')[0]}?{back.urlencode()}",
        "pool_href": access.address("board_pool", error.pool) if error.pool else "",
        "href": rating_address(row, access.setting),
    }
    return render_to_string("boards/board_said.html", context)


def refused_row(
    request: SignedIn, access: BoardAccess, table: BoardTable, back: QueryDict
) -> Mapping[int, SafeString]:
    """Without a script the page itself asks for the reason of a level: that of `AskQuery`."""
    query = AskQuery.read(request.GET)
    row = next((row for row in table.matching if row.entry == query["ask"]), None)
    if row is None or not query["level"] or not access.may or not row.open:
        return {}
    error = ChoiceError.reason(row.entry, row.name)
    return {row.entry: row_message(access, row, error, int(query["level"]), back)}
