"""The history records every table, or the table says why it does not; the database agrees."""

import pytest
from django.apps import apps
from django.db import connection, models

from thidua.history.tracking import untracked_models


def own_models() -> list[type[models.Model]]:
    """Every table of ours, without the history's own."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("thidua.")
        for model in config.get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def tracked_models() -> set[type[models.Model]]:
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return {model.pgh_tracked_model for model in events}


def test_every_table_is_recorded_or_says_why_not() -> None:
    silent = {model for model in own_models() if model not in tracked_models()}
    unexplained = {model._meta.label for model in silent - untracked_models().keys()}
    assert not unexplained, "decorate with @tracked() or @untracked(because=…)"
    assert not untracked_models().keys() & tracked_models(), "recorded, though it says it is not"
    assert all(len(because.split()) > 2 for because in untracked_models().values())


@pytest.mark.django_db
def test_no_trigger_of_the_history_sits_on_a_table_that_is_not_recorded() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND p.prosrc LIKE '%%event%%' AND p.prosrc LIKE '%%pgh_%%'"
        )
        recorded = {table for (table,) in cursor.fetchall()}
    assert {model._meta.db_table for model in tracked_models()} <= recorded
    assert not recorded & {model._meta.db_table for model in untracked_models()}
