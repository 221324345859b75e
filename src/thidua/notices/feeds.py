"""A reader's own calendar at a secret address: days and what is due then, no names. Written here:
whole days with one line each need no library.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.calendar import steps_of
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.models import Campaign, Step
from thidua.language import Text
from thidua.notices.models import CalendarFeed

YEARS = 2
"""The year that is going on, and the one before or after it."""
FOLD = 75
"""Octets of a line, as RFC 5545 wants; what is longer goes on after a blank."""


@dataclass(frozen=True)
class DueDay:
    """A day by which something is due; `uid` stays the same when the day moves."""

    uid: str
    day: dt.date
    title: str


def make_feed(user: User) -> str:
    """A new secret, shown once; the address made before is good no more."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"digest": digest_of(secret), "made_at": timezone.now()}
    )
    return secret


def end_feed(user: User) -> None:
    """The address is good no more."""
    CalendarFeed.objects.filter(user=user).delete()


def feed_of(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user=user).first()


def owner_of(secret: str) -> User | None:
    """Whose calendar a secret opens; None: nobody's any more."""
    found = CalendarFeed.objects.select_related("user").filter(digest=digest_of(secret)).first()
    return found.user if found is not None and found.user.is_active else None


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def days_of(user: User) -> list[DueDay]:
    """By when each step of the year is due for the reader's own units (the earliest of them), or
    for everybody.
    """
    units = {grant.organisation_id for grant in scope_of(user).grants}
    found = []
    for campaign in Campaign.objects.prefetch_related("deadlines").order_by("-year")[:YEARS]:
        for step in steps_of(campaign):
            day = _own_day(campaign, step.step, units) or step.due_on
            if day is not None:
                found.append(
                    DueDay(f"{campaign.year}-{step.step}", day, _title(campaign, step.step))
                )
    return found


def _own_day(campaign: Campaign, step: Step, units: set[int]) -> dt.date | None:
    if not units:
        return None
    days = due_dates(campaign, step, units).values()
    return min((day for day in days if day is not None), default=None)


def _title(campaign: Campaign, step: Step) -> str:
    return str(
        Text("Hạn: {step} năm {year}", "Due: {step} {year}").format(
            step=str(step.label), year=campaign.year
        )
    )


def calendar_text(days: Sequence[DueDay], *, host: str, name: str, moment: dt.datetime) -> str:
    """The days as an iCalendar file (RFC 5545): whole days, so no time zone is needed."""
    stamp = f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Thi Dua//VI",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(one.title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """No letter is cut: each piece ends before the letter that would pass the limit."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > FOLD:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    yield piece
