"""Ballots without a database: rules, counts and lists to recount, drawn at random."""

import hashlib
import random
from collections import Counter
from typing import Any

from thidua.ballots.rule import BLANK, OWN, Base, Kind, Rule
from thidua.ballots.tally import Bases, outcomes
from thidua.seals.canonical import canonical

OPTIONS = {
    Kind.SCALE: {"a": 3, "b": 2, "c": 1},
    Kind.YES_NO: {"yes": 2, "no": 1, "no_opinion": 0},
    Kind.ONE_OF: {"red": 0, "green": 0, "blue": 0},
}


def some_rule(chance: random.Random) -> Rule:
    kind = chance.choice(list(Kind))
    whole = chance.randint(2, 10)
    return Rule(
        kind=kind,
        options=OPTIONS[kind],
        base=chance.choice(list(Base)),
        part=chance.randint(1, whole - 1),
        whole=whole,
        more_than=chance.random() < 0.5,
        self_vote=chance.random() < 0.5,
    )


def some_list(chance: random.Random) -> dict[str, Any]:
    """A whole document to recount, as the engine has it, sealed."""
    rule, called = some_rule(chance), chance.randint(1, 25)
    cast = chance.randint(0, called)
    members, present = called + chance.randint(0, 5), called
    counted, votes = {}, []
    own = {no for no in (1, 2, 3) if chance.random() < 0.5 and cast}
    for no in (1, 2, 3):
        marks = [chance.choice([*rule.options, BLANK]) for _ in range(cast)]
        if no in own and not rule.self_vote:
            marks[0] = OWN
        counted[no] = Counter(marks)
        votes += sorted([no, chance.randbytes(8).hex(), mark] for mark in marks)
    found = outcomes(rule, counted, Bases(members, called, present, cast), own_voters=own)
    people = sorted([f"M-{number}", f"Người {number}"] for number in range(called))
    document: dict[str, Any] = {
        "format": "thidua-ballot-1",
        "title": "Phiếu thử",
        "electronic": True,
        "rule": rule.as_json(),
        "size": {"members": members, "called": called, "present": present, "cast": cast},
        "voters": {"salt": "00", "list": people, "sha256": _sealed(b"\0", people), "struck": []},
        "receipts": sorted(f"{number:08}" for number in range(cast)),
        "candidates": [
            {
                "no": no,
                "name": f"Việc {no}",
                "own": no in own,
                "counts": dict(counted[no]),
                "outcome": found[no].value,
                "hidden": False,
            }
            for no in (1, 2, 3)
        ],
        "votes": votes,
    }
    return sealed_anew(document)


def sealed_anew(document: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in document.items() if name != "seal"}
    return rest | {"seal": {"salt": "5a17", "sha256": _sealed(bytes.fromhex("5a17"), rest)}}


def _sealed(salt: bytes, content: Any) -> str:
    return hashlib.sha256(salt + canonical(content)).hexdigest()
