"""A file that is not exactly what was written is refused, by restore and by verify, and nothing is
touched.
"""

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tests.commands import run_command
from tests.trials import trial_size
from thidua.cli.operations import restore, verify
from thidua.operations import manifest as module
from thidua.operations.errors import BackupError, OperationError
from thidua.operations.manifest import DUMP, MANIFEST, UNSEALED, Backup, open_backup, seal
from thidua.operations.restoring import is_empty, load
from thidua.roster.models import RosterEntry

RANDOM = random.Random(2021)  # noqa: S311  (where to break a file)


def _flip(content: bytes, place: int) -> bytes:
    return (
        content[:place] + bytes([content[place] ^ 1 << RANDOM.randrange(8)]) + content[place + 1 :]
    )


def _is_refused(file: Path, content: bytes) -> bool:
    file.write_bytes(content)
    try:
        open_backup(file)
    except BackupError:
        return True
    return False


@pytest.mark.trial
def test_cut_short_anywhere_it_is_refused(saved: Path) -> None:
    content = saved.read_bytes()
    cuts = [
        *range(1, 400),
        *(RANDOM.randrange(len(content)) for _ in range(trial_size(1_000))),
        len(content),
    ]
    assert [cut for cut in cuts if not _is_refused(saved, content[: len(content) - cut])] == []


@pytest.mark.trial
def test_a_bit_changed_anywhere_is_refused(saved: Path) -> None:
    content = saved.read_bytes()
    size = len(content)
    places = [
        *range(100),
        *range(size - 400, size),
        *(RANDOM.randrange(size) for _ in range(trial_size(3_000))),
    ]
    assert [place for place in places if not _is_refused(saved, _flip(content, place))] == []


def test_anything_before_between_or_after_is_refused(saved: Path) -> None:
    content = saved.read_bytes()
    half = len(content) // 2
    for other in (
        content + b"\n",
        b"\n" + content,
        content + content,
        content[:half] + b"\0" + content[half:],
    ):
        assert _is_refused(saved, other)
    assert not _is_refused(saved, content)


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def _empty(content: bytes) -> bytes:
    return b""


def _broken(content: bytes) -> bytes:
    return _flip(content, len(content) // 2)


@pytest.mark.parametrize("harm", [_cut, _empty, _broken])
def test_the_commands_say_so_in_a_sentence_and_touch_nothing(
    saved: Path, elsewhere: str, harm: Callable[[bytes], bytes]
) -> None:
    saved.write_bytes(harm(saved.read_bytes()))
    for command in (restore, verify):
        said = run_command(command, [str(saved)])
        assert said.exit_code == 1
        assert saved.name in said.output
        assert "Traceback" not in said.output
    assert is_empty()


def test_what_is_lost_while_it_is_being_read_brings_nothing_back(
    saved: Path, elsewhere: str
) -> None:
    """The seal was right when it was looked at; then the disk gave other bytes."""
    backup = open_backup(saved)
    content = saved.read_bytes()
    dump = content.index(b"PGDMP")
    saved.write_bytes(_flip(content, dump + (content.index(MANIFEST.encode(), dump) - dump) // 2))
    with pytest.raises(BackupError):
        load(backup, elsewhere, clear=False)
    assert is_empty()


def _sealed(path: Path, said: str) -> Path:
    """Somebody else's archive with a right seal."""
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.comment = UNSEALED
            archive.writestr(MANIFEST, said)
            archive.writestr(DUMP, b"PGDMP")
        seal(file)
    return path


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"product": "other"}', '{"product": "thidua", "format": 1}']
)
def test_a_sealed_file_of_something_else_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(BackupError, match="không phải bản sao lưu"):
        open_backup(_sealed(tmp_path / "other.thidua", said))


def test_one_of_a_newer_version_says_to_upgrade(
    saved: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="nâng cấp"):
        open_backup(
            _sealed(tmp_path / "new.thidua", '{"product": "thidua", "format": 3, "version": "9.0"}')
        )
    monkeypatch.setattr(module, "product_version", lambda: "0.0.9")
    said = run_command(restore, [str(saved)])
    assert said.exit_code == 1
    assert "0.0.9" in said.output
    assert is_empty()


def test_a_dump_that_postgresql_cannot_read_brings_nothing_back(
    saved: Path, elsewhere: str
) -> None:
    broken = _sealed(saved, open_backup(saved).manifest.model_dump_json())
    with pytest.raises(OperationError) as refused:
        load(Backup(broken, open_backup(broken).manifest), elsewhere, clear=False)
    assert "\n" not in str(refused.value)  # PostgreSQL's details quote the values of rows
    assert is_empty()


def test_the_living_data_stay_when_a_replacement_is_refused(saved: Path) -> None:
    saved.write_bytes(_cut(saved.read_bytes()))
    name = str(connection.settings_dict["NAME"])
    said = run_command(restore, [str(saved), "--replace", name])
    assert said.exit_code == 1
    assert RosterEntry.objects.exists()
