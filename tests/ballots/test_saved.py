"""Backups have no urn and no keys; a ballot that was under way when one was restored is void."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests import cast as the_cast
from tests.ballots.house import Cell
from thidua.ballots.models import Ballot, KeyBox, KeyHolder, State, Turnout, UrnEnvelope
from thidua.operations.backing_up import back_up
from thidua.operations.manifest import DUMP
from thidua.operations.restoring import restore, scratch_database, speaking_to
from thidua.operations.verifying import verify_backup


@pytest.fixture
def cell(transactional_db: None) -> Cell:
    return Cell(the_cast.build(), the_cast.campaign())


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with scratch_database() as name:
        yield name


def test_a_backup_has_no_urn_and_restoring_it_cancels_what_was_under_way(
    cell: Cell, tmp_path: Path, elsewhere: str
) -> None:
    running = cell.opened(ref="open")
    running.vote(4, "high", "low")
    closed = cell.opened(ref="closed")
    closed.vote(5, "low", "high")
    closed.closed()
    counted = cell.opened(ref="counted")
    for number in range(1, 8):
        counted.vote(number, "high", "low")
    counted.sealed()
    envelopes = [bytes(one.envelope) for one in UrnEnvelope.objects.all()]
    assert len(envelopes) == 2
    saved = back_up(tmp_path / "saved.thidua")
    assert not any(finding.verdict.name == "WRONG" for finding in verify_backup(saved))
    with zipfile.ZipFile(saved) as archive:
        dump = archive.read(DUMP)
    for table in (b"ballots_urn", b"ballots_keybox", b"ballots_keyholder"):
        assert b"COPY public." + table not in dump
    assert b"COPY public.ballots_turnout" in dump
    with speaking_to(elsewhere):
        restore(saved)
        states = dict(Ballot.objects.values_list("purpose_ref", "state"))
        assert states == {
            "open": State.CANCELLED,
            "closed": State.CANCELLED,
            "counted": State.SEALED,
        }
        rows = (UrnEnvelope.objects.count(), KeyBox.objects.count(), KeyHolder.objects.count())
        assert (rows, Turnout.objects.count()) == ((0, 0, 0), 9)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT metadata->>'act', metadata->>'actor' FROM ballots_ballotevent e "
                "JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.state = 'cancelled'"
            )
            assert cursor.fetchall() == [("ballots.cancel", "Khôi phục từ bản sao lưu")]
    assert Ballot.objects.filter(state=State.OPEN).exists()
