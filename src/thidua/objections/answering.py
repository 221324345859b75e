"""Answering: the level is kept, or exactly one rating is opened again. The answer, the reopened
level, what was found, the seal and what is told are one transaction: whatever stops in between,
none of it happened.
"""

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.awards.actions import consider_again
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Because
from thidua.decisions.reopening import reopen_one
from thidua.facts.actions import put_fact
from thidua.history.tracking import named_actor, recording
from thidua.objections.errors import ObjectionError
from thidua.objections.models import (
    LONGEST_FOR_UNIT,
    LONGEST_NAME,
    LONGEST_WORDS,
    LineKind,
    Objection,
)
from thidua.objections.record import held, next_state, words, wrote
from thidua.objections.rights import authority_to_decide, took_part
from thidua.objections.sealing import seal_answer
from thidua.objections.telling import tell_answered
from thidua.organisations.names import committee_name
from thidua.web.clock import today

VERIFYING = (LineKind.NOTE, LineKind.FOUND, LineKind.REPLIED)
"""What shows that something was verified."""


@transaction.atomic
def answer(
    *, objection: Objection, upheld: bool, reasons: str, actor: Actor, for_the_unit: str = ""
) -> Objection:
    """Answer an objection with reasons, which the objector reads word for word; `for_the_unit`:
    what the unit that decided reads of them.

    Upheld: the one level leaves its decision, what the verification found is put, and the second
    decision begins, to be made by this committee; of an award: it is checked anew.

    Raises ObjectionError (nothing verified, whoever took part in the decision, the level is not
    held by it any more), DecisionError, FactCorrectionError, PermissionDenied."""
    Campaign.objects.select_for_update().get(pk=objection.campaign_id)
    stored = held(objection)
    authority = authority_to_decide(actor, stored)
    said = words(reasons, LONGEST_WORDS)
    state = next_state(stored, "uphold" if upheld else "keep", said)
    _refuse(stored, authority)
    with recording(act="objections.answer", actor=authority, objection=stored.pk, outcome=state):
        stored.state, stored.answer, stored.answered_on = state, said, today()
        stored.for_the_unit = words(for_the_unit, LONGEST_FOR_UNIT, needed=False)
        stored.answered_by = actor if isinstance(actor, User) else None
        stored.answered_by_name = named_actor(authority)[:LONGEST_NAME]
        if upheld:
            _open_again(stored, authority, actor)
        stored.save()
        wrote(stored, LineKind.UPHELD if upheld else LineKind.KEPT, "", authority)
        tell_answered(stored, authority)
        seal_answer(stored)
    return stored


def _refuse(objection: Objection, authority: Authority) -> None:
    if not objection.lines.filter(kind__in=VERIFYING).exists():
        raise ObjectionError.nothing_verified()
    if took_part(authority, objection):
        raise ObjectionError.decided_before()


def _open_again(objection: Objection, authority: Authority, actor: Actor) -> None:
    entry = objection.roster_entry
    receiver = committee_name(objection.receiver)
    why = f"Chấp nhận khiếu nại, trả lời ngày {today():%d/%m/%Y} của {receiver}"
    if objection.award is not None:
        consider_again(award=objection.award, authority=authority, why=why)
        return
    item = entry.issued_item
    if item is None or item.decision_id != objection.decision_id:
        raise ObjectionError.level_gone()
    objection.reopened = reopen_one(
        roster_entry=entry,
        because=Because.OBJECTION,
        why=why,
        actor=actor,
        issuer=objection.receiver,
    )
    for fact, value in objection.found.items():
        put_fact(roster_entry=entry, fact=fact, value=value, authority=authority, reason=why)
