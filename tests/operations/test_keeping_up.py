"""Processes that end by themselves are started again; one that never comes up ends everything."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from thidua.operations import keeping, serving
from thidua.operations.keeping import NeverCameUpError, Supervised

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
FALL = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def kept() -> Iterator[Supervised]:
    one = Supervised(SLEEP)
    yield one
    one.stop()
    one.wait()


def _lives(one: Supervised) -> int:
    assert one.process is not None
    assert one.process.poll() is None
    return one.process.pid


def _kill(one: Supervised) -> None:
    assert one.process is not None
    one.process.kill()
    one.process.wait()


def test_a_killed_process_is_started_again_after_a_pause(kept: Supervised) -> None:
    kept.look(now=0)
    first = _lives(kept)
    kept.look(now=keeping.GROWN_UP + 1)
    _kill(kept)
    kept.look(now=keeping.GROWN_UP + 2)
    assert kept.process is None
    kept.look(now=keeping.GROWN_UP + 2.5)
    assert kept.process is None
    kept.look(now=keeping.GROWN_UP + 3.1)
    assert _lives(kept) != first


def test_the_pause_grows_while_it_keeps_falling_and_not_without_end(kept: Supervised) -> None:
    kept.grown_up = True
    now, pauses = 0.0, []
    for _ in range(8):
        kept.look(now)
        _kill(kept)
        kept.look(now)
        pauses.append(kept.pause)
        now += kept.pause
    assert pauses == [2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0]


def test_one_that_never_comes_up_is_not_tried_for_ever() -> None:
    one = Supervised(FALL)
    one.look(now=0)
    assert one.process is not None
    one.process.wait()
    with pytest.raises(NeverCameUpError) as ended:
        one.look(now=1)
    assert ended.value.code == 3


def test_it_ends_with_the_code_of_the_one_that_failed_and_stops_the_others() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    looked: list[int] = []
    try:
        assert keeping.keep_up([SLEEP, FALL], revive=lambda: looked.append(1)) == 3
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert looked


def test_asked_to_stop_it_stops_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "stopped"
    child = (
        "import pathlib, signal, sys, time\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (pathlib.Path({str(mark)!r}).touch(), "
        f"sys.exit(0)))\n"
        "print('up', flush=True); time.sleep(600)"
    )
    parent = (
        "import sys\nfrom thidua.operations.keeping import keep_up\n"
        f"sys.exit(keep_up([[sys.executable, '-c', {child!r}]], revive=lambda: None))"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as running:  # noqa: S603
        assert running.stdout is not None
        assert running.stdout.readline() == b"up\n"
        running.terminate()
        assert running.wait(timeout=60) == 0
    assert mark.exists()


class EndedError(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(code: int) -> None:
        raise EndedError(code)

    monkeypatch.setattr(os, "_exit", end)


def _raises(error: Exception) -> Callable[[], object]:
    def job() -> object:
        raise error

    return job


@pytest.mark.django_db
@pytest.mark.usefixtures("ends")
def test_a_worker_whose_database_went_away_ends_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving, "close_old_connections", lambda: None)
    gone = OperationalError("the connection is closed")
    gone.__cause__ = psycopg.OperationalError("the connection is closed")
    with pytest.raises(EndedError):
        serving.end_with_the_database(_raises(gone), None, None)
    with pytest.raises(ValueError, match="of the job's own"):
        serving.end_with_the_database(_raises(ValueError("of the job's own")), None, None)
    assert serving.end_with_the_database(lambda: time.monotonic() > 0, None, None) is True
