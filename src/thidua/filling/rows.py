"""The rows of the page: a subject each, with what is still to be entered of it and what was entered
today.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.utils.translation import gettext as _

from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.facts.values import Fact, as_stored
from thidua.filling.fields import Field, field_of
from thidua.filling.gathering import Cell, Gathered
from thidua.filling.models import FactRequest
from thidua.filling.queries import entered_today, entries_of
from thidua.frameworks.binding import bound_frameworks
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.ratings.explaining import explanations_of
from thidua.ratings.missing_facts import Missing
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.vocabulary import Level, SubjectType
from thidua.web.units import name_of

Key = tuple[int, str]
"""Of a field: the roster entry on whose sheet the fact stands, the fact."""
ORDER = (
    SubjectType.MEMBER,
    SubjectType.ORGANISATION,
    SubjectType.COLLECTIVE,
    SubjectType.LEADER,
)


@dataclass(frozen=True)
class Row:
    """One subject. `left`: how many fields are still empty; `oneself`: the reader's own file, which
    somebody else fills; `waits`: what it also waits for, in words; `level`: where it stands for
    now, only once all is known.
    """

    entry: RosterEntry
    fields: tuple[Field, ...]
    oneself: bool
    claimed: str = ""
    waits: str = ""
    level: Level | None = None
    current: bool = False
    """A phone stands here."""

    @property
    def left(self) -> int:
        return sum(one.missing and not one.handed for one in self.fields)

    @property
    def done(self) -> bool:
        return not any(one.missing for one in self.fields)

    @property
    def post(self) -> str:
        return self.entry.title

    @property
    def what_is_left(self) -> str:
        """“còn 3 ô”, once fields are full what else it waits for."""
        left = _("còn {cells}").format(cells=cells(self.left)) if self.left else ""
        return "; ".join(part for part in (left, self.waits) if part)


def cells(number: int) -> str:
    return f"{format_number(number)} {name_of(number, 'field')}"


@dataclass(frozen=True)
class Known:
    """What the rows of one unit's page are made of."""

    campaign: Campaign
    unit: Organisation
    reader: int | None
    requests: Sequence[FactRequest]
    found: Gathered
    errors: Mapping[Key, str] = field(default_factory=dict)
    """Why a field was just refused."""
    entries: Mapping[int, RosterEntry] = field(default_factory=dict)
    entered: frozenset[Key] = frozenset()

    @property
    def handed_here(self) -> dict[Key, FactRequest]:
        return {
            (one.roster_entry_id, one.fact): one
            for one in self.requests
            if one.unit_id == self.unit.pk
        }

    @property
    def handed_on(self) -> dict[Key, FactRequest]:
        return {
            (one.roster_entry_id, one.fact): one
            for one in self.requests
            if one.from_unit_id == self.unit.pk
        }


def with_entries(known: Known, *, also: Iterable[int] = ()) -> Known:
    """The same with the subjects at hand and what was entered of them today; `also`: of whom a
    field was just entered.
    """
    keys = {cell.entry for cell in known.found.own} | {
        one.roster_entry_id for one in known.requests
    }
    keys |= set(also)
    entered = frozenset(entered_today(known.unit, keys, campaign=known.campaign))
    wanted = keys | {entry for entry, _ in entered}
    return replace(known, entries=entries_of(known.campaign, sorted(wanted)), entered=entered)


def rows_of(known: Known) -> list[Row]:
    """Members first, then organisations, collectives, leaders; by name."""
    keys = {
        *((cell.entry, cell.fact) for cell in known.found.own),
        *known.handed_here,
        *known.entered,
        *known.errors,
    }
    by_entry: dict[int, set[str]] = {}
    for entry, fact in keys:
        if entry in known.entries:
            by_entry.setdefault(entry, set()).add(fact)
    frameworks = bound_frameworks(known.campaign)
    claimed = _claimed(by_entry)
    rows = [
        Row(
            known.entries[entry],
            _fields(known, known.entries[entry], facts, frameworks),
            known.reader is not None and known.entries[entry].person_id == known.reader,
            claimed.get(entry, ""),
            _waits(known, entry),
        )
        for entry, facts in by_entry.items()
    ]
    rows.sort(key=_place)
    return _with_levels(rows, frameworks)


def _place(row: Row) -> tuple[int, str, int]:
    kind = SubjectType(row.entry.subject_type)
    return ORDER.index(kind), row.entry.sort_key, row.entry.pk


def _fields(
    known: Known,
    entry: RosterEntry,
    wanted: Collection[str],
    frameworks: Mapping[SubjectType, Framework],
) -> tuple[Field, ...]:
    sheet = getattr(entry, "fact_sheet", None)
    stored = sheet.known if sheet is not None else {}
    return tuple(
        field_of(
            entry.pk,
            Fact(spec, as_stored(stored.get(name))),
            handed=_handed(known, (entry.pk, name)),
            error=known.errors.get((entry.pk, name), ""),
        )
        for name, spec in frameworks[SubjectType(entry.subject_type)].fields.items()
        if name in wanted
    )


def _handed(known: Known, key: Key) -> str:
    request = known.handed_on.get(key)
    return _("đã chuyển {unit}").format(unit=request.unit.name) if request else ""


def _waits(known: Known, entry: int) -> str:
    things = tuple(one.thing for one in known.found.others if one.subject == entry)
    return str(Missing(things).text) if things else ""


def _claimed(entries: Iterable[int]) -> dict[int, str]:
    """What each claims of itself: shown beside the fields, never put into them."""
    rows = Proposal.objects.filter(roster_entry__in=list(entries)).exclude(self_claimed="")
    return {
        entry: str(Level(level).title) for entry, level in rows.values_list("pk", "self_claimed")
    }


def _with_levels(rows: list[Row], frameworks: Mapping[SubjectType, Framework]) -> list[Row]:
    """Where full rows stand for now; a row with an empty field shows no level."""
    full = [row for row in rows if row.done and row.entry.rated]
    levels: dict[int, Level | None] = {}
    by_kind = sorted(full, key=lambda row: row.entry.subject_type)
    for _kind, group in groupby(by_kind, key=lambda row: row.entry.subject_type):
        entries = [row.entry for row in group]
        for entry, explanation in explanations_of(entries, frameworks).items():
            levels[entry] = explanation.level
    return [replace(row, level=levels.get(row.entry.pk)) for row in rows]


def subjects_of(found: Sequence[Cell]) -> str:
    """“4 đảng viên, 1 tổ chức”: whose fields these are."""
    numbers = {
        kind: len({cell.entry for cell in found if cell.subject_type == kind}) for kind in ORDER
    }
    return ", ".join(
        f"{format_number(number)} {name_of(number, kind.value)}"
        for kind, number in numbers.items()
        if number
    )
