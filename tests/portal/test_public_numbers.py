"""Every number of people on a public page has gone through `suppression`, and every public page is
made from what was sealed alone: so whoever attacks the sealed figures attacks every page and file.
"""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel

from tests.portal.attack.bounds import Reader, Seen, Share
from tests.portal.attack.tables import small, summed
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.decisions.models import DecisionItem
from thidua.portal import public_figures, urls
from thidua.portal.actions import publish
from thidua.portal.editions import WHOLE
from thidua.portal.files import CONTENT_TYPES
from thidua.portal.models import CountedPeople, Publication
from thidua.portal.public_figures import PublicFigures
from thidua.portal.published import people_table
from thidua.portal.queries import editions_of

PEOPLE = {
    "members": "the table, by `protect` and `next_edition`",
    "members_by_body": "the table, by `protect` and `next_edition`",
    "member_years": "shares of two numbers that are printed",
    "awards": "each number alone, by `next_alone`",
    "overdue_remedies": "the number alone, by `next_alone`; not of fewer than five owners",
}
ORGANISATIONS = {"upper_level", "grassroots", "grassroots_by_body", "grassroots_by_kind"} | {
    "grassroots_years"
}
WRITTEN_BY_THE_PROVINCE = {"year", "format", "indicators", "launch_date"}
"""Targets and results are what the province reports of itself, typed in; nothing here counts."""

OFFICERS = {"publishing", "publishing_preview"}
READ = {"portal_publication", "portal_publishedfile", "campaigns_campaign"}


def _tells_numbers(kind: object) -> bool:
    """Whether a field of this type can hold a number, however deep."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return any(_tells_numbers(field.annotation) for field in kind.model_fields.values())
    parts = getattr(kind, "__args__", ())
    return kind in {int, Decimal} or any(map(_tells_numbers, parts))


def test_every_number_that_is_sealed_is_of_a_known_kind() -> None:
    """A new field with numbers of people: by `protect` or `next_alone` only (decision 038)."""
    numbers = {
        name
        for name, field in PublicFigures.model_fields.items()
        if _tells_numbers(field.annotation)
    }
    known = {*PEOPLE, *ORGANISATIONS, *WRITTEN_BY_THE_PROVINCE}
    assert numbers - known == set()
    assert _tells_numbers(public_figures.LevelRow)


def addresses() -> list[str]:
    """Every address that needs no account, of the year 2021."""
    open_ones = [one for one in urls.urlpatterns if one.name not in OFFICERS]
    paths = [re.sub(r"<int:year>", "2021", str(one.pattern)) for one in open_ones]
    files = [path.replace("<str:name>", name) for path in paths for name in CONTENT_TYPES]
    filled = [path.replace("<path:rest>", "2021") for path in {*paths, *files}]
    return [f"/{path}" for path in filled if "<" not in path] + [
        "/api/v1/public/years",
        "/api/v1/public/years/2021",
    ]


@pytest.mark.django_db
def test_every_public_address_reads_what_was_sealed_and_nothing_else(
    decided: Town, quick_files: None
) -> None:
    publish(campaign=decided.campaign, actor=Operator())
    found = addresses()
    assert len(found) > len(CONTENT_TYPES) + 8
    for path in found:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get(path).status_code in {200, 301, 404}, path
        asked = {name for query in queries for name in re.findall(r'FROM "(\w+)"', query["sql"])}
        assert asked <= READ, path


def _shares(edition: PublicFigures) -> list[Share]:
    """As every later year's edition prints them too."""
    (point,) = (one for one in edition.member_years if one.year == edition.year)
    printed = {1: point.outstanding, 2: point.good_or_better}
    return [Share(levels, percent) for levels, percent in printed.items() if percent is not None]


def _moved(town: Town, number: int) -> None:
    good = DecisionItem.objects.filter(roster_entry__subject_type="member", level="good")
    keys = list(good.order_by("pk").values_list("pk", flat=True)[:number])
    DecisionItem.objects.filter(pk__in=keys).update(level="completed")


@pytest.mark.django_db
@pytest.mark.parametrize("corrections", [(), (1,), (1, 9)])
def test_all_editions_of_a_published_year_together_give_nobody_away(
    decided: Town, quick_files: None, corrections: tuple[int, ...]
) -> None:
    behind: list[dict[str, Any]] = []
    for number in (0, *corrections):
        _moved(decided, number)
        publish(campaign=decided.campaign, actor=Operator())
        behind.append(CountedPeople.objects.get().counts)
    assert Publication.objects.count() == 1
    first = behind[0]
    seen = [
        Seen(
            people_table(edition),
            {
                code: [n - was for n, was in zip(counts, first[code], strict=True)]
                for code, counts in now.items()
            },
            _shares(edition),
        )
        for edition, now in zip(editions_of(decided.campaign), behind, strict=False)
    ]
    reader = Reader(seen)
    for now in behind:
        for row, column in small(summed(list(now.values()))):
            least, most = reader.range_of(([*now, WHOLE][row], column))
            assert least != most
