"""What the page of a list shows: its rows, its heads, and what it is narrowed to."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.movement.forms import DONE, FINISHED, IN_TIME, LATER, MISSING, NOBODY
from thidua.movement.links import MILESTONES, RETURNED, TARGETS, TASKS, movement_address
from thidua.movement.listing import Line, Listing, Part
from thidua.movement.page import column_heads
from thidua.movement.reading import Read
from thidua.movement.words import TARGET_WORDS, Mark, kind_words, target_words
from thidua.numbers import format_number
from thidua.progress.links import page_of_task
from thidua.progress.states import TaskState
from thidua.registrations.clarities import clarities_of
from thidua.registrations.models import Kind as TaskKind
from thidua.web.cells import Cell, Kind, in_csv
from thidua.web.components import Crumb
from thidua.web.heads import Head, sorting
from thidua.web.paging import page_of
from thidua.web.queries import with_query

PAGE = 50
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """One cell as the page draws it."""

    text: str
    label: str
    number: bool
    mark: Mark | None = None


@dataclass(frozen=True)
class RowShown:
    name: str
    href: str
    cells: Sequence[Shown]


@dataclass(frozen=True)
class Filter:
    """A choice of the list: its word in the address, its label, what there is to choose."""

    key: str
    label: str
    chosen: str
    choices: Choices


@dataclass(frozen=True)
class Chip:
    """What the list is narrowed to besides its choices, and the address without it."""

    name: str
    href: str


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the list `what` of the body `above`, narrowed by `query` to the
    part that `found` has read.
    """

    what: str
    query: Mapping[str, Any]
    above: Read
    found: Read


def list_context(request: SignedIn, asked: Asked, shown: Listing) -> dict[str, object]:
    """Everything that the page of a list shows."""
    above, query = asked.above, asked.query
    paged, page = page_of(Paginator(shown.lines, PAGE), request)
    place, campaign = above.part.place, above.campaign
    return {
        "campaign": campaign,
        "place": place,
        "on": above.on,
        "title": shown.title,
        "heads": [
            sorting(request, _head(part), query["sort"], [one.key for one in shown.parts])
            for part in shown.parts
            if not part.file_only and part.key != "task"
        ],
        "task_head": sorting(request, Head(_("Nhiệm vụ"), "task"), query["sort"], ["task"]),
        "rows": [_row(campaign, line, shown) for line in paged.object_list],
        "page": page,
        "filters": list(_filters(asked)),
        "chips": list(_chips(request, query)),
        "kept": [
            (key, query[key]) for key in ("own", "ended", "freed", "overdue", "sort") if query[key]
        ],
        "crumbs": [Crumb(place.name, movement_address(campaign, place.code, above.on))],
    }


def _head(part: Part) -> Head:
    return Head(part.column.head, part.key, css="number" if _is_number(part) else "")


def _is_number(part: Part) -> bool:
    return part.column.kind is Kind.NUMBER


def _row(campaign: Campaign, line: Line, shown: Listing) -> RowShown:
    pairs = [
        (part, cell)
        for part, cell in zip(shown.parts, line.cells, strict=True)
        if not part.file_only
    ]
    by_key = {part.key: cell for part, cell in pairs}
    cells = [
        Shown(
            _read(cell),
            part.column.head,
            _is_number(part),
            line.mark if part.key == "state" else None,
        )
        for part, cell in pairs
        if part.key != "task"
    ]
    return RowShown(str(by_key["task"]), page_of_task(campaign, line.unit, line.task), cells)


def _read(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return in_csv(cell) if isinstance(cell, dt.date) else format_number(cell)  # type: ignore[arg-type]


def _filters(asked: Asked) -> Iterator[Filter]:
    """What this list can be narrowed to."""
    query, above = asked.query, asked.above
    rows = [(row.unit.code, row.unit.name) for row in above.rows if not row.own]
    known = {code for code, _name in rows}
    here = asked.found.part.place
    if here.pk != above.part.place.pk and here.code not in known:
        rows.append((here.code, here.name))
    if rows:
        chosen = here.code if here.pk != above.part.place.pk else ""
        yield Filter("unit", _("Đơn vị"), chosen, [("", _("Mọi đơn vị")), *rows])
    kinds = [(kind.value, kind_words(kind)) for kind in TaskKind]
    yield Filter("kind", _("Loại"), query["kind"], [("", _("Mọi loại")), *kinds])
    own = _OWN.get(asked.what)
    if own is not None:
        yield own(query, above)


def _states(query: Mapping[str, Any], _above: Read) -> Filter:
    heads = column_heads()
    choices = [
        ("", _("Mọi tình trạng")),
        (FINISHED, heads[FINISHED]),
        *((state.value, str(state.title.capitalised())) for state in TaskState),
    ]
    return Filter("state", _("Tình trạng"), query["state"], choices)


def _ways(query: Mapping[str, Any], _above: Read) -> Filter:
    ways = [(word, target_words(word)) for word in TARGET_WORDS]
    choices = [("", _("Mọi đánh giá")), (DONE, _("đạt và vượt")), *ways]
    return Filter("reached", _("Đánh giá"), query["reached"], choices)


def _times(query: Mapping[str, Any], _above: Read) -> Filter:
    choices = [
        ("", _("Mọi đánh giá")),
        (IN_TIME, _("đạt đúng ngày")),
        (LATER, _("đạt muộn")),
        (MISSING, _("chưa ghi đạt")),
    ]
    return Filter("when", _("Đánh giá"), query["when"], choices)


def _clarities(query: Mapping[str, Any], above: Read) -> Filter:
    named = [(one.id.value, str(one.title)) for one in clarities_of(above.campaign.year)]
    return Filter("clarity", _("Mục"), query["clarity"], [("", _("Mọi mục")), *named])


_OWN = {TASKS: _states, TARGETS: _ways, MILESTONES: _times, RETURNED: _clarities}


def _chips(request: SignedIn, query: Mapping[str, Any]) -> Iterator[Chip]:
    freed = _("chưa nêu") if query["freed"] == NOBODY else query["freed"]
    names = {
        "own": _("Chỉ nhiệm vụ của chính cấp này"),
        "ended": _("Đã qua hạn cuối"),
        "freed": _("Nơi gỡ được: {name}").format(name=freed),
        "overdue": _("Quá hẹn"),
    }
    for key, name in names.items():
        if query[key]:
            yield Chip(name, with_query(request, **{key: ""}))


def narrowed_words(asked: Asked) -> list[tuple[str, str]]:
    """What a list is narrowed to, as the last sheet of its file says it."""
    return [
        (one.label, dict(one.choices).get(one.chosen, "")) for one in _filters(asked) if one.chosen
    ]
