"""The urn's locks: keys from holders' codes, envelopes, nested boxes, tags, receipts.

Primitives of `cryptography` alone: HPKE (X25519, HKDF-SHA256, AES-256-GCM), scrypt, HMAC, HKDF.
Nothing here touches the database. What each is for: docs/flows/ballots.md."""

import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, U."""
CODE_SIGNS, GROUP, RECEIPT_SIGNS = 12, 4, 8
VERSION, TAG_BYTES = 1, 16
WORK = 2**15
"""The cost of trying one code (scrypt's n): a tenth of a second and 32 MB."""
_TYPED_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class CannotOpenError(Exception):
    """A box or an envelope that this key does not open, or that is none."""


def new_code() -> str:
    """A holder's code of 60 bits, as it is shown once: 7QK2-M4XF-9TBD."""
    return grouped("".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS)))


def grouped(signs: str) -> str:
    """In groups of four."""
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def read_code(typed: str) -> str:
    """The signs of a code however it was typed; "" for what is none."""
    wide = unicodedata.normalize("NFKC", typed).upper().translate(_TYPED_ALIKE)
    signs = "".join(sign for sign in wide if not sign.isspace() and sign not in "-–—._")
    return signs if len(signs) == CODE_SIGNS and set(signs) <= set(SIGNS) else ""


def holder_key(code: str, ballot: UUID, person: int) -> X25519PrivateKey:
    """The private key of a holder, from their code (as `read_code` gives it)."""
    salt = _mac("holder", ballot.bytes, str(person).encode())
    derived = Scrypt(salt=salt, length=32, n=WORK, r=8, p=1).derive(code.encode())
    return X25519PrivateKey.from_private_bytes(derived)


def new_urn_key() -> X25519PrivateKey:
    """The urn's own key; its private half goes into boxes and nowhere else."""
    return X25519PrivateKey.generate()


def public_bytes(key: X25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def key_mac(ballot: UUID, person: int | None, public: bytes) -> bytes:
    """By which a stored public key is known to be ours: of a holder, or of the urn (None)."""
    return _mac("key", ballot.bytes, str(person or "urn").encode(), public)


def is_ours(ballot: UUID, person: int | None, public: bytes, mac: bytes) -> bool:
    """Whether we stored this key: false for one slipped in, and once SECRET_KEY has changed."""
    return hmac.compare_digest(key_mac(ballot, person, public), mac)


def shut_box(urn: X25519PrivateKey, first: bytes, second: bytes, info: bytes) -> bytes:
    """The urn's private key for two holders (their public keys): neither opens it alone."""
    return seal(first, seal(second, urn.private_bytes_raw(), info), info)


def open_box(
    box: bytes, first: X25519PrivateKey, second: X25519PrivateKey, info: bytes
) -> X25519PrivateKey:
    """Raises CannotOpenError."""
    inner = unseal(first, box, info)
    return X25519PrivateKey.from_private_bytes(unseal(second, inner, info))


def envelope(urn: bytes, tag: bytes, marks: Sequence[int], info: bytes) -> bytes:
    """One voter's marks, a byte a candidate; its length tells the number of candidates alone."""
    return seal(urn, bytes([VERSION]) + tag + bytes(marks), info)


def open_envelope(urn: X25519PrivateKey, sealed: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The tag and the marks. Raises CannotOpenError."""
    plain = unseal(urn, sealed, info)
    if len(plain) <= TAG_BYTES or plain[0] != VERSION:
        raise CannotOpenError
    return plain[1 : 1 + TAG_BYTES], plain[1 + TAG_BYTES :]


def tag_of(salt: bytes, person: int) -> bytes:
    """What stands in an envelope for its voter; the receipt is its beginning."""
    return _mac("tag", salt, str(person).encode())[:TAG_BYTES]


def receipt_of(tag: bytes) -> str:
    """The first 40 bits of a tag: K7QM2XFD."""
    bits = int.from_bytes(tag[:5], "big")
    return "".join(SIGNS[bits >> shift & 31] for shift in range(35, -1, -5))


def bound_to(ballot: UUID, list_sha256: str) -> bytes:
    """To which ballot and which list boxes and envelopes belong."""
    return ballot.bytes + bytes.fromhex(list_sha256)


def seal(public: bytes, plain: bytes, info: bytes) -> bytes:
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info)


def unseal(private: X25519PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """Raises CannotOpenError."""
    try:
        return SUITE.decrypt(sealed, private, info)
    except (InvalidTag, ValueError) as error:
        raise CannotOpenError from error


def _mac(purpose: str, *parts: bytes) -> bytes:
    """HMAC by a key of this purpose, derived from SECRET_KEY; each part says its own length."""
    whole = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(_subkey(settings.SECRET_KEY, purpose), whole, sha256)


def _subkey(secret: str, purpose: str) -> bytes:
    info = f"thidua ballots 1 {purpose}".encode()
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(secret.encode())
