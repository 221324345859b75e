"""What cannot be rated yet, and who has handed in nothing: tasks of the first page."""

import datetime as dt
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import rating_due, steps_of
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.ratings.open_work import Silent, unrated_for
from thidua.vocabulary import SubjectType
from thidua.web.clock import today
from thidua.web.units import several

FILLING = OFFICERS | {Role.CELL}
"""Whoever enters facts, or sees to it that they are entered; an inspector follows who waits."""


def missing_facts_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What cannot be rated yet, in one row; then who has handed in nothing."""
    scope = scope_of_request(request)
    fills = bool(scope.roles & FILLING)
    if not scope.grants or not (fills or Role.INSPECTOR in scope.roles):
        return
    waiting = unrated_for(request, campaign)
    due = rating_due(campaign)
    known = {SubjectType(kind): number for kind, number in waiting.unknown.items() if number}
    if known:
        yield _unknown(campaign, known, due=due, fills=fills)
    if fills and waiting.silent.subjects:
        yield from _silent(waiting.silent, campaign)


def _unknown(
    campaign: Campaign, known: Mapping[SubjectType, int], *, due: dt.date | None, fills: bool
) -> Task:
    """The list opens at the kind of which most are unknown; its kinds lie one press apart."""
    most = max(known, key=lambda kind: known[kind])
    what = several({kind.value: number for kind, number in known.items()})
    title = _("Bổ sung thông tin của {what}") if fills else _("Theo dõi {what} chưa đủ căn cứ")
    total = several({"subject": sum(known.values())})
    return Task(
        due_on=due,
        title=title.format(what=what),
        detail=_("chưa đủ căn cứ xếp loại; mỗi trường hợp ghi rõ còn thiếu gì, ai giữ"),
        href=_list(campaign, subject_type=most.value, level="unknown", facts="some", tier="all"),
        button=_("Xem {total}").format(total=total),
    )


def _silent(silent: Silent, campaign: Campaign) -> Iterator[Task]:
    """Whoever waits for facts is told of the organisations just below, not of every member in
    them, until their day is over: then they are late, and that is another row.
    """
    tiers = (
        ("upper_level", silent.upper_level),
        ("grassroots", silent.grassroots),
        ("cell", silent.cell),
    )
    tier, number = next(
        ((tier, number) for tier, number in tiers if number > 1), ("member", silent.members)
    )
    days = {step.step: step.due_on for step in steps_of(campaign)}
    reviewed_by, wait = days[Step.REVIEW], tier != "member"
    if wait and reviewed_by is not None and reviewed_by < today():
        return
    what = several({tier: number})
    narrowed = {"subject_type": "organisation", "tier": tier} if wait else {"tier": "all"}
    title = _("Theo dõi {what} chưa nhập thông tin") if wait else _("Nhập thông tin của {what}")
    yield Task(
        due_on=reviewed_by if wait else days[Step.RATE],
        title=title.format(what=what),
        detail=_("{subjects} chưa có thông tin nào").format(
            subjects=several({"subject": silent.subjects})
        ),
        href=_list(
            campaign, **{"subject_type": "member", "level": "unknown", "facts": "none", **narrowed}
        ),
        button=_("Xem {total}").format(total=several({"place": number}) if wait else what),
    )


def _list(campaign: Campaign, **filters: str) -> str:
    return reverse("figures_list", kwargs={"year": campaign.year}) + "?" + urlencode(filters)
