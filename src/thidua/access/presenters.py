"""What a person is told of who looked at their file."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Window
from django.utils.translation import gettext as _

from thidua.access.looks import looks_at
from thidua.access.models import Look
from thidua.accounts.models import Role


@dataclass(frozen=True)
class Seen:
    """How often somebody's file was opened, and the last time: when, and by whom as what."""

    times: int
    last: datetime | None = None
    by: str = ""


def seen(person: int) -> Seen:
    """What the person is told first; one question to the database."""
    last = looks_at(person).annotate(times=Window(Count("pk"))).first()
    return Seen(last.times, last.looked_at, as_what(last)) if last else Seen(0)


def as_what(look: Look) -> str:
    """The role and the organisation in which the reader looked."""
    role = str(Role(look.role).label) if look.role in Role.values else _("Người đọc")
    return f"{role}, {look.place}" if look.place else role
