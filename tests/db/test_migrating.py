"""Migrations are quicker than Django's own way, and make the same tables."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import models
from django.db.migrations.state import ModelState

from tests.trials import WHOLE
from thidua.db.migrating import AddingState


def state_of(name: str, *, to: str = "") -> ModelState:
    fields: list[tuple[str, models.Field[object, object]]] = [
        ("id", models.BigAutoField(primary_key=True))
    ]
    if to:
        fields.append(("to", models.ForeignKey(f"toys.{to}", on_delete=models.CASCADE)))
    return ModelState("toys", name, fields)


def test_what_is_added_draws_no_other_model_anew() -> None:
    state = AddingState()
    state.add_model(state_of("One"))
    one = state.apps.get_model("toys", "one")
    state.add_model(state_of("Other", to="One"))
    assert state.apps.get_model("toys", "one") is one
    assert state.is_delayed  # a step in Python has everything drawn anew
    assert state.clone().is_delayed


def test_a_renamed_key_is_known_to_whoever_points_at_it() -> None:
    state = AddingState()
    state.add_model(state_of("One"))
    state.add_model(state_of("Other", to="One"))
    other = state.apps.get_model("toys", "other")
    state.rename_model("toys", "One", "First")
    assert state.apps.get_model("toys", "other") is not other
    to = state.apps.get_model("toys", "other")._meta.get_field("to")
    assert to.related_model is state.apps.get_model("toys", "first")


@pytest.mark.trial
def test_the_tables_are_those_that_django_makes(tmp_path: Path) -> None:
    """The whole site in `make trials`, in the suite the rooms up to who looked at whose file."""
    apps = [] if WHOLE else ["access"]
    quick, django = (made(way, tmp_path, *apps) for way in ("quick", "django"))
    assert len(quick) > 100
    assert quick == django


def made(way: str, folder: Path, *apps: str) -> list[str]:
    place = folder / way
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.db.made_tables", way, *apps],
        env={**os.environ, "THIDUA_HOME": str(place), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()
