"""Bytes that no row speaks of: left by somebody who died between bytes and row, or by a store that
was away.
"""

from thidua.attachments import store
from thidua.attachments.actions import discard
from thidua.attachments.models import StoredFile


def unclaimed() -> set[str]:
    """The hashes in the store that no row speaks of; some may belong to acts under way. Raises
    StoreAwayError.
    """
    there = store.every_hash()
    return there - set(StoredFile.objects.values_list("sha256", flat=True))


def sweep() -> int:
    """Delete them; those that are about to be used stay. How many went. Raises StoreAwayError."""
    store.forget_parts()
    return sum(discard(sha256) for sha256 in sorted(unclaimed()))
