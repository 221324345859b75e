"""What the ballot came to, on the page of a subject: beside the level, counts only where they may
be told.
"""

from dataclasses import dataclass

from thidua.language import Text
from thidua.level_ballots.along import outcome_along
from thidua.level_ballots.links import ballot_page
from thidua.level_ballots.words import HIDDEN, needed, short
from thidua.roster.models import RosterEntry


@dataclass(frozen=True)
class BallotSaid:
    """`text`: the outcome and the counts; `note`: how many were needed, or why no counts are
    told; `reason`: why the committee departs from it ("": it does not).
    """

    text: Text
    note: Text | None
    href: str
    reason: str


def ballot_said(entry: RosterEntry, year: int) -> BallotSaid | None:
    """None: no ballot on this subject is counted. Asks nothing: the ballots were read with it."""
    outcome = outcome_along(entry)
    if outcome is None:
        return None
    proposal = getattr(entry, "proposal", None)
    last = outcome.last
    return BallotSaid(
        text=short(outcome).as_sentence(),
        note=HIDDEN if last.counts is None else needed(last),
        href=ballot_page(last.ballot, year),
        reason=proposal.ballot_reason if proposal is not None else "",
    )
