"""kill -9 while people work: a few rounds of `python -m benchmarks.failures`, which runs fifty."""

from pathlib import Path

import pytest

from benchmarks.failures import ROUNDS_OF_A_TEST, run_apart


@pytest.mark.reliability
def test_what_was_confirmed_outlives_kill_9_and_work_resumes_by_itself(tmp_path: Path) -> None:
    said = run_apart(rounds=ROUNDS_OF_A_TEST, folder=tmp_path)
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-3000:]
