"""What was sent back waits on the first page of whoever may propose again."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.permissions import ALLOWED
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.boards.queries import sent_back
from thidua.campaigns.frame import rating_due
from thidua.campaigns.models import Campaign
from thidua.campaigns.work import Work, work_source
from thidua.web.numbers import in_words


@work_source
def returned_work(request: SignedIn, campaign: Campaign) -> Iterator[Work]:
    """One line a committee and reason: what it sent back, and why."""
    scope = scope_of_request(request)
    if not any(grant.role in ALLOWED["boards.propose"] for grant in scope.grants):
        return
    found = sent_back(campaign=campaign, scope=scope).order_by()
    sent = found.values_list("proposal__returned_by__name", "proposal__returned").annotate(
        number=Count("pk")
    )
    for who, reason, number in sent:
        yield Work(
            due_on=rating_due(campaign),
            title=_("Đề nghị lại {number} trường hợp").format(number=in_words(number)),
            detail=_("{who} trả lại: {reason}").format(who=who or _("Cấp trên"), reason=reason),
            href=reverse("returned", kwargs={"year": campaign.year}),
            button=_("Đề nghị lại"),
        )
