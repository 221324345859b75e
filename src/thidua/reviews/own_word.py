"""The Word of one review by the province's own template: a room above fills it."""

from collections.abc import Callable

from thidua.reviews.models import Review
from thidua.submissions.models import SubmissionStatus
from thidua.web.registry import Registry

OWN_WORD: Registry[Callable[[Review], bytes | None]] = Registry("the province's Word of a review")
"""None: the province has no template for its form."""


def word_by_template(review: Review) -> bytes | None:
    """None: the product's own paper. A draft is always that: it says that it is one. Raises
    RefusedError where the template does not go with the review.
    """
    if review.status == SubmissionStatus.DRAFT:
        return None
    return next((made for make in OWN_WORD if (made := make(review)) is not None), None)
