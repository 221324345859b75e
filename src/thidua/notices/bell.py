"""The bell of the page frame: how many lines are unread. It asks nothing of its own: the number
comes with the years (`campaigns.frame.ALONG`).
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Subquery
from django.http import HttpRequest

from thidua.accounts.models import User
from thidua.campaigns.frame import frame_of
from thidua.notices.models import Notice
from thidua.numbers import format_number

UNREAD = "unread_notices"
MOST = 99


def unread_lines(user: User) -> Subquery:
    """How many lines of somebody are unread: twenty like events are one."""
    lines = Notice.objects.filter(user=user.pk, read_at=None).order_by().values("user")
    return Subquery(lines.annotate(number=Count("line", distinct=True)).values("number"))


@dataclass(frozen=True)
class Bell:
    """Filled only when the header asks."""

    request: HttpRequest
    template = "notices/bell.html"

    @cached_property
    def number(self) -> int:
        return frame_of(self.request).along(UNREAD)

    @property
    def shown(self) -> str:
        """“12”, “99+”, or nothing."""
        if not self.number:
            return ""
        return f"{MOST}+" if self.number > MOST else format_number(self.number)


def bell_of_frame(request: HttpRequest) -> dict[str, object]:
    """The part of the frame that shows the bell, for whoever signed in."""
    return {"bell": Bell(request)} if isinstance(getattr(request, "user", None), User) else {}
