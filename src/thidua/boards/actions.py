"""Recording what is claimed and proposed."""

from typing import TypedDict, Unpack

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.boards.errors import ProposalError
from thidua.boards.models import Proposal
from thidua.history.tracking import recording
from thidua.roster.models import RosterEntry
from thidua.roster.queries import deciding_number
from thidua.vocabulary import Level


class ProposalValues(TypedDict, total=False):
    """What may be said of a subject's level; what is left out stays as it is.

    Choosing is another act, which holds the ceilings: `reviews.board.choosing.choose`.
    """

    self_claimed: str
    proposed: str
    reason: str


@transaction.atomic
def propose(
    *, roster_entry: RosterEntry, actor: Actor, **values: Unpack[ProposalValues]
) -> Proposal:
    """Record what a subject claims, what is proposed, and why. It answers what was sent back, and
    moves no level.

    Raises ProposalError: not rated, decided already, no such level, a chosen deviation that would
    lose its reason."""
    authority = authorise(actor, "boards.propose", path=roster_entry.organisation.path)
    changes = {name: str(value).strip() for name, value in values.items()}
    known = Proposal.objects.select_for_update().filter(pk=roster_entry.pk).first()
    proposal = known or Proposal(roster_entry=roster_entry)
    for name, value in changes.items():
        setattr(proposal, name, value)
    if changes.get("proposed"):  # whatever was sent back is answered
        proposal.returned, proposal.returned_by, proposal.returned_at = "", None, None
    _refuse_proposal(roster_entry, proposal)
    with recording(act="boards.propose", actor=authority, subject=roster_entry.code):
        proposal.save()
    return proposal


def _refuse_proposal(entry: RosterEntry, proposal: Proposal) -> None:
    if not entry.rated:
        raise ProposalError.not_rated(entry.name)
    number = deciding_number(entry)
    if number is not None:
        raise ProposalError.decided(entry.name, number)
    for word in (proposal.self_claimed, proposal.proposed):
        if word and word not in Level.values():
            raise ProposalError.not_a_level(entry.name, word, Level.values())
    if proposal.chosen not in {"", Level.OUTSTANDING} and not proposal.reason.strip():
        raise ProposalError.no_reason(entry.name)
