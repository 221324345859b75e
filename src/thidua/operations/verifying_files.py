"""Whether the files that people sent are there and whole: in the store, or in a backup."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thidua.attachments import store
from thidua.attachments.errors import StoreAwayError
from thidua.attachments.kinds import kind_of
from thidua.attachments.models import Attachment, StoredFile
from thidua.attachments.sweeping import unclaimed
from thidua.language import Text
from thidua.operations.findings import MOST_NAMED, Finding, Verdict
from thidua.operations.manifest import Backup


class Examined(NamedTuple):
    """The SHA-256 of files whose bytes are not there, and of those that have other bytes."""

    missing: list[str]
    damaged: list[str]


def files_of_database() -> Iterator[Finding]:
    """Every content has its bytes, every use its owner; bytes that nobody uses are counted. Silent
    without files.

    Outside of any transaction: what somebody removed while bytes were read is not missed.
    """
    try:
        hashes = _hashes()
        found = _in_store(hashes)
        there = {*_hashes()}
        gone = Examined(*([sha256 for sha256 in some if sha256 in there] for some in found))
        yield from _in_words(len(hashes), gone, where=_STORE)
        if left := len(unclaimed()):
            yield Finding(
                Verdict.NOTE,
                Text(
                    f"{left} tệp trong kho không còn ai dùng: tự dọn mỗi đêm, hoặc dọn ngay "
                    "bằng thidua sweep",
                    f"{left} files in the store are used by nobody: swept at night, or at once "
                    "by thidua sweep",
                ),
            )
    except StoreAwayError as error:
        yield Finding(Verdict.WRONG, error.text)
    yield from _ownerless()


def files_of_backup(backup: Backup) -> Iterator[Finding]:
    """What was saved is in the file and whole; what lies in a bucket is there and whole. Silent
    without files.
    """
    files = backup.manifest.files
    if not files.inside:
        try:
            yield from _in_words(len(files.sizes), _in_store(sorted(files.sizes)), where=_BUCKET)
        except StoreAwayError as error:
            yield Finding(Verdict.WRONG, error.text)
        return
    damaged = [sha256 for sha256 in files.members if not _is_whole(backup, sha256)]
    yield from _in_words(len(files.sizes), Examined(files.lost, damaged), where=_BACKUP)


_STORE = Text("trong kho", "in the store")
_BUCKET = Text("trong kho ngoài mà bản sao lưu liệt kê", "in the bucket that the backup lists")
_BACKUP = Text("trong bản sao lưu", "in the backup")


def _hashes() -> list[str]:
    return list(StoredFile.objects.order_by("sha256").values_list("sha256", flat=True))


def _in_store(hashes: Sequence[str]) -> Examined:
    """Every byte is read. Nothing is asked of the store when there is nothing to ask for. Raises
    StoreAwayError.
    """
    found = Examined([], [])
    there = store.every_hash() if hashes else set()
    for sha256 in hashes:
        try:
            if sha256 not in there:
                found.missing.append(sha256)
            elif not store.is_whole(sha256):
                found.damaged.append(sha256)
        except FileNotFoundError:  # removed since the list was made
            found.missing.append(sha256)
    return found


def _is_whole(backup: Backup, sha256: str) -> bool:
    with backup.file(sha256) as stream:
        return store.digest(stream) == sha256


def _in_words(number: int, found: Examined, *, where: Text) -> Iterator[Finding]:
    for hashes, vi, en in (
        (found.missing, "không có nội dung", "have no content"),
        (found.damaged, "bị hỏng nội dung", "have a damaged content"),
    ):
        if hashes:
            named = ", ".join(sha256[:12] for sha256 in hashes[:MOST_NAMED]) + (
                " …" if hashes[MOST_NAMED:] else ""
            )
            yield Finding(
                Verdict.WRONG,
                Text(
                    f"{len(hashes)} tệp đính kèm {vi} {where.vi}: {named}",
                    f"{len(hashes)} attachments {en} {where.en}: {named}",
                ),
            )
    if number and not found.missing and not found.damaged:
        yield Finding(
            Verdict.GOOD,
            Text(
                f"{number} tệp đính kèm còn nguyên {where.vi}",
                f"{number} attachments are whole {where.en}",
            ),
        )


def _ownerless() -> Iterator[Finding]:
    """Uses of a kind that no room knows, or of an owner that is gone: nobody sees them, and nobody
    can remove them.
    """
    used = Attachment.objects.filter(removed_at=None)
    for kind_id in sorted(set(used.values_list("kind", flat=True))):
        uses, kind = used.filter(kind=kind_id), kind_of(kind_id)
        if kind is not None:
            uses = uses.exclude(owner_id__in=kind.model._default_manager.values("pk"))
        if number := uses.count():
            yield Finding(
                Verdict.WRONG,
                Text(
                    f"{number} tệp đính kèm ({kind_id}) không còn nơi đính kèm",
                    f"{number} attachments ({kind_id}) have no owner",
                ),
            )
