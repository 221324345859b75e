"""The script that counts again agrees with the engine, finds what was changed, and stands alone."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.ballots.house import Cell
from tests.ballots.papers import sealed_anew, some_list
from tests.seals.test_verifying import behind_the_databases_back
from tests.trials import trial_size
from thidua.ballots import recount
from thidua.ballots.results import recount_file
from thidua.cli import main
from thidua.seals.canonical import canonical
from thidua.seals.verifying import verify

SCRIPT = Path(recount.__file__)


def complaints(document: Any) -> list[str]:
    return [*recount.complaints(document), *recount.miscounted(document)]


@pytest.mark.trial
def test_the_script_comes_to_what_the_engine_came_to() -> None:
    chance = random.Random(8)  # noqa: S311
    for _ in range(trial_size(5_000)):
        document = some_list(chance)
        assert complaints(document) == [], document


@pytest.mark.trial
def test_one_changed_byte_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance, file = random.Random(9), tmp_path / "list.json"  # noqa: S311
    for _ in range(trial_size(2_000)):
        whole = bytearray(canonical(some_list(chance)))
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(whole)
        assert recount.main(str(file)) == 1, bytes(whole)
        capsys.readouterr()


@pytest.mark.trial
def test_a_changed_vote_is_found_even_when_it_is_sealed_anew() -> None:
    chance, tried = random.Random(10), 0  # noqa: S311
    while tried < trial_size(2_000):
        document = copy.deepcopy(some_list(chance))
        if not document["votes"]:
            continue
        tried += 1
        vote = chance.choice(document["votes"])
        others = [mark for mark in [*document["rule"]["options"], "blank"] if mark != vote[2]]
        vote[2] = chance.choice(others)
        assert complaints(sealed_anew(document))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["receipts"].pop(),
        lambda told: told["receipts"].append(told["receipts"][-1]),
        lambda told: told["receipts"].reverse(),
        lambda told: told["voters"]["list"].pop(),
        lambda told: told["voters"]["list"][0].__setitem__(1, "Người khác"),
        lambda told: told["votes"].append(list(told["votes"][0])),
        lambda told: told["votes"].pop(),
        lambda told: told["candidates"][0].__setitem__("outcome", "x"),
        lambda told: told["candidates"][0].update(hidden=True),
        lambda told: told["size"].__setitem__("cast", 1),
    ],
)
def test_what_does_not_agree_is_found_though_it_is_sealed_anew(change: Any) -> None:
    chance = random.Random(11)  # noqa: S311
    document = some_list(chance)
    while document["size"]["cast"] < 3:
        document = some_list(chance)
    change(document)
    assert complaints(sealed_anew(document))


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{}", b"null", b'{"votes": 1}', b"1e9"])
def test_what_is_no_list_is_said_to_be_none(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.json"
    file.write_bytes(content)
    assert recount.main(str(file)) == 1
    assert "✗" in capsys.readouterr().out


def test_the_list_of_a_counted_ballot_recounts_by_a_script_that_stands_alone(
    cell: Cell, tmp_path: Path
) -> None:
    opened = cell.opened()
    opened.vote_all(
        {number: ("high", "middle" if number > 4 else "blank") for number in range(1, 12)}
    )
    sealed = opened.sealed()
    file, script = tmp_path / "list.json", tmp_path / "recount.py"
    file.write_bytes(recount_file(sealed, cell.user(5)))
    script.write_bytes(SCRIPT.read_bytes())
    said = subprocess.run(  # noqa: S603
        [sys.executable, "-I", script, file], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert sealed.seal in said.stdout
    by_command = CliRunner().invoke(main, ["ballot", "recount", str(file)])
    assert (by_command.exit_code, by_command.output) == (0, said.stdout)
    assert json.loads(file.read_bytes())["size"]["cast"] == 11


CHANGES = {
    "votes": "ballots_vote SET choice = 'low' WHERE ctid = (SELECT min(ctid) FROM ballots_vote)",
    "a result": "ballots_ballot SET result = jsonb_set(result, '{size,cast}', '11')",
    "a voter": "ballots_voter SET name = 'Khác' WHERE id = (SELECT min(id) FROM ballots_voter)",
    "a line": "ballots_candidate SET label = 'Khác' WHERE no = 1",
    "a receipt": "ballots_receipt SET code = '00000000' WHERE code = (SELECT min(code) FROM "
    "ballots_receipt)",
    "the rule": "ballots_ballot SET rule = rule || '{\"part\": 9}'",
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_of_a_counted_ballot_is_changed_breaks_its_link(cell: Cell, change: str) -> None:
    opened = cell.opened()
    opened.vote_all(dict.fromkeys(range(1, 13), ("high", "high")))
    sealed = opened.sealed()
    behind_the_databases_back(f"UPDATE {CHANGES[change]}")
    broken = verify().broken
    assert broken is not None
    assert (broken.kind, broken.key) == ("ballot", str(sealed.pk))
    assert f"(kết quả bỏ phiếu {sealed.pk}, {sealed.title}) không khớp: nội dung" in broken.text.vi


def test_the_key_of_its_link_changed_is_named_too(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote_all(dict.fromkeys(range(1, 13), ("high", "low")))
    opened.sealed()
    behind_the_databases_back("UPDATE seals_link SET key = 'x' WHERE kind = 'ballot'")
    broken = verify().broken
    assert broken is not None
    assert "(kết quả bỏ phiếu x) không khớp: mắt xích đã bị sửa" in broken.text.vi


def test_the_seal_is_a_link_of_the_chain_and_its_content_is_read_back(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote_all(dict.fromkeys(range(1, 13), ("high", "low")))
    opened.sealed()
    assert verify().broken is None
