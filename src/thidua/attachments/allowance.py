"""How much a unit may keep of one year's files, and how much of that it has used.

A content counts once, however often the unit sent it in that year; previews do not count, nor does
what was removed.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet, Sum

from thidua.attachments.errors import AttachmentError
from thidua.attachments.kinds import Account
from thidua.attachments.limits import FileLimits
from thidua.attachments.locks import hold_account
from thidua.attachments.models import Attachment, StoredFile
from thidua.organisations.models import Organisation


class Allowance(NamedTuple):
    """Bytes."""

    used: int
    most: int

    @property
    def left(self) -> int:
        """Never below nothing: an installation may have lowered what is allowed."""
        return max(0, self.most - self.used)


def allowance_of(unit: Organisation, year: int) -> Allowance:
    """What a unit has used of its year, and what it may. One query."""
    return Allowance(used(Account(unit, year)), _most())


def used(account: Account) -> int:
    """The bytes of all that counts for a unit's year. One query."""
    found = StoredFile.objects.filter(pk__in=_charged(account)).aggregate(bytes=Sum("size"))
    return int(found["bytes"] or 0)


def refuse_beyond(account: Account, sizes: Mapping[str, int]) -> None:
    """Refuse contents (bytes by SHA-256) for which the year has no room left.

    Until the transaction ends nobody else sends for the same unit and year: two at once cannot
    both take the last of it. Raises AttachmentError, which says how much is used.
    """
    hold_account(account.unit.pk, account.year)
    new = sum(sizes[sha256] for sha256 in sizes.keys() - _known(account, sizes))
    already, most = used(account), _most()
    if new and already + new > most:
        raise AttachmentError.no_room(
            account.unit.name, year=account.year, used=already, sent=new, most=most
        )


def _known(account: Account, hashes: Collection[str]) -> set[str]:
    there = StoredFile.objects.filter(pk__in=_charged(account), sha256__in=hashes)
    return set(there.values_list("sha256", flat=True))


def _charged(account: Account) -> "QuerySet[Attachment, int | None]":
    return Attachment.objects.filter(
        charged_to=account.unit, charged_year=account.year, removed_at=None
    ).values_list("file", flat=True)


def _most() -> int:
    limits: FileLimits = settings.ATTACHMENT_LIMITS
    return limits.unit_year
