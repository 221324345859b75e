"""Which sheet a table becomes, and a first mapping for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from thidua.matching.contents import assign_by_contents
from thidua.matching.headings import Assigned, Claim, Strength, assign
from thidua.matching.layout import Heading, Layout
from thidua.matching.mapping import TableMapping, Take
from thidua.matching.sources import matched, ordered
from thidua.workbooks.headers import SEARCHED_ROWS, find_headers, header_key, lay_flat
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Column, Kind, Sheet
from thidua.workbooks.words import Words

Target = tuple[str, Sheet]
"""A sheet that a table may become: "members.register" and its description."""

_WORTH = {Strength.EXACT: 100, Strength.NEARLY: 90, Strength.PART: 50}
_MISSING, _UNKNOWN, _ELSEWHERE = 100, 10, 200
_NAMED, _ALMOST_NAMED, _ONE_BOOK, _TITLED = 200, 120, 120, 50
REACH = 100
"""Two sheets whose points differ by less are as likely: somebody has to say which is meant."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a table fits a sheet. `points`: of its headings; `hints`: of its name, its title and
    the file's other sheets, which decide only between sheets that its headings fit.
    """

    target: Target
    assigned: Assigned
    missing: tuple[Column, ...]
    points: int
    hints: int = 0

    @property
    def named(self) -> int:
        """How many of the sheet's columns the table gives."""
        return len(self.assigned.columns | set(self.assigned.ties))

    @property
    def possible(self) -> bool:
        """Whether the table may be this sheet at all."""
        spec = self.target[1]
        needed = sum(column.required for column in spec.columns)
        return self.named >= min(2, len(spec.columns)) and 2 * len(self.missing) <= max(1, needed)


def fits(
    raw: RawSheet, layout: Layout, targets: Sequence[Target], *, beside: Collection[str] = ()
) -> list[Fit]:
    """How well the table fits each of the sheets, the best first; sheets it has no heading of are
    not there.
    """
    found = _told_apart([_fit(raw, layout, target) for target in targets])
    hinted = [
        replace(fit, hints=_hints(raw, layout, fit.target, beside)) for fit in found if fit.named
    ]
    return sorted(hinted, key=lambda fit: (fit.possible, fit.points + fit.hints), reverse=True)


def _told_apart(found: Sequence[Fit]) -> list[Fit]:
    """The fits, less likely where the table has what another sheet cannot do without and this one
    does not know: "Kết quả xếp loại" is in no register.
    """
    needed = {
        claim.heading
        for fit in found
        for claim in fit.assigned.takes
        if fit.possible and claim.strength is Strength.EXACT and claim.column
        if fit.target[1].column(claim.column).required
    }
    return [
        replace(
            fit, points=fit.points - _ELSEWHERE * len(needed.intersection(fit.assigned.unknown))
        )
        for fit in found
    ]


def decided(found: Sequence[Fit], *, ours: bool = False) -> Fit | None:
    """The sheet that the table becomes beyond doubt, None when somebody has to say. `ours`: all of
    them are our own templates by name and headings.
    """
    possible = [fit for fit in found if ours or fit.possible]
    if not possible:
        return None
    whole = [fit for fit in possible if not fit.missing]
    hints = max((fit.hints for fit in whole), default=0)
    # What lacks a column that it needs is another table, unless its name or title says it is.
    possible = whole + [fit for fit in possible if fit.missing and (not whole or fit.hints > hints)]
    most = max(fit.points for fit in possible)
    likely = [fit for fit in possible if most - fit.points < REACH]
    best, *others = sorted(likely, key=lambda fit: fit.points + fit.hints, reverse=True)
    total = best.points + best.hints
    return best if all(total - fit.points - fit.hints >= REACH for fit in others) else None


def is_ours(raw: RawSheet, spec: Sheet) -> bool:
    """Whether it is a sheet of our own templates as it was given out: by its name (a CSV file has
    none), with all that is required under its own name.
    """
    if not raw.is_csv and header_key(raw.name) not in names_of(spec):
        return False
    if spec.vertical:
        flat, rows, _ = lay_flat(raw, spec)
        return bool(rows) and find_headers(flat, spec).row > 0
    headers = find_headers(raw, spec)
    cells = next(
        (cells for row, cells in raw.rows_as_text(SEARCHED_ROWS) if row == headers.row), []
    )
    written = {header_key(cell) for cell in cells}
    return bool(written) and all(
        written & {header_key(name) for name in (column.id, *column.title, *column.former)}
        for column in spec.columns
        if column.required
    )


