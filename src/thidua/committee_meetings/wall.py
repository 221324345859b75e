"""The wall: the subjects of a board in four bins by level and unit, the pool's most as a line in
the first. Values only; nothing here asks the database.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.boards.drawing import Setting, rating_address
from thidua.boards.gauges import BoardPool
from thidua.boards.level_words import word_of
from thidua.boards.page import BoardTable
from thidua.boards.parts import label_of_unit
from thidua.boards.rows import Row
from thidua.committee_meetings.models import Move
from thidua.language import Text
from thidua.numbers import format_number
from thidua.ratings.queries import PEOPLE
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import BEST_FIRST, Level, SubjectType
from thidua.workbooks import vietnamese_order_key

ROOMY, ROOMY_BEST = 24, 60
"""In a bin of so many every name is seen (in the first bin: of more); of more some are folded."""
SHOWN, SHOWN_BEST = 1, 8
"""How many names of a unit are seen before the fold, in any bin and in the first: a wall is read
without scrolling, so a unit takes one line where there are many.
"""
SHOWN_OUT, SHOWN_UNKNOWN = 12, 6
"""How many are seen of those who reached outstanding and are not chosen, and of those unknown."""
BY_UNIT = (SubjectType.MEMBER, SubjectType.LEADER)

Key = tuple[int | None, str]
"""What tells a subject on a wall: the person, and the unit's code where it is part of the key."""


@dataclass(frozen=True)
class Name:
    """One subject on the wall. `moved`: 1 up, −1 down in this meeting, 0 not. `fixed`: why it has
    no control ("": it has). `href`: the form that moves it, or why it stands there.
    """

    row: Row
    text: str
    href: str
    moved: int = 0
    fixed: str = ""

    @property
    def css(self) -> str:
        """The classes of its name."""
        moved, fixed = " is-moved" if self.moved else "", " is-fixed" if self.fixed else ""
        return f"wall-name{moved}{fixed}"


@dataclass(frozen=True)
class Group:
    """The names of one unit in a bin: those seen, and those folded."""

    key: str
    label: str
    number: int
    seen: Sequence[Name]
    folded: Sequence[Name]
    people: bool

    @property
    def more(self) -> str:
        """“+ 18 người”: what opens the fold."""
        words = _("+ {n} người") if self.people else _("+ {n} nữa")
        return words.format(n=format_number(len(self.folded)))


@dataclass(frozen=True)
class Pool:
    """A pool in the first bin: who is chosen, its most as a line, who reached it and is not."""

    pool: BoardPool
    groups: Sequence[Group]
    candidates: Group


@dataclass(frozen=True)
class Bin:
    """One level (`word`: as it heads the bin): how many stand there, who was moved down to it,
    everybody by unit. The first bin has its `pools` instead of groups where there are any; its
    groups are of whoever is in none.
    """

    level: Level
    number: int
    came_down: Sequence[Name]
    groups: Sequence[Group]
    pools: Sequence[Pool] = ()

    @property
    def word(self) -> Text:
        return word_of(self.level)


@dataclass(frozen=True)
class Wall:
    bins: Sequence[Bin]
    unknown: Sequence[Name]

    @property
    def unknown_seen(self) -> Sequence[Name]:
        return self.unknown[:SHOWN_UNKNOWN]

    @property
    def unknown_folded(self) -> Sequence[Name]:
        return self.unknown[SHOWN_UNKNOWN:]


def key_of_move(line: Move) -> Key:
    """Of a line of the log as `reading` gives it."""
    return line.person_id, line.unit_code


def key_of_row(row: Row, kind: SubjectType) -> Key:
    """Of a row: `key_of_move` of the same subject gives the same."""
    return row.person, "" if kind == SubjectType.MEMBER else row.unit


def standing_moves(lines: Iterable[Move]) -> dict[Key, Move]:
    """The last line of each subject that was not taken back."""
    undone = {line.undoes_id for line in lines}
    return {
        key_of_move(line): line
        for line in lines
        if line.undoes_id is None and line.pk not in undone
    }


def wall_of(table: BoardTable, lines: Sequence[Move], setting: Setting, *, moves_on: bool) -> Wall:
    """Where everybody stands. `lines`: the log of this kind, oldest first; `moves_on`: whether the
    reader moves anybody.
    """
    drawing = _Drawing(table, standing_moves(lines), setting, moves_on=moves_on)
    stands: dict[int, list[Row]] = defaultdict(list)
    unknown = []
    for row in table.rows:
        if row.stands is None:
            unknown.append(drawing.name(row))
        else:
            stands[row.stands].append(row)
    return Wall([drawing.bin(level, stands[level.code]) for level in BEST_FIRST], unknown)


