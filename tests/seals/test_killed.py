"""kill -9 while something is sealed: it is sealed or it is not, and who comes next follows."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection, transaction

from thidua.seals.chain import head, seal
from thidua.seals.models import Link

pytestmark = pytest.mark.django_db(transaction=True)

# A process that seals and dies by kill -9 at a chosen moment.
DYING = """
import os, signal, sys
from thidua.config.start import start_django
start_django()
from django.db import transaction
from thidua.seals import chain
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
moment = sys.argv[1]
if moment == "holding the lock":
    chain.head = die
with transaction.atomic():
    chain.seal("note", "b", b"{}", bytes(32))
    if moment == "before the commit":
        die()
die()
"""


@pytest.mark.parametrize(
    ("moment", "links"), [("holding the lock", 1), ("before the commit", 1), ("after it", 2)]
)
def test_a_killed_sealing_is_whole_or_nothing(moment: str, links: int) -> None:
    with transaction.atomic():
        seal("note", "a", b"{}", bytes(32))
    there = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{there['USER']}@/{there['NAME']}?host={there['HOST']}&port={there['PORT']}",
        "THIDUA_SECRET_KEY": "only for tests",
    }
    killed = subprocess.run(  # noqa: S603 - our own python
        [sys.executable, "-c", DYING, moment], env=environment, capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert Link.objects.count() == links
    before = head()
    with transaction.atomic():
        after = seal("note", "c", b"{}", bytes(32))
    assert before is not None
    assert (after.position, after.previous) == (links + 1, before.hash)
