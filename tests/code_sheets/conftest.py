"""The small province of `tests/web/town.py` with a committee, secretaries and the paper that the
committee prints: tests read codes from the paper, since they stand nowhere else.
"""

from collections.abc import Callable, Sequence

import pytest
from django.apps import apps

from tests.web import town as module
from thidua.accounts.models import Role, User
from thidua.code_sheets import paper, printing
from thidua.code_sheets.actions import confirm_handed
from thidua.code_sheets.models import CodeSheet, SheetCode
from thidua.code_sheets.paper import Strip
from thidua.code_sheets.printing import Wanted, print_sheet
from thidua.code_sheets.queries import newest_sheet
from thidua.organisations.models import Organisation, Person

PASSWORD = "ba con trâu đi qua cầu tre"
ADDRESS = "https://thidua.tinhmau.vn/ma-mot-lan/"


@pytest.fixture
def officer(town: module.Town) -> User:
    """Of the committee above GL01A."""
    return town.officer("an", Role.GRASSROOTS, "GL01")


@pytest.fixture
def secretary(town: module.Town) -> User:
    """Of the cell GL01A."""
    return town.officer("bithu", Role.CELL, "GL01A", person="DV0000")


@pytest.fixture
def admin(town: module.Town) -> User:
    return town.officer("quantri", Role.ADMINISTRATOR)


@pytest.fixture
def cell(town: module.Town) -> Organisation:
    return town["GL01A"]


@pytest.fixture
def strips(monkeypatch: pytest.MonkeyPatch) -> list[Strip]:
    """What stands on the paper printed last."""
    seen: list[Strip] = []
    as_pdf = paper.as_pdf

    def watched(sheet: CodeSheet, printed: Sequence[Strip], *, prints: int, address: str) -> bytes:
        seen[:] = printed
        return as_pdf(sheet, printed, prints=prints, address=address)

    monkeypatch.setattr(printing, "as_pdf", watched)
    return seen


Printing = Callable[..., dict[str, str]]


@pytest.fixture
def printed(strips: list[Strip], officer: User, secretary: User, cell: Organisation) -> Printing:
    """Print for some members of the cell by their numbers; gives each one's code by number."""

    def make(*numbers: str, by: User | None = None) -> dict[str, str]:
        keys = Person.objects.filter(code__in=numbers)
        newest = newest_sheet(cell)
        wanted = Wanted(
            address=ADDRESS,
            people=[person.pk for person in keys],
            after=newest.pk if newest else None,
        )
        print_sheet(cell=cell, wanted=wanted, actor=by or officer)
        names = {person.full_name: person.code for person in keys}
        return {names[strip.name]: strip.code for strip in strips}

    return make


@pytest.fixture
def handed(printed: Printing, secretary: User, cell: Organisation) -> Printing:
    """The same, and handed over by the secretary."""

    def make(*numbers: str) -> dict[str, str]:
        codes = printed(*numbers)
        waiting = SheetCode.objects.filter(person__code__in=numbers, revoked_at=None, used_at=None)
        confirm_handed(cell=cell, codes=[code.pk for code in waiting], actor=secretary)
        return codes

    return make


@pytest.fixture
def as_history(db: None) -> Callable[[str], list[dict[str, str]]]:
    """What the history says of this room's acts of a kind."""

    def acts(name: str) -> list[dict[str, str]]:
        contexts = apps.get_model("pghistory", "Context").objects
        found = contexts.filter(metadata__act=f"code_sheets.{name}")
        return list(found.values_list("metadata", flat=True))

    return acts
