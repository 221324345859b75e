"""Reading attachments, scoped to who reads: nothing, and no trace of it, where the owner's room
does not let them.
"""

from typing import Any, NamedTuple

from django.db import models
from django.db.models import QuerySet

from thidua.accounts.actors import Actor
from thidua.attachments.kinds import ALSO_SHOWN, Owner, OwnerKind, kind_of
from thidua.attachments.models import Attachment, StoredFile


class Found(NamedTuple):
    """A file that is there, and whose it is."""

    attachment: Attachment
    file: StoredFile
    kind: OwnerKind[Any]
    owner: models.Model


def files_of(*, kind: OwnerKind[Owner], owner: Owner, reader: Actor) -> "QuerySet[Attachment]":
    """The files that an owner has, as they were sent; none for whoever may not see them."""
    found = _files(kind, owner)
    return found if kind.may_see(reader, owner) else found.none()


def files_listed(*, kind: OwnerKind[Owner], owner: Owner, reader: Actor) -> list[Attachment]:
    """The same for a page: who may see them is asked only where there are any."""
    found = list(_files(kind, owner))
    return found if found and kind.may_see(reader, owner) else []


def _files(kind: OwnerKind[Owner], owner: Owner) -> "QuerySet[Attachment]":
    there = Attachment.objects.filter(kind=kind.id, owner_id=owner.pk, removed_at=None)
    return there.select_related("file")


def attachment_for(reader: Actor, pk: int) -> Found | None:
    """A file that this reader may see, if it is still there."""
    there = Attachment.objects.filter(pk=pk, removed_at=None)
    attachment = there.select_related("file__preview").first()
    kind = kind_of(attachment.kind) if attachment else None
    if attachment is None or attachment.file is None or kind is None:
        return None
    owner = kind.owner(attachment.owner_id)
    if owner is None:
        return None
    if not kind.may_see(reader, owner) and not any(also(reader, attachment) for also in ALSO_SHOWN):
        return None
    return Found(attachment, attachment.file, kind, owner)
