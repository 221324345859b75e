"""A worker killed with kill -9 at any moment: the upload is loaded or it is not, never half, never
twice.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.exchange import cast
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.db.frames import execute
from thidua.exchange import actions, working
from thidua.exchange.actions import Sent
from thidua.exchange.books import Book
from thidua.exchange.importing import import_files
from thidua.exchange.models import Upload, UploadProgress
from thidua.organisations.models import MembershipSpell, Organisation, Person

pytestmark = pytest.mark.django_db(transaction=True)

# A process that carries out one step of an upload and dies by kill -9 at a chosen moment of it.
DYING = """
import os, signal, sys
from thidua.config.start import start_django
start_django()
from thidua.accounts.models import User
from thidua.exchange import importing, working
step, upload, user, moment = sys.argv[1:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def at_step(number):
    real = importing.Counter.__call__
    def told(self, text):
        real(self, text)
        if self.done == number:
            die()
    importing.Counter.__call__ = told
{"reading": lambda: at_step(1), "loading": lambda: at_step(3),
 "undoing": lambda: setattr(working, "take_back", die),
 "before the new state": lambda: setattr(working, "summary_of", die),
 "after the commit": lambda: None}[moment]()
getattr(working, step)(upload_id=int(upload), actor=User.objects.get(pk=user))
die()
"""


@pytest.fixture
def environment() -> dict[str, str]:
    """What another process needs to work on the database of this test."""
    there = connection.settings_dict
    return os.environ | {
        "DATABASE_URL": f"postgres://{there['USER']}@/{there['NAME']}?host={there['HOST']}&port={there['PORT']}",
        "THIDUA_SECRET_KEY": "only for tests",
    }


@pytest.fixture
def officer(tmp_path: Path) -> User:
    assert import_files(cast.write_all(tmp_path), actor=Operator()).applied
    user = User.objects.create_user("an", display_name="Lê Thị An")
    province = Organisation.objects.get(code="T")
    RoleGrant.objects.create(
        user=user, role=Role.PROVINCE, organisation=province, starts_on=cast.START
    )
    return user


@pytest.fixture
def upload(officer: User, tmp_path: Path) -> Upload:
    """A checked upload: DV11 is new, DV01 has another name."""
    rows = [
        cast.members()[0] | {"full_name": "Đỗ Thị Ánh Tuyết"},
        cast.members()[1] | {"code": "DV11", "full_name": "Trịnh Thị Mai"},
    ]
    path = cast.write(tmp_path, Book.MEMBERS, {"members": rows})
    sent = actions.send_files(files=[Sent(path.name, path.read_bytes())], year=None, actor=officer)
    working.check(upload_id=sent.pk, actor=officer)
    return Upload.objects.get(pk=sent.pk)


@pytest.fixture
def kill(environment: dict[str, str], officer: User) -> Callable[[str, Upload, str], None]:
    """Let another process do a step of an upload and die in it."""

    def run(step: str, upload: Upload, moment: str) -> None:
        command = [sys.executable, "-c", DYING, step, str(upload.pk), str(officer.pk), moment]
        ended = subprocess.run(  # noqa: S603
            command, env=environment, check=False, timeout=120, capture_output=True
        )
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()

    return run


def loaded() -> tuple[str, int, int]:
    """DV01's name, how many spells DV11 has, how often DV11 came into being according to the
    history.
    """
    events = Person.pgh_event_model.objects.filter(code="DV11", pgh_label="insert")  # type: ignore[attr-defined]
    spells = MembershipSpell.objects.filter(person__code="DV11").count()
    return Person.objects.get(code="DV01").full_name, spells, events.count()


@pytest.mark.parametrize(
    "moment", ["reading", "loading", "before the new state", "after the commit"]
)
def test_a_load_is_done_once_or_not_at_all(
    moment: str, upload: Upload, officer: User, kill: Callable[[str, Upload, str], None]
) -> None:
    actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
    kill("apply", upload, moment)
    done = moment == "after the commit"
    assert Upload.objects.get(pk=upload.pk).state == ("applied" if done else "applying")
    assert loaded() == (("Đỗ Thị Ánh Tuyết", 1, 1) if done else ("Đỗ Thị Ánh", 0, 0))
    working.apply(upload_id=upload.pk, actor=officer)  # the job is taken up again
    assert Upload.objects.get(pk=upload.pk).state == "applied"
    assert loaded() == ("Đỗ Thị Ánh Tuyết", 1, 1)


@pytest.mark.parametrize("moment", ["undoing", "after the commit"])
def test_taking_back_is_done_once_or_not_at_all(
    moment: str, upload: Upload, officer: User, kill: Callable[[str, Upload, str], None]
) -> None:
    actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
    working.apply(upload_id=upload.pk, actor=officer)
    actions.request_undo(upload=upload, reason="nhầm", actor=officer)
    kill("undo", upload, moment)
    assert loaded()[:2] == (
        ("Đỗ Thị Ánh", 0) if moment == "after the commit" else ("Đỗ Thị Ánh Tuyết", 1)
    )
    working.undo(upload_id=upload.pk, actor=officer)
    assert Upload.objects.get(pk=upload.pk).state == "undone"
    assert loaded() == ("Đỗ Thị Ánh", 0, 1)


@pytest.fixture
def worker(environment: dict[str, str]) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start real workers; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "thidua.cli", "worker"]
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))  # noqa: S603
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=30)


def until(is_so: Callable[[], bool], *, seconds: int = 150) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.5)


def test_another_worker_takes_up_what_a_killed_one_left(
    upload: Upload, officer: User, worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
    with transaction.atomic():
        execute(
            "LOCK TABLE organisations_person IN SHARE MODE"
        )  # the load gets as far as its first write
        first = worker()
        until(lambda: UploadProgress.objects.filter(pk=upload.pk, done__gt=0).exists())
        first.kill()
        first.wait(timeout=30)
    assert loaded() == ("Đỗ Thị Ánh", 0, 0)
    worker()
    until(lambda: Upload.objects.get(pk=upload.pk).state == "applied")
    assert loaded() == ("Đỗ Thị Ánh Tuyết", 1, 1)
