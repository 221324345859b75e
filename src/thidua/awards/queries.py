"""Reading awards, scoped to who asks."""

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.campaigns.queries import within


def awards(*, campaign: Campaign, actor: Actor, status: AwardStatus | None = None) -> QuerySet[Award]:
    """The year's awards whose subjects lie in the actor's part of the tree (people: where the roster has them)."""
    scope = scope_of(actor)
    found = Award.objects.filter(campaign=campaign).select_related("organisation", "person", "authority")
    if status is not None:
        found = found.filter(status=status)
    if scope.everything:
        return found
    inside = RosterEntry.objects.filter(
        within(scope, organisation="organisation", person="person"),
        campaign=campaign,
        subject_type__in=[SubjectType.MEMBER, SubjectType.LEADER],
    )
    return found.filter(
        Q(person__in=inside.values("person")) | (Q(person=None) & within(scope, organisation="organisation"))
    )
