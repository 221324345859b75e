"""The two closing codes: tried, counted, and what they open.

A try is counted before it is looked at and taken back when it was right, so that many at once are
no way around. Nobody learns which of two codes is wrong; each costs scrypt's tenth of a second for
every holder."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from thidua.ballots import sealed_keys as keys
from thidua.ballots.acting import database_now, locked
from thidua.ballots.errors import BallotError, WrongCodesError
from thidua.ballots.models import Ballot, CodeTries, KeyBox, KeyHolder
from thidua.ballots.parameters import CODES_WAIT, FREE_TRIES

_MINUTE = dt.timedelta(minutes=1)


def urn_key(ballot: Ballot, codes: Sequence[str]) -> X25519PrivateKey:
    """The urn's private key, by two holders' codes.

    Raises WrongCodesError (wrong, or to wait), BallotError (the server's key changed)."""
    holders = list(KeyHolder.objects.filter(ballot=ballot).order_by("person_id"))
    for one in holders:
        if not keys.is_ours(ballot.pk, one.person_id, bytes(one.public_key), bytes(one.mac)):
            raise BallotError.saying("key_changed")
    with _counted(ballot) as left:
        found = _whose(ballot, holders, codes)
        urn = _open_a_box(ballot, found)
        if urn is None:
            raise WrongCodesError.saying("wrong_codes", left=left)
        return urn


@contextmanager
def _counted(ballot: Ballot) -> Iterator[int]:
    """Count a try, and take all of them back when the block ends well; gives how many are left.

    Raises WrongCodesError: nobody may try now."""
    with locked(ballot.pk) as held:
        now = database_now()
        tries, _ = CodeTries.objects.get_or_create(ballot=held)
        if tries.wait_until is not None and now < tries.wait_until:
            minutes = -((tries.wait_until - now) // -_MINUTE)
            raise WrongCodesError.saying("codes_locked", minutes=minutes)
        tries.wrong += 1
        if tries.wrong >= FREE_TRIES:
            tries.wait_until, tries.wrong = now + CODES_WAIT, 0
        left = FREE_TRIES - tries.wrong if tries.wrong else 0
        tries.save()
    yield left
    CodeTries.objects.filter(ballot=ballot).delete()


def _whose(
    ballot: Ballot, holders: Sequence[KeyHolder], codes: Sequence[str]
) -> dict[int, X25519PrivateKey]:
    """The private keys that the codes make, by holder; every pair is tried, right or wrong."""
    found: dict[int, X25519PrivateKey] = {}
    for code in map(keys.read_code, codes[:2]):
        for holder in holders:
            private = keys.holder_key(code, ballot.pk, holder.person_id)
            if code and keys.public_bytes(private) == bytes(holder.public_key):
                found[holder.person_id] = private
    return found


def _open_a_box(ballot: Ballot, found: dict[int, X25519PrivateKey]) -> X25519PrivateKey | None:
    """None: these are not the keys of two holders. Raises BallotError: a key that is not ours."""
    box = KeyBox.objects.filter(ballot=ballot, first__in=found, second__in=found).first()
    if box is None:
        return None
    info = keys.bound_to(ballot.pk, ballot.list_sha256)
    try:
        urn = keys.open_box(bytes(box.box), found[box.first_id], found[box.second_id], info)
    except keys.CannotOpenError as error:
        raise BallotError.saying("tampered") from error
    public = keys.public_bytes(urn)
    if public != bytes(ballot.public_key or b"") or not keys.is_ours(
        ballot.pk, None, public, bytes(ballot.public_mac or b"")
    ):
        raise BallotError.saying("key_changed")
    return urn
