"""Which ballot an address means, for whoever may know it."""

from uuid import UUID

from django.http import Http404

from thidua.accounts.viewing import SignedIn
from thidua.ballots.models import Ballot
from thidua.ballots.queries import one_visible
from thidua.ballots.rights import may_keep
from thidua.campaigns.models import Campaign


def ballot_or_404(request: SignedIn, campaign: Campaign, pk: UUID) -> Ballot:
    """A ballot of the year; nobody else learns whether there is one."""
    ballot = one_visible(request.user, pk)
    if ballot is None or ballot.campaign_id != campaign.pk:
        raise Http404
    return ballot


def kept_or_404(request: SignedIn, campaign: Campaign, pk: UUID) -> Ballot:
    """A ballot that the reader keeps: for pages that are forms alone."""
    ballot = ballot_or_404(request, campaign, pk)
    if not may_keep(request.user, ballot):
        raise Http404
    return ballot
