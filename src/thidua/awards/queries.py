"""Reading awards, scoped to who asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.decisions.models import ReopenedLevel
from thidua.organisations.queries import within
from thidua.ratings.earlier_levels import OF_PEOPLE
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def awards(
    *, campaign: Campaign, actor: Actor, status: AwardStatus | None = None
) -> QuerySet[Award]:
    """The year's awards whose subjects the actor may see as such, and those that a body in their
    part gives.

    A person is seen as what they are awarded as: a cell sees its member, not the leader of a
    district that they are."""
    scope = scope_of(actor)
    found = Award.objects.filter(campaign=campaign).select_related(
        "organisation", "person", "authority"
    )
    if status is not None:
        found = found.filter(status=status)
    if scope.everything:
        return found
    inside = RosterEntry.objects.filter(
        within(scope, organisation="organisation", person="person"),
        campaign=campaign,
        subject_type__in=OF_PEOPLE,
    )
    of_bodies = Q(person=None) & within(scope, organisation="organisation")
    return found.filter(about(inside) | of_bodies | within(scope, organisation="authority"))


def about(entries: QuerySet[RosterEntry]) -> Q:
    """The condition that an award's subject is one of these entries of the roster, as that kind of
    subject.
    """
    condition = Q(pk__in=[])
    for kind in SubjectType:
        of_kind, key = (
            entries.filter(subject_type=kind),
            "person" if kind in OF_PEOPLE else "organisation",
        )
        condition |= Q(subject_type=kind, **{f"{key}__in": of_kind.values(key)})
    return condition


@dataclass
class Numbers:
    """How many awards of one form were given, refused, or wait to be checked."""

    by_status: dict[str, int] = field(default_factory=dict)

    @property
    def given(self) -> int:
        return self.by_status.get(AwardStatus.GIVEN, 0)

    @property
    def refused(self) -> int:
        return self.by_status.get(AwardStatus.REFUSED, 0)

    @property
    def proposed(self) -> int:
        return self.by_status.get(AwardStatus.PROPOSED, 0)

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def numbers_by_form(found: QuerySet[Award]) -> dict[str, Numbers]:
    """The numbers of every form that somebody was proposed for."""
    numbers: dict[str, Numbers] = {}
    for form, status, number in (
        found.order_by().values_list("form", "status").annotate(number=Count("pk"))
    ):
        numbers.setdefault(form, Numbers()).by_status[status] = number
    return numbers


def all_numbers(numbers: Iterable[Numbers]) -> Numbers:
    """The numbers of several forms together."""
    together = Numbers()
    for form in numbers:
        for status, number in form.by_status.items():
            together.by_status[status] = together.by_status.get(status, 0) + number
    return together


def awards_of(entry: RosterEntry) -> QuerySet[Award]:
    """What one subject of a year was proposed for, whether it was given or not."""
    found = Award.objects.filter(campaign=entry.campaign_id, subject_type=entry.subject_type)
    if entry.person_id is None:
        return found.filter(organisation=entry.organisation_id)
    return found.filter(person=entry.person_id)


def decided_again(entry: RosterEntry | None) -> ReopenedLevel | None:
    """The reopening of the year's level that waits for its second decision: until there is one the
    award rests on nothing that is decided. Nothing is asked of whoever is decided.
    """
    if entry is None or entry.issued_item is not None:
        return None
    found = ReopenedLevel.objects.filter(roster_entry=entry).select_related("decision")
    return found.order_by("-pk").first()
