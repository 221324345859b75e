"""What cannot be rated yet, for who follows it without entering anything: a task of the first page.
Who enters facts finds them in `filling`.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.ratings.open_work import unrated_for
from thidua.vocabulary import SubjectType
from thidua.web.units import several

FILLING = OFFICERS | {Role.CELL}
"""Whoever enters facts, or sees to it that they are entered."""


def missing_facts_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """An inspector follows who waits, in one row."""
    scope = scope_of_request(request)
    if scope.roles & FILLING or Role.INSPECTOR not in scope.roles:
        return
    waiting = unrated_for(request, campaign).unknown
    known = {SubjectType(kind): number for kind, number in waiting.items() if number}
    if not known:
        return
    # The list opens at the kind of which most are unknown; its kinds lie one press apart.
    most = max(known, key=lambda kind: known[kind])
    yield Task(
        due_on=rating_due(campaign),
        title=_("Theo dõi {what} chưa đủ căn cứ").format(
            what=several({kind.value: number for kind, number in known.items()})
        ),
        detail=_("chưa đủ căn cứ xếp loại; mỗi trường hợp ghi rõ còn thiếu gì, ai giữ"),
        href=_list(campaign, subject_type=most.value, level="unknown", facts="some", tier="all"),
        button=_("Xem {total}").format(total=several({"subject": sum(known.values())})),
    )


def _list(campaign: Campaign, **filters: str) -> str:
    return reverse("figures_list", kwargs={"year": campaign.year}) + "?" + urlencode(filters)
