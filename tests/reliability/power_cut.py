"""The whole database is killed (its postmaster and every process of it, at once) while a ballot is
stopped and counted, in a home of its own: `python -m tests.reliability.power_cut FOLDER`.

Each turn opens a ballot, has nine vote, does an act up to a step and cuts there; the database is
then started again and has to hold one state. Apart, for a suite's other tests share one server."""

# ruff: noqa: PLC0415 - Django is started on a database of its own before its models are imported

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import psutil

if TYPE_CHECKING:
    from tests.ballots.house import Cell, Opened

HERE = "thidua.ballots."
CUTS = (
    ("close", "closing._closed", "open"),
    ("close", "", "closed"),
    ("count", "counting.urn_key", "closed"),
    ("count", "counting.write_votes", "closed"),
    ("count", "counting.empty_urn", "closed"),
    ("count", "counting.seal", "closed"),
    ("count", "", "sealed"),
)
"""The act, the step after which the database goes ("": after its end), and what has to stand."""
PATIENCE = 60.0


def cut(home: Path) -> None:
    """Kill -9 of the postmaster and all that it started."""
    master = psutil.Process(int((home / "postgres" / "postmaster.pid").read_text().split()[0]))
    everybody = [master, *master.children(recursive=True)]
    for one in everybody:
        with suppress(psutil.NoSuchProcess):
            os.kill(one.pid, signal.SIGKILL)
    psutil.wait_procs(everybody, timeout=PATIENCE)


def start_again(home: Path) -> None:
    """The database is there again, as one that crashed."""
    from django.db import OperationalError, connection

    from thidua.config.database import revive_embedded

    end = time.monotonic() + PATIENCE
    while True:
        connection.close()
        revive_embedded(home)
        with suppress(OperationalError):
            connection.ensure_connection()
            return
        assert time.monotonic() < end, "the database did not come back"
        time.sleep(0.5)


@contextmanager
def power_cut_after(step: str, home: Path) -> Iterator[None]:
    """Inside the block a step of the room is done, and then the database is gone."""
    module, _, name = (HERE + step).rpartition(".")
    real = getattr(__import__(module, fromlist=[name]), name)

    def done_and_cut(*args: Any, **kwargs: Any) -> object:
        found = real(*args, **kwargs)
        cut(home)
        return found

    with patch(HERE + step, done_and_cut):
        yield


def interrupted(act: Callable[[], object], step: str, home: Path) -> None:
    """Do an act whose database goes; what was answered is done."""
    from django.db import DatabaseError

    if not step:
        act()
        cut(home)
    else:
        with power_cut_after(step, home):
            try:
                act()
            except DatabaseError:
                pass
            else:
                raise AssertionError(f"{step}: the act ended well without a database")
    start_again(home)


def turn(cell: "Cell", act: str, step: str, stands: str, home: Path) -> None:
    from tests.builder import OPERATOR
    from thidua.ballots.closing import close
    from thidua.ballots.counting import count

    opened = cell.opened(ref=f"{act} {step}")
    for number in range(1, 10):
        opened.vote(number, "high" if number < 8 else "low", "middle")
    ballot, codes = opened.ballot, opened.two()
    if act == "close":
        interrupted(lambda: close(ballot=ballot, codes=codes, actor=OPERATOR), step, home)
    else:
        close(ballot=ballot, codes=codes, actor=OPERATOR)
        interrupted(lambda: count(ballot=ballot, codes=codes, actor=OPERATOR), step, home)
    _stands(opened, stands)
    _goes_on(opened, stands)


def _stands(opened: "Opened", wanted: str) -> None:
    """One state, whole: votes and receipts with the seal alone, the urn until then."""
    from thidua.ballots.models import Receipt, Turnout, UrnEnvelope, Vote

    ballot = opened.ballot
    ballot.refresh_from_db()
    assert ballot.state == wanted, f"{ballot.state}, not {wanted}"
    sealed = wanted == "sealed"
    found = (
        Turnout.objects.filter(voter__ballot=ballot).count(),
        UrnEnvelope.objects.filter(ballot=ballot).count(),
        Vote.objects.filter(ballot=ballot).count(),
        Receipt.objects.filter(ballot=ballot).count(),
    )
    assert found == ((9, 0, 18, 9) if sealed else (9, 9, 0, 0)), found


def _goes_on(opened: "Opened", stood: str) -> None:
    """What was cut off is done again and gives what it would have given."""
    from tests.builder import OPERATOR
    from thidua.ballots.closing import close
    from thidua.ballots.counting import count
    from thidua.ballots.errors import ClosedError
    from thidua.ballots.results import result_of
    from thidua.seals.models import Link
    from thidua.seals.verifying import verify

    ballot, codes = opened.ballot, opened.two()
    if stood == "open":
        ballot = close(ballot=ballot, codes=codes, actor=OPERATOR)
    else:
        with suppress(ClosedError):
            opened.vote(10, "high", "high")
            raise AssertionError("a vote got in after closing")
    if stood != "sealed":
        ballot = count(ballot=ballot, codes=codes, actor=OPERATOR)
    told = result_of(ballot)
    assert told is not None
    assert [one.counts for one in told.candidates] == [{"high": 7, "low": 2}, {"middle": 9}]
    assert Link.objects.filter(kind="ballot", key=str(ballot.pk)).count() == 1
    assert verify().broken is None


def main(folder: Path) -> int:
    """Every cut once; raises AssertionError where more or less than one state stood."""
    from thidua.config.database import start_embedded

    start_embedded(folder)  # durable: what was committed has to outlive the cut
    os.environ |= {"THIDUA_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
    os.environ.setdefault("THIDUA_SECRET_KEY", "only for tests")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import cast as the_cast
    from tests.ballots.house import Cell, trial_purpose
    from thidua.ballots import sealed_keys

    with trial_purpose(), patch.object(sealed_keys, "WORK", 2):
        cell = Cell(the_cast.build(), the_cast.campaign())
        for act, step, stands in CUTS:
            turn(cell, act, step, stands, folder)
            print(f"{act:<6} {step or 'after its end':<24} {stands}", flush=True)  # noqa: T201
    cut(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
