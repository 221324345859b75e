"""The columns of the lists of a year: said once, for the page, its copy and its files.

One cell of the page may show what are two columns of a file (name and code), none shows what no
column has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Position
from thidua.organisations.names import short_name
from thidua.organisations.queries import placed_on
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.links import place_of
from thidua.reports.listing import claimed_level, reached_level
from thidua.vocabulary import (
    Held,
    PositionRole,
    Sector,
    ShownLevel,
    SubjectType,
    shown_level,
)
from thidua.web.cells import Cell, Column, Kind

if TYPE_CHECKING:
    from typing import Any

    from thidua.roster.models import Levelled

PEOPLE = (SubjectType.MEMBER, SubjectType.LEADER)
_PART = 2_000
"""So many rows of a file are fetched at once."""


@dataclass(frozen=True)
class Line:
    """A subject of the list with what stands in other tables: its level of the year before, of a
    member the post held on the day of the list.
    """

    entry: "Levelled"
    before: Held | None

    @property
    def level(self) -> ShownLevel:
        return shown_level(self.entry.level)

    @property
    def post(self) -> str:
        if self.entry.subject_type == SubjectType.LEADER:
            return self.entry.title or str(self.entry.get_role_display())
        title: str = getattr(self.entry, "post_title", "") or ""
        role: str = getattr(self.entry, "post_role", "") or ""
        return title or (str(PositionRole(role).label) if role else "")

    @property
    def born(self) -> int | None:
        person = self.entry.person
        if person is None:
            return None
        return person.born_on.year if person.born_on else person.born_year

    @property
    def units(self) -> list[str]:
        """Where it stands, from below up; of a person first the cell as it is called."""
        of_person = self.entry.person_id is not None
        places = place_of(self.entry).split(" · ")
        if of_person:
            own = short_name(self.entry.organisation).split(" · ")
            places = [self.entry.organisation.name, *places[len(own) :]]
        return places


@dataclass(frozen=True)
class Part:
    """A column: `key` is its word, also in the address where it can be sorted by
    (`sorting.SORTABLE`); `of` gives the value of a line; `level` what the page draws instead.
    `wide`: left out where there is little room.
    """

    column: Column
    of: Callable[[Line], Cell]
    key: str
    level: Callable[[Line], ShownLevel | None] | None = None
    wide: bool = False

    @property
    def number(self) -> bool:
        return self.column.kind in (Kind.NUMBER, Kind.YEAR, Kind.DATE)


def parts_of(subject_type: str, year: int) -> list[Part]:
    """The columns behind name and code, in their order."""
    return [*_own(subject_type), *_levels(year)]


def _own(subject_type: str) -> Iterator[Part]:
    if subject_type in PEOPLE:
        yield Part(Column(_("Năm sinh"), Kind.YEAR), lambda line: line.born, "born")
    where = _("Chi bộ, đơn vị") if subject_type == SubjectType.MEMBER else _("Thuộc")
    yield Part(Column(where, width=44), lambda line: " · ".join(line.units), "unit")
    if subject_type in PEOPLE:
        key = "post" if subject_type == SubjectType.LEADER else "held"
        yield Part(Column(_("Chức vụ"), width=24), lambda line: line.post, key)
    else:
        yield Part(
            Column(_("Loại hình")), lambda line: _sector(line.entry.sector), "sector", wide=True
        )
    if subject_type == SubjectType.MEMBER:
        yield Part(
            Column(_("Vào Đảng"), Kind.DATE),
            lambda line: line.entry.person.admitted_on if line.entry.person else None,
            "admitted",
            wide=True,
        )


def _levels(year: int) -> Iterator[Part]:
    def words(level: Callable[[Line], ShownLevel | None]) -> Callable[[Line], Cell]:
        return lambda line: str(found.title) if (found := level(line)) else None

    def claimed(line: Line) -> ShownLevel | None:
        return claimed_level(line.entry)

    def reached(line: Line) -> ShownLevel:
        return reached_level(line.entry)

    def before(line: Line) -> ShownLevel | None:
        return line.before

    yield Part(Column(_("Tự nhận")), words(claimed), "claimed", claimed, wide=True)
    yield Part(Column(_("Đạt tiêu chuẩn")), words(reached), "reached", reached, wide=True)
    yield Part(
        Column(_("Năm {year}").format(year=year - 1)),
        lambda line: str(line.before.title) if line.before else None,
        "before",
        before,
    )
    yield Part(
        Column(_("Mức xếp loại")),
        words(lambda line: line.level),
        "level",
        lambda line: line.level,
    )


def _sector(word: str) -> str:
    return str(Sector(word).label) if word else ""


def with_related(
    entries: "QuerySet[Levelled, Any]", campaign: Campaign
) -> "QuerySet[Levelled, Any]":
    """The rows with everything that a line shows of its own."""
    post = Position.objects.filter(
        placed_on(campaign.cut_off_date), person=OuterRef("person"), person__isnull=False
    ).order_by("-main", "pk")
    related = entries.select_related(
        "organisation", "grassroots", "upper_level", "proposal", "rating", "person"
    )
    return related.annotate(
        post_title=Subquery(post.values("title")[:1]), post_role=Subquery(post.values("role")[:1])
    )


def lines_of(entries: "Iterable[Levelled]", year: int) -> list[Line]:
    """The same with the levels of the year before, in one question."""
    rows = list(entries)
    whose = {entry.pk: Whose.of(entry) for entry in rows}
    found = levels_before(year, whose.values(), years=2) if rows else {}
    return [Line(entry, found[whose[entry.pk]].get(year - 1)) for entry in rows]


def every_line(entries: "QuerySet[Levelled, Any]", campaign: Campaign) -> Iterator[Line]:
    """All lines for a file, fetched in parts."""
    rows = with_related(entries, campaign).iterator(chunk_size=_PART)
    while part := list(islice(rows, _PART)):
        yield from lines_of(part, campaign.year)


def in_file(subject_type: str, year: int) -> list[Column]:
    """The columns of a file or a copy: code and name apart."""
    name = _("Họ và tên") if subject_type in PEOPLE else _("Tên")
    first = [Column(_("Mã"), Kind.CODE), Column(name, width=34)]
    return first + [part.column for part in parts_of(subject_type, year)]


def cells_of(line: Line, parts: Sequence[Part]) -> list[Cell]:
    """A line as a file and a copy have it."""
    return [line.entry.code, line.entry.name, *(part.of(line) for part in parts)]
