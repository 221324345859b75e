"""The whole database is killed while a ballot is stopped and counted, and started again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.power_cut import CUTS
from tests.trials import WHOLE


@pytest.mark.trial
@pytest.mark.skipif(not WHOLE, reason="puts up a database of its own, a minute: in `make trials`")
def test_a_ballot_stands_in_one_state_after_the_database_was_killed(tmp_path: Path) -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THIDUA_", "DATABASE_", "DJANGO_"))
    }
    said = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-m", "tests.reliability.power_cut", str(tmp_path / "home")],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-3000:]
    assert len(said.stdout.splitlines()) == len(CUTS)
