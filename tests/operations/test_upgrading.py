"""What stood on a server under an earlier version is brought up to date: nothing is lost, no figure
moves, and work goes on.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.cast import propose
from thidua.accounts.models import User
from thidua.boards.models import Proposal
from thidua.operations.content import published_figures
from thidua.operations.findings import Verdict
from thidua.operations.manifest import Manifest, open_backup
from thidua.operations.restoring import restore
from thidua.operations.verifying import verify_database

RELEASED = sorted((Path(__file__).parent / "data").glob("*.thidua"))
"""A backup of a filled database for each released version (`tests.operations.filled`)."""
PAGES = (
    "/",
    "/nam/2021/",
    "/bang/2021/GL01/",
    "/xep-loai/2021/member/DV0007/",
    "/quyet-dinh/2021/9001/",
    "/cong-khai/2021/",
)


@pytest.fixture(params=RELEASED, ids=[path.stem for path in RELEASED])
def upgraded(request: pytest.FixtureRequest, elsewhere: str) -> Manifest:
    """What was saved by an earlier version, now that its database was brought up to date."""
    backup = open_backup(request.param)
    restore(backup.path)
    call_command("migrate", verbosity=0)
    return backup.manifest


def test_there_is_a_database_of_each_released_version() -> None:
    changelog = Path("CHANGELOG.md").read_text(encoding="utf-8")
    released = {line.split("]")[0][4:] for line in changelog.splitlines() if line[:4] == "## ["}
    # Nobody installed 0.1.0.
    assert {path.stem for path in RELEASED} == released - {"Unreleased", "0.1.0"}


def test_no_row_of_people_s_work_is_lost(upgraded: Manifest) -> None:
    kept = {
        name: table.rows
        for name, table in upgraded.tables.items()
        if not name.startswith(("django_", "auth_"))  # Django's own notes of its tables
    }
    assert {name: rows for name, rows in kept.items() if _rows(name) < rows} == {}


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NULL", [table])
        if (cursor.fetchone() or (True,))[0]:
            return 0
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        (rows,) = cursor.fetchone() or (0,)
        return int(rows)


def test_no_figure_moves_and_the_database_is_found_sound(upgraded: Manifest) -> None:
    assert upgraded.figures
    assert _there(upgraded.figures, published_figures()) == upgraded.figures
    assert [str(it.text) for it in verify_database() if it.verdict is Verdict.WRONG] == []


def _there(then: Mapping[str, object], now: Mapping[str, object]) -> dict[str, object]:
    """Of today's figures those that were counted then; later versions may count more."""
    return {
        name: _there(figure, today)
        if isinstance(figure, dict) and isinstance(today, dict)
        else today
        for name, figure in then.items()
        if (today := now.get(name)) is not None or name in now
    }


@pytest.mark.usefixtures("upgraded")
def test_its_pages_open_and_work_goes_on() -> None:
    client = Client()
    client.force_login(User.objects.get(username="tinh"))
    assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
    proposal = Proposal.objects.select_related("roster_entry").order_by("pk")[0]
    events = _rows("boards_proposalevent")
    propose(proposal.roster_entry, self_claimed="completed")
    assert _rows("boards_proposalevent") > events
