"""Parts of the board that are drawn for a page and again after a choice: gauges, the bar, what was
refused.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.viewing import SignedIn
from thidua.boards.access import BoardAccess
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.drawing import rating_address
from thidua.boards.filters import Filters
from thidua.boards.forms import AskQuery
from thidua.boards.gauges import BoardPool
from thidua.boards.level_words import chip_of
from thidua.boards.page import BoardTable
from thidua.boards.rows import Row
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.ratings.queries import PEOPLE
from thidua.vocabulary import ShownLevel, SubjectType, shown_level
from thidua.workbooks import vietnamese_order_key


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
    parts = [_("{free} nhóm còn được chọn thêm").format(free=free)] if free else []
    parts += [_("{over} nhóm vượt số tối đa").format(over=over)] if over else []
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
        pool.slug: render_to_string("boards/board_gauge.html", {"pool": pool}) for pool in pools
    }


def row_message(
    access: BoardAccess, row: Row, error: ChoiceError, level: int, back: QueryDict
) -> SafeString:
    """What is said under a row whose level was not set: the reason asked for, or why it was
    refused.
    """
    wanted, stands = shown_level(level), shown_level(row.stands) if row.stands else None
    context = {
        "row": row,
        "refused": error,
        "level": level,
        "asked": reason_asked(access, row, wanted),
        "wanted": wanted,
        "wanted_short": chip_of(wanted),
        "stands": stands,
        "stands_short": chip_of(stands) if stands else "",
        "back": f"{access.address('board').partition('?')[0]}?{back.urlencode()}",
        "pool_href": access.address("board_pool", error.pool) if error.pool else "",
        "href": rating_address(row, access.setting),
    }
    return render_to_string("boards/board_said.html", context)


def reason_asked(access: BoardAccess, row: Row, wanted: ShownLevel) -> SafeString:
    """The sentence above the box of a reason: which level, for whom, what was reached, who reads
    it.
    """
    person = access.board.kind in PEOPLE
    whom = _("đồng chí {name}") if person else "{name}"
    reads = _("đồng chí {name}") if person else _("nơi được xếp loại")
    sentence = (
        _("Xếp loại {level} cho {whom} (đạt tiêu chuẩn: {reached}).")
        if access.board.decides
        else _("Đề nghị {level} cho {whom} (đạt tiêu chuẩn: {reached}).")
    )
    beside = row.beside.text if row.beside is not None else ""
    return format_html(
        "{} {} {}",
        format_html(
            sentence,
            level=format_html("<b>{}</b>", wanted.title),
            whom=format_html(whom, name=format_html("<b>{}</b>", row.name)),
            reached=shown_level(row.reached).title,
        ),
        as_sentence(beside) if beside else "",
        _("Lý do sẽ vào biên bản và {reader} đọc được.").format(
            reader=reads.format(name=row.name.rpartition(" ")[2])
        ),
    )


@dataclass(frozen=True)
class Unit:
    """A cell whose members stand on the board: how many, and how many the words typed leave."""

    code: str
    name: str
    label: str
    number: int
    found: int
    on: bool
    typed: bool

    @property
    def count(self) -> str:
        """“2/27” while something is typed, else “27”."""
        number = format_number(self.number)
        return f"{format_number(self.found)}/{number}" if self.typed else number


def units_of(table: BoardTable, filters: Filters) -> list[Unit]:
    """The cells of a board of members in the order of the tree; none where there is only one."""
    if table.board.kind != SubjectType.MEMBER:
        return []
    names = {row.unit: row.unit_name for row in table.rows}
    if len(names) < 2:
        return []
    numbers = Counter(row.unit for row in table.rows)
    words = replace(filters, unit="")
    found = Counter(row.unit for row in filter(words.finder(), table.drawn))
    return [
        Unit(
            code=code,
            name=names[code],
            label=label_of_unit(names[code]),
            number=numbers[code],
            found=found[code],
            on=filters.unit == code,
            typed=bool(filters.text),
        )
        for code in sorted(names, key=lambda code: vietnamese_order_key(names[code]))
    ]


def label_of_unit(name: str) -> str:
    """“Chi bộ thôn Cầu Đông” among other cells: “Cầu Đông”."""
    label = name.removeprefix("Chi bộ ").removeprefix("thôn ")
    return label[:1].upper() + label[1:]


def nobody_found(number: int) -> str:
    """“3 chi bộ không có ai khớp”; "" of none."""
    words = ngettext("{n} chi bộ không có ai khớp", "{n} chi bộ không có ai khớp", number)
    return words.format(n=format_number(number)) if number else ""


@dataclass(frozen=True)
class Asked:
    """What stands below rows, and the level that each of these rows waits with."""

    below: Mapping[int, SafeString]
    pending: Mapping[int, int]


def refused_row(
    request: SignedIn, access: BoardAccess, table: BoardTable, back: QueryDict
) -> Asked:
    """Without a script the page itself asks for the reason of a level: that of `AskQuery`."""
    query = AskQuery.read(request.GET)
    row = next((row for row in table.matching if row.entry == query["ask"]), None)
    if row is None or not query["level"] or not access.may or not row.open:
        return Asked({}, {})
    error, level = ChoiceError.reason(row.entry, row.name), int(query["level"])
    return Asked({row.entry: row_message(access, row, error, level, back)}, {row.entry: level})
