"""Ballots as they were held, all at once: for a year whose ballots were held elsewhere, and for the
demo. What is voted on now goes through the acts.

What is written is what counting leaves: slips apart from one another and from who voted. What
follows from a result in other rooms is theirs to write."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.ballots import sealed_keys as keys
from thidua.ballots.casting import sealed_vote
from thidua.ballots.counting import shown_in, what_came
from thidua.ballots.models import Ballot, KeyHolder, OpenVote, State, Turnout, UrnEnvelope
from thidua.ballots.opening import fingerprint, holder_of, lock_urn
from thidua.ballots.preparing import Matter, Plan, write_plan
from thidua.ballots.sealing import BALLOT, content_of
from thidua.ballots.slips import Slips, shuffled
from thidua.ballots.writing import write_receipts, write_votes
from thidua.campaigns.models import Campaign
from thidua.history.tracking import named_actor, recording
from thidua.seals.chain import ToSeal, digest_of, seal_all
from thidua.seals.salts import new_salt


@dataclass(frozen=True)
class PastBallot:
    """One ballot. `papers`: by the person (key) who handed it in, a mark for each line in the order
    of the paper. `closed_at` None: it is still open, and `codes` are the closing codes of its
    holders by person. Moments are aware.
    """

    matter: Matter
    plan: Plan
    papers: Mapping[int, Sequence[str]]
    prepared_at: dt.datetime
    opened_at: dt.datetime
    closed_at: dt.datetime | None = None
    sealed_at: dt.datetime | None = None
    codes: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def record_past(
    *, campaign: Campaign, ballots: Sequence[PastBallot], actor: Operator
) -> list[Ballot]:
    """Write them, in their order; those that are over are sealed. A handful of questions each."""
    authority = Authority(actor)
    with recording(act="ballots.record_past", actor=authority, year=campaign.year):
        stored = [_write(one, named_actor(authority)) for one in ballots]
    seal_all(
        ToSeal(BALLOT.kind, str(ballot.pk), content_of(ballot), bytes(ballot.seal_salt or b""))
        for ballot in stored
        if ballot.state == State.SEALED
    )
    return stored


def _write(one: PastBallot, by: str) -> Ballot:
    ballot = Ballot(
        campaign=one.matter.campaign,
        organisation=one.matter.organisation,
        purpose=one.matter.purpose,
        purpose_ref=one.matter.ref,
        replaces=one.matter.replaces,
        prepared_by_name=by,
        prepared_at=one.prepared_at,
    )
    write_plan(ballot, one.plan)
    voters = list(ballot.voters.order_by("pk"))
    fingerprint(ballot, voters)
    voted = {voter.person_id: voter for voter in voters if voter.person_id in one.papers}
    ballot.opened_at = one.opened_at
    if ballot.has_urn:
        _lock(ballot, one)
    if ballot.electronic:
        _mark([voter.pk for voter in voted.values()])
    if not ballot.secret:
        _by_name(ballot, {voted[person].pk: marks for person, marks in one.papers.items()})
    if one.closed_at is None:
        ballot.state = State.OPEN
        ballot.save()
        _fill_urn(ballot, one.papers)
    else:
        ballot.state, ballot.closed_at = State.CLOSED, one.closed_at
        ballot.save()
        _count(ballot, one)
    return ballot


def _lock(ballot: Ballot, one: PastBallot) -> None:
    """The urn's keys: of one that is over the public half alone, for nobody opens it any more."""
    if one.closed_at is None:
        KeyHolder.objects.bulk_create(
            holder_of(ballot, person, code) for person, code in one.codes.items()
        )
        lock_urn(ballot)
        return
    ballot.public_key = keys.public_bytes(keys.new_urn_key())
    ballot.public_mac = keys.key_mac(ballot.pk, None, ballot.public_key)


def _mark(voters: list[int]) -> None:
    """Mark who has voted, in the order of the list."""
    Turnout.objects.bulk_create(Turnout(voter_id=voter) for voter in sorted(voters))


def _by_name(ballot: Ballot, votes: Mapping[int, Sequence[str]]) -> None:
    lines = list(ballot.candidates.order_by("no"))
    OpenVote.objects.bulk_create(
        OpenVote(ballot=ballot, voter_id=voter, candidate=line, choice=mark)
        for voter, marks in votes.items()
        for line, mark in zip(lines, marks, strict=True)
    )


def _fill_urn(ballot: Ballot, papers: Mapping[int, Sequence[str]]) -> None:
    """An envelope for each vote, in no order of the voters."""
    if not ballot.has_urn:
        return
    salt = bytes(ballot.salt or b"")
    envelopes = [
        UrnEnvelope(
            ballot=ballot, envelope=sealed_vote(ballot, keys.tag_of(salt, person), list(marks))
        )
        for person, marks in papers.items()
    ]
    UrnEnvelope.objects.bulk_create(sorted(envelopes, key=lambda envelope: envelope.pk))


def _count(ballot: Ballot, one: PastBallot) -> None:
    """What counting leaves: the result, slips, receipts; sealed."""
    slips = _slips(ballot, one.papers)
    result = what_came(ballot, slips)
    write_votes(ballot, slips, shown=shown_in(result))
    write_receipts(ballot, slips)
    ballot.result, ballot.seal_salt = result, new_salt()
    ballot.seal = digest_of(content_of(ballot), ballot.seal_salt)
    ballot.state, ballot.sealed_at = State.SEALED, one.sealed_at or one.closed_at
    ballot.save()


def _slips(ballot: Ballot, papers: Mapping[int, Sequence[str]]) -> Slips:
    numbers = list(ballot.candidates.order_by("no").values_list("no", flat=True))
    marks = {
        no: shuffled([marks[place] for marks in papers.values()])
        for place, no in enumerate(numbers)
    }
    salt = bytes(ballot.salt or b"")
    receipts = sorted(keys.receipt_of(keys.tag_of(salt, person)) for person in papers)
    return Slips(marks, receipts if ballot.electronic else [], len(papers))
