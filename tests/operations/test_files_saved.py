"""Files that people sent: a folder's bytes are in the backup, a bucket's are listed; verify says
what is missing.
"""

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection

from tests.attachments.conftest import Attach, attach_to, build, folder, hand_in, kind, stored
from tests.attachments.samples import PDF, picture
from tests.attachments.test_store import AWAY
from tests.commands import run_command
from thidua.accounts.models import User
from thidua.attachments import store
from thidua.attachments.actions import remove
from thidua.attachments.errors import StoreAwayError
from thidua.attachments.kinds import OWNER_KINDS, OwnerKind
from thidua.attachments.models import Attachment, StoredFile
from thidua.cli.operations import backup, restore, verify
from thidua.operations import saving_files
from thidua.operations.backing_up import back_up
from thidua.operations.errors import RestoreError
from thidua.operations.findings import Finding, Verdict
from thidua.operations.manifest import FILES, SavedFiles, open_backup
from thidua.operations.restoring import restore as bring_back
from thidua.operations.restoring import scratch_database, speaking_to
from thidua.operations.verifying import verify_backup
from thidua.operations.verifying_files import files_of_database
from thidua.organisations.models import Organisation

__all__ = ["attach_to", "folder", "hand_in", "kind", "stored"]
BUCKET = {"attachments": {"BACKEND": "tests.attachments.buckets.Bucket"}}
Stored = Callable[[], set[str]]


@pytest.fixture
def places(transactional_db: None) -> dict[str, Organisation]:
    return build()


@pytest.fixture
def hashes(attach_to: Attach) -> list[str]:
    """The contents of three files of two owners, one of them sent twice."""
    attach_to("G1", ("Biên bản.pdf", PDF), ("ảnh.jpg", picture()))
    attach_to("G2", ("Biên bản khác.pdf", PDF))
    return sorted(StoredFile.objects.values_list("sha256", flat=True))


@pytest.fixture
def elsewhere(tmp_path: Path, settings: LazySettings) -> Path:
    """A folder for another installation's files; the test says when it is the one in use."""
    return tmp_path / "elsewhere"


def _use(settings: LazySettings, place: Path) -> None:
    ours = {"BACKEND": "thidua.attachments.folder.Folder", "OPTIONS": {"location": place}}
    settings.STORAGES = settings.STORAGES | {"attachments": ours}


def _spoil(folder: Path, sha256: str, content: bytes | None) -> None:
    """Other bytes under a name, or none."""
    path = folder / sha256[:2] / sha256[2:4] / sha256
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def _wrong(found: list[Finding]) -> list[str]:
    return [one.text.en for one in found if one.verdict is Verdict.WRONG]


def test_what_was_sent_comes_back_on_another_machine(
    hashes: list[str], tmp_path: Path, elsewhere: Path, settings: LazySettings
) -> None:
    file = str(tmp_path / "all.thidua")
    said = run_command(backup, [file])
    assert said.exit_code == 0, said.output
    saved = open_backup(Path(file)).manifest.files
    assert (saved.members, saved.inside, saved.lost) == (hashes, True, [])
    _use(settings, elsewhere)
    with scratch_database() as name, speaking_to(name):
        said = run_command(restore, [file])
        assert said.exit_code == 0, said.output
        assert Attachment.objects.count() == 3
        assert [one.text.en for one in files_of_database()] == [
            "2 attachments are whole in the store"
        ]
    with store.read(hashes[0]) as bytes_there:
        assert store.digest(bytes_there) == hashes[0]


def test_a_photos_preview_is_saved_and_verified_as_the_photo_is(
    attach_to: Attach, folder: Path, tmp_path: Path
) -> None:
    (made,) = attach_to("G1", ("ảnh.jpg", picture(size=(900, 600))))
    assert made.file is not None
    assert made.file.preview is not None
    path = back_up(tmp_path / "all.thidua")
    both = sorted([made.file.sha256, made.file.preview.sha256])
    assert open_backup(path).manifest.files.members == both
    _spoil(folder, made.file.preview.sha256, None)
    assert _wrong(list(files_of_database())) == [
        f"1 attachments have no content in the store: {made.file.preview.sha256[:12]}"
    ]
    with scratch_database() as name, speaking_to(name):
        bring_back(path)
    assert store.is_whole(made.file.preview.sha256)


def test_verify_says_that_all_is_there(hashes: list[str], tmp_path: Path) -> None:
    path = back_up(tmp_path / "all.thidua")
    assert [one.text.en for one in files_of_database()] == ["2 attachments are whole in the store"]
    said = run_command(verify, [str(path)], env={"THIDUA_LANG": "en"})
    assert said.exit_code == 0, said.output
    assert "2 attachments are whole in the backup" in said.output


def test_verify_names_what_is_missing_damaged_or_left_over(hashes: list[str], folder: Path) -> None:
    gone, spoilt = hashes
    _spoil(folder, gone, None)
    _spoil(folder, spoilt, b"other bytes")
    (folder / "cd" / "cd").mkdir(parents=True)
    (folder / "cd" / "cd" / ("cd" * 32)).write_bytes(b"left")
    found = list(files_of_database())
    assert _wrong(found) == [
        f"1 attachments have no content in the store: {gone[:12]}",
        f"1 attachments have a damaged content in the store: {spoilt[:12]}",
    ]
    assert [one.verdict for one in found] == [Verdict.WRONG, Verdict.WRONG, Verdict.NOTE]


