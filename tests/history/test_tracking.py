"""Every change is recorded under the act that made it, COPY too, and under no other."""

import polars as pl
import pytest
from django.apps import apps

from thidua.db.frames import copy_in, execute
from thidua.history.tracking import naming, parts_of, recording

pytestmark = pytest.mark.django_db


def person(code: str) -> None:
    columns = {"code": code, "full_name": code, "sex": "", "search_key": code, "sort_key": code}
    copy_in(
        "organisations_person",
        pl.DataFrame({name: [value] for name, value in columns.items()}),
    )


def recorded() -> dict[str, dict[str, str] | None]:
    """What the history says of each insert: its context's metadata."""
    events = apps.get_model("organisations", "PersonEvent").objects.filter(pgh_label="insert")
    return dict(events.values_list("code", "pgh_context__metadata"))


def test_copied_rows_carry_the_act_and_who_did_it() -> None:
    with recording(act="a.load", actor="bí thư", file="x.xlsx"):
        person("A")
    assert recorded() == {"A": {"act": "a.load", "actor": "bí thư", "file": "x.xlsx"}}


def test_what_follows_an_act_in_the_same_transaction_is_not_part_of_it() -> None:
    with recording(act="a.load", actor="x"):
        person("A")
    person("B")
    assert recorded()["B"] is None


def test_an_act_inside_another_has_its_own_name_and_leaves_the_others() -> None:
    with recording(act="outer", actor="x") as whole:
        person("A")
        with recording(act="inner", actor="x") as part:
            person("B")
        person("C")
    assert recorded() == {
        "A": {"act": "outer", "actor": "x"},
        "B": {"act": "inner", "actor": "x", "part_of": "outer", "whole": whole},
        "C": {"act": "outer", "actor": "x"},
    }
    assert parts_of(whole) == [whole, part]


def test_an_act_that_fails_leaves_nothing_and_no_name() -> None:
    def fail() -> None:
        with recording(act="outer", actor="x"):
            person("A")
            execute("SELECT 1 / 0")

    with pytest.raises(Exception, match="division by zero"):
        fail()
    person("B")
    assert recorded() == {"B": None}


def test_an_act_may_name_itself_once_it_has_looked() -> None:
    with recording(act="outer", actor="x") as whole:
        with naming(act="inner", actor="x") as name:
            name(file="y")
            person("B")
        person("C")
    assert recorded() == {
        "B": {"act": "inner", "actor": "x", "file": "y", "part_of": "outer", "whole": whole},
        "C": {"act": "outer", "actor": "x"},
    }
