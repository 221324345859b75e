"""The lists behind the numbers: the same values for the page and the Excel file, every row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.movement.blocked import blocked_of
from thidua.movement.forms import DONE, FINISHED, IN_TIME, LATER, MISSING, NOBODY
from thidua.movement.links import BLOCKED, MILESTONES, RETURNED, TARGETS, TASKS
from thidua.movement.reading import Placed, Read
from thidua.movement.returned import returned_in
from thidua.movement.words import Mark, kind_words, mark_of, target_words, word_of
from thidua.progress.counting import Aim
from thidua.progress.results import MilestoneProgress, Target
from thidua.registrations.clarities import clarity_text
from thidua.registrations.content import heading_of
from thidua.web.cells import Cell, Column, Kind

Query = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A column of a list: `key` is its word in the address. `file_only`: not on the page."""

    key: str
    column: Column
    file_only: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its cells in the order of the columns, the task it is about, its state as a mark."""

    cells: tuple[Cell, ...]
    unit: str
    task: int
    mark: Mark | None = None


@dataclass(frozen=True)
class Listing:
    """One list: what it is called, its columns and every row of it."""

    title: str
    parts: Sequence[Part]
    lines: Sequence[Line]

    def sorted_by(self, sort: str) -> "Listing":
        """In the order of a column (“-key”: turned round), blank cells last; any other word leaves
        the order of the tree.
        """
        keys = [part.key for part in self.parts]
        key = sort.removeprefix("-")
        if key not in keys:
            return self
        at = keys.index(key)
        known = [line for line in self.lines if line.cells[at] not in (None, "")]
        blank = [line for line in self.lines if line.cells[at] in (None, "")]
        known.sort(key=lambda line: _key(line.cells[at]), reverse=sort.startswith("-"))
        return Listing(self.title, self.parts, [*known, *blank])


def _key(cell: Any) -> Any:
    return cell.casefold() if isinstance(cell, str) else cell


def listing(found: Read, what: str, query: Query) -> Listing:
    """The list `what` of a reading, narrowed. Raises KeyError for a word that is none of
    `links.LISTS`.
    """
    return _LISTS[what](found, query)


def _parts(*parts: tuple[str, str] | tuple[str, str, Kind]) -> list[Part]:
    named = [
        Part(key, Column(title, kind[0] if kind else Kind.TEXT, 40 if key == "task" else 0))
        for key, title, *kind in parts
    ]
    unit = Part("unit", Column(_("Đơn vị"), width=34))
    code = Part("code", Column(_("Mã tổ chức"), Kind.CODE), file_only=True)
    return [code, unit, Part("task", Column(_("Nhiệm vụ"), width=50)), *named]


def _line(one: Placed, *cells: Cell, mark: Mark | None = None) -> Line:
    own = (one.unit.code, one.unit.name, one.task.heading)
    return Line((*own, *cells), one.unit.code, one.task.task, mark)


def _narrowed(found: Read, query: Query) -> Iterator[Placed]:
    """The tasks of the rows that the address names, of one kind."""
    for one in found.tasks:
        if query["own"] and one.unit.pk != found.part.place.pk:
            continue
        if query["kind"] and one.task.kind != query["kind"]:
            continue
        yield one


def _tasks(found: Read, query: Query) -> Listing:
    state = query["state"]

    def fits(one: Placed) -> bool:
        if query["ended"] and not (one.task.ends_on and one.task.ends_on < found.on):
            return False
        if state == FINISHED:
            return one.state.is_done
        return one.state == state if state else one.counts

    parts = _parts(
        ("kind", _("Loại")),
        ("state", _("Tình trạng")),
        ("ends", _("Hạn cuối"), Kind.DATE),
        ("noted", _("Ghi nhận gần nhất"), Kind.DATE),
        ("done", _("Mức phấn đấu đạt"), Kind.CODE),
    )
    lines = [
        _line(
            one,
            kind_words(one.task.kind),
            mark_of(one.state).words,
            one.task.ends_on,
            one.task.latest.on if one.task.latest else None,
            f"{sum(each.done is True for each in one.aims)}/{len(one.task.targets)}",
            mark=mark_of(one.state),
        )
        for one in _narrowed(found, query)
        if fits(one)
    ]
    return Listing(_("Nhiệm vụ"), parts, lines)


def _targets(found: Read, query: Query) -> Listing:
    wanted = query["reached"]

    def fits(aim: Aim) -> bool:
        if wanted == DONE:
            return aim.done is True
        return word_of(aim) == wanted if wanted else True

    parts = _parts(
        ("measure", _("Đo bằng")),
        ("measured", _("Đơn vị tính"), Kind.CODE),
        ("before", _("Năm trước"), Kind.NUMBER),
        ("target", _("Phấn đấu"), Kind.NUMBER),
        ("now", _("Được"), Kind.NUMBER),
        ("reached", _("Đánh giá")),
        ("confirmed", _("Cấp trên xác nhận")),
    )
    lines = [
        _line(one, *_cells_of(target, aim))
        for one in _narrowed(found, query)
        if one.counts
        for target, aim in zip(one.task.targets, one.aims, strict=True)
        if fits(aim)
    ]
    return Listing(_("Mức phấn đấu của nhiệm vụ"), parts, lines)


def _cells_of(target: Target, aim: Aim) -> tuple[Cell, ...]:
    noted = target.now
    now: Decimal | str | None = noted.value if noted else None
    if noted is not None and noted.done is not None:
        now = _("xong") if noted.done else _("chưa")
    return (
        target.name,
        target.unit,
        target.last_year,
        _("hoàn thành") if target.yes_no else target.target,
        now,
        target_words(word_of(aim)),
        "" if noted is None else _("đã xác nhận") if noted.confirmed else _("chưa xác nhận"),
    )


def _milestones(found: Read, query: Query) -> Listing:
    words = {
        IN_TIME: _("đạt đúng ngày"),
        LATER: _("đạt muộn"),
        MISSING: _("chưa ghi đạt"),
    }
    parts = _parts(
        ("milestone", _("Mốc")),
        ("due", _("Ngày của mốc"), Kind.DATE),
        ("reached_on", _("Đạt ngày"), Kind.DATE),
        ("when", _("Đánh giá")),
    )
    lines = [
        _line(one, each.text, each.due_on, each.reached_on, words[_when(each)])
        for one in _narrowed(found, query)
        if one.counts
        for each in one.task.milestones
        if each.due_on < found.on and query["when"] in ("", _when(each))
    ]
    return Listing(_("Mốc đã đến ngày"), parts, lines)


def _when(milestone: MilestoneProgress) -> str:
    if milestone.reached_on is None:
        return MISSING
    return IN_TIME if milestone.reached_on <= milestone.due_on else LATER


def _blocked(found: Read, query: Query) -> Listing:
    tasks = {one.task.task for one in _narrowed(found, query)}
    parts = _parts(
        ("what", _("Đang vướng gì")),
        ("since", _("Từ ngày"), Kind.DATE),
        ("freed", _("Nơi gỡ được")),
        ("promise", _("Lời hẹn")),
        ("until", _("Hẹn đến"), Kind.DATE),
        ("overdue", _("Quá hẹn")),
    )
    lines = [
        _line(
            one.placed,
            one.what,
            one.since,
            one.freed_by_name or _("chưa nêu"),
            one.promise,
            one.promised_until,
            _("quá hẹn") if one.overdue else "",
        )
        for one in blocked_of(found)
        if one.placed.task.task in tasks
        and query["freed"] in ("", one.freed_by or NOBODY)
        and (one.overdue or not query["overdue"])
    ]
    return Listing(_("Nhiệm vụ đang vướng"), parts, lines)


def _returned(found: Read, query: Query) -> Listing:
    verdicts = returned_in(found.campaign, found.part.place, found.on).select_related(
        "version__task__registration__organisation", "committee"
    )
    if query["clarity"]:
        verdicts = verdicts.filter(clarity=query["clarity"])
    if query["own"]:
        verdicts = verdicts.filter(version__task__registration__organisation=found.part.place.pk)
    if query["kind"]:
        verdicts = verdicts.filter(version__task__kind=query["kind"])
    parts = _parts(
        ("clarity", _("Mục trả lại")),
        ("reason", _("Lý do trả lại")),
        ("returned", _("Trả lại ngày"), Kind.DATE),
        ("by", _("Nơi trả lại")),
    )
    order = verdicts.order_by("version__task__registration__organisation__path", "pk")
    return Listing(_("Mục bị trả lại"), parts, list(_of_verdicts(order, found.campaign.year)))


def _of_verdicts(verdicts: "Iterable[Any]", year: int) -> Iterator[Line]:
    for one in verdicts:
        unit = one.version.task.registration.organisation
        work = one.version.content["work"]
        heading = heading_of(work.get("title") or "", work.get("work") or "")
        cells: tuple[Cell, ...] = (
            unit.code,
            unit.name,
            heading,
            str(clarity_text(year, one.clarity).title),
            one.reason,
            timezone.localtime(one.decided_at).date(),
            one.committee.name,
        )
        yield Line(cells, unit.code, one.version.task_id)


_LISTS: Mapping[str, Callable[[Read, Query], Listing]] = {
    TASKS: _tasks,
    TARGETS: _targets,
    MILESTONES: _milestones,
    BLOCKED: _blocked,
    RETURNED: _returned,
}
