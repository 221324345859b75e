"""Whoever is late in the reader's part of the tree, to be reminded with one press: a task of the
first page.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.boards.lateness import FACTS, LateUnit, What, late_units
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.notices.queries import REMINDING, grant_to_remind, remindable
from thidua.numbers import format_number
from thidua.web.clock import today
from thidua.web.units import several

NAMED = 2
"""So many are named in the row; the button reminds all of them."""


def late_in(request: SignedIn, campaign: Campaign) -> list[LateUnit]:
    """Who is late in the reader's part of the tree; asked of the database once a request."""
    known: list[LateUnit] | None = getattr(request, "thidua_late", None)
    if known is None:
        known = late_units(campaign=campaign, scope=scope_of_request(request))
        request.thidua_late = known  # type: ignore[attr-defined]
    return known


def late_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for those who are late with facts, and one for those who are late with proposals."""
    scope = scope_of_request(request)
    if not any(grant.role in REMINDING for grant in scope.grants):
        return
    late = [
        one for one in late_in(request, campaign) if grant_to_remind(scope, one.unit) is not None
    ]
    by_what: dict[What, list[LateUnit]] = {}
    for one in late:
        by_what.setdefault(one.what, []).append(one)
    for what, units in by_what.items():
        waiting = remindable(campaign=campaign, units=[one.unit for one in units], about=what)
        if waiting:
            keys = {unit.pk for unit in waiting}
            to_remind = [one for one in units if one.unit.pk in keys]
            yield _work(campaign, what, to_remind, len(units))


def _work(campaign: Campaign, what: What, late: Sequence[LateUnit], every: int) -> Task:
    number, places = format_number(len(late)), several({"place": len(late)})
    many = places if len(late) == every else f"{number} {_('trong')} {several({'place': every})}"
    title = (
        _("Nhắc {many} quá hạn nhập thông tin")
        if what == FACTS
        else _("Nhắc {many} quá hạn gửi đề nghị xếp loại")
    )
    return Task(
        title=title.format(many=many),
        detail=_detail(late, every),
        href="",
        act=reverse("remind"),
        sends=(
            ("year", str(campaign.year)),
            ("about", what),
            *(("unit", one.unit.code) for one in late),
        ),
        button=_("Nhắc {places}").format(places=places),
        due_on=today() - _days(late),
    )


def _days(late: Sequence[LateUnit]) -> dt.timedelta:
    return dt.timedelta(days=max(one.days for one in late))


def _detail(late: Sequence[LateUnit], every: int) -> str:
    """The first by name, how many more, and how many were reminded already."""
    named = ", ".join(one.unit.name for one in late[:NAMED])
    more, reminded = len(late) - NAMED, every - len(late)
    if more > 0:
        named = _("{named} và {places} nữa").format(named=named, places=several({"place": more}))
    if reminded:
        told = _("{places} kia đã nhắc trong 48 giờ").format(places=several({"place": reminded}))
        return f"{named} · {told}"
    return named
