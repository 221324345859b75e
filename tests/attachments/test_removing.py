"""Removing: a trace stays, the content goes with its last use, and never anybody else's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from tests.attachments.browsing import get
from tests.attachments.conftest import Attach, HandIn
from tests.attachments.samples import PDF, picture
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.attachments.actions import discard, remove
from thidua.attachments.errors import AttachmentError
from thidua.attachments.kinds import OwnerKind
from thidua.attachments.models import Attachment, StoredFile
from thidua.attachments.sweeping import sweep
from thidua.attachments.triggers import FilesGoFirst, owners_keep_their_files
from thidua.history.tracking import history_of
from thidua.organisations.models import Organisation

Stored = Callable[[], set[str]]
Who = Callable[[str], User]
Commit = DjangoCaptureOnCommitCallbacks


def test_the_last_use_takes_the_bytes_with_it_after_the_commit(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    with django_capture_on_commit_callbacks(execute=True):
        gone = remove(attachment=made, reason=" nhầm tệp ", actor=who("an"))
        assert len(stored()) == 1
    assert stored() == set()
    assert StoredFile.objects.count() == 0
    assert (gone.file, gone.removed_why, gone.removed_by_name, gone.name) == (
        None,
        "nhầm tệp",
        "an",
        "a.pdf",
    )
    assert [act["act"] for _, act in history_of(made, newest=5)] == [
        "attachments.remove",
        "attachments.attach",
    ]
    assert get(signed_in_now(who("an")), made).status == 404


def test_a_photos_preview_goes_with_it(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (made,) = attach_to("G1", ("a.jpg", picture(size=(900, 600))))
    assert len(stored()) == StoredFile.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        gone = remove(attachment=made, reason="mờ quá", actor=who("an"))
    assert (stored(), StoredFile.objects.count()) == (set(), 0)
    assert (gone.name, gone.removed_why) == ("a.jpg", "mờ quá")


def test_a_preview_that_two_pictures_share_stays_for_the_other(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    """One red field as a photo and as a drawing: two contents, made small they are one."""
    photo, drawing = attach_to(
        "G1",
        ("a.jpg", picture(size=(900, 900))),
        ("b.jpg", picture(size=(1_000, 1_000))),
    )
    assert photo.file is not None
    assert drawing.file is not None
    assert photo.file.preview == drawing.file.preview
    assert len(stored()) == StoredFile.objects.count() == 3
    for left, one in ((2, photo), (0, drawing)):
        with django_capture_on_commit_callbacks(execute=True):
            remove(attachment=one, reason="x", actor=who("an"))
        assert len(stored()) == StoredFile.objects.count() == left


def test_a_picture_that_is_a_preview_elsewhere_outlives_its_own_use(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (photo,) = attach_to("G1", ("a.jpg", picture(size=(900, 900))))
    (small,) = attach_to("G2", ("b.jpg", picture(size=(400, 400))))
    assert photo.file is not None
    assert photo.file.preview == small.file
    with django_capture_on_commit_callbacks(execute=True):
        remove(attachment=small, reason="x", actor=who("binh"))
    assert len(stored()) == StoredFile.objects.count() == 2
    assert get(signed_in_now(who("an")), photo, "xem-truoc/").status == 200
    with django_capture_on_commit_callbacks(execute=True):
        remove(attachment=photo, reason="x", actor=who("an"))
    assert (stored(), StoredFile.objects.count()) == (set(), 0)


def test_bytes_that_somebody_else_uses_stay(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (one,), (other,) = attach_to("G1", ("a.pdf", PDF)), attach_to("G2", ("b.pdf", PDF))
    with django_capture_on_commit_callbacks(execute=True):
        remove(attachment=one, reason="x", actor=who("an"))
    assert len(stored()) == 1
    assert get(signed_in_now(who("binh")), other).status == 200


def test_an_act_that_fails_takes_nothing_away(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        remove(attachment=made, reason="x", actor=who("an"))
        transaction.set_rollback(True)
    made.refresh_from_db()
    assert made.removed_at is None
    assert len(stored()) == 1


def test_removed_and_sent_again_it_is_there_again(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    with django_capture_on_commit_callbacks(execute=True):
        remove(attachment=made, reason="x", actor=who("an"))
    (again,) = attach_to("G1", ("a.pdf", PDF))
    assert again.pk != made.pk
    assert len(stored()) == 1


def test_sent_again_before_the_bytes_go_they_stay(
    attach_to: Attach, who: Who, stored: Stored, django_capture_on_commit_callbacks: Commit
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    with django_capture_on_commit_callbacks(execute=True):
        remove(attachment=made, reason="x", actor=who("an"))
        attach_to("G2", ("a.pdf", PDF))
    assert len(stored()) == 1


def test_who_may_not_change_the_owner_may_not_remove(attach_to: Attach, who: Who) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    for name in ("binh", "chi"):
        with pytest.raises(PermissionDenied):
            remove(attachment=made, reason="x", actor=who(name))


def test_removing_wants_a_reason_and_happens_once(attach_to: Attach, who: Who) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    with pytest.raises(AttachmentError, match="vì sao"):
        remove(attachment=made, reason="  ", actor=who("an"))
    with pytest.raises(AttachmentError, match="501 chữ"):
        remove(attachment=made, reason="ế" * 501, actor=who("an"))
    remove(attachment=made, reason="x", actor=who("an"))
    with pytest.raises(AttachmentError, match="đã được gỡ"):
        remove(attachment=made, reason="x", actor=who("an"))


def test_a_store_that_is_away_keeps_nobody_from_removing(
    attach_to: Attach,
    who: Who,
    stored: Stored,
    settings: LazySettings,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    ours = settings.STORAGES
    settings.STORAGES = ours | {"attachments": {"BACKEND": "tests.attachments.buckets.Away"}}
    with django_capture_on_commit_callbacks(execute=True):
        remove(attachment=made, reason="x", actor=who("an"))
    settings.STORAGES = ours
    assert len(stored()) == 1
    assert sweep() == 1
    assert stored() == set()


def test_what_somebody_uses_is_never_discarded(attach_to: Attach, stored: Stored) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    assert made.file is not None
    assert not discard(made.file.sha256)
    assert sweep() == 0
    assert len(stored()) == 1


def test_an_owner_with_files_cannot_be_deleted_before_them(
    kind: OwnerKind[Organisation], attach_to: Attach, who: Who, places: dict[str, Organisation]
) -> None:
    FilesGoFirst(kind.id).install(cast("Any", Organisation))
    (made,) = attach_to("G2", ("a.jpg", picture()))
    delete = "DELETE FROM organisations_organisation WHERE id = %s"
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="still has files"), transaction.atomic():
            cursor.execute(delete, [places["G2"].pk])
        remove(attachment=made, reason="x", actor=who("binh"))
        with transaction.atomic():
            cursor.execute(delete, [places["G2"].pk])
            transaction.set_rollback(True)
    assert Attachment.objects.filter(owner_id=places["G2"].pk).exists()


def test_kinds_are_told_apart_and_their_models_protected(
    kind: OwnerKind[Organisation], hand_in: HandIn
) -> None:
    (error,) = owners_keep_their_files(None)
    assert error.id == "attachments.E001"
    assert "organisations.Organisation" in error.msg
    hand_in(replace(kind, most_files=1))
    assert [error.id for error in owners_keep_their_files(None)] == [
        "attachments.E002",
        "attachments.E001",
        "attachments.E001",
    ]
