"""How far the reviews are, whoever wrote them: no word of what they say."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.reviews.keys import review_key
from thidua.reviews.models import Review
from thidua.reviews.queries import condition_of
from thidua.roster.identity import SubjectKey
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class Standing:
    """How one review stands. `status` "": not begun; `late`: sent after its day."""

    status: str = ""
    sent_at: dt.datetime | None = None
    late: bool = False
    typed: bool = False
    pk: int | None = None

    @property
    def is_sent(self) -> bool:
        return self.status in {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}


NOT_BEGUN = Standing()


def states_of(campaign: Campaign, keys: Collection[SubjectKey]) -> Mapping[SubjectKey, Standing]:
    """Of each of these, in one question."""
    wanted = {key: review_key(key) for key in keys}
    rows = Review.objects.filter(condition_of(set(wanted.values())), campaign=campaign)
    found = {
        row.key: Standing(
            shown_status(row),
            row.sent_at,
            bool(row.late_reason),
            row.typed_by_id is not None,
            row.pk,
        )
        for row in rows
    }
    return {key: found.get(own, NOT_BEGUN) for key, own in wanted.items()}


def shown_status(review: Review) -> str:
    """The state of a review as lists show it; "": an erased draft, and one that was opened and
    never saved, is not begun.
    """
    begun = review.saved_at is not None or review.status != SubmissionStatus.DRAFT
    return review.status if begun else ""
