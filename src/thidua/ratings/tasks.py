"""What cannot be rated yet, and who has handed in nothing: tasks of the first page."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.language import say
from thidua.ratings.open_work import Silent, unrated
from thidua.vocabulary.choices import SubjectType
from thidua.web.numbers import in_words
from thidua.web.units import name_of


def missing_facts_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What cannot be rated yet, then who has handed in nothing."""
    scope = scope_of_request(request)
    if not scope.grants:
        return
    waiting = unrated(campaign=campaign, scope=scope)
    due = rating_due(campaign)
    for kind, number in waiting.unknown.items():
        if number and kind in SubjectType.values:
            yield Task(
                due_on=due,
                title=say(
                    f"Bổ sung dữ kiện: {in_words(number)} {name_of(number, kind)} chưa xác định "
                    f"được mức",
                    f"Missing facts: {in_words(number)} {name_of(number, kind)} cannot be rated "
                    f"yet",
                ),
                detail=say(
                    "xem điều kiện nào còn thiếu dữ kiện", "see which conditions lack facts"
                ),
                href=_list(campaign, subject_type=kind, level="unknown", facts="some", tier="all"),
                button=say("Mở", "Open"),
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
    what = f"{in_words(number)} {name_of(number, tier)}"
    return Task(
        due_on=due,
        title=say(f"Chờ dữ kiện của {what}", f"Facts awaited from {what}")
        if wait
        else say(f"Nhập dữ kiện của {what}", f"Enter the facts of {what}"),
        detail=say(
            f"{in_words(silent.subjects)} {name_of(silent.subjects, 'subject')} chưa có dữ kiện "
            f"nào",
            f"no facts yet about {in_words(silent.subjects)} {name_of(silent.subjects, 'subject')}",
        ),
        href=reverse("tree") + f"?year={campaign.year}"
        if wait
        else _list(campaign, subject_type="member", level="unknown", facts="none"),
        button=say("Mở", "Open"),
    )


def _list(campaign: Campaign, **filters: str) -> str:
    return reverse("figures_list", kwargs={"year": campaign.year}) + "?" + urlencode(filters)
