"""Sending files: whose they are, who may, how many, each content kept once, all or none."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.attachments.conftest import Attach, HandIn
from tests.attachments.samples import PDF, picture, sent
from thidua.accounts.actors import Operator
from thidua.accounts.models import User
from thidua.attachments.actions import attach
from thidua.attachments.errors import AttachmentError
from thidua.attachments.inspecting import Sent
from thidua.attachments.kinds import OwnerKind
from thidua.attachments.limits import FileLimits
from thidua.attachments.models import Attachment, StoredFile
from thidua.attachments.queries import files_of
from thidua.history.tracking import history_of
from thidua.organisations.models import Organisation
from thidua.web.clock import today

Stored = Callable[[], set[str]]
Who = Callable[[str], User]
Places = dict[str, Organisation]


def test_what_was_sent_is_there_with_its_sender_and_its_bytes(
    attach_to: Attach, stored: Stored, folder: Path, who: Who
) -> None:
    made = attach_to("G1", ("Biên bản.pdf", PDF), ("IMG_1.jpg", picture()))
    assert [(one.name, one.sent_by_name, one.kind) for one in made] == [
        ("Biên bản.pdf", "an", "notes.note"),
        ("IMG_1.jpg", "an", "notes.note"),
    ]
    digest = sha256(PDF).hexdigest()
    assert (folder / digest[:2] / digest[2:4] / digest).read_bytes() == PDF
    assert stored() == set(StoredFile.objects.values_list("sha256", flat=True))
    ((_, act),) = history_of(made[0], newest=5)
    assert (act["act"], act["actor"]) == ("attachments.attach", "an")


def test_bytes_on_the_disk_are_their_owners_alone(attach_to: Attach, folder: Path) -> None:
    attach_to("G1", ("a.pdf", PDF))
    assert {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_file()} == {
        "0o600"
    }
    assert {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_dir()} == {
        "0o700"
    }


def test_the_same_content_is_kept_once_for_all_who_send_it(
    attach_to: Attach, stored: Stored
) -> None:
    (one,), (other,) = attach_to("G1", ("a.pdf", PDF)), attach_to("G2", ("b.pdf", PDF))
    assert one.file == other.file
    assert (one.name, other.name) == ("a.pdf", "b.pdf")
    assert len(stored()) == StoredFile.objects.count() == 1


def test_sent_again_from_a_bad_line_it_is_there_once(attach_to: Attach) -> None:
    first = attach_to("G1", ("a.pdf", PDF), ("b.pdf", PDF), ("c.jpg", picture()))
    again = attach_to("G1", ("a.pdf", PDF), ("c.jpg", picture()))
    assert [one.pk for one in again] == [first[0].pk, first[2].pk]
    assert first[0] == first[1]
    assert Attachment.objects.count() == 2


def test_one_that_is_not_taken_and_none_is_stored(attach_to: Attach, stored: Stored) -> None:
    with pytest.raises(AttachmentError, match=r"b\.pdf"):
        attach_to("G1", ("a.pdf", PDF), ("b.pdf", b"MZ\0"))
    assert (Attachment.objects.count(), StoredFile.objects.count(), stored()) == (0, 0, set())


def test_whoever_may_not_change_the_owner_may_not_send(
    attach_to: Attach, who: Who, stored: Stored
) -> None:
    for name in ("binh", "chi"):
        with pytest.raises(PermissionDenied):
            attach_to("G1", ("a.pdf", PDF), actor=who(name))
    assert stored() == set()


def test_the_operator_sends_under_a_name_alone(
    kind: OwnerKind[Organisation], folder: Path, places: Places
) -> None:
    (made,) = attach(kind=kind, owner=places["G1"], files=[sent("a.pdf", PDF)], actor=Operator())
    assert (made.sent_by, made.sent_by_name) == (None, "Người vận hành")


def test_a_number_of_files_for_one_owner_and_no_more(
    attach_to: Attach, settings: LazySettings
) -> None:
    settings.ATTACHMENT_LIMITS = FileLimits(files=3)
    attach_to("G1", ("a.pdf", PDF), ("b.pdf", PDF + b"b"))
    with pytest.raises(AttachmentError, match="nhiều nhất 3 tệp ở đây: đã có 2, gửi thêm 2"):
        attach_to("G1", ("c.pdf", PDF + b"c"), ("d.pdf", PDF + b"d"))
    attach_to("G1", ("c.pdf", PDF + b"c"))
    assert (
        len(attach_to("G1", ("a.pdf", PDF), ("c.pdf", PDF + b"c"))) == 2
    )  # nothing new: never one too many
    assert len(attach_to("G2", ("d.pdf", PDF + b"d"))) == 1


def test_a_kind_may_take_fewer_files(
    hand_in: HandIn, kind: OwnerKind[Organisation], attach_to: Attach
) -> None:
    single = hand_in(replace(kind, id="notes.cover", most_files=1))
    attach_to("G1", ("a.pdf", PDF), kind=single)
    with pytest.raises(AttachmentError, match="nhiều nhất 1 tệp"):
        attach_to("G1", ("b.pdf", PDF + b"b"), kind=single)


def test_two_kinds_of_one_owner_are_apart(
    hand_in: HandIn, kind: OwnerKind[Organisation], attach_to: Attach, places: Places, who: Who
) -> None:
    other = hand_in(replace(kind, id="notes.cover"))
    attach_to("G1", ("a.pdf", PDF))
    attach_to("G1", ("b.pdf", PDF), kind=other)
    names = [
        [one.name for one in files_of(kind=each, owner=places["G1"], reader=who("an"))]
        for each in (kind, other)
    ]
    assert names == [["a.pdf"], ["b.pdf"]]


def test_files_are_listed_to_whoever_may_see_the_owner(
    kind: OwnerKind[Organisation], attach_to: Attach, places: Places, who: Who
) -> None:
    attach_to("G1", ("a.pdf", PDF))
    seen = {
        name: files_of(kind=kind, owner=places["G1"], reader=who(name)).count()
        for name in ("an", "binh", "chi")
    }
    assert seen == {"an": 1, "binh": 0, "chi": 1}


def test_an_owner_that_went_away_takes_no_files(
    kind: OwnerKind[Organisation], folder: Path, places: Places, who: Who
) -> None:
    gone = Organisation(pk=999_999, path=places["G1"].path)
    with pytest.raises(AttachmentError, match="không còn"):
        attach(kind=kind, owner=gone, files=[sent("a.pdf", PDF)], actor=who("an"))


def test_a_kind_that_nobody_registered_takes_no_files(
    kind: OwnerKind[Organisation], folder: Path, places: Places, who: Who
) -> None:
    with pytest.raises(LookupError):
        attach(
            kind=replace(kind, id="no.where"),
            owner=places["G1"],
            files=[sent("a.pdf", PDF)],
            actor=who("an"),
        )


def test_a_kind_is_called_by_its_room_and_a_noun(kind: OwnerKind[Organisation]) -> None:
    for wrong in ("Notes", "notes", "notes.note'; --", ""):
        with pytest.raises(ValueError, match=r"room\.noun"):
            replace(kind, id=wrong)


def test_who_acts_by_a_lent_role_is_named_with_who_lent_it(
    attach_to: Attach, places: Places, who: Who
) -> None:
    grant = who("an").grants.get()
    grant.delegations.create(
        delegate=who("chi"), starts_on=today(), ends_on=today(), reason="nghỉ phép"
    )
    (made,) = attach_to("G1", ("a.pdf", PDF), actor=who("chi"))
    assert (made.sent_by, made.sent_by_name) == (who("chi"), "chi (thay an)")


def test_a_caption_stays_with_its_use(
    kind: OwnerKind[Organisation], folder: Path, places: Places, who: Who
) -> None:
    file = Sent(sent("a.jpg", picture()).file, "  Lễ phát động ngày 15/01  ")
    (made,) = attach(kind=kind, owner=places["G1"], files=[file], actor=who("an"))
    assert made.caption == "Lễ phát động ngày 15/01"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"name": ""}, "attachment_name_safe"),
        ({"name": "a/b.pdf"}, "attachment_name_safe"),
        ({"name": "a\nb.pdf"}, "attachment_name_safe"),
        ({"kind": "notes"}, "attachment_kind_named"),
        ({"file": None}, "attachment_removed_whole"),
        ({"removed_why": "x"}, "attachment_removed_whole"),
    ],
)
def test_the_database_keeps_a_use_whole(
    attach_to: Attach, change: dict[str, object], rule: str
) -> None:
    attach_to("G1", ("a.pdf", PDF))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Attachment.objects.update(**change)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"sha256": "ABC"}, "stored_file_hash"),
        ({"size": 0}, "stored_file_not_empty"),
        ({"media_type": "image/svg+xml"}, "stored_file_type_taken"),
        ({"media_type": "image/png"}, "stored_file_picture_opened"),
        ({"width": 1, "height": 1}, "stored_file_picture_opened"),
    ],
)
def test_the_database_keeps_a_content_true(
    attach_to: Attach, change: dict[str, object], rule: str
) -> None:
    attach_to("G1", ("a.pdf", PDF))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        StoredFile.objects.update(**change)
