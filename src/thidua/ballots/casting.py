"""Casting a vote: sealed before the lock, then two rows, who has voted and a sealed envelope.

No act of the history: neither rows nor acts may tell when somebody voted what. No message here says
what was chosen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from thidua.accounts.actors import Actor
from thidua.ballots import sealed_keys as keys
from thidua.ballots.acting import database_now, locked, require_state
from thidua.ballots.errors import BallotError, ClosedError
from thidua.ballots.models import OVER, Ballot, State, Turnout, UrnEnvelope, Voter
from thidua.ballots.rights import person_of, voter_for
from thidua.ballots.rule import BLANK, OWN, YES


class Cast(NamedTuple):
    """A voter's receipt, and whether it is of the choices sent just now; else of a vote before."""

    code: str
    just_now: bool


def cast(*, ballot: Ballot, choices: Mapping[int, str], actor: Actor) -> Cast:
    """Put one's vote into the urn: a mark for each candidate by number (an option, or `blank`). Who
    has voted gets the same receipt again, and nothing else happens.

    Raises BallotError: not on the list, not open, a line missing; ClosedError: too late."""
    if not ballot.has_urn:
        raise BallotError.saying("not_secret")
    now = Ballot.objects.get(pk=ballot.pk)
    voter = voter_for(now, person_of(actor))
    if now.state not in {State.OPEN, State.CLOSED, *OVER}:
        require_state(now, {State.OPEN})
    if now.salt is None or now.public_key is None:
        raise ClosedError.saying("late")
    tag = keys.tag_of(bytes(now.salt), voter.person_id)
    code = keys.receipt_of(tag)
    if Turnout.objects.filter(voter=voter).exists():
        return Cast(code, just_now=False)
    sealed = sealed_vote(now, tag, marks_for(now, voter, choices))
    with locked(now.pk, shared=True) as held:
        require_open(held, voter)
        if not mark_voted(voter):
            return Cast(code, just_now=False)
        put_into_urn(held, sealed)
    return Cast(code, just_now=True)


def receipt_for(ballot: Ballot, actor: Actor) -> str:
    """The receipt of whoever asks, if they have voted here; "" otherwise."""
    if ballot.salt is None or not ballot.has_urn:
        return ""
    person = person_of(actor)
    voted = Turnout.objects.filter(voter__ballot=ballot, voter__person=person).exists()
    return keys.receipt_of(keys.tag_of(bytes(ballot.salt), person)) if voted else ""


def marks_for(ballot: Ballot, voter: Voter, choices: Mapping[int, str]) -> list[str]:
    """The mark for each candidate in the order of the paper; one's own line where nobody votes on
    themselves is `own`, whatever was sent. Raises BallotError (a line missing, no such option, more
    yes than may be).
    """
    rule = ballot.the_rule
    allowed = {*rule.options, BLANK}
    marks = []
    for no, own in ballot.candidates.order_by("no").values_list("no", "own_voter"):
        excluded = not rule.self_vote and own == voter.pk
        mark = OWN if excluded else choices.get(no, "")
        if mark not in allowed and not excluded:
            raise BallotError.saying("choices")
        marks.append(mark)
    if rule.max_yes and marks.count(YES) > rule.max_yes:
        raise BallotError.saying("too_many_yes", most=rule.max_yes)
    return marks


def require_open(ballot: Ballot, voter: Voter) -> None:
    """Inside the lock: still open by the database's clock, the voter still on the list. Raises
    ClosedError, BallotError.
    """
    over = ballot.closes_at is not None and ballot.closes_at <= database_now()
    if ballot.state != State.OPEN or over:
        raise ClosedError.saying("late")
    voter_for(ballot, voter.person_id)


def mark_voted(voter: Voter) -> bool:
    """Mark that somebody has voted; False: they had, and nothing changes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ballots_turnout (voter_id) VALUES (%s) ON CONFLICT DO NOTHING", [voter.pk]
        )
        return int(cursor.rowcount) == 1


def put_into_urn(ballot: Ballot, sealed: bytes) -> None:
    UrnEnvelope.objects.create(ballot=ballot, envelope=sealed)


def sealed_vote(ballot: Ballot, tag: bytes, marks: Sequence[str]) -> bytes:
    """The envelope of a voter, by their tag. Raises BallotError: the stored key of the urn is not
    ours (any more).
    """
    public = bytes(ballot.public_key or b"")
    if not keys.is_ours(ballot.pk, None, public, bytes(ballot.public_mac or b"")):
        raise BallotError.saying("key_changed")
    places = {mark: place for place, mark in enumerate(ballot.the_rule.marks)}
    info = keys.bound_to(ballot.pk, ballot.list_sha256)
    return keys.envelope(public, tag, [places[mark] for mark in marks], info)
