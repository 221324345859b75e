"""Decisions that wait to be issued: tasks of the first page."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.decisions.models import Decision
from thidua.decisions.refusals import stored_text
from thidua.organisations.queries import within
from thidua.vocabulary import DecisionStatus


def draft_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One entry for each decision inside the reader's part of the tree that is not issued."""
    scope = scope_of_request(request)
    if not scope.grants:
        return
    drafts = (
        Decision.objects.filter(within(scope, organisation="issuer"), campaign=campaign)
        .exclude(status=DecisionStatus.ISSUED)
        .select_related("issuer", "campaign")
    )
    due = rating_due(campaign)
    yield from (_draft(decision, due) for decision in drafts)


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
