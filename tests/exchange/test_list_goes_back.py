"""A list taken from the year's page is read again as the results of that year, after one answer."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.exchange.test_register import told
from tests.pages.conftest import as_, town
from tests.pages.test_exports import body_of
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.exchange.understood import Said, how_to_read
from thidua.frameworks.actions import bind_frameworks
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.ratings.models import EarlierLevel

__all__ = ["as_", "town"]
pytestmark = pytest.mark.usefixtures("quick")
LIST = "/nam/2021/danh-sach/?subject_type={kind}&level=good&format=xlsx"


@pytest.fixture
def next_year(town: Town) -> Campaign:
    day = dt.date(2022, 12, 1)
    made = Campaign.objects.create(year=2022, name="Năm sau", cut_off_date=day, review_date=day)
    bind_frameworks(campaign=made, actor=Operator())
    return made


def loaded(path: Path, mapping: TableMapping | None = None) -> ImportResult:
    sheet = "Danh sách xếp loại năm 2021"
    said = {(path.name, sheet): Said(mapping, ThisFile())} if mapping else {}
    how = how_to_read(None, said=said)
    return import_files([path], year=2022, actor=Operator(), how=how)


@pytest.mark.parametrize("kind", ["member", "organisation"])
def test_the_list_of_a_year_becomes_its_levels(
    as_: Callable[[str], Client], next_year: Campaign, tmp_path: Path, kind: str
) -> None:
    client = as_("province")
    address = LIST.format(kind=kind)
    total = client.get(address.removesuffix("&format=xlsx")).context["page"].total
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(body_of(client.get(address)))
    EarlierLevel.objects.filter(year=2021).delete()

    asked = loaded(path)

    [file] = asked.asking
    questions = file.understood.questions
    assert [one.id for one in questions if not one.answered] == ["value:subject_type"]

    answered = file.understood.mapping.model_copy(update={"constants": {"subject_type": kind}})
    result = loaded(path, answered)

    assert result.applied, told(result)
    levels = EarlierLevel.objects.filter(year=2021, subject_type=kind)
    assert levels.count() == total > 0
    assert set(levels.values_list("level", flat=True)) == {"good"}
    assert loaded(path, answered).changes_nothing
