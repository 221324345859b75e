"""Everything that changes attachments: sending files, removing one."""

import logging
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments import store
from thidua.attachments.allowance import refuse_beyond
from thidua.attachments.errors import AttachmentError, StoreAwayError
from thidua.attachments.inspecting import Content, Inspected, Sent, current_limits, inspect_each
from thidua.attachments.kinds import Owner, OwnerKind, kind_of
from thidua.attachments.locks import hold_contents, may_delete_content
from thidua.attachments.models import LONGEST_REASON, Attachment, StoredFile
from thidua.history.tracking import named_actor, recording

LOG = logging.getLogger("thidua.attachments")


def attach(
    *, kind: OwnerKind[Owner], owner: Owner, files: Sequence[Sent], actor: Actor
) -> list[Attachment]:
    """Store files with an owner, all or none; in the order sent. What the owner has already is
    there once.

    Raises PermissionDenied, AttachmentError (a file that is not taken, too many for one owner, no
    room in the unit's year, the owner is gone), StoreAwayError; LookupError for a kind that no room
    handed in.
    """
    if kind_of(kind.id) is not kind:
        raise LookupError(kind.id)
    kind.authorise(actor, owner)  # nobody has a stranger's files looked at
    inspected = inspect_each(files, accepts=kind.accepts)
    with transaction.atomic():
        held = _held(kind, owner)
        authority = kind.authorise(actor, held)
        with recording(act="attachments.attach", actor=authority, kind=kind.id, owner=held.pk):
            _refuse_too_many(kind, held, inspected)
            account = kind.account_of(held)
            if account is not None:
                refuse_beyond(account, {one.content.sha256: one.content.size for one in inspected})
            stored = _stored_each(inspected)
            whose = {"kind": kind.id, "owner_id": held.pk}
            told = {
                "sent_by": _account(authority),
                "sent_by_name": named_actor(authority),
                "charged_to": account.unit if account else None,
                "charged_year": account.year if account else None,
            }
            return [
                _attachment(file, stored[file.content.sha256], whose=whose, told=told)
                for file in inspected
            ]


def remove(*, attachment: Attachment, reason: str, actor: Actor) -> Attachment:
    """Take a file away from its owner; its name, sender, day and the reason stay as a trace.

    The bytes go after the commit, when nobody else uses the same content. Raises PermissionDenied,
    AttachmentError (removed already, no reason, a long one).
    """
    authority, why = _may_remove(attachment, actor), _reason(reason)
    with recording(act="attachments.remove", actor=authority, attachment=attachment.pk):
        held = Attachment.objects.select_for_update(of=("self",)).select_related("file")
        gone = held.get(pk=attachment.pk)
        if gone.file is None:
            raise AttachmentError.removed_already(gone.name)
        content, gone.file = gone.file, None
        gone.removed_why, gone.removed_at = why, timezone.now()
        gone.removed_by, gone.removed_by_name = _account(authority), named_actor(authority)
        gone.save(
            update_fields=["file", "removed_why", "removed_at", "removed_by", "removed_by_name"]
        )
        _let_go(content)
    return gone


def discard(sha256: str) -> bool:
    """Delete bytes that no row speaks of, unless somebody is about to use them or a backup runs.
    Were they deleted?

    Outside of any transaction: a row that was just committed is seen. Raises StoreAwayError.
    """
    with transaction.atomic():
        if not may_delete_content(sha256) or StoredFile.objects.filter(sha256=sha256).exists():
            return False
        store.delete(sha256)
        return True


def _held(kind: OwnerKind[Owner], owner: Owner) -> Owner:
    """The owner's row, which cannot go away, nor take other files, until the transaction ends."""
    rows = kind.model._default_manager.select_for_update(no_key=True, of=("self",))
    held = rows.filter(pk=owner.pk).first()
    if held is None:
        raise AttachmentError.owner_gone()
    return held


def _may_remove(attachment: Attachment, actor: Actor) -> Authority:
    kind = kind_of(attachment.kind)
    owner = kind.owner(attachment.owner_id) if kind else None
    if kind is None or owner is None:
        raise PermissionDenied(_("Không có quyền gỡ tệp này."))
    return kind.authorise(actor, owner)


def _refuse_too_many(kind: OwnerKind[Any], owner: models.Model, files: Sequence[Inspected]) -> None:
    there = set(
        Attachment.objects.filter(kind=kind.id, owner_id=owner.pk, removed_at=None).values_list(
            "file__sha256", flat=True
        )
    )
    new = {file.content.sha256 for file in files} - there
    most = current_limits().files if kind.most_files is None else kind.most_files
    if new and len(there) + len(new) > most:
        raise AttachmentError.too_many(there=len(there), sent=len(new), most=most)


def _stored_each(files: Sequence[Inspected]) -> dict[str, StoredFile]:
    """The rows of the files by hash, those of their previews beside them."""
    hold_contents(content.sha256 for file in files for content in file.contents)
    return {
        file.content.sha256: _stored(
            file.content, preview=_stored(file.preview) if file.preview else None
        )
        for file in files
    }


def _stored(content: Content, *, preview: StoredFile | None = None) -> StoredFile:
    """The row of a content that is held, its bytes in the store.

    Bytes first: a row without bytes would be a loss, bytes without a row are a leftover.
    """
    there = StoredFile.objects.filter(sha256=content.sha256).first()
    if there is None or not store.exists(content.sha256):
        store.write(content.sha256, content.file)
    if there is None:
        return StoredFile.objects.create(
            sha256=content.sha256,
            size=content.size,
            media_type=content.media_type,
            width=content.width,
            height=content.height,
            preview=preview,
        )
    if preview is not None and there.preview_id is None:  # of before there were previews
        there.preview = preview
        there.save(update_fields=["preview"])
    return there


def _attachment(
    file: Inspected, content: StoredFile, *, whose: Mapping[str, Any], told: Mapping[str, Any]
) -> Attachment:
    """The use of a content by an owner (`whose`); what is `told` of it is told once."""
    there, _made = Attachment.objects.get_or_create(
        **whose, file=content, defaults={"name": file.name, "caption": file.caption, **told}
    )
    return there


def _account(authority: Authority) -> User | None:
    return authority.actor if isinstance(authority.actor, User) else None


def _reason(written: str) -> str:
    reason = written.strip()
    if not reason:
        raise AttachmentError.no_reason()
    if len(reason) > LONGEST_REASON:
        raise AttachmentError.long_reason(length=len(reason), most=LONGEST_REASON)
    return reason


def _let_go(content: StoredFile) -> None:
    """A content that nobody uses any more goes, and its preview with it: the rows now, the bytes
    after the commit.
    """
    both = [content] if content.preview is None else [content, content.preview]
    hold_contents(one.sha256 for one in both)
    for one in both:
        if not (one.attachments.exists() or one.previewed.exists()):
            one.delete()
            transaction.on_commit(partial(_discard_or_leave, one.sha256), robust=True)


def _discard_or_leave(sha256: str) -> None:
    """What cannot be deleted now is swept at night: the act itself is done."""
    try:
        discard(sha256)
    except StoreAwayError:
        LOG.warning("bytes of a removed file are left to be swept")
