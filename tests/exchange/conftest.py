import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.exchange import cast
from tests.second_factor import give_second_factor
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange import files
from thidua.exchange.books import Book
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.organisations.models import Organisation
from thidua.workbooks import RawWorkbook
from thidua.workbooks.extraction import extract
from thidua.workbooks.guards import Limits
from thidua.workbooks.results import raw_sheet

Load = Callable[..., ImportResult]


@pytest.fixture
def load() -> Load:
    """Import files as the operator."""

    def run(*paths: Path, year: int | None = None, dry_run: bool = False) -> ImportResult:
        return import_files(paths, year=year, actor=Operator(), dry_run=dry_run)

    return run


def read_here(path: Path, name: str = "") -> RawWorkbook:
    """What `workbooks.read` gives, without the limited process and its start."""
    name = name or path.name
    with tempfile.TemporaryDirectory() as out:
        sheets = extract(path, name=name, out=Path(out), limits=Limits())
        return RawWorkbook(
            file=name,
            sheets={sheet["name"]: raw_sheet(sheet, file=name, out=Path(out)) for sheet in sheets},
        )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process: these tests are about what is in them."""
    monkeypatch.setattr(files, "read", read_here)


@pytest.fixture(scope="module")
def province(
    django_db_setup: None,
    django_db_blocker: pytest.Package,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The cast, loaded once for all tests of a module, each of which undoes what it does; its four
    workbooks.
    """
    folder = tmp_path_factory.mktemp("cast")
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's blocker
        result = import_files(cast.write_all(folder), actor=Operator())
        assert result.applied, [str(problem) for problem in result.problems]
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def refused(tmp_path: Path, quick: None) -> Callable[..., list[str]]:
    """Load one workbook with the given sheets; it must be refused. Returns its errors, one sentence
    each.
    """

    def run(book: Book, **sheets: cast.Rows) -> list[str]:
        result = import_files([cast.write(tmp_path, book, sheets)], actor=Operator())
        assert not result.applied
        return [str(problem) for problem in result.problems if problem.severity == "error"]

    return run


@pytest.fixture
def officer_over(province: Path) -> Callable[..., User]:
    """Somebody with one role over one organisation of the province that is loaded."""

    def made(role: Role, code: str, name: str = "an") -> User:
        user = User.objects.create_user(name, display_name=f"Cán bộ {name}")
        organisation = Organisation.objects.get(code=code)
        RoleGrant.objects.create(
            user=user, role=role, organisation=organisation, starts_on=dt.date(2020, 1, 1)
        )
        give_second_factor(user)
        return user

    return made
