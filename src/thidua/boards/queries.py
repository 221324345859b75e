"""Reading proposals."""

from django.db.models import QuerySet

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.organisations.queries import under, within
from thidua.roster.models import RosterEntry


def sent_back(*, campaign: Campaign, scope: Scope) -> "QuerySet[RosterEntry]":
    """The subjects in the reader's part of the tree that were sent back to it and not proposed
    again.

    What the reader's own committee, or one below it, sent back waits for somebody else.
    """
    own = under(scope.paths, organisation="proposal__returned_by")
    found = RosterEntry.objects.filter(
        within(scope, organisation="organisation"), campaign=campaign, proposal__returned__gt=""
    )
    related = found.exclude(own).select_related(
        "proposal__returned_by", "organisation", "rating", "upper_level"
    )
    return related.order_by("organisation__path", "sort_key", "code")
