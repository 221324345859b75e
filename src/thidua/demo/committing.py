"""The commitments of the accounts' commune (`promises`) on their way into the database."""

import datetime as dt

from django.utils import timezone

from thidua.campaigns.models import Campaign
from thidua.commitments.past import PastCommitment, record_past
from thidua.commitments.writing import Words
from thidua.demo.build import Province
from thidua.demo.handing_in import ACTOR
from thidua.demo.promises import Promise, promises_of
from thidua.organisations.models import Organisation, Person
from thidua.submissions.models import SubmissionStatus

CHECKED_BY = "Bí thư chi bộ"
CAME_BACK = "Điều 3: nêu rõ giúp ai, đến ngày nào"


def commit_everybody(province: Province, campaign: Campaign) -> None:
    """Write what the members of the accounts' commune promised for a year."""
    made = list(promises_of(province, campaign.year))
    cells = Organisation.objects.in_bulk({one.cell for one in made}, field_name="code")
    people = Person.objects.in_bulk([one.person for one in made], field_name="code")
    record_past(
        campaign=campaign,
        commitments=[_past(one, people[one.person], cells[one.cell]) for one in made],
        actor=ACTOR,
    )


def _past(one: Promise, person: Person, cell: Organisation) -> PastCommitment:
    sent = timezone.make_aware(dt.datetime.combine(one.sent_on, dt.time(20)))
    return PastCommitment(
        person=person.pk,
        cell=cell.pk,
        items=[Words(text, until, CHECKED_BY) for text, until in one.items],
        sent_at=sent,
        answered_at=None if one.status == SubmissionStatus.SENT else sent + dt.timedelta(days=3),
        reason=CAME_BACK if one.status == SubmissionStatus.RETURNED else "",
        done=one.done,
    )
