"""The list of units that a committee reads, in words: where each stands, its marks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.acceptance.due import answer_dues
from thidua.acceptance.queries import Entry, State
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.registrations.clarities import ClarityText, clarities_of
from thidua.registrations.models import Holder, TaskStatus
from thidua.web.clock import shown


@dataclass(frozen=True)
class Mark:
    """One clarity over the tasks of an entry: accepted, returned, to_read or none."""

    kind: str
    title: Text

    @property
    def sign(self) -> str:
        return {"accepted": "✓", "returned": "↩"}.get(self.kind, "")


@dataclass(frozen=True)
class Row:
    """One entry of the list as it is shown."""

    entry: Entry
    name: str
    holder: str
    href: str
    words: str
    marks: tuple[Mark, ...]
    due_on: dt.date | None
    current: bool = False

    @property
    def label(self) -> str:
        """The marks in words, for who does not see them."""
        kinds = {
            "accepted": _("đã nhận"),
            "returned": _("trả lại"),
            "to_read": _("chờ đọc"),
            "none": _("chưa gửi"),
        }
        return ", ".join(f"{mark.title}: {kinds[mark.kind]}" for mark in self.marks)


@dataclass(frozen=True)
class Units:
    """The list and what its head says."""

    rows: tuple[Row, ...]
    units: int
    accepted: int
    returned: int
    waiting: int
    not_sent: int
    answer_by: dt.date | None
    """The first day on which an answer is due."""

    @property
    def words(self) -> str:
        """How many stand where, after the number of units."""
        return _(
            "· nhận {accepted}, trả lại {returned}, chờ đọc {waiting}, chưa gửi {not_sent}"
        ).format(
            accepted=format_number(self.accepted),
            returned=format_number(self.returned),
            waiting=format_number(self.waiting),
            not_sent=format_number(self.not_sent),
        )

    def shown(self, state: str) -> tuple[Row, ...]:
        return tuple(
            row for row in self.rows if not state or row.entry.state == state or row.current
        )

    def beside(self, step: int, state: str) -> Row | None:
        """The row after (1) or before (-1) the current one that may be opened; of those waiting
        where only these are shown.
        """
        rows = [row for row in self.shown(state) if row.current or row.entry.registration]
        at = next((at for at, row in enumerate(rows) if row.current), None)
        if at is None or not 0 <= at + step < len(rows):
            return None
        return rows[at + step]


def units_shown(
    entries: Sequence[Entry],
    committee: Organisation,
    campaign: Campaign,
    current: int | None = None,
) -> Units:
    """The list, what waits before the rest, with the entry of this registration as the current
    one. One query.
    """
    entries = sorted(entries, key=lambda entry: entry.state is not State.WAITING)
    dues = answer_dues(
        [
            entry.registration
            for entry in entries
            if entry.registration is not None and entry.state is State.WAITING
        ]
    )
    asked = clarities_of(campaign.year)
    rows = tuple(
        _row(
            entry,
            href=unit_page(committee, entry, campaign) if entry.registration is not None else "",
            asked=asked,
            dues=dues,
            current=current,
        )
        for entry in entries
    )
    count = {state: sum(row.entry.state is state for row in rows) for state in State}
    return Units(
        rows=rows,
        units=len({row.entry.unit.pk for row in rows}),
        accepted=count[State.ACCEPTED],
        returned=count[State.RETURNED],
        waiting=count[State.WAITING],
        not_sent=count[State.DRAFTING] + count[State.NOT_STARTED],
        answer_by=min(dues.values(), default=None),
    )


def _row(
    entry: Entry,
    *,
    href: str,
    asked: Sequence[ClarityText],
    dues: Mapping[int, dt.date],
    current: int | None,
) -> Row:
    registration = entry.registration
    return Row(
        entry=entry,
        name=short_name(entry.unit),
        holder=holder_words(entry),
        href=href,
        words=_state_words(entry),
        marks=tuple(Mark(_mark(entry, one.id.value), one.title) for one in asked),
        due_on=dues.get(registration.pk) if registration is not None else None,
        current=registration is not None and registration.pk == current,
    )


def unit_page(committee: Organisation, entry: Entry, campaign: Campaign) -> str:
    """Where an entry is read; another holder's than the unit's own is named in the query."""
    address = reverse(
        "acceptance_unit",
        kwargs={"year": campaign.year, "code": committee.code, "unit": entry.unit.code},
    )
    registration = entry.registration
    if registration is None or registration.holder == Holder.ORGANISATION:
        return address
    return f"{address}?ban={registration.pk}"


def holder_words(entry: Entry) -> str:
    """Whose it is where it is not the unit's own: its collective's, a post-holder's."""
    registration = entry.registration
    if registration is None or registration.holder == Holder.ORGANISATION:
        return ""
    if registration.holder == Holder.COLLECTIVE:
        return _("Tập thể lãnh đạo, quản lý")
    person = registration.person.full_name if registration.person else ""
    return " · ".join(part for part in (registration.post_title, person) if part)


def _mark(entry: Entry, clarity: str) -> str:
    sent = [task for task in entry.tasks if task.is_sent]
    if not sent or entry.state in (State.DRAFTING, State.NOT_STARTED):
        return "none"
    if any(clarity in task.returned for task in sent):
        return "returned"
    waiting = any(task.status == TaskStatus.SENT and clarity not in task.locked for task in sent)
    return "to_read" if waiting else "accepted"


def _state_words(entry: Entry) -> str:
    since = f"{shown(entry.since):%d/%m}" if entry.since is not None else ""
    late = entry.registration is not None and entry.registration.sent_late
    words = {
        State.NOT_STARTED: _("chưa bắt đầu"),
        State.DRAFTING: _("đang soạn"),
        State.WAITING: _("gửi {day}").format(day=since),
        State.RETURNED: _("trả lại {day}").format(day=since),
        State.ACCEPTED: _("đã nhận {day}").format(day=since),
    }[entry.state]
    if any(task.asks_out for task in entry.tasks):
        words = _("xin rút nhiệm vụ")
    return f"{words}, {_('gửi muộn')}" if late and entry.since is not None else words
