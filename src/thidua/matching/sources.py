"""Where each column of a sheet comes from in one file, as its mapping says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thidua.language import Text
from thidua.matching.headings import assign, is_name
from thidua.matching.layout import Heading, Layout
from thidua.matching.mapping import BLANK, TableMapping, Take
from thidua.workbooks.headers import header_key
from thidua.workbooks.problems import Place
from thidua.workbooks.raw import letter_of
from thidua.workbooks.specification import Column, Sheet

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Source:
    """A column of the file, and what a filled cell of it says besides its value."""

    heading: Heading
    when_filled: Mapping[str, str] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """Its index in the file, from 0."""
        return self.heading.at


@dataclass(frozen=True, slots=True)
class Sources:
    """`values`: by column of the sheet, the columns of the file that give it. `marks`: those that
    give nothing but what being filled says. `duplicated`: columns of the file that give a column
    once more, and are not read. `unknown`: those nobody has said anything of.
    """

    values: Mapping[str, tuple[Source, ...]]
    marks: tuple[Source, ...] = ()
    duplicated: tuple[tuple[str, int], ...] = ()
    unknown: tuple[Heading, ...] = ()

    @property
    def used(self) -> list[int]:
        """The columns of the file that are read at all."""
        values = {source.at for sources in self.values.values() for source in sources}
        return sorted(values | {source.at for source in self.marks})

    def saying(self, column: str) -> list[Source]:
        """The columns of the file whose filled cells say what stands in that column."""
        every = [source for sources in self.values.values() for source in sources]
        return [source for source in (*every, *self.marks) if column in source.when_filled]


def sources_of(layout: Layout, mapping: TableMapping, spec: Sheet) -> Sources:
    """What gives each column of `spec`: as the mapping says, else by the headings' own names."""
    taken = [(heading, take) for heading, take in matched(layout, mapping).items()]
    known = [(heading, take) for heading, take in taken if not take.to or _has(spec, take.to)]
    values: dict[str, list[Source]] = {}
    marks: list[Source] = []
    duplicated: list[tuple[str, int]] = []
    for heading, take in known:
        when_filled = {name: word for name, word in take.when_filled.items() if _has(spec, name)}
        if take.to:
            _add(values, duplicated, spec.column(take.to), Source(heading, when_filled))
        elif when_filled:
            marks.append(Source(heading, when_filled))
    spoken_of = {heading for heading, _ in known}
    rest = [heading for heading in layout.headings if heading not in spoken_of]
    blank = {column for column, value in mapping.constants.items() if value == BLANK}
    assigned = assign(rest, spec, given=frozenset(values) | blank)
    for claim in assigned.takes:
        source = Source(claim.heading, claim.when_filled)
        if claim.column:
            _add(values, duplicated, spec.column(claim.column), source)
        elif not {*claim.when_filled} & {*values}:
            marks.append(source)
    for column, rivals in assigned.ties.items():
        for claim in rivals:
            _add(values, duplicated, spec.column(column), Source(claim.heading))
    return Sources(
        values={column: tuple(sources) for column, sources in values.items()},
        marks=tuple(marks),
        duplicated=tuple(duplicated),
        unknown=assigned.unknown,
    )


def _add(
    values: dict[str, list[Source]],
    duplicated: list[tuple[str, int]],
    column: Column,
    source: Source,
) -> None:
    """One more column of the file that gives a column: each of them is for other rows, or they are
    parts of one name.
    """
    before = values.setdefault(column.id, [])
    says = [dict(other.when_filled) for other in before]
    if is_name(column) and not any(says) and not source.when_filled:
        before.append(source)
    elif before and (not source.when_filled or {} in says or dict(source.when_filled) in says):
        duplicated.append((column.id, source.at))
    else:
        before.append(source)


def matched(layout: Layout, mapping: TableMapping) -> dict[Heading, Take]:
    """What the mapping says of each heading of the file: of that heading, or of the same one of
    another year ("Xếp loại 2021" for "Xếp loại 2022"). Several that differ by their years alone are
    matched in the order of the years, and only if there are as many: which is meant of 2021 and
    2022 does not follow from what was meant of 2020 and 2021 otherwise.
    """
    by_key = {take.heading: take for take in mapping.takes}
    headings: dict[str, list[Heading]] = {}
    for heading in layout.headings:
        if heading.key:
            headings.setdefault(without_years(heading.key), []).append(heading)
    takes: dict[str, list[Take]] = {}
    for take in by_key.values():
        takes.setdefault(without_years(take.heading), []).append(take)
    found: dict[Heading, Take] = {}
    for pattern, alike in headings.items():
        keys = sorted({heading.key for heading in alike}, key=_YEAR.findall)
        known = sorted(takes.get(pattern, []), key=lambda take: _YEAR.findall(take.heading))
        if len(keys) == len(known):
            meant = dict(zip(keys, known, strict=True))
            found |= {heading: _of_year(meant[heading.key], heading) for heading in alike}
    return found


def without_years(key: str) -> str:
    """A heading's key with a mark for each year in it."""
    return _YEAR.sub("#", key)


def ordered(takes: Sequence[Take], layout: Layout) -> tuple[Take, ...]:
    """What columns give in the order in which they stand in the file; others behind, by heading."""
    place = {heading.key: heading.at for heading in reversed(layout.headings)}
    last = len(place) + max(place.values(), default=0)
    return tuple(sorted(takes, key=lambda take: (place.get(take.heading, last), take.heading)))


def _of_year(take: Take, heading: Heading) -> Take:
    """The same of another year; a column that is a year's is then that other year's."""
    before, now = _YEAR.search(take.heading), _YEAR.search(heading.key)
    same = before is not None and now is not None and take.to == before[0]
    to = now[0] if same and now is not None else take.to
    return take.model_copy(update={"heading": heading.key, "to": to})


def _has(spec: Sheet, column: str) -> bool:
    return column_of(spec, column) is not None


def column_of(spec: Sheet, column: str) -> Column | None:
    """The sheet's column of that id, or None."""
    try:
        return spec.column(column)
    except KeyError:
        return None


def place_of(sources: tuple[Source, ...], column: Column, rows: Mapping[int, int]) -> Place:
    """Where a person finds the column in the file. `rows`: rows whose value stands in a later one
    of the sources, with its position.
    """
    places = [Place(letter_of(source.at), _title(source.heading, column)) for source in sources]
    elsewhere = {row: places[position] for row, position in rows.items() if position}
    return places[0]._replace(elsewhere=elsewhere)


def _title(heading: Heading, column: Column) -> Text:
    own = {header_key(name) for name in (column.id, *column.title)}
    if header_key(heading.written) in own:
        return column.title
    return Text(heading.written, heading.written)
