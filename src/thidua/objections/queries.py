"""Reading objections, scoped to who asks: those one sent, those one verifies, those of the
committee that one acts for. The unit that decided, and whoever stands above them all, reads none.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.objections.models import OPEN, Objection, Question, State, Verifier
from thidua.objections.permissions import ACTS, HANDLE, REPLY, SEND
from thidua.objections.record import NAMED
from thidua.roster.models import RosterEntry


def visible_to(actor: Actor) -> "QuerySet[Objection]":
    """Every objection that the actor reads whole, of all years."""
    rows = Objection.objects.select_related(*NAMED).prefetch_related("verifiers")
    scope = scope_of(actor)
    if scope.everything:
        return rows
    if not isinstance(actor, User) or scope.administers:
        return rows.none()
    return rows.filter(_handled_by(actor) | _sent_by(actor) | _verified_by(actor))


def waiting_for(actor: User, campaign: Campaign) -> "QuerySet[Objection]":
    """Open ones that ask something of the actor, or were sent by them, and those whose question
    waits for their units, which they do not read: one question to the database where there is none.
    """
    scope = scope_of(actor)
    units = [grant.organisation_id for grant in scope.grants if grant.role in ACTS[REPLY]]
    asked = Question.objects.filter(objection=OuterRef("pk"), unit__in=units, answered_on=None)
    concerns = _handled_by(actor) | _sent_by(actor) | _verified_by(actor) | Q(Exists(asked))
    rows = Objection.objects.filter(concerns, campaign=campaign, state__in=OPEN)
    return rows.select_related(*NAMED).prefetch_related("verifiers", "questions__unit")


def one_visible(actor: Actor, campaign: Campaign, pk: int) -> Objection | None:
    found = visible_to(actor).filter(campaign=campaign, pk=pk).first()
    if found is not None:
        found.campaign = found.roster_entry.campaign = campaign
    return found


def to_handle(actor: Actor, campaign: Campaign) -> "QuerySet[Objection]":
    """Of the committee that the actor acts for, the nearest day first; never about themself."""
    rows = visible_to(actor).filter(campaign=campaign)
    if scope_of(actor).everything or not isinstance(actor, User):
        return rows
    return rows.filter(_handled_by(actor))


def to_verify(actor: Actor, campaign: Campaign) -> "QuerySet[Objection]":
    """Open ones whose verification was given to the actor by name."""
    rows = visible_to(actor).filter(campaign=campaign, state=State.VERIFYING)
    return rows.filter(_verified_by(actor)) if isinstance(actor, User) else rows.none()


def sent_by(actor: Actor, campaign: Campaign) -> "QuerySet[Objection]":
    """About the actor, or sent by the very unit that they act for."""
    rows = visible_to(actor).filter(campaign=campaign)
    return rows.filter(_sent_by(actor)) if isinstance(actor, User) else rows.none()


def questions_to(actor: Actor, campaign: Campaign) -> "QuerySet[Question]":
    """What the very units that the actor acts for were asked, never about themself."""
    rows = Question.objects.select_related(
        "unit",
        "objection__receiver",
        "objection__roster_entry__organisation",
        "objection__campaign",
    ).filter(objection__campaign=campaign)
    scope = scope_of(actor)
    if scope.everything:
        return rows
    units = [grant.organisation_id for grant in scope.grants if grant.role in ACTS[REPLY]]
    about = Q(objection__roster_entry__person=scope.person_id)
    rows = rows.filter(unit__in=units)
    return rows.exclude(about) if scope.person_id is not None else rows


def standing_objection(entry: RosterEntry, decision: int) -> Objection | None:
    """The first instance that was sent against this level of this decision and not taken back."""
    sent = Objection.objects.filter(roster_entry=entry, decision=decision, instance=1)
    return sent.exclude(state=State.WITHDRAWN).select_related("receiver").first()


def objections_about(entry: RosterEntry) -> list[Objection]:
    """Every objection about a subject, the newest first; for whoever may object for it."""
    found = Objection.objects.filter(roster_entry=entry).select_related("receiver", "campaign")
    return list(found.order_by("-pk"))


def about_person(campaign: Campaign, person: int) -> list[Objection]:
    """Every objection of a year about somebody, the newest first; for that person alone."""
    rows = Objection.objects.filter(campaign=campaign, roster_entry__person=person)
    found = list(rows.select_related(*NAMED).order_by("-pk"))
    if found:
        prefetch_related_objects([campaign], "bindings")  # asked of for each
    for one in found:
        one.campaign = one.roster_entry.campaign = campaign
    return found


def open_about(entries: Iterable[int]) -> set[int]:
    """The entries (by key) whose level an objection waits for: others say that it may change."""
    waiting = Objection.objects.filter(roster_entry__in=list(entries), state__in=OPEN)
    return set(waiting.values_list("roster_entry", flat=True))


def _handled_by(actor: User) -> Q:
    scope = scope_of(actor)
    mine = [grant.organisation_id for grant in scope.grants if grant.role in ACTS[HANDLE]]
    handled = Q(receiver__in=mine) & ~Q(for_unit__in=mine)
    if scope.person_id is not None:  # "not this person" alone would leave out units
        handled &= Q(roster_entry__person=None) | ~Q(roster_entry__person=scope.person_id)
    return handled if mine else Q(pk__in=[])


def _sent_by(actor: User) -> Q:
    scope = scope_of(actor)
    units = [grant.organisation_id for grant in scope.grants if grant.role in ACTS[SEND]]
    sent = Q(for_unit__in=units) if units else Q(pk__in=[])
    if scope.person_id is not None:
        sent |= Q(roster_entry__person=scope.person_id)
    return sent


def _verified_by(actor: User) -> Q:
    return Q(Exists(Verifier.objects.filter(objection=OuterRef("pk"), user=actor)))
