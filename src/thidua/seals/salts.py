"""Salts: what keeps a digest of few possible contents from being found by trying them all."""

import secrets

SIZE = 32
"""Bytes of a salt."""


def new_salt() -> bytes:
    """A fresh salt, to be kept beside the content by whoever seals it."""
    return secrets.token_bytes(SIZE)


def new_salts(number: int) -> list[bytes]:
    """As many fresh salts, from one draw: for a province at once."""
    drawn = secrets.token_bytes(SIZE * number)
    return [drawn[at : at + SIZE] for at in range(0, SIZE * number, SIZE)]
