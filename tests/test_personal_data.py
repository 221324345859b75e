"""`docs/personal-data.md` knows every table: what of people is in it, or why nothing is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.db import connection, models

from thidua.accounts.models import User
from thidua.organisations.models import Person

PAGE = "docs/personal-data.md"
WITH, WITHOUT = "Bảng có dữ liệu cá nhân", "Bảng không có dữ liệu cá nhân"
COLUMNS = {WITH: 6, WITHOUT: 2}
"""Cells of a row: the tables; what, why, who sees it, how long, how it goes, or why nothing."""
PERSONAL_NAMES = (
    "full_name|first_name|last_name|display_name|username|author|born_on|email|phone|ip|user_agent"
)
NAMES_SOMEBODY = re.compile(rf"(^|_)({PERSONAL_NAMES})$|_by(_name)?$")
"""Columns of text or days that say who somebody is, by their names."""


class Row(NamedTuple):
    """The tables that one row of the page speaks of, and its cells."""

    labels: tuple[str, ...]
    cells: tuple[str, ...]


def rows_under(heading: str, page: str) -> list[Row]:
    """The rows below a heading of the second level; a row begins with the names of its tables."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    lines = section.group(1).splitlines() if section else []
    rows = (line.strip("|").split("|") for line in lines if line.startswith("| `"))
    cells = [tuple(cell.strip() for cell in row) for row in rows]
    return [Row(tuple(re.findall(r"`([^`]+)`", row[0])), row) for row in cells]


def complaints(tables: Iterable[str], about_people: Iterable[str], page: str) -> Iterator[str]:
    """What is wrong with the page, in sentences that say what to do.

    `tables`: all there are; `about_people`: those that must have a full row.
    """
    listed = {
        heading: [label for row in rows_under(heading, page) for label in row.labels]
        for heading in COLUMNS
    }
    times = Counter(listed[WITH] + listed[WITHOUT])
    for label in sorted(set(tables) - set(times)):
        yield (
            f"{PAGE} does not know the table {label}. Add a row under “{WITH}” (what, why, who "
            f"sees it, how long, how it goes) or, if nothing in it is about anybody, under "
            f"“{WITHOUT}” (why not)."
        )
    for label in sorted(set(times) - set(tables)):
        yield f"{PAGE} speaks of {label}, which is no table. Was it renamed or removed?"
    for label in sorted(label for label, count in times.items() if count > 1):
        yield f"{PAGE} names {label} {times[label]} times. Leave one."
    for label in sorted(set(about_people) & set(listed[WITHOUT])):
        yield (
            f"{PAGE} says that nothing in {label} is about anybody, but it refers to a person or "
            f"an account or names one. Move it to “{WITH}” and say what, why, who sees it, how "
            "long, how it goes."
        )
    yield from _gaps(page)


def _gaps(page: str) -> Iterator[str]:
    for heading, columns in COLUMNS.items():
        for row in rows_under(heading, page):
            if len(row.cells) != columns or not all(row.cells):
                yield f"{PAGE}: the row of {row.labels[0]} needs {columns} cells, none empty."


def tables_by_label() -> dict[str, type[models.Model] | None]:
    """Every table of the database: by its model's label; without a model, by its own name."""
    tables = connection.introspection.table_names()
    every_model = apps.get_models(include_auto_created=True)
    by_table = {model._meta.db_table: model for model in every_model if not model._meta.proxy}
    return {
        by_table[table]._meta.label if table in by_table else table: by_table.get(table)
        for table in tables
    }


def labels_about_people() -> set[str]:
    """The tables that refer to a member or an account, or to a row about a member, or name one."""
    found = tables_by_label().items()
    return {label for label, model in found if model is not None and _is_about_people(model)}


def _is_about_people(model: type[models.Model]) -> bool:
    people = {Person, User}
    targets = _targets(model)
    columns = [field.name for field in model._meta.concrete_fields if not field.is_relation]
    return (
        model in people
        or not targets.isdisjoint(people)
        or any(Person in _targets(target) for target in targets)
        or any(NAMES_SOMEBODY.search(name) for name in columns)
    )


def _targets(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


def test_every_table_is_known_and_said_whole(db: None) -> None:
    page = (Path(__file__).parents[1] / PAGE).read_text("utf-8")
    assert list(complaints(tables_by_label(), labels_about_people(), page)) == []


def test_tables_about_people_are_found_near_and_far(db: None) -> None:
    found = labels_about_people()
    assert {"organisations.Person", "accounts.User", "access.Look", "awards.AwardEvent"} <= found
    assert {"facts.FactSheet", "boards.ProposalEvent", "disputes.FactReport"} <= found
    assert {"portal.Publication", "usersessions.UserSession"} <= found
    assert found.isdisjoint({"organisations.Organisation", "campaigns.Campaign"})


SMALL_PAGE = f"""
## {WITH}
| table | what | why | who | how long | how it goes |
|---|---|---|---|---|---|
| `a.Person`, `a.PersonEvent` | name | rating | the person | as the file | corrected |
## {WITHOUT}
| table | why not |
|---|---|
| `a.Office` | no people |
"""
TABLES = ["a.Person", "a.PersonEvent", "a.Office"]


def test_a_page_that_knows_every_table_is_right() -> None:
    assert list(complaints(TABLES, ["a.Person"], SMALL_PAGE)) == []


@pytest.mark.parametrize(
    ("tables", "about_people", "change", "complaint"),
    [
        ([*TABLES, "a.Diary"], [], ("", ""), "does not know the table a.Diary. Add a row under"),
        (TABLES[1:], [], ("", ""), "speaks of a.Person, which is no table"),
        (TABLES, [], ("`a.Office`", "`a.Office`, `a.Person`"), "names a.Person 2 times"),
        (TABLES, ["a.Office"], ("", ""), "says that nothing in a.Office is about anybody"),
        (TABLES, [], ("| rating |", "| |"), "the row of a.Person needs 6 cells"),
        (TABLES, [], ("| no people ", ""), "the row of a.Office needs 2 cells"),
    ],
)
def test_what_is_wrong_is_said(
    tables: list[str], about_people: list[str], change: tuple[str, str], complaint: str
) -> None:
    found = list(complaints(tables, about_people, SMALL_PAGE.replace(*change)))
    assert len(found) == 1
    assert complaint in found[0]
