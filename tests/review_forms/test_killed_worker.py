"""A worker killed with kill -9 while it makes an organisation's archive: what was made is kept, the
next worker goes on there, and every file is in the ZIP once.
"""

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from thidua.access.models import PreparedFile
from thidua.campaigns.models import Campaign

pytestmark = pytest.mark.django_db(transaction=True)
Signed = Callable[[str], Client]

# A worker that makes an archive and dies by kill -9 at a chosen moment of the third paper.
WORKING = """
import os, signal, sys
from thidua.config.start import start_django
start_django()
from thidua.access import bundles, preparing
from thidua.review_forms.archive import FORMS
moment, made, counted = sys.argv[2], [], []
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def make(*asked):
    if moment == "before" and len(made) == 2:
        die()
    body = FORMS.make(*asked)
    made.append(asked[-1])
    if moment == "made" and len(made) == 3:
        die()
    return body
real = bundles.F
def half_written(name):
    counted.append(name)
    if moment == "half written" and counted.count("done") == 3:
        die()  # the paper is stored, and nothing of it is committed
    return real(name)
bundles.F = half_written
bundles.BUNDLERS = [bundles.Bundler(FORMS.name, FORMS.title, FORMS.plan, make)]
preparing.work_on(int(sys.argv[1]))
print(" ".join(made))
"""


def worker(file: PreparedFile, moment: str) -> "subprocess.CompletedProcess[bytes]":
    """A process of its own, on the database of the test."""
    there = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{there['USER']}@/{there['NAME']}"
        f"?host={there['HOST']}&port={there['PORT']}",
        "THIDUA_SECRET_KEY": "only for tests",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", WORKING, str(file.pk), moment],
        env=environment,
        check=False,
        timeout=240,
        capture_output=True,
    )


@pytest.mark.parametrize("moment", ["before", "made", "half written"])
def test_every_file_is_in_the_archive_once_whenever_the_worker_is_killed(
    written: Campaign, signed: Signed, moment: str
) -> None:
    client = signed("grassroots")
    assert client.post("/nam/2021/mau-kiem-diem/G1/", {"format": "docx"}).status_code == 302
    file = PreparedFile.objects.get()

    killed = worker(file, moment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    file.refresh_from_db()
    assert (file.state, file.done, file.total) == ("making", 2, 8)
    assert file.parts.count() == 2

    ended = worker(file, "never")
    assert ended.returncode == 0, ended.stderr.decode()
    assert len(ended.stdout.split()) == 6, "what was kept is not made again"
    file.refresh_from_db()
    assert (file.state, file.done) == ("ready", 8)
    body = b"".join(client.get(f"/tep-xuat/{file.pk}/tai-ve/"))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(name for name, _key in file.plan)
        assert len(set(archive.namelist())) == 8
