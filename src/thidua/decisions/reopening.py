"""Reopening exactly one level of an issued decision, and the decision that decides it again.

The first level leaves its decision with the reason, and stays readable for ever (`ReopenedLevel`);
facts and choices of its subject open again, and nobody else's. Both are written at once, with the
draft of the second decision: whatever stops in between, none of it happened."""

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.decisions.drafting import PERMISSION, draft_decision
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import LONGEST_WHY, Because, Decision, DecisionItem, ReopenedLevel
from thidua.decisions.telling import tell_one_reopened
from thidua.decisions.writing import hold, let_go
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import DecisionStatus
from thidua.web.clock import today


@transaction.atomic
def reopen_one(
    *,
    roster_entry: RosterEntry,
    because: Because,
    why: str,
    actor: Actor,
    issuer: Organisation | None = None,
) -> ReopenedLevel:
    """Take the level of one subject out of the issued decision that holds it, and begin the second
    decision; `issuer` makes that one: the committee for which the actor acts, unless named.

    Raises DecisionError (not decided, no reason or one too long, one's own, an issuer that is not
    above), PermissionDenied."""
    campaign = Campaign.objects.select_for_update().get(pk=roster_entry.campaign_id)
    item = _held_item(roster_entry)
    first, entry = item.decision, item.roster_entry
    authority = authorise(actor, PERMISSION, path=first.issuer.path)
    issuer = issuer or _issuer(authority, first)
    _refuse(entry, first, why.strip(), issuer, actor)
    with recording(
        act="decisions.reopen_one",
        actor=authority,
        year=campaign.year,
        subject=entry.code,
        decision=first.number,
        reason=why.strip(),
    ):
        gone = let_go(first, entry, reason=why)
        reopened = ReopenedLevel.objects.create(
            decision=first,
            roster_entry=entry,
            level=gone.level,
            reached_low=gone.reached_low,
            reached_high=gone.reached_high,
            reason=gone.reason,
            because=because,
            why=why.strip(),
            issuer=issuer,
            reopened_on=today(),
            reopened_by_name=named_actor(authority)[:400],
        )
        draft_second(reopened=reopened, actor=actor)
        tell_one_reopened(entry, first, authority)
    return reopened


def draft_second(*, reopened: ReopenedLevel, actor: Actor) -> Decision:
    """Begin the decision that decides this level again; one that was begun is returned as it is.

    Raises DecisionError when it is issued already, PermissionDenied."""
    begun = reopened.second
    if begun is not None and begun.status == DecisionStatus.ISSUED:
        raise DecisionError.begun_already(begun.number)
    if begun is not None:
        return begun
    return draft_decision(
        campaign=reopened.roster_entry.campaign,
        issuer=reopened.issuer,
        actor=actor,
        again=reopened,
    )


def _held_item(entry: RosterEntry) -> DecisionItem:
    """The item of the issued decision that holds the level, with its decision held."""
    found = (
        DecisionItem.objects.filter(roster_entry=entry.pk, decision__status=DecisionStatus.ISSUED)
        .select_related("roster_entry__organisation", "roster_entry__campaign", "decision")
        .first()
    )
    held = hold([found.decision]) if found is not None else []
    if found is None or not held:
        raise DecisionError.not_decided(entry.name)
    found.decision = held[0]
    return found


def _issuer(authority: Authority, first: Decision) -> Organisation:
    """For whom the actor acts; the operator acts for whoever decided first."""
    if authority.grant is None:
        return first.issuer
    return Organisation.objects.get(pk=authority.grant.organisation_id)


def _refuse(
    entry: RosterEntry, first: Decision, why: str, issuer: Organisation, actor: Actor
) -> None:
    if is_about(actor, entry.person_id):
        raise DecisionError.about_oneself()
    if not why:
        raise DecisionError.no_reason()
    if len(why) > LONGEST_WHY:
        raise DecisionError.too_long(Text("lý do", "the reason"), LONGEST_WHY)
    if not first.issuer.path.startswith(issuer.path):
        raise DecisionError.not_above(issuer.name)
