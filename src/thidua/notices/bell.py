"""The bell of the page frame: how many lines are unread. It asks nothing of its own: the number
comes with the years (`campaigns.frame.ALONG`). Whoever opens the page that a notice leads to, by
the bell or by any other way, has read it: only then the database is asked once more.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.http import HttpRequest

from thidua.accounts.models import User
from thidua.campaigns.frame import frame_of
from thidua.notices.models import Notice
from thidua.notices.reading import leading_to, mark_read_at
from thidua.numbers import format_number

UNREAD, UNREAD_HERE = "unread_notices", "unread_notices_here"
MOST = 99


def unread_lines(request: HttpRequest) -> Subquery:
    """How many lines of the reader are unread, but for those that this page shows: twenty like
    events are one.
    """
    lines = _unread(request).exclude(leading_to(*places_of(request)))
    return Subquery(lines.annotate(number=Count("line", distinct=True)).values("number"))


def unread_here(request: HttpRequest) -> Subquery:
    """How many unread notices of the reader lead to this page."""
    here = _unread(request).filter(leading_to(*places_of(request)))
    return Subquery(here.annotate(number=Count("pk")).values("number"))


def _unread(request: HttpRequest) -> "QuerySet[Notice, Any]":
    return Notice.objects.filter(user=request.user.pk, read_at=None).order_by().values("user")


def places_of(request: HttpRequest) -> tuple[str, ...]:
    """The page that somebody opens, by address: without its query and with it; none where a form
    was sent.
    """
    return (request.path, request.get_full_path()) if request.method == "GET" else ()


@dataclass(frozen=True)
class Bell:
    """Filled only when the header asks."""

    request: HttpRequest
    template = "notices/bell.html"

    @cached_property
    def number(self) -> int:
        frame = frame_of(self.request)
        if frame.along(UNREAD_HERE) and isinstance(self.request.user, User):
            mark_read_at(self.request.user, *places_of(self.request))
        return frame.along(UNREAD)

    @property
    def shown(self) -> str:
        """“12”, “99+”, or nothing."""
        if not self.number:
            return ""
        return f"{MOST}+" if self.number > MOST else format_number(self.number)


def bell_of_frame(request: HttpRequest) -> dict[str, object]:
    """The part of the frame that shows the bell, for whoever signed in."""
    return {"bell": Bell(request)} if isinstance(getattr(request, "user", None), User) else {}
