"""The form in which somebody is reviewed, as the procedure of the year has it."""

from thidua.campaigns.models import Campaign
from thidua.reviews.models import Review
from thidua.vocabulary import SubjectType

_FORMS = {SubjectType.MEMBER: "02", SubjectType.COLLECTIVE: "01"}


def form_id(campaign: Campaign, subject_type: SubjectType) -> str:
    """The id of the form of a kind of subject."""
    return _FORMS[subject_type]


def check_heading(review: Review, heading: str) -> None:
    """Raise ReviewError where the form of a review has no such heading to write under."""


def erased_days(campaign: Campaign) -> int:
    """For how many days an erased draft comes back."""
    return 30
