"""What meetings ask of a reader: to come, to keep the one that is due, to answer corrections."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages
from thidua.campaigns.tasks import Task
from thidua.meetings.links import follow_page, meeting_page
from thidua.meetings.models import Meeting, State
from thidua.meetings.permissions import ACTS
from thidua.meetings.rights import KEEP
from thidua.numbers import format_number
from thidua.web.clock import today


def meetings_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """The meetings that are not closed, of the running year and the one before: one's own unit's,
    and those one is called to.
    """
    if not campaign.year <= today().year <= campaign.year + 1:
        return
    scope = scope_of_request(request)
    units = [one.organisation_id for one in scope.grants if one.role in ACTS[KEEP]]
    person = scope.person_id or 0
    if not units and not person:
        return
    kept = Q(organisation__in=units) | Q(chair=person) | Q(secretary=person)
    found = Meeting.objects.filter(campaign=campaign).exclude(state=State.CLOSED)
    called = Q(participants__person=person)
    rows = found.filter(kept | called).distinct().select_related("organisation", "campaign")
    waits = Count("items__corrections", filter=Q(items__corrections__taken=None), distinct=True)
    for meeting in rows.annotate(waiting=waits):
        keeps = meeting.organisation_id in units or person in (
            meeting.chair_id,
            meeting.secretary_id,
        )
        yield from _tasks(meeting, keeps=keeps, waiting=meeting.waiting)


def _tasks(meeting: Meeting, *, keeps: bool, waiting: int) -> Iterator[Task]:
    unit = meeting.organisation
    if keeps and waiting:
        yield Task(
            title=_("Trả lời {number} đề nghị sửa biên bản").format(number=format_number(waiting)),
            detail=unit.name,
            href=meeting_page(meeting),
            button=_("Mở cuộc họp"),
            due_on=meeting.held_on,
        )
    place = f", {meeting.venue}" if meeting.venue else ""
    hour = f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    yield Task(
        title=_("Họp kiểm điểm {name}").format(name=unit.name),
        detail=f"{hour}{place}".strip(", "),
        href=meeting_page(meeting) if keeps else follow_page(meeting),
        button=_("Mở cuộc họp") if keeps else _("Theo dõi cuộc họp"),
        due_on=meeting.held_on,
    )


MEETINGS_STEP = StepPages(
    Step.REVIEW,
    frozenset(
        {
            *("meetings", "meeting", "meeting_item", "meeting_edit", "meeting_roll"),
            *(
                "meeting_speech",
                "meeting_remedy",
                "meeting_follow",
                "meeting_mine",
                "meeting_minutes",
            ),
        }
    ),
)
