"""kill -9 while people work: rounds of `python -m benchmarks.failures`."""

from pathlib import Path

import pytest

from benchmarks.failures import run_apart
from tests.trials import trial_size


@pytest.mark.trial
def test_what_was_confirmed_outlives_kill_9_and_work_resumes_by_itself(tmp_path: Path) -> None:
    said = run_apart(rounds=trial_size(40), folder=tmp_path)
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-3000:]
