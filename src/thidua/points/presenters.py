"""Values for the pages of points."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.attachments.models import Attachment
from thidua.blocs.models import Bloc, Criterion, Scale
from thidua.numbers import format_number
from thidua.points.actions import worths_of
from thidua.points.forms import ValueForm
from thidua.points.models import SHOWN, CheckOfScore, Grade
from thidua.points.parameters import CHECK_WITHIN, SEND_WITHIN, SETTLE_WITHIN
from thidua.points.permissions import acts_for, may_settle
from thidua.points.queries import Cell, Standing, UnitPoints
from thidua.submissions.models import SubmissionStatus


def worth(criterion: Criterion, most: Decimal, value: Decimal | None) -> str:
    """A value as it is read: 33,33; of grades with its word: 20 (tốt). Nothing: “–”."""
    if value is None:
        return "–"
    number = format_number(value.normalize())
    grade = worths_of(most).get(value) if criterion.criteria_set.scale == Scale.GRADES else None
    return f"{Grade(grade).label} ({number})" if grade else number


@dataclass(frozen=True)
class ShownCell:
    """A cell of the standing: the value that counts most by now, whose it is, and the others."""

    value: str
    whose: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class ShownUnit:
    """A row of the standing."""

    points: UnitPoints
    cells: tuple[ShownCell, ...]
    state: str
    total: str
    own_total: str
    place: str
    href: str
    acts: tuple[tuple[str, str], ...]
    mine: bool


def state_of(row: UnitPoints) -> str:
    """How a unit's sheet stands, as the bloc reads it."""
    if not row.counts:
        return _("Không còn hoạt động")
    status = row.sheet.status if row.sheet else ""
    return {
        SubmissionStatus.SENT: _("Đã gửi, chờ chốt"),
        SubmissionStatus.ACCEPTED: _("Đã chốt"),
        SubmissionStatus.RETURNED: _("Trả lại để chấm lại"),
    }.get(SubmissionStatus(status) if status else SubmissionStatus.DRAFT, _("Chưa gửi"))


def shown_cell(cell: Cell) -> ShownCell:
    """Settled before the unit's own before counted."""
    counted = cell.counted.value if cell.counted else None
    named = [
        (_("chốt"), cell.settled),
        (_("tự chấm"), cell.own),
        (_("máy đếm"), counted),
    ]
    known = [(whose, value) for whose, value in named if value is not None]
    if not known:
        return ShownCell("–", "", ())
    whose, value = known[0]
    if cell.settled is not None:
        whose = ""  # the row says that it is settled
    others = [f"{name} {format_number(one.normalize())}" for name, one in known[1:] if one != value]
    return ShownCell(worth(cell.criterion, cell.most, value), whose, tuple(others))


def shown_units(standing: Standing, actor: Actor) -> list[ShownUnit]:
    """The rows: by place once there are places, else in Vietnamese order."""
    rows = [_shown_unit(standing.bloc, row, standing, actor) for row in standing.units]
    return sorted(rows, key=lambda row: row.points.place or len(rows) + 1)


def _shown_unit(bloc: Bloc, row: UnitPoints, standing: Standing, actor: Actor) -> ShownUnit:
    def total(value: Decimal | None) -> str:
        return "–" if value is None else format_number(value.normalize())

    mine = acts_for(actor, row.unit)
    return ShownUnit(
        points=row,
        cells=tuple(shown_cell(cell) for cell in row.cells),
        state=state_of(row),
        total=total(row.total),
        own_total=total(row.own_total),
        place="–" if row.place is None else str(row.place),
        href=address("points_sheet", bloc, row),
        acts=tuple(_acts(bloc, row, standing, actor, mine=mine)),
        mine=mine,
    )


def _acts(
    bloc: Bloc, row: UnitPoints, standing: Standing, actor: Actor, *, mine: bool
) -> list[tuple[str, str]]:
    """What this reader can do of a unit's sheet: words and address."""
    status = row.sheet.status if row.sheet else SubmissionStatus.DRAFT
    if not row.at_work or standing.criteria_set is None:
        return []
    if mine and status in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}:
        return [(_("Tự chấm"), address("points_sheet", bloc, row))]
    acts = []
    if status == SubmissionStatus.SENT and not mine:
        if any(one.at_work and acts_for(actor, one.unit) for one in standing.units):
            acts.append((_("Kiểm tra chéo"), address("points_check", bloc, row)))
        if may_settle(actor, bloc, row.unit):
            acts.append((_("Chốt điểm"), address("points_settle", bloc, row)))
    return acts


def address(page: str, bloc: Bloc, row: UnitPoints) -> str:
    return reverse(page, args=[bloc.campaign.year, bloc.pk, row.unit.code])


@dataclass(frozen=True)
class Days:
    """By when a bloc sends, checks, settles: local, unconfirmed."""

    send: dt.date
    check: dt.date
    settle: dt.date


def days_of(bloc: Bloc) -> Days:
    def after(days: int) -> dt.date:
        return bloc.campaign.cut_off_date + dt.timedelta(days=days)

    return Days(after(SEND_WITHIN), after(CHECK_WITHIN), after(SETTLE_WITHIN))


# One sheet
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownScore:
    """One criterion of a sheet: what is known of it, and its form (None: it is read)."""

    number: int
    criterion: Criterion
    most: str
    counted: str
    counts: bool
    own: str
    own_reason: str
    settled: str
    settled_reason: str
    checks: tuple[tuple[str, str, str], ...]
    files: tuple[Attachment, ...]
    form: ValueForm | None


def shown_scores(
    row: UnitPoints,
    *,
    mine: bool,
    checks: Mapping[int, Sequence[CheckOfScore]],
    files: Mapping[int, Sequence[Attachment]],
    forms: Mapping[int, ValueForm],
) -> list[ShownScore]:
    """The criteria of one sheet in order; a draft's own values for its unit alone."""
    open_to = mine or (row.sheet is not None and row.sheet.status in SHOWN)
    found = []
    for number, cell in enumerate(row.cells, start=1):
        score, key = cell.score if open_to else None, cell.criterion.pk
        found.append(
            ShownScore(
                number=number,
                criterion=cell.criterion,
                most=format_number(cell.most.normalize()),
                counted=str(cell.counted.words) if cell.counted else "",
                counts=cell.counted is not None and cell.counted.value is not None,
                own=worth(cell.criterion, cell.most, score.own if score else None),
                own_reason=score.own_reason if score else "",
                settled=worth(cell.criterion, cell.most, cell.settled),
                settled_reason=score.settled_reason if score else "",
                checks=tuple(_check(cell, one) for one in checks.get(key, ())),
                files=tuple(files.get(key, ())) if open_to else (),
                form=forms.get(key),
            )
        )
    return found


def _check(cell: Cell, one: CheckOfScore) -> tuple[str, str, str]:
    said = (
        _("đồng ý")
        if one.value is None
        else _("đề nghị {value}").format(value=worth(cell.criterion, cell.most, one.value))
    )
    return (one.unit.name, said, one.reason)
