"""Which subjects of the year are whoever acts: their own entries, and the bodies they lead."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.organisations.models import Position
from thidua.roster.models import RosterEntry
from thidua.vocabulary import PositionRole


def own_entries(actor: Actor, entries: Sequence[RosterEntry]) -> set[int]:
    """The keys of those that are the actor's own, as a member or a leader, and of the organisations
    and collectives of which they are the head today. One question, only where there is such a body.
    """
    if not isinstance(actor, User) or actor.person_id is None:
        return set()
    own = {entry.pk for entry in entries if is_about(actor, entry.person_id)}
    bodies = {entry.pk: entry.organisation_id for entry in entries if entry.person_id is None}
    if not bodies:
        return own
    today = timezone.localdate()
    posts = Position.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        person=actor.person_id,
        role=PositionRole.HEAD.value,
        organisation__in=bodies.values(),
        starts_on__lte=today,
    )
    led = set(posts.values_list("organisation", flat=True))
    return own | {pk for pk, organisation in bodies.items() if organisation in led}
