"""Counting: envelopes opened in memory, split by candidate, each set shuffled apart, written at
once; urn, boxes and keys deleted in the same transaction.

Killed before its end it leaves a closed ballot: the codes are given again, and no vote can have
come in between."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import connection, transaction

from thidua.accounts.actors import Actor
from thidua.ballots import tally
from thidua.ballots.acting import database_now, keeping
from thidua.ballots.models import Ballot, State
from thidua.ballots.purposes import purpose_of
from thidua.ballots.rule import Base
from thidua.ballots.sealing import BALLOT, content_of
from thidua.ballots.slips import Slips, slips_by_name, slips_of_urn, slips_on_paper
from thidua.ballots.telling import tell_counted
from thidua.ballots.unlocking import urn_key
from thidua.ballots.writing import empty_urn, write_receipts, write_votes
from thidua.seals.chain import digest_of, seal
from thidua.seals.salts import new_salt


def count(*, ballot: Ballot, codes: Sequence[str], actor: Actor) -> Ballot:
    """Count a closed ballot and seal what was counted.

    Raises WrongCodesError, TamperedError (the urn does not agree with who has voted), BallotError
    (not closed, the entries of paper do not agree), PermissionDenied."""
    with keeping(ballot, actor, "ballots.count", {State.CLOSED}):
        pass  # who may not, or comes too early, costs no try
    now = Ballot.objects.get(pk=ballot.pk)
    urn = urn_key(now, codes) if now.has_urn else None
    with keeping(ballot, actor, "ballots.count", {State.CLOSED}) as held:
        mine = held.ballot
        slips = _slips(mine, urn)
        result = what_came(mine, slips)
        write_votes(mine, slips, shown=shown_in(result))
        write_receipts(mine, slips)
        empty_urn(mine)
        content = _seal(mine, result)
        purpose = purpose_of(mine.purpose)
        if purpose is not None:
            purpose.sealed(mine, held.authority)
        seal(BALLOT.kind, str(mine.pk), content, bytes(mine.seal_salt or b""))
        tell_counted(mine, held.authority)
        transaction.on_commit(_vacuum, robust=True)
        return mine


def _slips(ballot: Ballot, urn: X25519PrivateKey | None) -> Slips:
    if urn is not None:
        return slips_of_urn(ballot, urn)
    return slips_on_paper(ballot) if not ballot.electronic else slips_by_name(ballot)


def what_came(ballot: Ballot, slips: Slips) -> dict[str, Any]:
    """What was counted, as the ballot stores it; under five slips nothing but the outcome."""
    rule = ballot.the_rule
    called = ballot.voters.filter(struck="").count()
    bases = tally.Bases(ballot.members, called, ballot.present, slips.cast)
    own = ballot.candidates.exclude(own_voter=None).values_list("no", flat=True)
    counted = {no: Counter(marks) for no, marks in slips.marks.items()}
    found = tally.outcomes(rule, counted, bases, own_voters=own)
    return {
        "size": {
            "members": ballot.members,
            "called": called,
            "present": ballot.present,
            "cast": slips.cast,
        },
        "candidates": [
            _told(ballot, no, one, base_tells=rule.base is Base.VALID)
            for no, one in sorted(found.items())
        ],
    }


def _told(ballot: Ballot, no: int, one: tally.Outcome, *, base_tells: bool) -> dict[str, Any]:
    hidden = ballot.secret and tally.slips(one.counts) < tally.FEWEST_SHOWN
    nothing = hidden and base_tells  # how many slips were valid would tell how many were not
    return {
        "no": no,
        "value": one.value,
        "need": None if nothing else one.need,
        "base": None if nothing else one.base,
        "counts": None if hidden else dict(sorted(one.counts.items())),
        "hidden": hidden,
    }


def shown_in(result: dict[str, Any]) -> set[int]:
    """The numbers of the candidates of which counts are shown."""
    return {one["no"] for one in result["candidates"] if not one["hidden"]}


def _seal(ballot: Ballot, result: dict[str, Any]) -> bytes:
    """The ballot is sealed; gives what its link in the chain is of."""
    ballot.result, ballot.seal_salt = result, new_salt()
    content = content_of(ballot)
    ballot.seal = digest_of(content, ballot.seal_salt)
    ballot.state, ballot.sealed_at = State.SEALED, database_now()
    ballot.save()
    return content


def _vacuum() -> None:
    """What was deleted is overwritten sooner: hygiene, for the lost key alone erases."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (SKIP_LOCKED) ballots_urn, ballots_keybox, ballots_keyholder")
