"""The small province and its cast; a document of Gia Lộc for its year."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.attachments.conftest import folder
from tests.disputes.conftest import as_, town, who
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.directives.actions import DirectiveValues, add_directive
from thidua.directives.models import Directive

__all__ = ["as_", "folder", "town", "who"]

Make = Callable[..., Directive]


@pytest.fixture(autouse=True)
def no_documents(town: Town) -> None:
    """What came with the product, and the town's plan, are there where a test asks for them."""
    Directive.objects.all().delete()


def values(town: Town, **changes: Any) -> DirectiveValues:
    """A plan of Gia Lộc for its year."""
    usual: dict[str, Any] = {
        "kind": "plan",
        "number": "31-KH/HU",
        "signed_on": dt.date(2021, 3, 2),
        "issuer": "Huyện uỷ Gia Lộc",
        "title": "Triển khai phong trào thi đua năm 2021",
        "organisation": town["GL"],
        "campaign": town.campaign,
    }
    return DirectiveValues(**usual | changes)


@pytest.fixture
def plan(town: Town, who: Callable[[str], User]) -> Directive:
    return add_directive(values=values(town), actor=who("upper_level"))
