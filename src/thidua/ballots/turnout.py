"""Who has voted, and how many: for pages. Of how, nothing is known here."""

from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from thidua.ballots.models import Ballot, KeyHolder, Turnout, Voter

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasVoted(TypedDict):
        voted: bool

    class Counted(TypedDict):
        called: int
        voted: int
        i_voted: bool
        has_key: bool

    Listed = WithAnnotations[Voter, HasVoted]
    Turned = WithAnnotations[Ballot, Counted]


def voters_of(ballot: Ballot) -> "QuerySet[Listed]":
    """Everybody on the list in its order, each with `voted`."""
    voted = Exists(Turnout.objects.filter(voter=OuterRef("pk")))
    return Voter.objects.filter(ballot=ballot).annotate(voted=voted).order_by("pk")


def with_turnout(ballots: "QuerySet[Ballot]", person: int = 0) -> "QuerySet[Turned]":
    """Ballots with `called` and `voted`, the numbers of those not taken off the list; `i_voted`:
    whether this person is among the second; `has_key`: whether they hold a code of the urn.
    """
    listed = Voter.objects.filter(ballot=OuterRef("pk"), struck="")
    mine = listed.filter(person=person).exclude(turnout=None)
    return ballots.annotate(
        called=_number(listed),
        voted=_number(listed.exclude(turnout=None)),
        i_voted=Exists(mine),
        has_key=Exists(KeyHolder.objects.filter(ballot=OuterRef("pk"), person=person)),
    ).select_related("organisation", "campaign")


def _number(voters: "QuerySet[Voter, Any]") -> Coalesce:
    counted = voters.order_by().values("ballot").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
