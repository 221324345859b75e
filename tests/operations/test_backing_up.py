"""Writing backups: whole or not at all, one at a time, old ones forgotten."""

import fcntl
from pathlib import Path

import pytest

from tests.commands import run_command
from tests.web import town as module
from thidua.cli.operations import backup
from thidua.operations import backing_up
from thidua.operations.backing_up import back_up
from thidua.operations.errors import BackupError, ToolError
from thidua.operations.manifest import open_backup


def test_two_at_once_into_one_file_one_is_told(saved: Path) -> None:
    before = saved.read_bytes()
    with saved.with_name(saved.name + ".part").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BackupError, match="đang ghi"):
            back_up(saved)
    assert saved.read_bytes() == before
    assert open_backup(back_up(saved))


def test_one_that_fails_leaves_the_last_one_and_nothing_else(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()

    def fails() -> None:
        raise ToolError.failed("pg_dump", "no space left on device")

    monkeypatch.setattr(backing_up, "fingerprints", fails)
    said = run_command(backup, [str(saved)])
    assert said.exit_code == 1
    assert "no space left" in said.output
    assert saved.read_bytes() == before
    assert [one.name for one in saved.parent.iterdir()] == [saved.name]


def test_pg_dumps_own_failure_is_ours(
    town: module.Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        backing_up, "environment", lambda: {"PGHOST": str(tmp_path), "PGUSER": "nobody"}
    )
    with pytest.raises(ToolError, match="pg_dump"):
        back_up(tmp_path / "town.thidua")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_the_place_is_named(town: module.Town, tmp_path: Path) -> None:
    said = run_command(backup, [str(tmp_path / "none" / "town.thidua")])
    assert said.exit_code == 1
    assert "none" in said.output


def test_a_folder_keeps_the_newest_and_forgets_what_a_killed_one_left(
    town: module.Town, tmp_path: Path
) -> None:
    for day in range(1, 6):
        (tmp_path / f"2021-12-0{day}T010000.thidua").write_text("older")
    (tmp_path / "2021-12-05T020000.thidua.part").write_text("killed")
    (tmp_path / "notes.thidua").write_text("of somebody else")
    (tmp_path / "2021-12-05T030000.thidua.part").write_text("still being written")
    with (tmp_path / "2021-12-05T030000.thidua.part").open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        newest = back_up(tmp_path, keep=3)
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "2021-12-04T010000.thidua",
        "2021-12-05T010000.thidua",
        "2021-12-05T030000.thidua.part",
        newest.name,
        "notes.thidua",
    ]
