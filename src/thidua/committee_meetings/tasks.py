"""What a committee's open meeting asks of whoever keeps it: to go on, or to end it."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task, where
from thidua.committee_meetings.holding import DECIDE
from thidua.committee_meetings.models import CommitteeMeeting, State
from thidua.decisions.permissions import ACTS
from thidua.numbers import format_number
from thidua.organisations.names import committee_name
from thidua.web.clock import shown


def _open(request: SignedIn, campaign: Campaign) -> "QuerySet[CommitteeMeeting] | None":
    grants = scope_of_request(request).grants
    committees = [one.organisation_id for one in grants if one.role in ACTS[DECIDE]]
    found = CommitteeMeeting.objects.filter(campaign=campaign, state=State.OPEN)
    return found.filter(organisation__in=committees) if committees else None


@where(_open)
def meetings_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """The open meetings of the reader's own committees, of whoever decides."""
    rows = _open(request, campaign)
    if rows is None:
        return
    for meeting in rows.select_related("organisation").annotate(moved=Count("moves")):
        yield Task(
            title=_("Họp {name} xét mức xếp loại").format(
                name=committee_name(meeting.organisation)
            ),
            detail=_("mở lúc {at}, {number} lần chuyển mức, chưa kết thúc").format(
                at=f"{shown(meeting.opened_at):%H:%M %d/%m}", number=format_number(meeting.moved)
            ),
            href=reverse("committee_meeting", args=[campaign.year, meeting.organisation.code]),
            button=_("Vào màn hình họp"),
            when_word=_("Đang họp"),
        )
