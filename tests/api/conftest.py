"""The small province of the pages, built once a file: what a test changes is taken back."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.pages.conftest import as_
from tests.web import town as module

__all__ = ["as_"]


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: pytest.Package) -> Iterator[module.Town]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's blocker
        yield module.build()
        transaction.set_rollback(True)


@pytest.fixture
def town(province: module.Town, db: None) -> module.Town:
    return province
