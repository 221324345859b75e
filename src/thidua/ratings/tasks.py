"""What cannot be rated yet, and who has handed in nothing: tasks of the first page."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.numbers import format_number
from thidua.ratings.open_work import Silent, unrated
from thidua.vocabulary import SubjectType
from thidua.web.units import name_of


def missing_facts_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What cannot be rated yet, then who has handed in nothing."""
    scope = scope_of_request(request)
    if not scope.grants:
        return
    waiting = unrated(campaign=campaign, scope=scope)
    due = rating_due(campaign)
    for kind, number in waiting.unknown.items():
        if number and kind in SubjectType.values():
            yield Task(
                due_on=due,
                title=_("Bổ sung dữ kiện: {number} {unit} chưa xác định được mức").format(
                    number=format_number(number), unit=name_of(number, kind)
                ),
                detail=_("xem điều kiện nào còn thiếu dữ kiện"),
                href=_list(campaign, subject_type=kind, level="unknown", facts="some", tier="all"),
                button=_("Mở"),
            )
    if waiting.silent.subjects:
        yield _silent(waiting.silent, campaign, due)


def _silent(silent: Silent, campaign: Campaign, due: dt.date | None) -> Task:
    """Whoever waits for facts is told of the organisations just below, not of every member in
    them.
    """
    tiers = (
        ("upper_level", silent.upper_level),
        ("grassroots", silent.grassroots),
        ("cell", silent.cell),
    )
    tier, number = next(
        ((tier, number) for tier, number in tiers if number > 1), ("member", silent.members)
    )
    wait = tier != "member"
    what = f"{format_number(number)} {name_of(number, tier)}"
    return Task(
        due_on=due,
        title=_("Chờ dữ kiện của {what}").format(what=what)
        if wait
        else _("Nhập dữ kiện của {what}").format(what=what),
        detail=_("{subjects} {unit} chưa có dữ kiện nào").format(
            subjects=format_number(silent.subjects), unit=name_of(silent.subjects, "subject")
        ),
        href=reverse("tree") + f"?year={campaign.year}"
        if wait
        else _list(campaign, subject_type="member", level="unknown", facts="none"),
        button=_("Mở"),
    )


def _list(campaign: Campaign, **filters: str) -> str:
    return reverse("figures_list", kwargs={"year": campaign.year}) + "?" + urlencode(filters)
