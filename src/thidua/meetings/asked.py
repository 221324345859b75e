"""What the procedure of a year asks of a review meeting."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.campaigns.models import Campaign
from thidua.procedures.reading import procedure_of
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Asked:
    """`quorum`: what share of those called has to be there. `draft_days`: working days between the
    draft of the collective's report and the meeting. `head_first`, `collective_first`: the order.
    `ballot`: whether levels are proposed by ballot.
    """

    quorum: Fraction
    draft_days: int
    head_first: bool
    collective_first: bool
    ballot: bool


def asked_of(campaign: Campaign) -> Asked:
    """Of a year. Raises NoProcedureInForceError where no text is in force on its review date."""
    procedure = procedure_of(campaign)
    orders = procedure.orders
    return Asked(
        quorum=procedure.quorum,
        draft_days=procedure.periods["draft_working_days"].value,
        head_first=orders["review"].value == "head_first",
        collective_first="kinds" in orders and orders["kinds"].value == "collective_first",
        ballot=SubjectType.MEMBER in procedure.ballots,
    )
