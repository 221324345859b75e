"""What whoever objects does: send an objection, the next instance, take it back."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from thidua.accounts.models import User
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.facts.values import facts_of
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import named_actor, recording
from thidua.objections.errors import ObjectionError
from thidua.objections.files import HEALTH_PAPERS, SHOWN_PAPERS
from thidua.objections.models import LONGEST_NAME, LONGEST_WORDS, LineKind, Objection, State
from thidua.objections.periods import answer_by, second_window, told_on, window_of
from thidua.objections.places import above
from thidua.objections.queries import standing_objection
from thidua.objections.record import held, next_state, words, wrote
from thidua.objections.rights import authority_to_object
from thidua.objections.telling import tell_receiver, tell_withdrawn
from thidua.organisations.models import Organisation
from thidua.procedures.binding import keep_procedure
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.clock import today


@transaction.atomic
def object_to_level(  # noqa: PLR0913 - what an objection says, by name
    *,
    roster_entry: RosterEntry,
    conditions: Sequence[str],
    facts: Mapping[str, str],
    why: str,
    actor: User,
    papers: Sequence[Sent] = (),
    health: Sequence[Sent] = (),
) -> Objection:
    """Object to the decided level of a subject: which `conditions` (ids of rules), which `facts`
    (what each should be, "": only that it is wrong), why; with what shows it, papers about
    somebody's health apart.

    Raises ObjectionError (not decided, the period is over, objected already, nothing contested, no
    such fact or condition), the rulebook's FactError for a value that a fact cannot have,
    PermissionDenied, and what `attachments.actions.attach` raises."""
    Campaign.objects.select_for_update().get(pk=roster_entry.campaign_id)
    entry = _fresh(roster_entry)
    authority, unit = authority_to_object(actor, entry)
    item = entry.issued_item
    if item is None:
        raise ObjectionError.not_decided()
    _refuse_late(entry.campaign, told := told_on(item.decision))
    _refuse_second_time(standing_objection(entry, item.decision_id))
    objection = Objection(
        decision=item.decision,
        level=item.level,
        seen_low=item.reached_low,
        seen_high=item.reached_high,
        conditions=_conditions(entry, conditions),
        facts=_facts(entry, facts),
        told_on=told,
        receiver=above(item.decision.issuer),
    )
    if not objection.conditions and not objection.facts:
        raise ObjectionError.nothing_contested()
    with recording(act="objections.send", actor=authority, subject=entry.code):
        return _send(objection, entry, unit, why, actor, papers, health)


@transaction.atomic
def object_to_award(
    *,
    award: Award,
    roster_entry: RosterEntry,
    why: str,
    actor: User,
    papers: Sequence[Sent] = (),
) -> Objection:
    """Object to an award that was refused, or given in this form: it is the subject's to contest,
    and only where a committee gave or refused it.

    Raises as `object_to_level`."""
    Campaign.objects.select_for_update().get(pk=award.campaign_id)
    entry = _fresh(roster_entry)
    authority, unit = authority_to_object(actor, entry)
    if award.authority is None or award.status == AwardStatus.PROPOSED:
        raise ObjectionError.award_not_decided()
    told = award.decided_on or today()
    _refuse_late(award.campaign, told)
    _refuse_second_time(
        Objection.objects.filter(award=award, instance=1).exclude(state=State.WITHDRAWN).first()
    )
    objection = Objection(award=award, conditions=[], told_on=told, receiver=above(award.authority))
    with recording(act="objections.send", actor=authority, subject=entry.code):
        return _send(objection, entry, unit, why, actor, papers, ())


@transaction.atomic
def object_again(
    *, first: Objection, why: str, actor: User, papers: Sequence[Sent] = ()
) -> Objection:
    """Carry an objection whose answer kept the level to the next instance: the committee above the
    one that answered.

    Raises ObjectionError (not kept, the period is over, sent already), PermissionDenied."""
    before = held(first)
    entry = before.roster_entry
    authority, unit = authority_to_object(actor, entry)
    window = second_window(before)
    if window is None:
        raise ObjectionError.no_second()
    if not window.is_open:
        raise ObjectionError.too_late(window.last)
    if (sent := getattr(before, "second", None)) is not None:
        _refuse_second_time(sent)
    objection = Objection(
        first=before,
        instance=2,
        decision=before.decision,
        award=before.award,
        level=before.level,
        seen_low=before.seen_low,
        seen_high=before.seen_high,
        conditions=before.conditions,
        facts=before.facts,
        told_on=window.told_on,
        receiver=above(before.receiver),
    )
    with recording(act="objections.send_again", actor=authority, subject=entry.code):
        return _send(objection, entry, unit, why, actor, papers, ())


@transaction.atomic
def withdraw(*, objection: Objection, actor: User) -> Objection:
    """Take an objection back before it is answered. Raises ObjectionError, PermissionDenied."""
    stored = held(objection)
    authority, _unit = authority_to_object(actor, stored.roster_entry)
    state = next_state(stored, "withdraw")
    with recording(act="objections.withdraw", actor=authority, subject=stored.roster_entry.code):
        stored.state, stored.withdrawn_on = state, today()
        stored.save(update_fields=["state", "withdrawn_on"])
        wrote(stored, LineKind.WITHDRAWN, "", authority)
        tell_withdrawn(stored, authority)
    return stored


def _send(  # noqa: PLR0913, PLR0917 - what is sent, by whom
    objection: Objection,
    entry: RosterEntry,
    unit: Organisation | None,
    why: str,
    actor: User,
    papers: Sequence[Sent],
    health: Sequence[Sent],
) -> Objection:
    authority, _unit = authority_to_object(actor, entry)
    keep_procedure(entry.campaign)
    objection.campaign, objection.roster_entry = entry.campaign, entry
    objection.why = words(why, LONGEST_WORDS)
    objection.asked_by, objection.for_unit = actor, unit
    objection.asked_by_name = named_actor(authority)[:LONGEST_NAME]
    objection.sent_on = today()
    objection.due_on = answer_by(entry.campaign, objection.sent_on)
    try:
        with transaction.atomic():
            objection.save()
    except IntegrityError as error:  # two tabs at once
        raise ObjectionError.sent_already(
            today(), objection.receiver.name, str(State.SENT.label)
        ) from error
    wrote(objection, LineKind.SENT, "", authority)
    if papers:
        attach(kind=SHOWN_PAPERS, owner=objection, files=papers, actor=actor)
    if health:
        attach(kind=HEALTH_PAPERS, owner=objection, files=health, actor=actor)
    tell_receiver(objection, authority)
    return objection


def _fresh(entry: RosterEntry) -> RosterEntry:
    rows = RosterEntry.objects.select_related(
        "campaign", "organisation", "parent", "decided__decision__issuer"
    )
    return rows.get(pk=entry.pk)


def _refuse_late(campaign: Campaign, told: dt.date) -> None:
    window = window_of(campaign, told)
    if not window.is_open:
        raise ObjectionError.too_late(window.last)


def _refuse_second_time(sent: Objection | None) -> None:
    """The same level is objected to once; it says where that one stands."""
    if sent is not None and sent.state != State.WITHDRAWN:
        raise ObjectionError.sent_already(
            sent.sent_on, sent.receiver.name, str(State(sent.state).label)
        )


def _conditions(entry: RosterEntry, named: Sequence[str]) -> list[str]:
    framework = bound_frameworks(entry.campaign)[SubjectType(entry.subject_type)]
    known = {placed.rule.id for placed in framework.placed_rules()}
    known |= {cap.id for cap in framework.caps}
    wanted = list(dict.fromkeys(named))
    if not set(wanted) <= known:
        raise ObjectionError.not_a_condition()
    return wanted


def _facts(entry: RosterEntry, wanted: Mapping[str, str]) -> list[dict[str, str]]:
    known = facts_of(entry) if wanted else {}
    found = []
    for name, written in wanted.items():
        if name not in known:
            raise ObjectionError.not_a_fact()
        value = known[name].read(written) if written.strip() else ""
        found.append({"fact": name, "seen": known[name].stored, "wanted": value})
    return found