class _Drawing:
    """Names in groups, with what stands beside each of them."""

    def __init__(
        self, table: BoardTable, moved: Mapping[Key, Move], setting: Setting, *, moves_on: bool
    ) -> None:
        self.table, self.moved, self.setting, self.moves_on = table, moved, setting, moves_on
        self.kind = table.board.kind
        self.people = self.kind in PEOPLE
        alike = Counter((row.name, row.unit) for row in table.rows)
        self.alike = {key for key, number in alike.items() if number > 1}

    def name(self, row: Row) -> Name:
        """Two of one name in one unit are told apart by their codes."""
        text = f"{row.name} ({row.code})" if (row.name, row.unit) in self.alike else row.name
        fixed = self._fixed(row)
        href = (
            f"?kind={self.kind}&ask={row.entry}#wall-ask"
            if self.moves_on and not fixed
            else rating_address(row, self.setting)
        )
        return Name(row, text, href, self._moved(row), fixed)

    def _moved(self, row: Row) -> int:
        line = self.moved.get(key_of_row(row, self.kind))
        if line is None or row.stands != line.level_to:
            return 0
        return 1 if line.level_to > line.level_from else -1

    def _fixed(self, row: Row) -> str:
        if row.decided is not None:
            return "decided"
        if not row.known:
            return "unknown"
        return "own" if self.setting.is_own(row) else ""

    def bin(self, level: Level, rows: Sequence[Row]) -> Bin:
        if level is Level.OUTSTANDING and self.table.pools:
            return self._first(level, rows)
        names = [self.name(row) for row in rows]
        down = [name for name in names if name.moved < 0]
        rest = [name for name in names if name.moved >= 0]
        shown = len(rest) if len(rest) <= ROOMY else SHOWN
        return Bin(level, len(rows), down, self._groups(level.css, rest, shown))

    def _first(self, level: Level, rows: Sequence[Row]) -> Bin:
        """Each pool with its line; a subject stands in the first of its pools."""
        inside: dict[str, list[Name]] = defaultdict(list)
        waiting: dict[str, list[Name]] = defaultdict(list)
        for row in rows:
            inside[self._slug(row)].append(self.name(row))
        for row in self.table.rows:
            if row.outside and row.decided is None:
                waiting[self._slug(row)].append(self.name(row))
        shown = len(rows) if len(rows) <= ROOMY_BEST else SHOWN_BEST
        pools = [
            Pool(
                pool,
                self._groups(pool.slug, inside[pool.slug], shown),
                self._group(f"{pool.slug}-out", "", waiting[pool.slug], SHOWN_OUT),
            )
            for pool in self.table.pools
        ]
        return Bin(level, len(rows), (), self._groups(level.css, inside[""], shown), pools)

    def _slug(self, row: Row) -> str:
        return next(iter(self.table.slugs.get(row.entry, ())), "")

    def _groups(self, where: str, names: Sequence[Name], shown: int) -> list[Group]:
        """By unit, in the order of the tree's names; organisations and collectives in one."""
        if self.kind not in BY_UNIT:
            return [self._group(where, "", names, shown)] if names else []
        units: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            units[name.row.unit].append(name)
        ordered = sorted(units.items(), key=lambda one: order_of(one[1][0].row))
        return [
            self._group(f"{where}-{code}", label_of_unit(found[0].row.unit_name), found, shown)
            for code, found in ordered
        ]

    def _group(self, key: str, label: str, names: Sequence[Name], shown: int) -> Group:
        """A single one more is not worth folding away; who was moved is always seen."""
        first = [name for name in names if name.moved]
        rest = [name for name in names if not name.moved]
        cut = len(rest) if len(rest) <= shown + 1 else shown
        return Group(key, label, len(names), [*first, *rest[:cut]], rest[cut:], self.people)


def order_of(row: Row) -> str:
    """Units stand in Vietnamese order."""
    return vietnamese_order_key(row.unit_name)


def chosen_in(table: BoardTable, slugs: Sequence[str], *, but: int) -> list[Row]:
    """Who could give up a place in one of these pools for somebody else."""
    return [
        row
        for row in table.rows
        if row.stands == OUTSTANDING
        and row.open
        and row.entry != but
        and set(slugs) & set(table.slugs.get(row.entry, ()))
    ]
