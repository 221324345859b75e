"""When a commitment is due, and whether the year takes any: by the calendar of registering."""

import datetime as dt

from thidua.campaigns.due_dates import due_date
from thidua.campaigns.launched import is_open
from thidua.campaigns.models import Campaign, Step
from thidua.commitments.errors import CommitmentError
from thidua.organisations.models import Organisation


def due_on(campaign: Campaign, cell: Organisation) -> dt.date | None:
    """The day by which the members of a cell send; None: no day is set."""
    return due_date(campaign, Step.REGISTER, cell)


def require_open(campaign: Campaign, cell: Organisation) -> None:
    """Raise CommitmentError while the year takes no commitments of this cell."""
    if not is_open(campaign, Step.REGISTER, cell):
        raise CommitmentError.not_open(campaign.year)
