"""Who makes years, asked by pages."""

from django.http import Http404

from thidua.accounts.models import Role
from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign


def prepares(request: SignedIn) -> bool:
    """Whether the reader makes and launches years."""
    grants = scope_of_request(request).grants
    return any(
        grant.role == Role.PROVINCE and may(request.user, "launching.prepare", path=grant.path)
        for grant in grants
    )


def prepared_or_404(request: SignedIn, year: int) -> Campaign:
    """The year of the address, for whoever prepares years. Raises Http404 for everybody else."""
    campaign = campaign_or_404(request, year)
    if not prepares(request):
        raise Http404
    return campaign
