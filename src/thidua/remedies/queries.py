"""Reading remedies, scoped to who asks: one's own, those of one's part of the tree, those that one
verifies.
"""

import datetime as dt

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell
from thidua.organisations.queries import placed_on, under
from thidua.remedies.models import Remedy, State
from thidua.remedies.permissions import ACTS, VERIFY, VIEW
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType
from thidua.web.clock import today


def visible_to(actor: Actor) -> "QuerySet[Remedy]":
    """One's own, and those of the part of the tree where one acts for the Party or inspects; a
    member who moved brings theirs along, so the new cell reads them too.
    """
    scope = scope_of(actor)
    rows = Remedy.objects.select_related("campaign", "organisation", "unit", "verifier", "person")
    if scope.everything:
        return rows
    paths = [grant.path for grant in scope.grants if grant.role in ACTS[VIEW]]
    seen = under(paths, organisation="organisation")
    if paths:
        here = MembershipSpell.objects.filter(
            placed_on(today()), under(paths, organisation="organisation")
        )
        seen |= Q(subject_type=SubjectType.MEMBER, person__in=here.values("person"))
        seen |= Q(verifier__in=_exactly(actor))
    if scope.person_id is not None:
        seen |= Q(person=scope.person_id)
    return rows.filter(seen)


def to_verify(actor: Actor) -> "QuerySet[Remedy]":
    """What waits for the reader's word: of the very units they act for, never their own."""
    scope = scope_of(actor)
    waiting = visible_to(actor).filter(state=State.PROOF_SENT, verifier__in=_exactly(actor))
    return waiting.exclude(person=scope.person_id) if scope.person_id else waiting


def to_do(actor: Actor) -> "QuerySet[Remedy]":
    """What the reader works on: their own, and that of the very units they act for."""
    scope = scope_of(actor)
    mine = Q(person=None, unit__in=_exactly(actor))
    if scope.person_id is not None:
        mine |= Q(person=scope.person_id)
    return visible_to(actor).filter(mine, state=State.OPEN)


def own(actor: Actor) -> "QuerySet[Remedy]":
    """Those of the reader themself, of every year."""
    person = scope_of(actor).person_id
    return visible_to(actor).filter(person=person) if person else Remedy.objects.none()


def of_subject(
    campaign: Campaign, key: SubjectKey, *, open_on: dt.date | None = None
) -> "QuerySet[Remedy]":
    """Those that were named of a subject in the review of a year; `open_on`: still open on a day.

    No scope: for whoever may read the subject."""
    return _of(key, open_on).filter(campaign=campaign)


def open_from_earlier_years(
    campaign: Campaign, key: SubjectKey, *, on: dt.date | None = None
) -> "QuerySet[Remedy]":
    """Those of a subject from the reviews before this year's that are open on a day (today): what
    its review of this year opens with. No scope: for whoever may read the subject.
    """
    return _of(key, on or today()).filter(campaign__year__lt=campaign.year)


def open_on(day: dt.date) -> Q:
    """The condition that a remedy was named by a day and not closed before it was over."""
    return Q(raised_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def _of(key: SubjectKey, day: dt.date | None) -> "QuerySet[Remedy]":
    rows = Remedy.objects.filter(
        subject_type=key.subject_type, person=key.person_id, unit=key.organisation_id
    ).select_related("campaign", "organisation", "unit", "verifier", "person")
    return rows if day is None else rows.filter(open_on(day))


def _exactly(actor: Actor) -> list[int]:
    """The units for which an actor acts, by their keys."""
    return [grant.organisation_id for grant in scope_of(actor).grants if grant.role in ACTS[VERIFY]]
