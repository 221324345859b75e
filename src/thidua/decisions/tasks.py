"""Decisions that wait to be issued: tasks of the first page."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.decisions.drafting import PERMISSION
from thidua.decisions.models import Decision
from thidua.decisions.overtaken import is_overtaken
from thidua.decisions.refusals import stored_text
from thidua.numbers import format_number
from thidua.organisations.queries import within
from thidua.vocabulary import DecisionStatus


def decision_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One entry for each decision inside the reader's part of the tree that is not issued; to
    whoever decides one for those that have been overtaken by facts since.
    """
    scope = scope_of_request(request)
    if not scope.grants:
        return
    wanted = ~Q(status=DecisionStatus.ISSUED)
    if any(may(request.user, PERMISSION, path=grant.path) for grant in scope.grants):
        wanted |= is_overtaken(campaign)
    found = Decision.objects.filter(
        wanted, within(scope, organisation="issuer"), campaign=campaign
    ).select_related("issuer", "campaign")
    due, overtaken = rating_due(campaign), 0
    for decision in found:
        if decision.status == DecisionStatus.ISSUED:
            overtaken += 1
        else:
            yield _draft(decision, due)
    if overtaken:
        yield _overtaken(campaign, overtaken)


def _overtaken(campaign: Campaign, number: int) -> Task:
    return Task(
        title=_("Cần xem: {number} quyết định có dữ kiện đã đổi sau khi ban hành").format(
            number=format_number(number)
        ),
        detail=_("mức đã quyết định giữ nguyên cho đến khi mở lại"),
        href=reverse("decisions", kwargs={"year": campaign.year}) + "?changed=1",
        button=_("Xem"),
    )


def _draft(decision: Decision, due: dt.date | None) -> Task:
    reasons = "; ".join(stored_text(reason) for reason in decision.refusals[:2])
    return Task(
        due_on=due,
        title=_("Quyết định {decision} của {name} chưa ban hành").format(
            decision=decision, name=decision.issuer.name
        ),
        detail=reasons or _("đang là dự thảo"),
        href=reverse("decision", kwargs={"year": decision.campaign.year, "pk": decision.pk}),
        button=_("Mở"),
    )
