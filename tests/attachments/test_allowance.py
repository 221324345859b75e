"""How much a unit keeps of a year's files: counted exactly, told, and never gone beyond."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.db import connection

from tests.attachments.conftest import Attach, HandIn, build
from tests.attachments.samples import PDF, picture
from thidua.accounts.models import User
from thidua.attachments.actions import remove
from thidua.attachments.allowance import Allowance, allowance_of
from thidua.attachments.errors import AttachmentError
from thidua.attachments.kinds import Account, OwnerKind
from thidua.attachments.limits import FileLimits
from thidua.attachments.models import Attachment, StoredFile
from thidua.organisations.models import Organisation

Kind = OwnerKind[Organisation]
Places = dict[str, Organisation]


def paper(size: int, sign: bytes = b"x") -> bytes:
    """A PDF of so many bytes."""
    return PDF + sign * (size - len(PDF))


@pytest.fixture
def places(transactional_db: None) -> Places:
    """These tests commit: two connections send at once."""
    return build()


@pytest.fixture
def counted(hand_in: HandIn, kind: Kind) -> Kind:
    """A kind whose files count for the organisation, in 2022."""
    return hand_in(replace(kind, id="notes.counted", account_of=lambda owner: Account(owner, 2022)))


@pytest.fixture
def a_small_year(settings: LazySettings) -> None:
    settings.ATTACHMENT_LIMITS = FileLimits(unit_year=10_000)


def test_what_a_unit_keeps_of_a_year_is_counted_once_a_content(
    attach_to: Attach, counted: Kind, places: Places
) -> None:
    attach_to("G1", ("a.pdf", paper(3_000)), ("b.pdf", paper(2_000)), kind=counted)
    attach_to("G1", ("again.pdf", paper(3_000)), kind=counted)
    attach_to("G2", ("a.pdf", paper(3_000)), kind=counted)
    attach_to("G1", ("c.pdf", paper(4_000)))  # of a kind that counts for nobody
    assert allowance_of(places["G1"], 2022) == Allowance(used=5_000, most=2_000_000_000)
    assert allowance_of(places["G2"], 2022).used == 3_000
    assert allowance_of(places["G1"], 2021).used == 0
    assert allowance_of(places["G1"], 2022).left == 1_999_995_000


def test_previews_do_not_count(attach_to: Attach, counted: Kind, places: Places) -> None:
    (made,) = attach_to("G1", ("a.jpg", picture(size=(900, 600))), kind=counted)
    assert made.file is not None
    assert allowance_of(places["G1"], 2022).used == made.file.size


def test_beyond_it_nothing_is_stored_and_the_sentence_says_how_much_is_used(
    attach_to: Attach,
    counted: Kind,
    places: Places,
    settings: LazySettings,
    stored: Callable[[], set[str]],
) -> None:
    settings.ATTACHMENT_LIMITS = FileLimits(unit_year=3_000_000)
    attach_to("G1", ("a.pdf", paper(2_500_000)), kind=counted)
    with pytest.raises(AttachmentError) as refused:
        attach_to("G1", ("b.pdf", paper(500_000)), ("c.pdf", paper(100_000)), kind=counted)
    assert refused.value.text.vi == (
        "Tổ chức G1 đã dùng 2,5 MB trong 3,0 MB dành cho tệp năm 2022, lần gửi này thêm 0,6 MB: "
        "chưa lưu tệp nào; hãy gỡ tệp không cần nữa hoặc gửi ít hơn"
    )
    assert Attachment.objects.count() == StoredFile.objects.count() == len(stored()) == 1
    attach_to("G1", ("b.pdf", paper(500_000)), kind=counted)  # exactly full
    attach_to("G1", ("again.pdf", paper(2_500_000)), kind=counted)  # nothing new
    assert allowance_of(places["G1"], 2022).left == 0
    attach_to("G2", ("a.pdf", paper(2_500_000)), kind=counted)  # the other's own


def test_what_is_removed_gives_its_room_back(
    attach_to: Attach, counted: Kind, places: Places, a_small_year: None
) -> None:
    (made,) = attach_to("G1", ("a.pdf", paper(9_000)), kind=counted)
    with pytest.raises(AttachmentError, match="đã dùng"):
        attach_to("G1", ("b.pdf", paper(2_000)), kind=counted)
    remove(attachment=made, reason="nhầm", actor=User.objects.get(username="an"))
    assert allowance_of(places["G1"], 2022).used == 0
    attach_to("G1", ("b.pdf", paper(2_000)), kind=counted)


def test_an_installation_that_allows_less_than_is_used_has_nothing_left(
    attach_to: Attach, counted: Kind, places: Places, settings: LazySettings
) -> None:
    attach_to("G1", ("a.pdf", paper(9_000)), kind=counted)
    settings.ATTACHMENT_LIMITS = FileLimits(unit_year=5_000)
    assert allowance_of(places["G1"], 2022).left == 0


def test_two_at_once_do_not_both_take_the_last_of_it(
    hand_in: HandIn, kind: Kind, attach_to: Attach, places: Places, a_small_year: None
) -> None:
    """Two owners of one account: neither holds the other's row."""
    shared = hand_in(
        replace(kind, id="notes.shared", account_of=lambda owner: Account(places["P"], 2022))
    )
    said: list[str] = []

    def send(code: str) -> None:
        try:
            attach_to(code, ("a.pdf", paper(6_000, code.encode()[-1:])), kind=shared)
            said.append("stored")
        except AttachmentError as error:
            said.append("refused" if "đã dùng" in error.text.vi else str(error))
        finally:
            connection.close()

    senders = [threading.Thread(target=send, args=(code,)) for code in ("G1", "G2")]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(said) == ["refused", "stored"]
    assert allowance_of(places["P"], 2022).used == 6_000
