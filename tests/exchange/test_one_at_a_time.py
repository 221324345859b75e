"""One load at a time, all or nothing: a second load is refused, a killed one leaves nothing
behind.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections, transaction
from pghistory.models import Context

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.db.frames import execute
from thidua.exchange.errors import LoadingAlreadyError
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult, Step
from thidua.language import speaking
from thidua.organisations.models import Organisation, Person

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = """
import sys, time
from pathlib import Path
import django
django.setup()
from thidua.accounts.actors import Operator
from thidua.exchange.importing import import_files

def tell(step):
    print(step.text.en, flush=True)
    if "Positions" in step.text.en:
        time.sleep(60)

import_files([Path(path) for path in sys.argv[1:]], actor=Operator(), progress=tell)
"""


@contextmanager
def one_under_way(paths: list[Path]) -> Iterator[list[ImportResult]]:
    """A load that waits in its middle until the block is over; then its result is in the list."""
    inside, go_on, results = threading.Event(), threading.Event(), list[ImportResult]()

    def wait(step: Step) -> None:
        if "Members" in step.text.en:
            inside.set()
            go_on.wait(60)

    def first() -> None:
        try:
            results.append(import_files(paths, actor=Operator(), progress=wait))
        finally:
            connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert inside.wait(60)
        yield results
    finally:
        go_on.set()
        thread.join(60)


def test_a_second_load_is_refused_while_one_is_under_way_and_so_is_a_decision(
    tmp_path: Path,
) -> None:
    paths = cast.write_all(tmp_path)
    with one_under_way(paths) as results:  # noqa: SIM117 - the refusal alone is expected
        with (
            speaking("vi"),
            pytest.raises(LoadingAlreadyError, match="đang có một lần nạp khác chưa xong"),
        ):
            import_files(paths, actor=Operator())
    assert results[0].applied
    assert Person.objects.count() == 10
    with one_under_way(paths) as results:
        with (
            pytest.raises(OperationalError),
            transaction.atomic(),
        ):  # as whoever issues a decision takes the year
            Campaign.objects.select_for_update(nowait=True).get()
        with transaction.atomic():  # boards choose on
            execute("SELECT 1 FROM campaigns_campaign FOR KEY SHARE NOWAIT")
    assert results[0].changes_nothing


def _address() -> str:
    """The test database, for another process."""
    one = connection.settings_dict
    return f"postgresql://{one['USER']}:{one['PASSWORD']}@:{one['PORT']}/{one['NAME']}?host={one['HOST']}"


def test_a_load_that_is_killed_leaves_nothing_behind(tmp_path: Path, load: Load) -> None:
    paths = cast.write_all(tmp_path)
    contexts = Context.objects.count()  # a database just made holds those of its own making
    environment = {
        **os.environ,
        "DATABASE_URL": _address(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", KILLED, *map(str, paths)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        steps = []
        for line in process.stdout:
            steps.append(line.strip())
            if "Positions" in line:
                process.send_signal(signal.SIGKILL)
                break
        process.wait(30)

    assert "Sheet “Members”" in steps
    assert process.returncode == -signal.SIGKILL
    assert (Organisation.objects.count(), Person.objects.count()) == (0, 0)
    assert Context.objects.count() == contexts
    assert load(*paths).applied
