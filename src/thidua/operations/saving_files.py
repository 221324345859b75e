"""The files that people sent, into a backup and back: the bytes of a folder, of a bucket the list
alone.
"""

import hashlib
import zipfile

from django.db import connection

from thidua.attachments import store
from thidua.attachments.errors import StoreAwayError
from thidua.attachments.models import StoredFile
from thidua.operations.errors import RestoreError
from thidua.operations.manifest import FILES, Backup, SavedFiles


def save_files(archive: zipfile.ZipFile) -> SavedFiles:
    """Write the bytes of every file into the archive; those that are missing or damaged are told,
    not fatal.

    Inside the transaction of the backup, so that it is the same moment's files; nobody deletes
    bytes meanwhile.
    """
    sizes, inside = _sizes(), store.in_folder()
    lost = [sha256 for sha256 in sizes if inside and not _saved(archive, sha256)]
    return SavedFiles(sizes=sizes, inside=inside, lost=lost)


def _sizes() -> dict[str, int]:
    """Bytes by SHA-256; nothing in a database of an older version, which knew no such files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [StoredFile._meta.db_table])
        if cursor.fetchone() != (True,):
            return {}
    return dict(StoredFile.objects.order_by("sha256").values_list("sha256", "size"))


def _saved(archive: zipfile.ZipFile, sha256: str) -> bool:
    """Whether the bytes went into the archive and are the right ones."""
    digest = hashlib.sha256()
    with archive.open(FILES + sha256, "w", force_zip64=True) as into:
        try:
            for block in store.blocks(sha256):
                digest.update(block)
                into.write(block)
        except (StoreAwayError, FileNotFoundError):
            return False
    return digest.hexdigest() == sha256


def bring_files(backup: Backup) -> None:
    """Write what the backup holds into the store, but for what is there and whole.

    Before the database comes back: what no row speaks of is a leftover, a row without bytes would
    be a loss. Raises RestoreError: the store cannot be written.
    """
    try:
        for sha256 in backup.manifest.files.members:
            if not (store.exists(sha256) and store.is_whole(sha256)):
                with backup.file(sha256) as stream:
                    store.write(sha256, stream)
    except StoreAwayError as error:
        raise RestoreError.no_store() from error


def missing_files(backup: Backup) -> list[str]:
    """The SHA-256 of files that the backup speaks of and the store does not have. Raises
    RestoreError.
    """
    sizes = backup.manifest.files.sizes
    try:
        return sorted({*sizes} - store.every_hash()) if sizes else []
    except StoreAwayError as error:
        raise RestoreError.no_store() from error
