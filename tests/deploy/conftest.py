"""One site for all tests of the recipe: two nodes behind nginx take a while to come up."""

import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.deploy.recipe import Site, put_up
from tests.web import town
from thidua.accounts.models import Role
from thidua.config import settings as installed
from thidua.operations.restoring import scratch_database, speaking_to


@pytest.fixture(scope="session")
def site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    if shutil.which("nginx", path="/usr/sbin:/usr/bin") is None:
        pytest.skip("no nginx on this machine (apt install nginx)")
    with django_db_blocker.unblock(), scratch_database() as name:
        with speaking_to(name):
            call_command("migrate", verbosity=0)
            with override_settings(PASSWORD_HASHERS=installed.PASSWORD_HASHERS):
                town.build().officer("can_bo_huyen", Role.INSPECTOR, "GL")
        with put_up(tmp_path_factory.mktemp("site"), _address(name)) as site:
            yield site


def _address(name: str) -> str:
    found = connection.get_connection_params()
    who = quote(str(found.get("user", "")))
    if found.get("password"):
        who += ":" + quote(str(found["password"]))
    options = {key: str(found[key]) for key in ("host", "port") if found.get(key)}
    return f"postgres://{who}@/{name}?" + "&".join(
        f"{key}={quote(value)}" for key, value in options.items()
    )
