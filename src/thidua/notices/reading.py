"""Reading notices: those of one reader, line by line; marking them as read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, Value, When
from django.utils import timezone

from thidua.accounts.models import User
from thidua.notices.models import Notice


@dataclass(frozen=True)
class Line:
    """One line of the list: the newest of its notices, how many there are, whether any is new."""

    notice: Notice
    number: int
    unread: bool


def own_notices(reader: User) -> QuerySet[Notice]:
    """A reader's own notices and nobody else's."""
    return Notice.objects.filter(user=reader.pk)


def notice_for(reader: User, pk: int) -> Notice | None:
    """One of the reader's own."""
    return own_notices(reader).filter(pk=pk).first()


def lines_of(notices: QuerySet[Notice]) -> "QuerySet[Notice, Any]":
    """The lines of notices as rows (`newest`: the key of its newest notice, `number`, `unread`),
    new ones first; `lines_with` fills them. What was read stays apart from what came since.
    """
    unread = Case(When(read_at=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    grouped = notices.order_by().annotate(unread=unread).values("line", "unread")
    counted = grouped.annotate(number=Count("pk"), newest=Max("pk"))
    return counted.order_by("-unread", "-newest")


def lines_with(rows: Sequence[Mapping[str, int]]) -> list[Line]:
    """The rows of one page, each with its newest notice: one question for all."""
    found = Notice.objects.select_related("organisation", "campaign").in_bulk(
        [row["newest"] for row in rows]
    )
    return [
        Line(found[row["newest"]], row["number"], bool(row["unread"]))
        for row in rows
        if row["newest"] in found
    ]


def told_at(reader: User, places: Sequence[str], kinds: Sequence[str]) -> dict[str, Notice]:
    """The reader's newest notice of these kinds that leads to each of these addresses."""
    found = own_notices(reader).filter(href__in=places, kind__in=kinds)
    return {notice.href: notice for notice in found.order_by("href", "-pk").distinct("href")}


def mark_read(reader: User, notices: Q | None = None) -> int:
    """Mark the reader's own notices as read, all or those of a condition; how many were new."""
    found = own_notices(reader).filter(read_at=None)
    return (found if notices is None else found.filter(notices)).update(read_at=timezone.now())


def leading_to(*places: str) -> Q:
    """Notices that lead to one of these addresses, or to a spot on its page."""
    found = Q(href__in=places)
    for place in places:
        found |= Q(href__startswith=f"{place}#")
    return found


def mark_read_at(reader: User, *places: str) -> int:
    """Whoever opens the page that a notice leads to has read it. The frame does so for every page
    that shows the bell; others call this with their address.
    """
    return mark_read(reader, leading_to(*places))


def mark_line_read(reader: User, notice: Notice) -> int:
    """Every new notice of the same line, up to the one that the reader was shown: what came after
    it stays new.
    """
    return mark_read(reader, Q(line=notice.line, pk__lte=notice.pk))
