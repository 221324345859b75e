"""When the store fails or somebody sends what they should not: a clear sentence, no rows, nothing
half-written.
"""

import errno
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings

from tests.attachments.conftest import Attach
from tests.attachments.samples import PDF, picture
from tests.attachments.test_store import AWAY
from thidua.attachments.errors import AttachmentError, StoreAwayError
from thidua.attachments.folder import Folder
from thidua.attachments.models import Attachment, StoredFile
from thidua.attachments.sweeping import sweep

Stored = Callable[[], set[str]]
PHOTO = picture(size=(900, 600))


def rows() -> tuple[int, int]:
    return Attachment.objects.count(), StoredFile.objects.count()


def test_a_bucket_that_is_down_says_so_and_there_is_no_row(
    attach_to: Attach, settings: LazySettings
) -> None:
    settings.STORAGES = settings.STORAGES | AWAY
    with pytest.raises(StoreAwayError, match="chưa thay đổi gì, hãy thử lại sau") as away:
        attach_to("G1", ("a.jpg", PHOTO))
    assert away.value.status == 503  # the same may be sent again, unlike what was refused
    assert rows() == (0, 0)


def test_a_bucket_that_goes_down_between_two_files_leaves_no_row_and_what_it_has_is_swept(
    attach_to: Attach, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(monkeypatch, after=2, error=OSError(errno.EIO, "input/output error"))
    with pytest.raises(StoreAwayError, match="hãy thử lại sau"):
        attach_to("G1", ("a.pdf", PDF), ("b.jpg", PHOTO))
    assert (rows(), len(stored())) == ((0, 0), 2)
    assert sweep() == 2
    assert stored() == set()


@pytest.mark.parametrize("after", [0, 1])
def test_a_full_disk_is_called_one_and_nothing_is_half_written(
    attach_to: Attach, stored: Stored, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The preview is written first: it may be there, whole, and is swept."""
    with monkeypatch.context() as patched:
        _failing(patched, after=after, error=OSError(errno.ENOSPC, "no space left on device"))
        with pytest.raises(StoreAwayError) as full:
            attach_to("G1", ("a.jpg", PHOTO))
    assert full.value.text.vi == (
        "kho tệp đã đầy; chưa thay đổi gì, hãy báo người quản trị máy chủ rồi gửi lại"
    )
    assert rows() == (0, 0)
    assert len(stored()) == after
    assert sweep() == after
    assert len(attach_to("G1", ("a.jpg", PHOTO))) == 1


def _failing(monkeypatch: pytest.MonkeyPatch, *, after: int, error: OSError) -> None:
    """The disk of this test fails after so many files that were written whole."""
    write = Folder._save
    written: list[str] = []

    def save(folder: Folder, name: str, content: Any) -> str:
        if len(written) >= after:
            raise error
        written.append(name)
        return write(folder, name, content)

    monkeypatch.setattr(Folder, "_save", save)


def test_the_same_photo_twice_in_one_sending_and_again_later_is_one_content(
    attach_to: Attach, stored: Stored
) -> None:
    first = attach_to("G1", ("IMG_1.jpg", PHOTO), ("IMG_1 (1).jpg", PHOTO))
    again = attach_to("G1", ("IMG_1.jpg", PHOTO))
    (other,) = attach_to("G2", ("IMG_9.jpg", PHOTO))
    assert first[0] == first[1] == again[0]
    assert other.file == first[0].file
    assert len(stored()) == StoredFile.objects.count() == 2  # the photo and its preview


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nghiem\u202egpj.pdf", "nghiemgpj.pdf"),  # turned, it would read nghiemfdp.jpg
        ("bien\u200b\x00ban\x1b[31m.pdf", "bienban[31m.pdf"),
        ("\u2066Biên bản\u2069\r\n.pdf", "Biên bản.pdf"),
    ],
)
def test_names_with_control_or_bidi_signs_are_stored_without_them(
    attach_to: Attach, name: str, shown: str
) -> None:
    (made,) = attach_to("G1", (name, PDF))
    made.refresh_from_db()
    assert made.name == shown


def test_of_many_files_the_first_that_is_refused_is_named(
    attach_to: Attach, stored: Stored
) -> None:
    files = [(f"{number}.jpg", picture(size=(50 + number, 50))) for number in range(5)]
    with pytest.raises(AttachmentError, match=r"^2\.jpg"):
        attach_to("G1", *files[:2], ("2.jpg", b"MZ" + bytes(99)), *files[3:], ("5.pdf", b""))
    assert (rows(), stored()) == ((0, 0), set())
    made = attach_to("G1", *files)
    assert [one.name for one in made] == [name for name, _ in files]
