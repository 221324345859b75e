"""Writing a decision before it is issued."""

import datetime as dt
import hashlib
from collections.abc import Collection
from typing import TypedDict, Unpack

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.decisions.bases import proposed_bases, with_first, with_supplemented
from thidua.decisions.dates import bounds_for
from thidua.decisions.errors import DecisionChangedError, DecisionError
from thidua.decisions.models import FLOW, Decision, ReopenedLevel, longest
from thidua.decisions.validation import Plan, plan
from thidua.decisions.writing import (
    hold_open,
    throw_away,
    with_refusals,
    write_refusals,
    write_second,
    write_words,
)
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.vocabulary import DecisionStatus, SubjectType, Tier
from thidua.web.clock import today

PERMISSION = "decisions.decide"
TIERS = (Tier.UPPER_LEVEL, Tier.GRASSROOTS, Tier.SUB_COMMITTEE, Tier.CELL)
"""Where organisations stand that somebody above decides about."""


class DecisionValues(TypedDict, total=False):
    """What may be said in a decision; what is left out stays as it is."""

    number: str
    decided_on: dt.date
    signer_post: str
    bases: str
    covers: Collection[str]
    tier: str
    supplements: Decision | None


@transaction.atomic
def draft_decision(
    *,
    campaign: Campaign,
    issuer: Organisation,
    actor: Actor,
    again: ReopenedLevel | None = None,
    **values: Unpack[DecisionValues],
) -> Decision:
    """Begin a decision of this issuer, with the bases that the year's frameworks name; it may wait
    for its number.

    `again`: the one level that it decides again. A decision about the same subjects that is not
    issued yet is returned as it is: nobody drafts one twice. Raises DecisionError for kinds or
    tiers that do not exist and a number in use, NotBoundError without frameworks."""
    authority = authorise(actor, PERMISSION, path=issuer.path)
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    made = Decision(
        campaign=campaign,
        issuer=issuer,
        decided_on=bounds_for(campaign, issuer).nearest(today()),
        covers=[],
        signer_post="Bí thư",
        supplements=values.get("supplements"),
    )
    if again is not None:
        made.second_of = again
    _assign(made, values)
    known = waiting_about(made)
    if known is not None:
        return known
    _refuse(made)
    _refuse_supplement(made)
    made.bases = made.bases or _bases_of(made)
    with recording(act="decisions.draft", actor=authority, year=campaign.year, issuer=issuer.code):
        write_words(made)
        if again is not None:
            write_second(again, made)
    return made


def draft_supplement(*, decision: Decision, actor: Actor) -> Decision:
    """Begin a decision about whoever this issued one left out, who was added to the list since, or
    whose review was made up for; it is about the same kinds of subjects.

    Raises DecisionError when it is not issued, or supplements another itself.
    """
    earlier = Decision.objects.select_related("campaign", "issuer").get(pk=decision.pk)
    return draft_decision(
        campaign=earlier.campaign,
        issuer=earlier.issuer,
        actor=actor,
        covers=earlier.covers,
        tier=earlier.tier,
        signer_post=earlier.signer_post,
        supplements=earlier,
    )


def waiting_about(decision: Decision) -> Decision | None:
    """The decision of the same issuer about the same subjects that is not issued yet."""
    others = Decision.objects.filter(
        campaign=decision.campaign,
        issuer=decision.issuer,
        tier=decision.tier,
        supplements=decision.supplements,
        second_of=decision.again,
    )
    waiting = (
        others.filter(status__in=FLOW.begins("revise"))
        .exclude(pk=decision.pk)
        .select_related("issuer")
    )
    return next((one for one in waiting if set(one.covers) == set(decision.covers)), None)


@transaction.atomic
def revise_decision(
    *, decision: Decision, actor: Actor, seen: str = "", **values: Unpack[DecisionValues]
) -> Decision:
    """Change what a decision says before it is issued. Saving the same again changes nothing.

    `seen`: the `stamp` of what the writer had before them. Raises DecisionChangedError when
    somebody else changed it since, DecisionError when it is issued already or a value cannot be.
    """
    authority = authorise(actor, PERMISSION, path=decision.issuer.path)
    stored = hold_open(decision, "revise")
    before = stamp(stored)
    _assign(stored, values)
    if stamp(stored) == before:
        return stored
    if seen and seen != before:
        _refuse_clash(stored, actor)
    _refuse(stored)
    with recording(act="decisions.revise", actor=authority, decision=stored.number):
        write_words(stored)
    return stored


def with_proposed_bases(*, decision: Decision, actor: Actor) -> Decision:
    """Write the bases that the year's frameworks name into a draft that has none, such as one that
    was imported.

    Raises DecisionError when it is issued, NotBoundError without frameworks.
    """
    return revise_decision(
        decision=decision, actor=actor, bases=decision.bases or _bases_of(decision)
    )


def _bases_of(decision: Decision) -> str:
    year = decision.campaign
    bases = proposed_bases(
        bound_frameworks(year),
        issuer=decision.issuer,
        covers=decision.covers,
        tier=decision.tier,
        year=year.year,
    )
    if decision.again is not None:
        return with_first(bases, decision.again)
    earlier = decision.supplements
    return bases if earlier is None else with_supplemented(bases, earlier)


