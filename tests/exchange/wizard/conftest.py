import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.second_factor import give_second_factor, signed_in_now
from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange import actions, working
from thidua.exchange.actions import Sent
from thidua.exchange.models import Upload
from thidua.operations.content import fingerprints
from thidua.organisations.models import Organisation

# What an import and its undoing leave behind by intent: the history, the uploads themselves, the
# queue.
KEPT = ("access_", "pghistory_", "exchange_", "procrastinate_", "django_")


def content() -> dict[str, str]:
    """A fingerprint of every table of the year and the tree; histories only ever grow."""
    return {
        name: table.sha256
        for name, table in fingerprints().items()
        if not name.startswith(KEPT) and not name.endswith("event")
    }


@pytest.fixture
def officer(province: Path) -> User:
    """An officer of the province that is loaded."""
    user = User.objects.create_user("an", display_name="Lê Thị An")
    organisation = Organisation.objects.get(code="T")
    RoleGrant.objects.create(
        user=user, role=Role.PROVINCE, organisation=organisation, starts_on=dt.date(2020, 1, 1)
    )
    give_second_factor(user)
    return user


@pytest.fixture
def client(officer: User) -> Client:
    """The officer's browser."""
    return signed_in_now(officer)


@pytest.fixture
def send(officer: User) -> Callable[..., Upload]:
    """Send files and let the worker check them."""

    def run(*paths: Path, year: int | None = None) -> Upload:
        files = [Sent(path.name, path.read_bytes()) for path in paths]
        upload = actions.send_files(files=files, year=year, actor=officer)
        working.check(upload_id=upload.pk, actor=officer)
        return Upload.objects.get(pk=upload.pk)

    return run


@pytest.fixture
def load(officer: User) -> Callable[[Upload], Upload]:
    """Confirm an upload and let the worker load it."""

    def run(upload: Upload) -> Upload:
        actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
        working.apply(upload_id=upload.pk, actor=officer)
        return Upload.objects.get(pk=upload.pk)

    return run


@pytest.fixture
def undo(officer: User) -> Callable[..., Upload]:
    """Ask for an import to be taken back and let the worker do it."""

    def run(upload: Upload, reason: str = "Nạp nhầm tệp") -> Upload:
        actions.request_undo(upload=upload, reason=reason, actor=officer)
        working.undo(upload_id=upload.pk, actor=officer)
        return Upload.objects.get(pk=upload.pk)

    return run
