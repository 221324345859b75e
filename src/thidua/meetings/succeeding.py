"""When a unit passed into another one, its meetings go on there: nothing that was said is lost."""

from collections.abc import Sequence

from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.meetings.models import Meeting, State
from thidua.organisations.models import Succession
from thidua.organisations.succeeding import takes_all


def pass_on(successions: Sequence[Succession], authority: Authority) -> None:
    """The one unit into which a closed one passed keeps its meetings of that year, and later ones:
    those that are closed, and one that is not, unless it has one under way itself; then the old one
    stays where it is, for the levels above to read.
    """
    with recording(act="meetings.pass_on", actor=authority):
        for one in successions:
            if not takes_all(one):
                continue
            rows = Meeting.objects.filter(
                organisation=one.predecessor, campaign__year__gte=one.happened_on.year
            )
            rows.filter(state=State.CLOSED).update(organisation=one.successor)
            for meeting in rows.exclude(state=State.CLOSED):
                own = Meeting.objects.filter(
                    campaign=meeting.campaign_id, organisation=one.successor
                )
                if not own.exclude(state=State.CLOSED).exists():
                    Meeting.objects.filter(pk=meeting.pk).update(organisation=one.successor)