def names_of(spec: Sheet) -> set[str]:
    """The folded names under which a sheet of the template is known."""
    return {header_key(name) for name in (spec.id, *spec.title, *spec.aliases)}


def _fit(raw: RawSheet, layout: Layout, target: Target) -> Fit:
    spec = target[1]
    if spec.vertical:
        return _vertical_fit(raw, target)
    assigned = assign_by_contents(raw, layout, assign(layout.headings, spec), spec)
    given = assigned.columns | set(assigned.ties)
    missing = tuple(
        column
        for column in spec.columns
        if column.required
        and column.id not in given
        and not column.whole_table
        and not (column.refers and layout.sections)
    )
    points = sum(_WORTH[claim.strength] for claim in assigned.takes)
    points += sum(_WORTH[rivals[0].strength] for rivals in assigned.ties.values())
    points -= _MISSING * len(missing) + _UNKNOWN * len(assigned.unknown)
    return Fit(target, assigned, missing, points)


def _vertical_fit(raw: RawSheet, target: Target) -> Fit:
    """Names in one column, values in the next: as many points as it has of the names."""
    spec = target[1]
    if raw.frame.height > 4 * len(spec.columns):
        return Fit(target, Assigned(), (), 0)
    _, rows, _ = lay_flat(raw, spec)
    found = [name for name in rows if any(column.id == name for column in spec.columns)]
    required = [column for column in spec.columns if column.required]
    missing = tuple(column for column in required if column.id not in found)
    claims = tuple(
        Claim(Heading(at, (name,)), name, Strength.EXACT) for at, name in enumerate(found)
    )
    if len(find_headers(raw, spec).columns) >= max(2, len(found)):
        return Fit(target, Assigned(), (), 0)
    return Fit(target, Assigned(takes=claims), missing, 100 * len(found) - _MISSING * len(missing))


def _hints(raw: RawSheet, layout: Layout, target: Target, beside: Collection[str]) -> int:
    name, spec = target
    known, called, titled = names_of(spec), header_key(raw.name), header_key(layout.title)
    hints = 0
    if called in known and not raw.is_csv:
        hints += _NAMED
    elif any(f" {one} " in f" {called} " for one in known):
        hints += _ALMOST_NAMED
    if any(f" {header_key(title)} " in f" {titled} " for title in (*spec.title, *spec.aliases)):
        hints += _TITLED
    book = name.partition(".")[0]
    if any(other.partition(".")[0] == book for other in beside):
        hints += _ONE_BOOK
    return hints


def propose(layout: Layout, fit: Fit, mapping: TableMapping) -> TableMapping:
    """The mapping, completed with what the headings say and the sections name."""
    name, spec = fit.target
    takes = [
        Take(heading=claim.heading.key, to=claim.column, when_filled=dict(claim.when_filled))
        for claim in fit.assigned.takes
        if not spec.vertical
    ]
    here = matched(layout, mapping)
    mentioned = {heading.key for heading in here}
    given = {take.to for take in here.values()} - {""}
    completed = (
        *mapping.takes,
        *(take for take in takes if take.heading not in mentioned and take.to not in given),
    )
    completed = ordered(completed, layout)
    sections = mapping.sections or _of_sections(layout, spec, completed)
    return mapping.model_copy(update={"sheet": name, "takes": completed, "sections": sections})


def _of_sections(layout: Layout, spec: Sheet, takes: Sequence[Take]) -> str:
    """The column that the sections name: one of words if they are its words, else the first that
    refers to organisations, unless it has a heading of its own: then they say nothing more.
    """
    given = {take.to for take in takes}
    words = {text for text in layout.sections.values() if text}
    if not words:
        return ""
    for column in spec.columns:
        if column.kind is Kind.CHOICE and column.id not in given:
            known = Words(column)
            if 2 * sum(known.word(text) is not None for text in words) > len(words):
                return column.id
    main = next((column.id for column in spec.columns if column.refers), "")
    return "" if main in given else main