def stamp(decision: Decision) -> str:
    """Short for what a decision says: equal stamps, equal words."""
    values = (
        decision.number,
        decision.decided_on,
        decision.signer_post,
        decision.bases,
        decision.covers,
        decision.tier,
    )
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


@transaction.atomic
def check_decision(*, decision: Decision, actor: Actor) -> Plan:
    """Work out what issuing would do now, and keep what speaks against it with the decision, for
    the lists.
    """
    authority = authorise(actor, PERMISSION, path=decision.issuer.path)
    made = plan(decision.campaign, [decision])
    changed = with_refusals([decision], made.refusals)
    if changed:
        with recording(act="decisions.check", actor=authority, decision=decision.number):
            write_refusals(changed)
    return made


@transaction.atomic
def discard_draft(*, decision: Decision, actor: Actor) -> None:
    """Throw a draft away. One that was issued once stays for ever. Raises DecisionError."""
    authority = authorise(actor, PERMISSION, path=decision.issuer.path)
    stored = hold_open(decision, "discard")
    with recording(act="decisions.discard", actor=authority, decision=stored.number):
        throw_away(stored)


def _assign(decision: Decision, values: DecisionValues) -> None:
    for name in ("number", "signer_post", "bases", "tier"):
        if name in values:
            lines = str(values[name]).strip().splitlines()
            setattr(decision, name, "\n".join(line.strip() for line in lines))
    if "decided_on" in values:
        decision.decided_on = values["decided_on"]
    if decision.again is not None:  # whom it is about is settled
        entry = decision.again.roster_entry
        decision.covers = [entry.subject_type]
        decision.tier = entry.tier if entry.subject_type == SubjectType.ORGANISATION else ""
    elif "covers" in values:
        decision.covers = _in_order(values["covers"])


def _in_order(kinds: Collection[str]) -> list[str]:
    """In the order of rating; what is no kind stands last, to be refused."""
    order = [str(value) for value in SubjectType.values()]
    return sorted(
        {str(kind) for kind in kinds},
        key=lambda kind: order.index(kind) if kind in order else len(order),
    )


_WORDS = {
    "number": Text("số quyết định", "the number"),
    "signer_post": Text("chức vụ người ký", "the signer's post"),
    "bases": Text("căn cứ", "the bases"),
}


def _refuse(decision: Decision) -> None:
    if not decision.covers:
        raise DecisionError.covers_nobody()
    if not set(decision.covers) <= set(SubjectType.values()):
        raise DecisionError.not_allowed(Text("đối tượng", "covers"), SubjectType.values())
    if decision.tier and decision.tier not in TIERS:
        raise DecisionError.not_allowed(Text("cấp", "tier"), [str(tier.value) for tier in TIERS])
    for name, field in _WORDS.items():
        if len(getattr(decision, name)) > longest(name):
            raise DecisionError.too_long(field, longest(name))
    bounds = bounds_for(decision.campaign, decision.issuer)
    first = decision.again.decision if decision.again is not None else None
    if first is not None and decision.decided_on < first.decided_on:
        raise DecisionError.before_the_first(decision.decided_on, first.number, first.decided_on)
    if decision.supplements is not None and decision.decided_on < decision.supplements.decided_on:
        earlier = decision.supplements
        raise DecisionError.before_supplemented(
            decision.decided_on, earlier.number, earlier.decided_on
        )
    if not bounds.hold(decision.decided_on):
        raise DecisionError.dated_outside(decision.decided_on, bounds.first, bounds.last)
    same = Decision.objects.filter(
        campaign=decision.campaign_id, issuer=decision.issuer_id, number=decision.number
    )
    if decision.number and same.exclude(pk=decision.pk).exists():
        raise DecisionError.number_taken(decision.number)


def _refuse_supplement(decision: Decision) -> None:
    earlier = decision.supplements
    if earlier is None:
        return
    if earlier.supplements_id is not None:
        raise DecisionError.supplements_a_supplement(earlier.number)
    if (earlier.issuer_id, earlier.campaign_id) != (decision.issuer_id, decision.campaign_id):
        raise DecisionError.supplements_another(earlier.number)
    if earlier.status != DecisionStatus.ISSUED:
        raise DecisionError.supplements_open(earlier.number)


def _refuse_clash(decision: Decision, actor: Actor) -> None:
    """Somebody else wrote since: who and when, as the history tells. Nobody clashes with
    themselves.
    """
    events = apps.get_model("decisions", "DecisionEvent").objects.filter(pgh_obj_id=decision.pk)
    last = (
        events.exclude(pgh_context=None).select_related("pgh_context").order_by("-pgh_id").first()
    )
    who = last.pgh_context.metadata.get("actor", "") if last is not None else ""
    if last is not None and who != str(actor):
        raise DecisionChangedError.by(who, f"{timezone.localtime(last.pgh_created_at):%H:%M}")
