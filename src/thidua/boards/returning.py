"""Sending proposals back to whoever proposed them, and their answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.boards.actions import propose
from thidua.boards.authority import all_with_authority
from thidua.boards.errors import ProposalError
from thidua.boards.models import FLOW, Proposal
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.ratings.frames import standing_subjects
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import NoReasonError
from thidua.vocabulary import DecisionStatus, Tier


@transaction.atomic
def return_proposals(
    *, campaign: Campaign, entries: Sequence[RosterEntry], reason: str, actor: Actor
) -> list[Proposal]:
    """Send subjects back to the level below, for a reason that it reads; all of them or none.

    Only the organisation that decides about a subject sends it back, and no decision about it is
    issued until it was proposed again. Raises ProposalError: no reason, nobody chosen, somebody not
    rated or decided already."""
    if not entries:
        raise ProposalError.nobody_to_return()
    deciders = _deciders(campaign, entries)
    for organisation in {decider.pk: decider for decider in deciders.values()}.values():
        authority = authorise(actor, "decisions.decide", path=organisation.path)
    held = _proposals(entries)
    try:
        for proposal in held.values():
            FLOW.next("return", proposal.state, reason=reason)
    except NoReasonError as error:
        raise ProposalError.no_reason_to_return() from error
    for entry in entries:
        _refuse_return(entry, deciders)
    with recording(act="boards.return", actor=authority, year=campaign.year, reason=reason.strip()):
        return [_send_back(held[entry.pk], deciders[entry.pk], reason.strip()) for entry in entries]


def _proposals(entries: Iterable[RosterEntry]) -> dict[int, Proposal]:
    """The proposals about these subjects, held until the end of the transaction; made where nobody
    proposed yet.
    """
    keys = [entry.pk for entry in entries]
    Proposal.objects.bulk_create(
        [Proposal(roster_entry_id=key) for key in keys], ignore_conflicts=True
    )
    return {
        one.pk: one
        for one in Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }


def _send_back(proposal: Proposal, by: Organisation, reason: str) -> Proposal:
    if (proposal.returned, proposal.returned_by_id) != (reason, by.pk):
        proposal.returned, proposal.returned_by, proposal.returned_at = reason, by, timezone.now()
        proposal.save(update_fields=["returned", "returned_by", "returned_at"])
    return proposal


def _deciders(campaign: Campaign, entries: Iterable[RosterEntry]) -> dict[int, Organisation]:
    """Per roster entry the organisation whose decision sets its level."""
    asked = standing_subjects(campaign, entry=[entry.pk for entry in entries])
    province = (
        Organisation.objects.filter(tier=Tier.PROVINCE)
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    placed = all_with_authority(asked, bound_frameworks(campaign), province)
    above: dict[int, list[int]] = defaultdict(list)
    for entry, authority in placed.select("entry", "authority_id").drop_nulls().iter_rows():
        above[authority].append(entry)
    known = Organisation.objects.in_bulk(list(above))
    return {entry: known[authority] for authority, found in above.items() for entry in found}


def _refuse_return(entry: RosterEntry, deciders: dict[int, Organisation]) -> None:
    if not entry.rated or entry.pk not in deciders:
        raise ProposalError.not_rated(entry.name)
    decided = getattr(entry, "decided", None)
    if decided is not None and decided.decision.status == DecisionStatus.ISSUED:
        raise ProposalError.decided(entry.name, decided.decision.number)


@transaction.atomic
def answer_return(
    *, roster_entry: RosterEntry, proposed: str, reason: str, actor: Actor
) -> Proposal:
    """Propose again what was sent back: the same level with better reasons, or another one.

    Raises ProposalError when nothing was sent back, no level is named, or it cannot be proposed.
    """
    authorise(actor, "boards.propose", path=roster_entry.organisation.path)
    held = Proposal.objects.select_for_update().filter(pk=roster_entry.pk).first()
    if held is None or not FLOW.may("answer", held.state):
        raise ProposalError.not_returned(roster_entry.name)
    if not proposed:
        raise ProposalError.no_proposal(roster_entry.name)
    said = {"reason": reason} if reason.strip() else {}
    return propose(roster_entry=roster_entry, actor=actor, proposed=proposed, **said)
