"""Votes by name, of a ballot that is not secret: they may be changed until it is closed."""

from collections.abc import Mapping

from thidua.accounts.actors import Actor
from thidua.ballots.acting import locked, require_state
from thidua.ballots.casting import mark_voted, marks_for, require_open
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, OpenVote, State
from thidua.ballots.rights import person_of, voter_for
from thidua.history.tracking import recording


def record(*, ballot: Ballot, choices: Mapping[int, str], actor: Actor) -> None:
    """Give one's vote, or change it. Raises BallotError: secret, not on the list, not open, a line
    missing; ClosedError: too late.
    """
    with locked(ballot.pk, shared=True) as held:
        if held.secret:
            raise BallotError.saying("not_open_vote")
        voter = voter_for(held, person_of(actor))
        require_state(held, {State.OPEN, State.CLOSED, State.SEALED, State.CANCELLED})
        require_open(held, voter)
        marks = marks_for(held, voter, choices)
        with recording(
            act="ballots.vote_openly",
            actor=actor,
            subject=held.organisation.code,
            year=held.campaign.year,
        ):
            mark_voted(voter)
            candidates = held.candidates.order_by("no")
            OpenVote.objects.bulk_create(
                [
                    OpenVote(ballot=held, voter=voter, candidate=candidate, choice=mark)
                    for candidate, mark in zip(candidates, marks, strict=True)
                ],
                update_conflicts=True,
                update_fields=["choice"],
                unique_fields=["ballot", "voter", "candidate"],
            )


def votes_of(ballot: Ballot) -> dict[int, dict[int, str]]:
    """What each voter said of each candidate: by the voter's key, then the candidate's number."""
    found: dict[int, dict[int, str]] = {}
    rows = OpenVote.objects.filter(ballot=ballot)
    for voter, no, choice in rows.values_list("voter", "candidate__no", "choice"):
        found.setdefault(voter, {})[no] = choice
    return found
