"""What waits about accounts on the first page: requests that want a second person."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.acts import to_answer
from thidua.accounts.models import AccountAct
from thidua.accounts.presenters import in_words
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.web.clock import today


def _due(act: AccountAct) -> dt.date | None:
    """Its last day by the clock of the pages: so many days from now."""
    if act.expires_at is None:
        return None
    return today() + (timezone.localdate(act.expires_at) - timezone.localdate())


def account_requests(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Each request that the reader may answer, due on its last day."""
    named = not scope_of_request(request).administers
    for act in to_answer(request.user):
        row = in_words(act, named=named)
        yield Task(
            title=row.what,
            detail=_("{who} đề nghị: {reason}").format(who=row.by, reason=act.reason),
            href=reverse("account_request", kwargs={"pk": act.pk}),
            button=_("Trả lời"),
            due_on=_due(act),
        )
