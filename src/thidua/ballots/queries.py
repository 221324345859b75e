"""Reading ballots, scoped to who asks."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import DateTimeField, Func, QuerySet

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.ballots.models import Ballot, State, Turnout, Voter
from thidua.ballots.rights import readable
from thidua.campaigns.models import Campaign


class ClockTimestamp(Func):
    """What time the database has, as casting asks it."""

    function = "clock_timestamp"
    output_field = DateTimeField()


_RELATED = ("organisation", "campaign", "chair", "secretary", "scrutineer")


def visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Ballot]":
    """The ballots of a year that this reader may know."""
    return readable(actor).filter(campaign=campaign).select_related(*_RELATED)


def one_visible(actor: Actor, pk: UUID | str) -> Ballot | None:
    """One ballot that this reader may know; None otherwise."""
    return readable(actor).filter(pk=pk).select_related(*_RELATED).first()


def to_vote(actor: Actor, campaign: Campaign) -> "QuerySet[Ballot]":
    """The open ballots of a year in which the reader is called to vote and has not; one of which
    the hour has come takes no votes, whether or not anybody has closed it.
    """
    person = None if isinstance(actor, Operator) else scope_of(actor).person_id
    if person is None:
        return Ballot.objects.none()
    waiting = Voter.objects.filter(person=person, struck="", turnout=None)
    found = Ballot.objects.filter(
        campaign=campaign, electronic=True, state=State.OPEN, pk__in=waiting.values("ballot")
    )
    found = found.exclude(closes_at__lte=ClockTimestamp())
    return found.select_related(*_RELATED).order_by("closes_at", "pk")


def of_purpose(purpose: str, refs: Collection[str]) -> "QuerySet[Ballot]":
    """The ballots on such matters, cancelled ones too, the newest first. For the room whose purpose
    it is, by rights of its own.
    """
    found = Ballot.objects.filter(purpose=purpose, purpose_ref__in=list(refs))
    return found.select_related(*_RELATED)


def who_has_voted(ballot: Ballot) -> set[int]:
    """The keys of the voters who have: that they have, and nothing else."""
    voted = Turnout.objects.filter(voter__ballot=ballot)
    return set(voted.values_list("voter", flat=True))


def who_holds_a_code(ballot: Ballot) -> set[int]:
    """The keys of the people who have taken theirs."""
    return set(ballot.keys.values_list("person", flat=True))
