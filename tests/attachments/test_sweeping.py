"""Bytes that no row speaks of go; those that somebody is about to use, or that a backup reads, do
not.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from tests.attachments.conftest import Attach, build
from tests.attachments.samples import PDF
from tests.attachments.test_store import AWAY
from tests.commands import run_command
from thidua.accounts.models import User
from thidua.attachments.actions import remove
from thidua.attachments.jobs import sweep_at_night
from thidua.attachments.locks import nothing_is_deleted
from thidua.attachments.models import Attachment, StoredFile
from thidua.attachments.sweeping import sweep
from thidua.cli.attachments import sweep as sweep_command
from thidua.organisations.models import Organisation

Stored = Callable[[], set[str]]


@pytest.fixture
def places(transactional_db: None) -> dict[str, Organisation]:
    """These tests commit: two connections look at the same rows."""
    return build()


def _thread(act: Callable[[], object]) -> threading.Thread:
    """Somebody else, on a connection of their own."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    return threading.Thread(target=run)


@contextmanager
def _beside(act: Callable[[threading.Event, threading.Event], None]) -> Iterator[None]:
    """Somebody else at work until the block ends; the block begins when they say so."""
    begun, end = threading.Event(), threading.Event()

    other = _thread(lambda: act(begun, end))
    other.start()
    assert begun.wait(20)
    try:
        yield
    finally:
        end.set()
        other.join()


def test_whoever_dies_between_bytes_and_row_leaves_what_is_swept(
    attach_to: Attach, stored: Stored
) -> None:
    with transaction.atomic():
        attach_to("G1", ("a.pdf", PDF))
        transaction.set_rollback(True)
    assert (len(stored()), StoredFile.objects.count()) == (1, 0)
    sweep_at_night(0)
    assert stored() == set()


def test_what_is_being_sent_is_not_swept(attach_to: Attach, stored: Stored) -> None:
    def send(begun: threading.Event, end: threading.Event) -> None:
        with transaction.atomic():
            attach_to("G1", ("a.pdf", PDF))
            begun.set()
            end.wait(20)

    with _beside(send):
        assert len(stored()) == 1
        assert sweep() == 0
    assert sweep() == 0
    assert len(stored()) == Attachment.objects.count() == 1


def test_sent_while_its_last_use_is_removed_the_bytes_are_there(
    attach_to: Attach, stored: Stored
) -> None:
    """Who sends waits for who removes, finds the row gone, and writes the bytes anew."""
    (made,) = attach_to("G1", ("a.pdf", PDF))

    other = _thread(lambda: attach_to("G2", ("a.pdf", PDF)))
    with transaction.atomic():
        remove(attachment=made, reason="x", actor=User.objects.get(username="an"))
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join()
    assert len(stored()) == StoredFile.objects.count() == 1
    assert sweep() == 0


def test_three_who_send_the_same_at_once_store_it_once(attach_to: Attach, stored: Stored) -> None:
    files = ("a.pdf", PDF), ("b.pdf", PDF + b"b")
    senders = [_thread(partial(attach_to, code, *files)) for code in ("G1", "G2", "G1")]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert (len(stored()), StoredFile.objects.count(), Attachment.objects.count()) == (2, 2, 4)


def test_while_a_backup_runs_nothing_is_deleted(attach_to: Attach, stored: Stored) -> None:
    def back_up(begun: threading.Event, end: threading.Event) -> None:
        with nothing_is_deleted():
            begun.set()
            end.wait(20)

    (made,) = attach_to("G1", ("a.pdf", PDF))
    with _beside(back_up):
        remove(attachment=made, reason="x", actor=User.objects.get(username="an"))
        assert sweep() == 0
        assert len(stored()) == 1
    assert sweep() == 1
    assert stored() == set()


def test_the_command_says_how_many_went(
    attach_to: Attach, folder: Path, settings: LazySettings
) -> None:
    attach_to("G1", ("a.pdf", PDF))
    (folder / "cd" / "cd").mkdir(parents=True)
    (folder / "cd" / "cd" / ("cd" * 32)).write_bytes(b"left")
    said = run_command(sweep_command)
    assert (said.exit_code, said.output.strip()) == (0, "Đã dọn 1 tệp.")
    settings.STORAGES = settings.STORAGES | AWAY
    said = run_command(sweep_command)
    assert said.exit_code == 1
    assert "thử lại sau" in said.output
