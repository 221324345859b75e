"""A note with its photo: stored together or not at all, and counted for the unit's year."""

import uuid
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.attachments.conftest import folder
from tests.attachments.samples import picture, sent
from tests.attachments.test_store import AWAY
from tests.cast import Cast
from tests.progress.conftest import note_words
from thidua.accounts.models import User
from thidua.attachments.allowance import allowance_of
from thidua.attachments.errors import AttachmentError, StoreAwayError
from thidua.attachments.limits import FileLimits
from thidua.attachments.queries import files_of
from thidua.progress.actions import write_note
from thidua.progress.files import EVIDENCE
from thidua.progress.models import Note
from thidua.registrations.models import Task

__all__ = ["folder"]
PHOTO = picture(size=(900, 600))


def test_a_photo_counts_for_the_units_year(
    cast: Cast, task: Task, commune: User, folder: Path
) -> None:
    note = write_note(task, note_words(task, 9), files=[sent("IMG_1.heic", PHOTO)], actor=commune)
    (made,) = files_of(kind=EVIDENCE, owner=note, reader=commune)
    assert made.name == "IMG_1.jpg"
    assert made.file is not None
    assert made.file.has_preview
    assert allowance_of(cast["G3"], 2021).used == made.file.size
    assert allowance_of(cast["U2"], 2021).used == 0


def test_where_the_year_is_full_the_note_is_not_half_stored(
    task: Task, commune: User, folder: Path, settings: LazySettings
) -> None:
    settings.ATTACHMENT_LIMITS = FileLimits(unit_year=100)
    with pytest.raises(AttachmentError, match="đã dùng 0,0 MB trong 0,0 MB dành cho tệp năm 2021"):
        write_note(task, note_words(task, 9), files=[sent("a.jpg", PHOTO)], actor=commune)
    assert not Note.objects.exists()


def test_with_a_bucket_that_is_down_the_note_waits_and_is_stored_once_it_is_back(
    task: Task, commune: User, folder: Path, settings: LazySettings
) -> None:
    words, working = note_words(task, 9, sent_as=uuid.uuid4()), settings.STORAGES
    settings.STORAGES = working | AWAY
    with pytest.raises(StoreAwayError):
        write_note(task, words, files=[sent("a.jpg", PHOTO)], actor=commune)
    assert not Note.objects.exists()
    settings.STORAGES = working
    note = write_note(task, words, files=[sent("a.jpg", PHOTO)], actor=commune)
    assert files_of(kind=EVIDENCE, owner=note, reader=commune).count() == 1
