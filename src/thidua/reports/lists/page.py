"""What the page of a list shows: rows, heads, and by name what it is narrowed to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.organisations.syllables import Piece, Syllable, marked, syllables
from thidua.ratings.links import rating_link
from thidua.reports.listing import FACTS_WORDS, PAGE, SEVERAL, Filters, listed
from thidua.reports.lists.columns import (
    PEOPLE,
    Line,
    Part,
    cells_of,
    in_file,
    lines_of,
    parts_of,
    with_related,
)
from thidua.reports.lists.sorting import BY_NAME, SORTABLE, direction, pressed
from thidua.vocabulary import SCALE, Sector, ShownLevel, SubjectType, Tier
from thidua.web.cells import Cell, Column, Kind, in_csv, on_clipboard
from thidua.web.heads import Head
from thidua.web.paging import page_of
from thidua.web.queries import with_query

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


@dataclass(frozen=True)
class Shown:
    """One cell of a row as the page draws it: a level, or words and less important `more`."""

    key: str
    text: str
    more: str
    level: ShownLevel | None
    chip: bool
    number: bool
    wide: bool


@dataclass(frozen=True)
class Row:
    name: Sequence[Piece]
    href: str
    cells: Sequence[Shown]
    copied: str


@dataclass(frozen=True)
class Chip:
    """One thing that the list is narrowed to, by its name, and the address without it."""

    name: str
    href: str


def list_context(
    request: SignedIn, campaign: Campaign, filters: Filters, under: Organisation | None
) -> dict[str, Any]:
    """Everything that the page of a list shows."""
    entries = listed(campaign=campaign, actor=request.user, filters=filters)
    paged, page = page_of(Paginator(entries.values_list("pk", flat=True), PAGE), request)
    lines = _lines(entries, campaign, list(paged.object_list))
    parts = parts_of(filters.subject_type, campaign.year)
    typed = syllables(filters.q)
    columns = in_file(filters.subject_type, campaign.year)
    chips = list(_chips(request, filters, under))
    whole = filters.whole
    in_whole = (
        page.total
        if replace(filters, sort="") == whole
        else listed(campaign=campaign, actor=request.user, filters=whole).count()
    )
    return {
        "campaign": campaign,
        "filters": filters,
        "under": under,
        "unit_name": short_name(under) if under else "",
        "kind": SubjectType(filters.subject_type),
        "heads": list(_heads(request, filters, parts)),
        "rows": [_row(line, parts, typed, columns, campaign.year) for line in lines],
        "columns": json.dumps([column.head for column in columns], ensure_ascii=False),
        "page": page,
        "whole": in_whole,
        "chips": chips,
        "choices": _choices(),
        "sorts": list(_sorts(parts, filters.sort)),
    }


def _lines(
    entries: "QuerySet[Levelled, Any]", campaign: Campaign, keys: Sequence[int]
) -> list[Line]:
    """The rows of one page in their order: sorted by their keys alone, everything else is fetched
    of these few.
    """
    rows = with_related(entries.order_by().filter(pk__in=keys), campaign)
    by_key = {line.entry.pk: line for line in lines_of(rows, campaign.year)}
    return [by_key[key] for key in keys if key in by_key]


def _row(
    line: Line,
    parts: Sequence[Part],
    typed: Sequence[Syllable],
    columns: Sequence[Column],
    year: int,
) -> Row:
    copied = on_clipboard(cells_of(line, parts), columns)
    return Row(
        name=marked(typed, line.entry.name),
        href=rating_link(line.entry, year=year),
        cells=[_shown(line, part) for part in parts],
        copied=json.dumps(copied, ensure_ascii=False),
    )


def _shown(line: Line, part: Part) -> Shown:
    level = part.level(line) if part.level else None
    text = "" if level else _read(part.of(line), part.column.kind)
    if part.key == "unit":
        text, *above = line.units
    return Shown(
        part.key,
        text,
        " · ".join(above) if part.key == "unit" else "",
        level,
        chip=not part.wide,
        number=part.number,
        wide=part.wide,
    )


def _read(cell: Cell, kind: Kind) -> str:
    return in_csv(cell) if kind in (Kind.YEAR, Kind.DATE) else str(cell or "")


def _heads(request: SignedIn, filters: Filters, parts: Sequence[Part]) -> Iterator[Head]:
    name = _("Họ và tên") if filters.subject_type in PEOPLE else _("Tên")
    yield _head(request, filters, name, BY_NAME)
    for part in parts:
        yield _head(request, filters, part.column.head, part.key, part)


def _head(
    request: SignedIn, filters: Filters, title: str, key: str, part: Part | None = None
) -> Head:
    css = (
        " ".join(word for word, on in (("number", part.number), ("wide-only", part.wide)) if on)
        if part
        else ""
    )
    if key not in SORTABLE:
        return Head(title, key, css=css)
    return Head(
        title,
        key,
        with_query(request, sort=pressed(key, filters.sort)),
        direction(key, filters.sort),
        css,
    )


def _sorts(parts: Sequence[Part], sort: str) -> Iterator[tuple[str, str]]:
    """The orders to choose from where the heads have no room, the present one among them."""
    words = {"": _("Xếp theo tên")}
    for part in parts:
        if part.key in SORTABLE:
            words[pressed(part.key, "")] = _("Xếp theo: {column}").format(column=part.column.head)
    if sort and sort not in words:
        words[sort] = _("Xếp theo cột đã chọn")
    yield from words.items()


def _chips(request: SignedIn, filters: Filters, under: Organisation | None) -> Iterator[Chip]:
    names = {
        "under": under.name if under else _("đơn vị không có trong hệ thống"),
        "q": _("Tên: {words}").format(words=filters.q),
        "level": _level_name(filters),
        "sector": str(Sector(filters.sector).label) if filters.sector else "",
        "claimed": _("Tự nhận: {level}").format(
            level=filters.chosen_claim.title if filters.chosen_claim else ""
        ),
        "gap": _("Tự nhận cao hơn mức đạt tiêu chuẩn"),
        "pool": pgettext("one", "Một nhóm tính tỷ lệ"),
        "facts": _("Thông tin: {state}").format(state=FACTS_WORDS.get(filters.facts, "")),
    }
    for key, name in names.items():
        if getattr(filters, key):
            yield Chip(name, with_query(request, **{key: ""}))


def _level_name(filters: Filters) -> str:
    if filters.level in SEVERAL:
        return str(SEVERAL[filters.level])
    return str(filters.chosen_level.title) if filters.chosen_level else ""


def _choices() -> dict[str, object]:
    return {
        "subject_types": SubjectType.choices(),
        "tiers": [(tier.value, tier.label) for tier in Tier if tier != Tier.PROVINCE],
        "sectors": Sector.choices(),
        "levels": [(level.css, level.title) for level in SCALE],
        "claims": [(level.css, level.title) for level in SCALE if level.css != "unknown"],
    }
