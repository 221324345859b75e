"""From the frozen list to the open urn: the list and its fingerprint, codes for the holders, the
urn's key in its boxes.
"""

import secrets
from collections.abc import Sequence
from hashlib import sha256
from itertools import combinations

from thidua.accounts.actors import Actor
from thidua.ballots import sealed_keys as keys
from thidua.ballots.acting import database_now, keeping, locked, require_state
from thidua.ballots.document import list_of
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, KeyBox, KeyHolder, State, Voter
from thidua.ballots.rights import person_of
from thidua.ballots.telling import tell_frozen, tell_opened
from thidua.seals.canonical import canonical

SALT_BYTES = 32


def freeze(*, ballot: Ballot, actor: Actor) -> Ballot:
    """Freeze who votes, and fingerprint the list. Raises BallotError, PermissionDenied."""
    with keeping(ballot, actor, "ballots.freeze", {State.DRAFT}) as held:
        mine = held.ballot
        voters = list(mine.voters.all())
        fingerprint(mine, voters)
        mine.state = State.FROZEN
        mine.save()
        tell_frozen(mine, held.authority)
        return mine


def unfreeze(*, ballot: Ballot, actor: Actor) -> Ballot:
    """Back to a draft: codes that were taken are worth nothing any more. Raises BallotError,
    PermissionDenied.
    """
    with keeping(ballot, actor, "ballots.unfreeze", {State.FROZEN}) as held:
        mine = held.ballot
        mine.keys.all().delete()
        mine.salt, mine.list_sha256, mine.state = None, "", State.DRAFT
        mine.save()
        return mine


def take_key(*, ballot: Ballot, actor: Actor) -> str:
    """A holder's code, shown this once and stored nowhere; an earlier one of theirs is worth
    nothing from now on. Raises BallotError (no holder, not frozen, not secret on devices).
    """
    person, code = person_of(actor), keys.new_code()
    holder = holder_of(ballot, person, code)
    with locked(ballot.pk) as held:
        require_state(held, {State.FROZEN})
        if person not in held.holders:
            raise BallotError.saying("no_holder")
        if not held.has_urn:
            raise BallotError.saying("not_secret")
        KeyHolder.objects.filter(ballot=held, person=person).delete()
        holder.save(force_insert=True)
    return code


def fingerprint(ballot: Ballot, voters: Sequence[Voter]) -> None:
    """Draw the salt, and put the fingerprint of the list beside it."""
    ballot.salt = _salt_of_unlike_receipts([voter.person_id for voter in voters])
    ballot.list_sha256 = sha256(ballot.salt + canonical(list_of(voters))).hexdigest()


def holder_of(ballot: Ballot, person: int, code: str) -> KeyHolder:
    """The public key that a holder's code makes, with its mark; not stored yet."""
    public = keys.public_bytes(keys.holder_key(keys.read_code(code), ballot.pk, person))
    mac = keys.key_mac(ballot.pk, person, public)
    return KeyHolder(ballot=ballot, person_id=person, public_key=public, mac=mac)


def open_(*, ballot: Ballot, actor: Actor) -> Ballot:
    """Let voting begin: the urn gets its key, locked for every two holders.

    Raises BallotError (no quorum, fewer than two codes taken, the hour is past, the server's key
    changed), PermissionDenied."""
    with keeping(ballot, actor, "ballots.open", {State.FROZEN}) as held:
        mine, now = held.ballot, database_now()
        quorum = mine.the_rule.quorum
        needed = quorum.of(mine.members) if quorum else 0
        if mine.present < needed:
            raise BallotError.saying("no_quorum", present=mine.present, needed=needed)
        if mine.closes_at is not None and mine.closes_at <= now:
            raise BallotError.saying("hour")
        if mine.has_urn:
            lock_urn(mine)
        mine.state, mine.opened_at = State.OPEN, now
        mine.save()
        tell_opened(mine, held.authority)
        return mine


def lock_urn(ballot: Ballot) -> None:
    """A fresh key: the public half and its mark to the ballot, the private half into boxes."""
    public = _keys_of_holders(ballot)
    if len(public) < 2:
        raise BallotError.saying("no_keys", taken=len(public))
    urn, info = keys.new_urn_key(), keys.bound_to(ballot.pk, ballot.list_sha256)
    KeyBox.objects.bulk_create(
        KeyBox(
            ballot=ballot,
            first_id=first,
            second_id=second,
            box=keys.shut_box(urn, public[first], public[second], info),
        )
        for first, second in combinations(public, 2)
    )
    ballot.public_key = keys.public_bytes(urn)
    ballot.public_mac = keys.key_mac(ballot.pk, None, ballot.public_key)


def _keys_of_holders(ballot: Ballot) -> dict[int, bytes]:
    """The public key of each holder who took a code, in the order of the holders. Raises
    BallotError for one that is not as we stored it.
    """
    found = {one.person_id: one for one in KeyHolder.objects.filter(ballot=ballot)}
    for person, one in found.items():
        if not keys.is_ours(ballot.pk, person, bytes(one.public_key), bytes(one.mac)):
            raise BallotError.saying("key_changed")
    return {person: bytes(found[person].public_key) for person in ballot.holders if person in found}


def _salt_of_unlike_receipts(people: list[int]) -> bytes:
    """Drawn until no two voters would get the same receipt."""
    while True:
        salt = secrets.token_bytes(SALT_BYTES)
        if len({keys.receipt_of(keys.tag_of(salt, person)) for person in people}) == len(people):
            return salt
