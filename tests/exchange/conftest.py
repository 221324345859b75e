from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange import cast
from thidua.accounts.actors import Operator
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult

Load = Callable[..., ImportResult]


@pytest.fixture
def load() -> Load:
    """Import files as the operator."""

    def run(*paths: Path, year: int | None = None, dry_run: bool = False) -> ImportResult:
        return import_files(paths, year=year, actor=Operator(), dry_run=dry_run)

    return run


@pytest.fixture
def province(tmp_path: Path, load: Load) -> Path:
    """The cast, loaded; the folder with its four workbooks."""
    folder = tmp_path / "cast"
    folder.mkdir()
    result = load(*cast.write_all(folder))
    assert result.applied, [str(problem) for problem in result.problems]
    return folder
