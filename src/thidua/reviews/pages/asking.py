"""Which subject an address asks for: one place that says who may know that it exists."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign, SubjectType
from thidua.reviews.page_queries import subject

if TYPE_CHECKING:
    from thidua.reviews.page_queries import Levelled


def subject_or_404(request: HttpRequest, campaign: Campaign, subject_type: str, code: str) -> "Levelled":
    """The subject of `/<subject type>/<code>/`, a leader of two organisations told apart by `?organisation=`.

    Raises Http404 for what there is not, and for what lies outside the reader's part of the tree.
    """
    if subject_type not in SubjectType.values:
        raise Http404
    entry = subject(
        campaign=campaign,
        scope=scope_of_request(request),
        subject_type=subject_type,
        code=code,
        organisation=request.GET.get("organisation", ""),
    )
    if entry is None:
        raise Http404
    entry.campaign = campaign  # known already: spares a query
    return entry
