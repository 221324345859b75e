"""Which subject an address asks for: one place that says who may know that it exists."""

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpRequest

from thidua.accounts.actors import Actor
from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign
from thidua.ratings.errors import SubjectNotFoundError
from thidua.ratings.queries import subject
from thidua.roster.models import RosterEntry
from thidua.roster.queries import roster
from thidua.vocabulary import SubjectType
from thidua.web.queries import QueryForm

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


class LedQuery(QueryForm):
    """The organisation that a leader leads, by its code."""

    organisation = forms.CharField(required=False)


def subject_or_404(
    request: HttpRequest, campaign: Campaign, subject_type: str, code: str
) -> "Levelled":
    """The subject of `/<subject type>/<code>/`, a leader of two organisations told apart by
    `?organisation=`.

    Raises Http404 for what there is not, and for what lies outside the reader's part of the tree.
    """
    if subject_type not in SubjectType.values():
        raise Http404
    entry = subject(
        campaign=campaign,
        scope=scope_of_request(request),
        subject_type=subject_type,
        code=code,
        organisation=LedQuery.read(request.GET)["organisation"],
    )
    if entry is None:
        raise Http404
    entry.campaign = campaign  # known already: spares a query
    return entry


_RELATED = (
    "organisation",
    "parent",
    "grassroots",
    "upper_level",
    "rating",
    "proposal",
    "decided__decision__issuer",
)


def entry_by_code(
    *,
    campaign: Campaign,
    code: str,
    actor: Actor,
    subject_type: str | None = None,
    leads: str | None = None,
) -> RosterEntry:
    """One subject by its code. Without a type, the member or organisation of that code is meant.

    Of the posts of one leader the one that is rated is meant, unless `leads` says which. Raises
    SubjectNotFoundError: nothing of that code that the actor may see, or several."""
    found = roster(campaign=campaign, actor=actor).filter(code=code).select_related(*_RELATED)
    plain = [SubjectType.MEMBER, SubjectType.ORGANISATION]
    found = found.filter(subject_type__in=plain if subject_type is None else [subject_type])
    if leads is not None:
        found = found.filter(organisation__code=leads)
    entries = list(found.order_by("organisation__code", "pk"))
    if not entries:
        raise SubjectNotFoundError.code(campaign.year, code)
    rated = [entry for entry in entries if entry.rated]
    if len(rated) == 1:
        return rated[0]
    if len(entries) > 1:
        raise SubjectNotFoundError.several(
            code, [f"{one.subject_type} {one.organisation.code}" for one in entries]
        )
    return entries[0]
