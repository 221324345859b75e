"""The fact that the reviews tell: whoever sent theirs has reviewed themself. Never that they did
not: of others nothing is told, and the sheet stays what it was.
"""

from thidua.campaigns.models import Campaign
from thidua.facts.sources import FactSource, Known
from thidua.language import Text
from thidua.reviews.models import Review
from thidua.roster.models import RosterEntry
from thidua.submissions.models import SubmissionStatus

FACT = "self_reviewed"
_DONE = (SubmissionStatus.SENT, SubmissionStatus.ACCEPTED)


def known_of_reviews(campaign: Campaign) -> Known:
    """Of everybody on the list: a person's review tells of the member and of the leader, a
    collective's of the collective and of its organisation. Three questions to the database.
    """
    sent = Review.objects.filter(campaign=campaign, status__in=_DONE)
    people = sent.filter(person__isnull=False).values("person")
    units = sent.filter(person=None).values("organisation")
    entries = RosterEntry.objects.filter(campaign=campaign)
    found = [
        *entries.filter(person__in=people).values_list("pk", flat=True),
        *entries.filter(person=None, organisation__in=units).values_list("pk", flat=True),
    ]
    return {entry: {FACT: True} for entry in found}


REVIEWS_TELL = FactSource(Text("bản kiểm điểm", "the reviews"), known_of_reviews)
