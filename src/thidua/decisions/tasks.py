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
from thidua.numbers import format_number
from thidua.organisations.names import committee_name
from thidua.organisations.queries import within
from thidua.vocabulary import DecisionStatus


def decision_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """To whoever decides: a row for each draft of their own committee, and one for the decisions in
    their part of the tree that facts have overtaken since.
    """
    scope = scope_of_request(request)
    deciding = [grant for grant in scope.grants if may(request.user, PERMISSION, path=grant.path)]
    if not deciding:
        return
    own = ~Q(status=DecisionStatus.ISSUED) & Q(
        issuer__in=[grant.organisation_id for grant in deciding]
    )
    found = Decision.objects.filter(
        own | is_overtaken(campaign), within(scope, organisation="issuer"), campaign=campaign
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
    many = format_number(number)
    return Task(
        title=_("Xem lại {number} quyết định có thông tin đổi sau khi ban hành").format(
            number=many
        ),
        detail=_("mức đã quyết định giữ nguyên cho đến khi mở lại"),
        href=reverse("decisions", kwargs={"year": campaign.year}) + "?changed=1",
        button=_("Xem {number} quyết định").format(number=many),
        when_word=_("Mới"),
    )


def _draft(decision: Decision, due: dt.date | None) -> Task:
    """What is left to do before it can be issued, or that it can be."""
    left = len(decision.refusals)
    many = format_number(left)
    number = decision.number or _("(chưa có số)")
    committee = committee_name(decision.issuer)
    return Task(
        due_on=due,
        title=(
            _("Xong {many} việc rồi ban hành Quyết định {number}")
            if left
            else _("Ban hành Quyết định {number}")
        ).format(many=many, number=number),
        detail=_("dự thảo của {committee}").format(committee=committee),
        href=reverse("decision", kwargs={"year": decision.campaign.year, "pk": decision.pk}),
        button=_("Xem {many} việc").format(many=many) if left else _("Xem và ban hành"),
    )
