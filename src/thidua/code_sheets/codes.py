"""The codes: how one is made, how it is read however it was typed, and what is kept of it.

Twelve signs of 25 that nobody takes for one another: 55 bits. Only a hash keyed with the
installation's secret is stored, so that a copy of the database alone is nothing to guess at."""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"
"""No 0 O, 1 I L, 2 Z, 5 S, 8 B."""
LENGTH, GROUP = 12, 4
LONGEST_TYPED = 40
"""With blanks and dashes as people type them."""


def new_code() -> str:
    """HYXE-P3U4-KM7D."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
    """The signs of a code as typed: small letters, blanks, dashes and wide letters count for
    nothing. "" for what is none.
    """
    wide = unicodedata.normalize("NFKC", typed).upper()
    signs = "".join(sign for sign in wide if not sign.isspace() and sign not in "-–—._")
    return signs if len(signs) == LENGTH and set(signs) <= set(SIGNS) else ""


def digest_of(code: str) -> str:
    """What is stored of a code."""
    return salted_hmac("thidua code on paper", read_code(code), algorithm="sha256").hexdigest()