def test_a_backup_says_what_it_could_not_save_and_holds_the_rest(
    hashes: list[str], folder: Path, tmp_path: Path, elsewhere: Path, settings: LazySettings
) -> None:
    gone, spoilt = hashes
    _spoil(folder, gone, None)
    _spoil(folder, spoilt, b"other bytes")
    path = tmp_path / "all.thidua"
    said = run_command(backup, [str(path)])
    assert said.exit_code == 1
    assert "thiếu 2 tệp đính kèm" in said.output
    assert open_backup(path).manifest.files == SavedFiles(
        sizes=dict(StoredFile.objects.order_by("sha256").values_list("sha256", "size")), lost=hashes
    )
    assert _wrong(verify_backup(path)) == [
        f"2 attachments have no content in the backup: {gone[:12]}, {spoilt[:12]}"
    ]
    _use(settings, elsewhere)
    with scratch_database() as name, speaking_to(name):
        with pytest.raises(RestoreError, match="kho còn thiếu 2 tệp"):
            bring_back(path)
        assert Attachment.objects.count() == 3
    assert store.every_hash() == set()


def test_restoring_mends_what_was_damaged_and_leaves_what_is_whole(
    hashes: list[str], folder: Path, tmp_path: Path
) -> None:
    path = back_up(tmp_path / "all.thidua")
    whole, spoilt = hashes
    before = (folder / whole[:2] / whole[2:4] / whole).stat().st_mtime_ns
    _spoil(folder, spoilt, b"other bytes")
    with scratch_database() as name, speaking_to(name):
        bring_back(path)
    assert store.is_whole(spoilt)
    assert (folder / whole[:2] / whole[2:4] / whole).stat().st_mtime_ns == before


def test_where_files_cannot_be_written_no_row_comes_back(
    hashes: list[str], tmp_path: Path, settings: LazySettings
) -> None:
    path = back_up(tmp_path / "all.thidua")
    settings.STORAGES = settings.STORAGES | AWAY
    with scratch_database() as name, speaking_to(name):
        with pytest.raises(RestoreError, match="kho tệp đính kèm"):
            bring_back(path)
        assert connection.introspection.table_names() == []


@pytest.fixture
def in_bucket(places: dict[str, Organisation], settings: LazySettings, folder: Path) -> None:
    """The store of this test is a bucket."""
    settings.STORAGES = settings.STORAGES | BUCKET


def test_of_a_bucket_the_backup_holds_the_list_and_verify_says_what_the_bucket_lacks(
    in_bucket: None, hashes: list[str], tmp_path: Path, settings: LazySettings
) -> None:
    path = back_up(tmp_path / "all.thidua")
    saved = open_backup(path).manifest.files
    assert (sorted(saved.sizes), saved.inside, saved.members) == (hashes, False, [])
    with zipfile.ZipFile(path) as archive:
        assert [name for name in archive.namelist() if name.startswith(FILES)] == []
    assert _wrong(verify_backup(path)) == []
    gone, spoilt = hashes
    storages["attachments"].delete(gone)
    storages["attachments"].save(spoilt, ContentFile(b"other bytes"))
    missing = f"1 attachments have no content in the bucket that the backup lists: {gone[:12]}"
    assert _wrong(verify_backup(path)) == [
        missing,
        f"1 attachments have a damaged content in the bucket that the backup lists: {spoilt[:12]}",
    ]
    with (
        scratch_database() as name,
        speaking_to(name),
        pytest.raises(RestoreError, match=gone[:12]),
    ):
        bring_back(path)
    settings.STORAGES = settings.STORAGES | AWAY
    away = StoreAwayError.now().text.en
    assert _wrong(verify_backup(path)) == [away]
    assert _wrong(list(files_of_database())) == [away]


def test_a_backup_needs_no_answer_of_a_bucket(
    in_bucket: None, hashes: list[str], tmp_path: Path, settings: LazySettings
) -> None:
    settings.STORAGES = settings.STORAGES | AWAY
    assert sorted(open_backup(back_up(tmp_path / "all.thidua")).manifest.files.sizes) == hashes


def test_what_is_removed_while_a_backup_runs_is_still_saved(
    hashes: list[str], tmp_path: Path, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of the backup's moment speak of bytes that somebody has let go of since."""

    def remove_all() -> None:
        for attachment in Attachment.objects.filter(removed_at=None):
            remove(
                attachment=attachment,
                reason="x",
                actor=User.objects.get(username=attachment.sent_by_name),
            )
        connection.close()

    sizes = saving_files._sizes

    def meanwhile() -> dict[str, int]:
        other = threading.Thread(target=remove_all)
        other.start()
        other.join()
        return sizes()

    monkeypatch.setattr(saving_files, "_sizes", meanwhile)
    path = back_up(tmp_path / "all.thidua")
    assert open_backup(path).manifest.files.members == hashes
    assert StoredFile.objects.count() == 0
    assert len(stored()) == 2
    assert [one.verdict for one in files_of_database()] == [Verdict.NOTE]


def test_a_backup_of_a_database_without_such_files_is_one(
    places: dict[str, Organisation], folder: Path, tmp_path: Path
) -> None:
    newer, file = back_up(tmp_path / "newer.thidua"), tmp_path / "older.thidua"
    with scratch_database() as older, speaking_to(older):
        bring_back(newer)
        call_command("migrate", "attachments", "zero", verbosity=0)
        assert open_backup(back_up(file)).manifest.files == SavedFiles()
    with scratch_database() as name, speaking_to(name):
        bring_back(file)


def test_uses_without_an_owner_are_told(hashes: list[str], kind: OwnerKind[Organisation]) -> None:
    Attachment.objects.filter(name="Biên bản khác.pdf").update(owner_id=999_999)
    assert _wrong(list(files_of_database())) == ["1 attachments (notes.note) have no owner"]
    OWNER_KINDS.remove(kind)
    assert _wrong(list(files_of_database())) == ["3 attachments (notes.note) have no owner"]
