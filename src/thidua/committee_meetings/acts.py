"""The acts of the wall: each form of it to one action."""

from collections.abc import Callable

from thidua.accounts.viewing import SignedIn
from thidua.committee_meetings.adopting import adopt
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.finding import Place
from thidua.committee_meetings.forms import (
    UNREADABLE,
    AdoptForm,
    AttendanceForm,
    LineForm,
    MoveForm,
    OpenForm,
)
from thidua.committee_meetings.models import CommitteeMeeting
from thidua.committee_meetings.moving import move, undo
from thidua.committee_meetings.opening import (
    Seat,
    end_meeting,
    note_attendance,
    open_meeting,
)
from thidua.meetings.agenda import Called, called_to
from thidua.web.clock import today
from thidua.web.forms import first_fault

Act = Callable[[SignedIn, Place, CommitteeMeeting], int | None]
"""Gives the roster entry to come back to, if there is one."""


def open_by(request: SignedIn, place: Place) -> CommitteeMeeting:
    """Open a meeting as its form says. Raises RefusedError, PermissionDenied."""
    form = OpenForm(request.POST)
    _read(form)
    said = form.cleaned_data
    called = called_by(place)
    seats = [
        Seat(one.person.full_name, one.post, one.person, one.person.pk in said["present"])
        for one in called
    ]
    return open_meeting(
        campaign=place.board.campaign,
        organisation=place.board.committee,
        seats=[*seats, *said["others"]],
        chair=said["chair"],
        secretary=said["secretary"],
        venue=said["venue"],
        actor=request.user,
    )


def called_by(place: Place) -> list[Called]:
    """Who has a post in the committee today, the head first."""
    return called_to(place.board.committee, today())


def _move(request: SignedIn, place: Place, meeting: CommitteeMeeting) -> int | None:
    form = MoveForm(request.POST)
    _read(form)
    proposed = form.proposed()
    move(meeting=meeting, kind=place.board.kind, proposed=proposed, actor=request.user)
    return proposed.wish.entry


def _undo(request: SignedIn, place: Place, meeting: CommitteeMeeting) -> int | None:
    form = LineForm(request.POST)
    _read(form)
    line = meeting.moves.filter(pk=form.cleaned_data["line"]).first()
    if line is None:
        raise CommitteeMeetingError.unreadable(str(UNREADABLE))
    undo(meeting=meeting, move=line, actor=request.user)
    return None


def _attendance(request: SignedIn, place: Place, meeting: CommitteeMeeting) -> int | None:
    """Only what this form changed: another screen may have ticked somebody else."""
    form = AttendanceForm(request.POST)
    _read(form)
    ticked, before = set(form.cleaned_data["present"]), set(form.cleaned_data["before"])
    there = set(meeting.attendants.filter(present=True).values_list("pk", flat=True))
    note_attendance(
        meeting=meeting,
        present=(there | (ticked - before)) - (before - ticked),
        chair=form.cleaned_data["chair"],
        actor=request.user,
    )
    return None


def _adopt(request: SignedIn, place: Place, meeting: CommitteeMeeting) -> int | None:
    form = AdoptForm(request.POST)
    _read(form)
    said = form.cleaned_data
    adopt(
        meeting=meeting,
        kind=place.board.kind,
        votes=said["votes"],
        seen=said["seen"],
        actor=request.user,
    )
    return None


def _end(request: SignedIn, place: Place, meeting: CommitteeMeeting) -> int | None:
    end_meeting(meeting=meeting, actor=request.user)
    return None


def _read(form: MoveForm | LineForm | AdoptForm | AttendanceForm | OpenForm) -> None:
    """Raises CommitteeMeetingError with the first thing that is wrong."""
    if not form.is_valid():
        raise CommitteeMeetingError.unreadable(first_fault(form))


ACTS: dict[str, Act] = {
    "move": _move,
    "undo": _undo,
    "attendance": _attendance,
    "adopt": _adopt,
    "end": _end,
}
