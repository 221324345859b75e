"""What people do with uploads: send files, look again, confirm, discard, take back. The work itself
is the worker's.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db import transaction

from thidua.accounts.models import User
from thidua.exchange.errors import NothingToDoError, UndoRefusedError, UploadRefusedError
from thidua.exchange.models import Upload, UploadedFile, UploadProgress, UploadState
from thidua.exchange.moving import hand_over, held, move, queue
from thidua.exchange.permissions import authorise_import
from thidua.exchange.queries import against_undoing
from thidua.history.tracking import recording
from thidua.language import current_language
from thidua.organisations.models import Organisation
from thidua.workbooks import UnreadableFileError
from thidua.workbooks.guards import check_bytes

LONGEST_REASON = 500
MOST_FILES = 8
MOST_BYTES = 25 * 1_048_576
MOST_TOGETHER = 60 * 1_048_576
_LONGEST_NAME = 160


@dataclass(frozen=True)
class Sent:
    """A file as it came from somebody's computer."""

    name: str
    body: bytes


@transaction.atomic
def send_files(
    *, files: Sequence[Sent], year: int | None, unit: Organisation | None = None, actor: User
) -> Upload:
    """Keep the files and queue their check; nothing of them is loaded.

    `year` is the year of facts and decisions that come without the sheet *Năm*. `unit`: whose facts
    they bring; without one they are the province's. Raises NothingToDoError without files,
    UploadRefusedError (type, size, number), PermissionDenied."""
    authority = authorise_import(actor, unit)
    _refuse(files)
    names = _distinct_names([PurePosixPath(sent.name.replace("\\", "/")).name for sent in files])
    with recording(act="exchange.send_files", actor=authority, files=", ".join(names)):
        upload = Upload.objects.create(
            year=year,
            unit=unit,
            uploaded_by=actor,
            uploaded_by_name=str(actor),
            language=current_language(),
        )
        UploadedFile.objects.bulk_create(
            UploadedFile(
                upload=upload,
                position=position,
                name=name,
                size=len(sent.body),
                sha256=hashlib.sha256(sent.body).hexdigest(),
                body=sent.body,
            )
            for position, (name, sent) in enumerate(zip(names, files, strict=True))
        )
        UploadProgress.objects.create(upload=upload)
    queue(upload, actor)
    return upload


def _refuse(files: Sequence[Sent]) -> None:
    if not files:
        raise NothingToDoError.no_files()
    if len(files) > MOST_FILES:
        raise UploadRefusedError.too_many(MOST_FILES)
    for sent in files:
        if len(sent.body) > MOST_BYTES:
            raise UploadRefusedError.too_big(
                sent.name[-_LONGEST_NAME:], size=len(sent.body), most=MOST_BYTES
            )
    if sum(len(sent.body) for sent in files) > MOST_TOGETHER:
        raise UploadRefusedError.together_too_big(MOST_TOGETHER)
    for sent in files:
        _refuse_no_table(sent)


def _refuse_no_table(sent: Sent) -> None:
    """Say at once what a file is that is no table, by its content; zips are looked into later, by
    the limited process.
    """
    try:
        check_bytes(sent.body, sent.name[-_LONGEST_NAME:])
    except UnreadableFileError as error:
        raise UploadRefusedError.unreadable(error) from error


def _distinct_names(names: Sequence[str]) -> list[str]:
    """Names that a disk and a page can bear, each once: a second “a.xlsx” becomes “a (2).xlsx”."""
    distinct: list[str] = []
    for name in names:
        plain = "".join(sign for sign in name if sign.isprintable()).strip(". ") or "tep.xlsx"
        path = PurePosixPath(plain)
        stem, ending = path.stem[:_LONGEST_NAME], path.suffix[:8]
        candidate, number = stem + ending, 1
        while candidate.casefold() in {known.casefold() for known in distinct}:
            number += 1
            candidate = f"{stem} ({number}){ending}"
        distinct.append(candidate)
    return distinct


@transaction.atomic
def check_again(*, upload: Upload, actor: User) -> Upload:
    """Check the same files again against the data as they are now. Raises UploadRefusedError,
    PermissionDenied.
    """
    upload, authority = held(upload, actor, "check_again")
    return hand_over(upload, "check_again", authority=authority, user=actor)


@transaction.atomic
def confirm(*, upload: Upload, outcome: str, actor: User, warnings_read: int = 0) -> Upload:
    """Agree to what the preview shows (`outcome`: its fingerprint) and queue the load; asked twice,
    it is loaded once. `warnings_read`: how many warnings that must be read the actor has read.

    Raises UploadRefusedError when the upload has moved on, shows something else by now, has
    warnings that nobody has read, or would change nothing."""
    upload, authority = held(upload, actor, "confirm")
    if outcome != upload.outcome:
        raise UploadRefusedError.other_preview()
    if not upload.brings_something:
        raise UploadRefusedError.nothing_new()
    if upload.must_read and warnings_read != upload.must_read:
        raise UploadRefusedError.unread(upload.must_read)
    upload.applied_by = str(actor)
    return hand_over(upload, "confirm", authority=authority, user=actor)


@transaction.atomic
def discard(*, upload: Upload, actor: User) -> Upload:
    """Let an upload go that was never loaded: its files are emptied. Raises UploadRefusedError,
    PermissionDenied.
    """
    upload, authority = held(upload, actor, "discard")
    with recording(act="exchange.discard", actor=authority, upload=upload.pk):
        move(upload, UploadState.DISCARDED)
        upload.files.update(body=b"", marked=None)
        upload.sheets.all().delete()
        upload.readings.all().delete()
    return upload


@transaction.atomic
def request_undo(*, upload: Upload, reason: str, actor: User) -> Upload:
    """Ask for an import to be taken back. Raises UndoRefusedError (no reason, decisions since),
    UploadRefusedError.
    """
    upload, authority = held(upload, actor, "request_undo")
    if not reason.strip():
        raise UndoRefusedError.no_reason()
    if len(reason.strip()) > LONGEST_REASON:
        raise UndoRefusedError.reason_too_long(LONGEST_REASON)
    against_undoing(upload)
    upload.undo_reason, upload.undone_by = reason.strip(), str(actor)
    return hand_over(
        upload,
        "request_undo",
        authority=authority,
        user=actor,
        reason=reason.strip(),
    )
