"""Reading remedies, scoped to who asks: one's own, those of one's part of the tree, those that one
verifies.
"""

import datetime as dt

from django.db.models import OuterRef, Q, QuerySet, Subquery

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell
from thidua.organisations.queries import placed_on, under
from thidua.remedies.models import Remedy, RemedyStep, State, StepKind
from thidua.remedies.permissions import ACTS, VERIFY, VIEW
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType
from thidua.web.clock import today

NAMED = ("campaign", "organisation", "unit", "verifier", "person", "repeats__campaign")
"""What every list names."""


def visible_to(actor: Actor) -> "QuerySet[Remedy]":
    """One's own, and those of the part of the tree where one acts for the Party or inspects; a
    member who moved brings theirs along, so the new cell reads them too.
    """
    scope = scope_of(actor)
    rows = Remedy.objects.select_related(*NAMED)
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
    return visible_to(actor).filter(_waits_for(actor))


def to_do(actor: Actor) -> "QuerySet[Remedy]":
    """What the reader works on: their own, and that of the very units they act for."""
    return visible_to(actor).filter(_done_by(actor))


def whose_turn(actor: Actor) -> tuple[list[Remedy], list[Remedy]]:
    """Both, in one question, the nearest end first: what they verify, what they work on."""
    rows = Remedy.objects.filter(_waits_for(actor) | _done_by(actor)).select_related("campaign")
    found = list(rows.order_by("due_on", "pk"))
    verify = [one for one in found if one.state == State.PROOF_SENT]
    return verify, [one for one in found if one.state == State.OPEN]


def _waits_for(actor: Actor) -> Q:
    person = scope_of(actor).person_id
    waits = Q(state=State.PROOF_SENT, verifier__in=_exactly(actor))
    # "Not this person" alone would leave out what is of no person.
    own = Q(person=None) | ~Q(person=person)
    return waits & own if person is not None else waits


def _done_by(actor: Actor) -> Q:
    person = scope_of(actor).person_id
    mine = Q(person=None, unit__in=_exactly(actor))
    if person is not None:
        mine |= Q(person=person)
    return mine & Q(state=State.OPEN)


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


def with_last_step(rows: "QuerySet[Remedy]") -> "QuerySet[Remedy]":
    """Each with what was done last: `worked_on` (None: nothing yet) and `worked`, its words."""
    last = RemedyStep.objects.filter(remedy=OuterRef("pk"), kind=StepKind.WORK)
    newest = last.order_by("-on", "-pk")
    return rows.annotate(
        worked_on=Subquery(newest.values("on")[:1]), worked=Subquery(newest.values("text")[:1])
    )


def open_on(day: dt.date) -> Q:
    """The condition that a remedy was named by a day and not closed before it was over."""
    return Q(raised_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def _of(key: SubjectKey, day: dt.date | None) -> "QuerySet[Remedy]":
    rows = Remedy.objects.filter(
        subject_type=key.subject_type, person=key.person_id, unit=key.organisation_id
    ).select_related(*NAMED)
    return rows if day is None else rows.filter(open_on(day))


def _exactly(actor: Actor) -> list[int]:
    """The units for which an actor acts, by their keys."""
    return [grant.organisation_id for grant in scope_of(actor).grants if grant.role in ACTS[VERIFY]]
