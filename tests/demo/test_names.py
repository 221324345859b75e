"""Invented people: plausible, repeatable, and never somebody well known."""

from collections import Counter

import pytest

from tests.demo.rules import source
from thidua.demo import people_names
from thidua.demo.people_names import Namer, digest, is_blocked


def names(seed: int, count: int, **of: object) -> list[str]:
    namer = Namer(source(seed))
    return [namer.full_name(sex=str(of.get("sex", "female")), born=1980) for _ in range(count)]


def test_the_same_source_gives_the_same_names() -> None:
    assert names(7, 50) == names(7, 50)
    assert names(7, 50) != names(8, 50)


def test_families_are_as_frequent_as_in_the_delta() -> None:
    families = Counter(name.split()[0] for name in names(1, 5_000))
    assert 0.2 < families["Nguyễn"] / 5_000 < 0.35
    assert len(families) > 35


def test_a_blocked_name_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = names(3, 1)[0]
    monkeypatch.setattr(people_names, "_blocked", lambda: frozenset({digest(first)}))
    assert is_blocked(first)
    assert names(3, 1)[0] != first


def test_the_block_list_holds_digests_only() -> None:
    blocked = people_names._blocked()
    assert len(blocked) > 100
    assert all(len(one) == 16 and set(one) <= set("0123456789abcdef") for one in blocked)
