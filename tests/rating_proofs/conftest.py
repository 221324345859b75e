"""Facts at random, and a whole proof made of them: as a room would have sealed it."""

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from thidua.rating_proofs.words import words
from thidua.rulebook import Explanation, Framework, explain_several
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.layers import bind
from thidua.rulebook.library import Library, packaged_layers

NUMBERS: tuple[object, ...] = (0, 1, 3, 5, 6, 12, 49, 50, "79.5", "99.9999", 100)
FRAMEWORKS = [
    bind(framework, layer)
    for framework in Library.packaged()
    for layer in packaged_layers().values()
]
"""Every shipped framework under every shipped layer."""


def _value(spec: FactSpec, rnd: random.Random, known: float, calm: float) -> object:
    if rnd.random() > known:
        return None
    if spec.vocabulary:
        every = list(spec.vocabulary)
        usual = every[-2:] if spec.type == "grade" else every[:1]
        return rnd.choice(usual if rnd.random() < calm else every)
    if spec.type == "bool":
        usually = spec.id in {"self_reviewed", "main_targets_done", "is_head", "main_post"}
        return usually if rnd.random() < calm else rnd.random() < 0.5
    if spec.type == "count":
        return rnd.randrange(12)
    fitting = [
        number
        for number in NUMBERS
        if (spec.min is None or Decimal(str(number)) >= spec.min)
        and (spec.max is None or Decimal(str(number)) <= spec.max)
    ]
    return rnd.choice(fitting)


def _children(who: str, rnd: random.Random) -> dict[str, object]:
    total = rnd.choice([0, 1, 7, 20, 100])
    sure = possible = total
    counted: dict[str, object] = {f"{who}.total": total}
    for level in (2, 3, 4):
        possible = max(possible - rnd.choice([0, 0, 1, 2, 5]), 0)
        sure = min(max(sure - rnd.choice([0, 0, 1, 2, 5]), 0), possible)
        if rnd.random() < 0.6:
            possible = sure
        counted |= {f"{who}.sure_ge_{level}": sure, f"{who}.possible_ge_{level}": possible}
    return counted


def facts_for(framework: Framework, rnd: random.Random) -> dict[str, object]:
    """Facts of one subject, most of them known, good more often than not."""
    known, calm = rnd.choice([0.8, 0.97, 1.0, 1.0]), rnd.choice([0.5, 0.9, 1.0])
    facts = {name: _value(spec, rnd, known, calm) for name, spec in framework.fields.items()}
    for who in ("members", "subordinates"):
        if f"{who}.total" in framework.counted and rnd.random() < 0.95:
            facts |= _children(who, rnd)
    for of in ("unit", "collective"):
        if f"cap.{of}.low" in framework.counted:
            ends = sorted(rnd.choices(range(1, 5), k=2))
            words_of = ["not_completed", "completed", "good", "outstanding"]
            low, high = (words_of[end - 1] for end in ends)
            if rnd.random() < 0.2:
                low = high = "not_applicable"
            facts |= {f"cap.{of}.low": low, f"cap.{of}.high": high}
    return facts


Explained = tuple[list[int] | None, list[dict[str, Any]]]


def explained(framework: Framework, subjects: Sequence[Mapping[str, object]]) -> list[Explained]:
    """What the engine says of each: the reached range, and each condition as a proof has it."""
    return [_told(one) for one in explain_several(framework, subjects)]


def _told(told: Explanation) -> Explained:
    reached = None if told.low is None or told.high is None else [told.low.code, told.high.code]
    return reached, [
        {
            "id": one.id,
            "outcome": one.outcome.value,
            "seen": one.seen._asdict(),
            "wanted": one.wanted._asdict(),
        }
        for one in told.reasons
    ]


def sealed_anew(proof: dict[str, Any]) -> bytes:
    """The bytes of a proof whose own hash was worked out again."""
    said = {name: value for name, value in proof.items() if name != "sha256"}
    return _bytes({**said, "sha256": hashlib.sha256(_bytes(said)).hexdigest()})


def _bytes(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.fixture(scope="session")
def known_words() -> dict[str, dict[str, list[str]]]:
    return words()
