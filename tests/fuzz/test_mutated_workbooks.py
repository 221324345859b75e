"""Damaged and malicious workbooks through the whole door: each is read, asked about, or refused in
words; none ends in an error of ours, and none takes the memory of the process that asked.

`make trials` tries two thousand. A case is seen again by its number: `mutated(sound, number)`.
"""

import resource
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import province
from tests.fuzz.mutating import mutated
from tests.trials import trial_size
from thidua.exchange import files
from thidua.exchange.targets import entries
from thidua.exchange.understood import how_to_read
from thidua.language import Language, speaking
from thidua.workbooks import Problem, Problems, read
from thidua.workbooks.guards import Limits

__all__ = ["province"]

PARTS = 4
HOW_MANY = trial_size(2_000, share=250) // PARTS
LIMITS = Limits(memory=1_200_000_000, seconds=30)
LANGUAGES: tuple[Language, ...] = ("vi", "en")
NOT_WORDS = ("Traceback", "Error(", "Exception", "None", "<class", "panicked")
MOST_GROWTH = 400_000  # kilobytes


def all_said_of(path: Path) -> Iterator[Problems]:
    """Everything that is said of one file, from the first byte to its last cell."""
    found = files.read_files([path], how_to_read(None), on_read=lambda name: None)
    yield from found.problems
    for file in found.files:
        yield files.faults_of(file)
        for sheet in file.sheets:
            if sheet.target:
                yield sheet.parsed(entries()[sheet.target].described(())).problems


def assert_clear(number: int, problem: Problem) -> None:
    """A sentence in each language, with no word of a programmer in it."""
    for language in LANGUAGES:
        with speaking(language):
            said = str(problem)
        assert problem.file in said, number
        assert len(problem.message.in_(language)) > len("abc"), number
        assert not any(word in said for word in NOT_WORDS), (number, said)


@pytest.mark.trial
@pytest.mark.django_db
@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_workbook_is_read_or_answered_in_words(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "read", partial(read, limits=LIMITS))
    sound = [path.read_bytes() for path in cast.write_all(tmp_path)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, content in zip(range(part, HOW_MANY * PARTS, PARTS), cycle(sound), strict=False):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(mutated(content, number))
        for problems in all_said_of(path):
            for problem in problems:
                assert_clear(number, problem)
        path.unlink()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MOST_GROWTH
