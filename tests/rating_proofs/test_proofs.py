"""A proof from the product: everything of one subject, nobody else in it, and not a byte of it can
be changed.
"""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions, campaign, entry, everybody_good, write_facts
from tests.rating_proofs.conftest import sealed_anew
from thidua.campaigns.models import Campaign
from thidua.cli import main
from thidua.decisions.actions import issue_all, reopen_decision
from thidua.decisions.models import Decision
from thidua.decisions.sealed_models import SealedLevel
from thidua.decisions.sealing import erase
from thidua.language import Text, speaking
from thidua.organisations.models import Person
from thidua.rating_proofs.errors import ProofError
from thidua.rating_proofs.proofs import SCRIPT, proof_of
from thidua.rating_proofs.rate_again import RejectedError, check
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry
from thidua.seals.models import Link

LEVELS = ("outstanding", "good", "good", "completed", "not_completed")
BUNDLES = 200


def subjects(year: Campaign) -> list[RosterEntry]:
    found = year.roster.filter(rated=True).select_related("organisation", "campaign")
    return list(found.order_by("pk"))


@pytest.fixture
def decided(cast: Cast) -> Campaign:
    """A year with every level, all of it decided."""
    year = campaign()
    everybody_good(year)
    rnd = random.Random(15)  # noqa: S311 - the same each time
    for one in subjects(year):
        write_facts(one, rnd.choice(LEVELS))
    classify(campaign=year, actor=OPERATOR)
    all_decisions(year, cast)
    issued = issue_all(campaign=year, actor=OPERATOR)
    assert not issued.refused, issued.refusals
    return year


def test_every_proof_holds_and_names_nobody_else(decided: Campaign) -> None:
    people = dict(Person.objects.values_list("pk", "full_name"))
    kinds = set()
    for one in subjects(decided):
        data = proof_of(one)
        (line,) = check(data)
        assert one.code in line
        others = {name for pk, name in people.items() if pk != one.person_id}
        told = data.decode()
        assert [name for name in others - {one.name} if f'"{name}"' in told or name in told] == []
        kinds.add(one.subject_type)
    assert len(kinds) == 4


def test_counts_are_facts_with_the_decisions_they_rest_on(decided: Campaign) -> None:
    proof = json.loads(proof_of(entry(decided, "G1A", "organisation")))
    (one,) = proof["decisions"]
    (rests,) = one["level"]["rests_on"]
    assert (rests["what"], rests["of"]) == ("members", 12)
    assert one["level"]["facts"]["tree"]["members.total"] == 12
    (link,) = one["rests_on_links"]
    assert link["key"] == rests["decision"]["key"]
    assert Link.objects.get(position=link["position"]).hash == link["hash"]


def test_two_hundred_files_with_one_changed_byte_are_rejected(decided: Campaign) -> None:
    rnd = random.Random(200)  # noqa: S311 - the same each time
    files = [proof_of(one) for one in rnd.sample(subjects(decided), 8)]
    for _ in range(BUNDLES):
        data = bytearray(rnd.choice(files))
        at = rnd.randrange(len(data))
        data[at] = rnd.choice([byte for byte in range(256) if byte != data[at]])
        with pytest.raises(RejectedError):
            check(bytes(data))


