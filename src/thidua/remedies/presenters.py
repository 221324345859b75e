"""What the pages show of a remedy: whose it is, how far it is as four dots, how the bars stand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.numbers import format_number
from thidua.organisations.names import committee_name
from thidua.remedies.clearness import content_of
from thidua.remedies.counting import Standing
from thidua.remedies.links import page_of
from thidua.remedies.models import Remedy, Source, State
from thidua.vocabulary import SubjectType
from thidua.web.clock import today

WORDS_OF_A_STEP = 5


@dataclass(frozen=True)
class Dot:
    """One of the four points of a remedy's way. `state`: done, now, late or ahead; the words say
    it too.
    """

    state: str
    words: str


@dataclass(frozen=True)
class Row:
    """A remedy on the board."""

    remedy: Remedy
    heading: str
    where: str
    who: str
    verifier: str
    dots: Sequence[Dot]
    state: str
    href: str
    act: str
    """What the reader can do: confirm, remind, or only open ("")."""


def is_overdue(remedy: Remedy, day: dt.date | None = None) -> bool:
    """What is due on a day is late the day after; what waits to be confirmed is not."""
    on = day or today()
    return remedy.state == State.OPEN and remedy.due_on is not None and remedy.due_on < on


def days_late(remedy: Remedy) -> int:
    return (today() - remedy.due_on).days if remedy.due_on is not None else 0


def heading_of(remedy: Remedy) -> str:
    """What is done about it, else the limit itself."""
    return content_of(remedy).heading or remedy.limit


def who_does(remedy: Remedy) -> str:
    if remedy.person is not None:
        return remedy.person.full_name
    unit = remedy.unit or remedy.organisation
    if remedy.subject_type == SubjectType.COLLECTIVE:
        return committee_name(unit)
    return unit.name


def who_verifies(remedy: Remedy) -> str:
    return committee_name(remedy.verifier)


def where_named(remedy: Remedy) -> str:
    """“Kiểm điểm 2021, mục II · Chi bộ thôn 1”."""
    at = remedy.source_words or str(Source(remedy.source).label)
    return f"{at} · {remedy.organisation.name}"


def repeats_words(remedy: Remedy, year: int) -> str:
    """Whether the same was there before: “theo từ năm 2021”, “lặp lại từ năm 2020”; else ""."""
    if remedy.repeats is not None:
        return _("lặp lại từ năm {year}").format(year=remedy.repeats.campaign.year)
    if remedy.campaign.year < year and remedy.state != State.CLOSED:
        return _("theo từ năm {year}").format(year=remedy.campaign.year)
    return ""


def state_words(remedy: Remedy) -> str:
    if is_overdue(remedy):
        return _("quá hạn {days} ngày").format(days=format_number(days_late(remedy)))
    return str(State(remedy.state).label).lower()


def dots(remedy: Remedy, worked_on: dt.date | None, worked: str) -> list[Dot]:
    """Taken on, what was done last, confirming, the end."""
    done, late = remedy.state == State.CLOSED, is_overdue(remedy)
    said = worked.split()
    rest = "…" if len(said) > WORDS_OF_A_STEP else ""
    shown = " ".join(said[:WORDS_OF_A_STEP]) + rest or _("minh chứng")
    work = (
        Dot("done", f"{shown} {_short(worked_on)}")
        if worked_on is not None
        else Dot(
            "done" if done else "ahead" if late else "now", _("đã làm") if done else _("đang làm")
        )
    )
    return [
        Dot("done", _("nhận {day}").format(day=_short(remedy.raised_on))),
        work,
        *_ending(remedy),
    ]


def _ending(remedy: Remedy) -> list[Dot]:
    due = _("hạn {day}").format(day=_short(remedy.due_on)) if remedy.due_on else _("chưa có hạn")
    if remedy.state == State.CLOSED:
        closed = _("đóng {day}").format(day=_short(remedy.closed_on))
        return [Dot("done", _("đã xác nhận")), Dot("done", closed)]
    if is_overdue(remedy):
        return [Dot("late", state_words(remedy)), Dot("ahead", due)]
    if remedy.state == State.PROOF_SENT:
        return [Dot("now", _("chờ xác nhận")), Dot("ahead", due)]
    return [Dot("ahead", _("xác nhận")), Dot("ahead", due)]


def _short(day: dt.date | None) -> str:
    """“07/12”; with the year where it is another one than today's."""
    if day is None:
        return ""
    return f"{day:%d/%m}" if day.year == today().year else f"{day:%d/%m/%y}"


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: percentages ready for SVG."""

    kind: str
    words: str
    x: str
    width: str


def pieces(standing: Standing, *, before: bool) -> list[Piece]:
    """Closed, being done, waiting, overdue; of the year before: closed, flowed over."""
    parts = (
        [("closed", standing.closed, _("đã đóng")), ("carried", standing.carried, _("chuyển sang"))]
        if before
        else [
            ("closed", standing.closed, _("đã đóng")),
            ("working", standing.working, _("đang làm")),
            ("waiting", standing.waiting, _("chờ xác nhận")),
            ("overdue", standing.overdue, _("quá hạn")),
        ]
    )
    found, start = [], 0
    for kind, number, words in parts:
        if number:
            x = 100 * start / standing.all
            width = 100 * number / standing.all
            said = f"{format_number(number)} {words}"
            found.append(Piece(kind, said, f"{x:.2f}%", f"{width:.2f}%"))
        start += number
    return found


def row_of(remedy: Remedy, year: int, act: str) -> Row:
    """Of a remedy with `worked_on` and `worked` annotated (`queries.with_last_step`)."""
    last: dt.date | None = getattr(remedy, "worked_on", None)
    said = " · ".join(part for part in (where_named(remedy), repeats_words(remedy, year)) if part)
    return Row(
        remedy=remedy,
        heading=heading_of(remedy),
        where=said,
        who=who_does(remedy),
        verifier=who_verifies(remedy),
        dots=dots(remedy, last, getattr(remedy, "worked", "") or ""),
        state=state_words(remedy),
        href=page_of(remedy),
        act=act,
    )
