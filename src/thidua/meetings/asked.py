"""What the procedure of a year asks of a review meeting."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.campaigns.models import Campaign


@dataclass(frozen=True)
class Asked:
    """`quorum`: what share of those called has to be there. `draft_days`: working days between the
    draft of the collective's report and the meeting. `head_first`, `collective_first`: the order.
    `ballot`: whether the meeting votes by ballot.
    """

    quorum: Fraction = Fraction(2, 3)
    draft_days: int = 3
    head_first: bool = True
    collective_first: bool = True
    ballot: bool = True


def asked_of(campaign: Campaign) -> Asked:
    """Of a year."""
    return Asked()