def _forgeries(one: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """What somebody would change who also works out the file's own hash again."""
    level, link = one["level"], one["link"]
    return {
        "level": lambda: level.update(level="good" if level["level"] != "good" else "completed"),
        "reached": lambda: level.update(reached=[1, 4]),
        "a fact": lambda: level["facts"]["sheet"].update(discipline="removal"),
        "whose": lambda: level["subject"].update(name="Người khác"),
        "the decision": lambda: one["decision"].update(number="1-QĐ/TU"),
        "its day": lambda: one["decision"].update(decided_on="2021-01-01"),
        "another leaf": lambda: one["leaves"].append("0" * 64),
        "salt": lambda: one.update(salt="00" * 32),
        "link": lambda: link.update(sealed_at="2021-01-01T00:00:00.000000Z"),
        "previous": lambda: link.update(previous="1" * 64),
        "outcome": lambda: one["explanation"][0].update(outcome="cannot_tell"),
        "seen": lambda: one["explanation"][3]["seen"].update(vi="khác"),
        "wanted": lambda: one["explanation"][-1]["wanted"].update(en="other"),
        "a condition less": one["explanation"].pop,
        "a condition more": lambda: one["explanation"].append(one["explanation"][0]),
        "link of another": lambda: one["rests_on_links"].append(link),
    }


def test_a_changed_value_is_found_though_the_file_is_hashed_anew(decided: Campaign) -> None:
    data = proof_of(entry(decided, "M-G1A-05"))
    for name in _forgeries(json.loads(data)["decisions"][0]):
        proof = json.loads(data)
        _forgeries(proof["decisions"][0])[name]()
        assert sealed_anew(proof) != data, name
        with pytest.raises(RejectedError):
            check(sealed_anew(proof))
    proof = json.loads(data)
    proof["texts"] = {sha: text.replace("2019", "2018") for sha, text in proof["texts"].items()}
    with pytest.raises(RejectedError, match="rules"):
        check(sealed_anew(proof))
    assert check(sealed_anew(copy.deepcopy(json.loads(data))))


def test_first_and_second_decision_stand_in_one_file(cast: Cast, decided: Campaign) -> None:
    one = entry(decided, "M-G1A-05")
    first = Decision.objects.get(items__roster_entry=one)
    reopen_decision(decision=first, reason="Sửa", actor=OPERATOR)
    write_facts(one, "completed")
    classify(campaign=decided, actor=OPERATOR)
    issue_all(campaign=decided, actor=OPERATOR)
    lines = check(proof_of(one))
    assert len(lines) == 2
    assert "Hoàn thành nhiệm vụ (đạt: Hoàn thành nhiệm vụ)" in lines[1]
    assert "Completed (reached: Completed)" in lines[1]


def test_the_head_on_the_paper_is_held_against_the_link(decided: Campaign) -> None:
    data = proof_of(entry(decided, "M-G1A-05"))
    link = Link.objects.get(position=json.loads(data)["decisions"][0]["link"]["position"])
    assert check(data, link.printed)
    assert check(data, link.hash)
    with pytest.raises(RejectedError, match="paper"):
        check(data, Link.objects.exclude(pk=link.pk).first().printed)  # type: ignore[union-attr]


def test_who_is_not_decided_or_was_erased_has_no_proof(cast: Cast, year: Campaign) -> None:
    one = entry(year, "M-G1A-05")
    with pytest.raises(ProofError, match="niêm phong"):
        proof_of(one)
    all_decisions(year, cast)
    issue_all(campaign=year, actor=OPERATOR)
    erase(SealedLevel.objects.filter(person_id=one.person_id), rule=Text("luật A", "act A"))
    with pytest.raises(ProofError, match="luật A"):
        proof_of(one)


def _position(file: Path) -> int:
    position: int = json.loads(file.read_bytes())["decisions"][0]["link"]["position"]
    return position


def test_the_command_writes_file_and_script_and_they_run_without_us(
    decided: Campaign, tmp_path: Path
) -> None:
    words = ["seals", "export", "--subject", "G1A", "--year", "2021", "--to", str(tmp_path)]
    with speaking("en"):
        done = CliRunner().invoke(main, words)
        several = CliRunner().invoke(main, [*words[:3], "M-G1A-02", *words[4:]])
        nobody = CliRunner().invoke(main, [*words[:3], "XX", *words[4:]])
    assert done.exit_code == 0, done.output
    assert "--kind" in several.output
    assert "no code XX" in nobody.output
    file, script = tmp_path / "G1A-organisation-2021.json", tmp_path / SCRIPT.name
    ran = subprocess.run(  # noqa: S603 - our own python
        [sys.executable, "-I", str(script), str(file)], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stdout.decode() + ran.stderr.decode()
    assert ran.stdout.decode().startswith("KHỚP / HOLDS: ")
    assert Link.objects.get(position=_position(file)).printed in ran.stdout.decode()
    gone = subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(script), "gone.json"], capture_output=True, check=False
    )
    assert gone.returncode == 2
    assert "Không mở được tệp" in gone.stdout.decode()
    file.write_bytes(file.read_bytes().replace(b"2021", b"2020", 1))
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(script), str(file)], capture_output=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stdout.decode() == "KHÔNG KHỚP / REJECTED: tệp bị sửa / the file was changed\n"
