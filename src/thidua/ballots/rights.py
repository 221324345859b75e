"""Who keeps a ballot, who reads it, who votes in it."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.permissions import Authority, may
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, Voter
from thidua.ballots.permissions import ACTS
from thidua.organisations.keeping import authority_at, authority_at_or_named
from thidua.organisations.models import Organisation
from thidua.organisations.queries import gone_into, under
from thidua.organisations.succeeding import takes_all

KEEP, VIEW = "ballots.keep", "ballots.view"


def authority_over(actor: Actor, unit: Organisation) -> Authority | None:
    """By what the actor prepares ballots of a unit; None: not at all."""
    return authority_at(actor, KEEP, unit)


def authority_to_keep(actor: Actor, ballot: Ballot) -> Authority | None:
    """The same of one ballot: its chair and its secretary keep it as well."""
    named = {ballot.chair_id, ballot.secretary_id}
    return authority_at_or_named(actor, KEEP, ballot.organisation, named)


def may_keep(actor: Actor, ballot: Ballot) -> bool:
    """Whether the actor keeps this ballot."""
    return authority_to_keep(actor, ballot) is not None


def person_of(actor: Actor) -> int:
    """The person whose file the account is tied to. Raises BallotError (there is none)."""
    person = None if isinstance(actor, Operator) else scope_of(actor).person_id
    if person is None:
        raise BallotError.saying("no_person")
    return person


def views(actor: Actor, unit: Organisation) -> bool:
    """Whether the actor reads the ballots of a unit by a role over it, or over the one unit that it
    passed into.
    """
    if isinstance(actor, Operator) or may(actor, VIEW, path=unit.path):
        return True
    if not any(grant.role in ACTS[VIEW] for grant in scope_of(actor).grants):
        return False
    into = unit.successions_out.select_related("successor", "predecessor").first()
    return into is not None and takes_all(into) and may(actor, VIEW, path=into.successor.path)


def voter_for(ballot: Ballot, person: int) -> Voter:
    """Somebody's line of the list. Raises BallotError: not on it, taken off it."""
    voter = Voter.objects.filter(ballot=ballot, person=person).first()
    if voter is None:
        raise BallotError.saying("not_a_voter")
    if voter.struck:
        raise BallotError.saying("struck", reason=voter.struck)
    return voter


def readable(actor: Actor) -> "QuerySet[Ballot]":
    """The ballots of the reader's part of the tree and of units that passed into it, those they
    are called to, and those whose urn they hold a code of.
    """
    scope = scope_of(actor)
    if scope.everything:
        return Ballot.objects.all()
    paths: Sequence[str] = [grant.path for grant in scope.grants if grant.role in ACTS[VIEW]]
    seen = under(paths, organisation="organisation")
    seen |= gone_into(paths, organisation="organisation")
    if scope.person_id is not None:
        person = scope.person_id
        called = Ballot.objects.filter(
            Q(voters__person=person) | Q(chair=person) | Q(secretary=person) | Q(scrutineer=person)
        )
        seen |= Q(pk__in=called.values("pk"))
    return Ballot.objects.filter(seen)
