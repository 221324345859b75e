"""The form in which somebody is reviewed, as the procedure of the year has it."""

from thidua.campaigns.models import Campaign
from thidua.procedures.reading import form_of, forms_of, procedure_of
from thidua.reviews.errors import ReviewError
from thidua.reviews.models import Review
from thidua.rulebook.review_form import Form
from thidua.vocabulary import SubjectType


def form_of_review(review: Review) -> Form:
    """The form in which a review was begun; a year that knows it no more has another for its
    subject.
    """
    known = forms_of(review.campaign).by_id(review.form)
    if known is not None and known.headings:
        return known
    return form_of(review.campaign, SubjectType(review.subject_type))


def check_heading(review: Review, heading: str) -> None:
    """Raise ReviewError where the form of a review has no such heading to write under."""
    found = form_of_review(review).heading(heading)
    if found is None or found.group:
        raise ReviewError.no_such_heading()


def erased_days(campaign: Campaign) -> int:
    """For how many days an erased draft comes back."""
    return procedure_of(campaign).erased_drafts_days
