"""A worker killed with kill -9 while it sends: no letter is lost; one that was handed over and not
yet noted comes a second time with the same Message-ID, and nothing else ever does.
"""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.notices.mail_server import running
from thidua.accounts.models import User
from thidua.language import Text
from thidua.notices.delivering import deliver
from thidua.notices.models import Letter, Mailbox
from thidua.notices.telling import tell

pytestmark = pytest.mark.django_db(transaction=True)

# A worker that sends and dies by kill -9 at a chosen moment of the second letter.
DYING = """
import os, signal, sys
from thidua.config.start import start_django
start_django()
from thidua.notices import delivering
delivering.not_before = lambda moment: moment
sent = []
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def at_second(real, before):
    def act(*args):
        sent.append(args)
        if before and len(sent) == 2:
            die()
        found = real(*args)
        if not before and len(sent) == 2:
            die()
        return found
    return act
name = {"before": "_send", "handed over": "_send", "noted": "_next"}[sys.argv[1]]
real = getattr(delivering, name)
setattr(delivering, name, at_second(real, sys.argv[1] == "before"))
delivering.deliver()
"""


@pytest.mark.parametrize(("moment", "twice"), [("before", 0), ("handed over", 1), ("noted", 0)])
def test_no_letter_is_lost_and_one_at_most_comes_twice(
    moment: str, twice: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("telling", "delivering"):
        monkeypatch.setattr(f"thidua.notices.{where}.not_before", lambda at: at)
    user = User.objects.create_user("an", display_name="Lê Thị An")
    Mailbox.objects.create(user=user, address="an@hd.example", confirmed_at=timezone.now(), on=True)
    for number in range(3):
        text = Text("Có việc", "Something")
        tell("notices.reminded", users=[user], key=f"k:{number}", text=text, href="/")
    with running() as (plan, server):
        there = connection.settings_dict
        environment = os.environ | {
            "DATABASE_URL": f"postgres://{there['USER']}@/{there['NAME']}"
            f"?host={there['HOST']}&port={there['PORT']}",
            "THIDUA_SECRET_KEY": "only for tests",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "THIDUA_SMTP_HOST": server.host,
            "THIDUA_SMTP_PORT": str(server.port),
            "THIDUA_SMTP_SECURITY": "none",
            "THIDUA_SMTP_FROM": server.sender,
        }
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-c", DYING, moment],
            env=environment,
            check=False,
            timeout=120,
            capture_output=True,
        )
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
        settings.MAIL_SERVER = server
        deliver()  # the next worker
        deliver()
    ids = [letter["Message-ID"] for letter in plan.taken]
    assert len(set(ids)) == 3
    assert len(ids) == 3 + twice
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
