"""Where the bytes lie: a folder in which a file is there as a whole or not at all, or a bucket by
the environment.
"""

import io
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from tests.attachments.samples import PDF
from thidua.attachments import store
from thidua.attachments.errors import StoreAwayError
from thidua.attachments.folder import Folder
from thidua.attachments.store_settings import storage_settings

NAME = sha256(PDF).hexdigest()
AWAY = {"attachments": {"BACKEND": "tests.attachments.buckets.Away"}}
DYING = """
import os, signal, sys
from thidua.attachments.folder import Folder

class Content:
    def chunks(self):
        yield b"x" * 100_000
        if sys.argv[2] == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(28, "no space left on device")

Folder(sys.argv[1])._save("ab" * 32, Content())
"""


def _die_in(folder: Path, how: str) -> int:
    """A writer that ends in the middle of a file; its exit code."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", DYING, str(folder), how]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode  # noqa: S603


def test_whoever_dies_while_writing_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    assert _die_in(tmp_path, "killed") == -signal.SIGKILL
    folder = Folder(tmp_path)
    assert folder.listdir("") == ([], [])
    assert not folder.exists("ab" * 32)
    (part,) = (path for path in tmp_path.rglob("*") if path.is_file())
    folder.forget_parts()
    assert part.exists()  # it may still be at work
    os.utime(part, (time.time() - 7_200,) * 2)
    folder.forget_parts()
    assert not part.exists()


def test_a_full_disk_leaves_nothing_at_all(tmp_path: Path) -> None:
    assert _die_in(tmp_path, "full") == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_bytes_are_written_over_by_one_rename(folder: Path) -> None:
    store.write(NAME, io.BytesIO(b"damaged"))
    with store.read(NAME) as reader:
        assert not store.is_whole(NAME)
        store.write(NAME, io.BytesIO(PDF))
        assert reader.read() == b"damaged"  # whoever was reading reads on
    assert store.is_whole(NAME)
    assert (store.every_hash(), store.exists(NAME), store.answers()) == ({NAME}, True, True)
    store.delete(NAME)
    store.delete(NAME)
    assert (store.every_hash(), store.exists(NAME)) == (set(), False)
    with pytest.raises(FileNotFoundError):
        store.read(NAME)


def test_what_bears_no_hash_is_not_ours(folder: Path) -> None:
    store.write(NAME, io.BytesIO(PDF))
    (folder / NAME[:2] / NAME[2:4] / "notes.txt").write_text("somebody's")
    assert store.every_hash() == {NAME}


def test_a_bucket_that_is_away_is_one_error_whatever_is_asked(settings: LazySettings) -> None:
    settings.STORAGES = settings.STORAGES | AWAY
    assert not store.in_folder()
    assert not store.answers()
    for ask in (store.read, store.exists, store.delete):
        with pytest.raises(StoreAwayError):
            ask(NAME)
    with pytest.raises(StoreAwayError):
        store.write(NAME, io.BytesIO(PDF))
    with pytest.raises(StoreAwayError):
        store.every_hash()


def test_a_folder_that_cannot_be_written_is_the_same_error(
    tmp_path: Path, settings: LazySettings
) -> None:
    (tmp_path / "attachments").write_text("a file where the folder should be")
    place = {
        "BACKEND": "thidua.attachments.folder.Folder",
        "OPTIONS": {"location": tmp_path / "attachments"},
    }
    settings.STORAGES = settings.STORAGES | {"attachments": place}
    with pytest.raises(StoreAwayError, match="chưa thay đổi gì"):
        store.write(NAME, io.BytesIO(PDF))
    assert not store.answers()


# A bucket ----------------------------------------------------------------------------------------
# --------------------

BUCKET = {
    "THIDUA_S3_BUCKET": "tinh",
    "THIDUA_S3_ENDPOINT": "https://bucket.example",
    "THIDUA_S3_REGION": "vn-1",
    "THIDUA_S3_PREFIX": "thidua",
    "THIDUA_S3_KEY": "key",
    "THIDUA_S3_SECRET": "secret",
}


@pytest.fixture
def bucket(settings: LazySettings, tmp_path: Path) -> Storage:
    """The storage that the environment asks for; nothing is asked of any network."""
    settings.STORAGES = settings.STORAGES | {"attachments": storage_settings(BUCKET, tmp_path)}
    return storages["attachments"]


def _answering(bucket: Any) -> Any:
    return import_module("botocore.stub").Stubber(bucket.connection.meta.client)


def test_without_a_bucket_the_bytes_lie_under_the_home(tmp_path: Path) -> None:
    found = storage_settings({}, tmp_path)
    assert found == {
        "BACKEND": "thidua.attachments.folder.Folder",
        "OPTIONS": {"location": tmp_path / "attachments"},
    }


def test_the_environment_names_a_bucket_that_is_given_up_after_seconds(bucket: Any) -> None:
    assert type(bucket).__name__ == "S3Storage"
    assert not store.in_folder()
    client = bucket.connection.meta.client
    assert (client.meta.endpoint_url, client.meta.region_name) == ("https://bucket.example", "vn-1")
    assert (
        client.meta.config.connect_timeout,
        client.meta.config.retries["total_max_attempts"],
    ) == (2, 3)
    assert bucket.get_available_name(NAME) == NAME


def test_keys_in_a_bucket_are_flat_and_listed_in_pages(bucket: Any) -> None:
    other = sha256(b"other").hexdigest()
    asked = {"Bucket": "tinh", "Delimiter": "/", "Prefix": "thidua/"}
    pages = [
        {
            "IsTruncated": True,
            "NextMarker": f"thidua/{NAME}",
            "Contents": [{"Key": f"thidua/{NAME}"}],
        },
        {
            "IsTruncated": False,
            "Contents": [{"Key": f"thidua/{other}"}, {"Key": "thidua/readme.txt"}],
        },
    ]
    with _answering(bucket) as answers:
        answers.add_response("list_objects", pages[0], asked)
        answers.add_response("list_objects", pages[1], asked | {"Marker": f"thidua/{NAME}"})
        assert store.every_hash() == {NAME, other}


def test_what_a_bucket_refuses_is_our_error_and_what_it_lacks_is_missing(bucket: Any) -> None:
    with _answering(bucket) as answers:
        answers.add_client_error("head_object", "403", http_status_code=403)
        with pytest.raises(StoreAwayError):
            store.exists(NAME)
        answers.add_client_error("head_object", "404", http_status_code=404)
        assert not store.exists(NAME)
        answers.add_client_error("head_object", "404", http_status_code=404)
        with pytest.raises(FileNotFoundError):
            store.read(NAME)
        answers.add_client_error("list_objects", "NoSuchBucket", http_status_code=404)
        with pytest.raises(StoreAwayError):
            store.every_hash()


def test_the_sent_type_never_reaches_a_bucket(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    def save(_: Storage, name: str, content: Any) -> str:
        sent.append(content)
        return name

    monkeypatch.setattr(type(bucket), "_save", save)
    claimed = ContentFile(PDF)
    claimed.content_type = "text/html"  # type: ignore[attr-defined]  # as an upload carries it
    store.write(NAME, claimed)
    assert not hasattr(sent[0], "content_type")
