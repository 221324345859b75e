"""Saved and brought back: the same rows, the same history, the same figures, and still the same
rules.
"""

import json
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests.cast import propose
from tests.commands import run_command
from tests.web import town as module
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.cli.operations import backup, restore, verify
from thidua.decisions.models import DecisionItem
from thidua.operations.backing_up import back_up
from thidua.operations.content import fingerprints, published_figures
from thidua.operations.findings import Verdict
from thidua.operations.manifest import open_backup
from thidua.operations.restoring import restore as bring_back
from thidua.operations.restoring import scratch_database, speaking_to
from thidua.operations.verifying import verify_database
from thidua.roster.models import RosterEntry


def _holds() -> tuple[object, object]:
    with transaction.atomic():
        return fingerprints(), published_figures()


def test_by_commands_everything_comes_back(town: module.Town, tmp_path: Path) -> None:
    before, file = _holds(), str(tmp_path / "town.thidua")
    said = run_command(backup, [file])
    assert said.exit_code == 0, said.output
    with scratch_database() as name, speaking_to(name):
        said = run_command(restore, [file])
        assert said.exit_code == 0, said.output
        assert _holds() == before
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM boards_proposalevent")
            assert cursor.fetchone() == (Proposal.objects.count(),)
    said = run_command(verify, [file])
    assert (said.exit_code, said.output.count("✓")) == (0, 3), said.output


def test_what_came_back_can_be_worked_with_and_keeps_its_rules(saved: Path, elsewhere: str) -> None:
    bring_back(saved)
    campaign = Campaign.objects.get()
    entry = RosterEntry.objects.filter(campaign=campaign, rated=True, decided=None).order_by("pk")[
        0
    ]
    propose(entry, proposed="outstanding")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.metadata->>'act' FROM boards_proposalevent e JOIN pghistory_context c ON "
            "c.id = e.pgh_context_id"
            " ORDER BY pgh_id DESC LIMIT 1"
        )
        assert cursor.fetchone() == ("boards.propose",)
    item = DecisionItem.objects.order_by("pk")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionItem.objects.create(
            decision=item.decision,
            roster_entry=item.roster_entry,
            level="good",
            reached_low=3,
            reached_high=3,
        )
    assert [one.text.en for one in verify_database() if one.verdict is Verdict.WRONG] == []


def test_a_file_for_its_owner_only_and_readable_by_other_programs(saved: Path) -> None:
    assert oct(saved.stat().st_mode & 0o777) == "0o600"
    manifest = open_backup(saved).manifest
    assert manifest.tables["roster_rosterentry"].rows == RosterEntry.objects.count()
    assert json.loads(json.dumps(manifest.figures))[str(module.YEAR)]


def test_a_backup_of_an_older_schema_comes_back_and_is_brought_up_to_date(
    saved: Path, tmp_path: Path
) -> None:
    file = tmp_path / "older.thidua"
    with scratch_database() as older, speaking_to(older):
        bring_back(saved)
        call_command("migrate", "portal", "zero", verbosity=0)
        back_up(file)
    assert open_backup(file).is_older()
    with scratch_database() as name, speaking_to(name):
        said = run_command(restore, [str(file)])
        assert "thidua migrate" in said.output
        assert [one.verdict for one in verify_database()] == [Verdict.WRONG]
        call_command("migrate", verbosity=0)
        assert published_figures() == open_backup(file).manifest.figures
    said = run_command(verify, [str(file)])
    assert (said.exit_code, said.output.count("✓")) == (0, 3), said.output


PROPOSED = ("outstanding", "good")


def _propose_on(entries: list[int], stop: threading.Event, made: list[int]) -> None:
    """An officer who proposes without pause: two subjects alike in one transaction, so that half of
    it would show.
    """
    try:
        while not stop.is_set():
            with transaction.atomic():
                for pk in entries:
                    level = PROPOSED[len(made) % 2]
                    propose(RosterEntry.objects.get(pk=pk), proposed=level)
            made.append(1)
    finally:
        connection.close()


def _nothing_yet(officers: int) -> list[list[int]]:
    return [[] for _ in range(officers)]


def test_a_backup_while_people_write_is_of_one_moment(town: module.Town, tmp_path: Path) -> None:
    entries = list(
        RosterEntry.objects.filter(rated=True, decided=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    stop, made = threading.Event(), _nothing_yet(3)
    officers = [
        threading.Thread(target=_propose_on, args=(entries[2 * n : 2 * n + 2], stop, made[n]))
        for n in range(3)
    ]
    for officer in officers:
        officer.start()
    file = back_up(tmp_path / "busy.thidua")
    stop.set()
    for officer in officers:
        officer.join()
    assert all(made)
    with scratch_database() as name, speaking_to(name):
        bring_back(file)
        _both_or_neither(entries[:6])
        assert [one.text.en for one in verify_database() if one.verdict is Verdict.WRONG] == []
        assert published_figures() == open_backup(file).manifest.figures


def _both_or_neither(entries: list[int]) -> None:
    """Every pair was proposed alike, and the last line of its history is what stands there."""
    proposed = dict(Proposal.objects.filter(pk__in=entries).values_list("pk", "proposed"))
    assert all(
        proposed[one] == proposed[other]
        for one, other in zip(entries[::2], entries[1::2], strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, proposed FROM boards_proposalevent"
            " WHERE pgh_obj_id = ANY (%s) ORDER BY pgh_obj_id, pgh_id DESC",
            [entries],
        )
        assert dict(cursor.fetchall()) == proposed
