"""Migrations in a tenth of the time: while models are only added to, each is drawn anew alone.

Django keeps a copy of every model as of each migration, and draws a changed one anew together with
whatever is related to it, however far: of our tables that is nearly all, at each table, key,
constraint and trigger. The tables made are the same (`tests/db/test_migrating.py` compares them);
before a step written in Python Django draws everything anew by itself, as it does for other delayed
changes. Measured on an empty database, in seconds of processor: 43 before, 4 so
(decision 062).
"""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class AddingState(ProjectState):
    """The models as of a migration. What is added touches no other model's copy; what is renamed,
    or altered in a key, still does.
    """

    _adding = False

    def add_model(self, model_state: ModelState) -> None:
        self._adding = True
        try:
            super().add_model(model_state)
        finally:
            self._adding = False

    def add_field(self, *given: Any, **named: Any) -> None:
        self._adding = True
        try:
            super().add_field(*given, **named)
        finally:
            self._adding = False

    def _find_reload_model(
        self, app_label: str, model_name: str, delay: bool = False
    ) -> set[tuple[str, str]]:
        if delay or self._adding:
            self.is_delayed = True
            return {(app_label, model_name)}
        found: set[tuple[str, str]] = super()._find_reload_model(app_label, model_name, delay)  # type: ignore[misc]
        return found

    def clone(self) -> "AddingState":
        copied = super().clone()
        made = AddingState(models=copied.models, real_apps=copied.real_apps)
        if "apps" in copied.__dict__:
            made.apps = copied.apps
        made.is_delayed = self.is_delayed
        return made


class AddingExecutor(MigrationExecutor):
    """Migrations carried out over such states."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> AddingState:
        made = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return AddingState(models=made.models, real_apps=made.real_apps)


class Command(migrate.Command):
    """`migrate`, by this executor."""

    def handle(self, *given: Any, **options: Any) -> None:
        before, migrate.MigrationExecutor = migrate.MigrationExecutor, AddingExecutor  # type: ignore[attr-defined]
        try:
            super().handle(*given, **options)
        finally:
            migrate.MigrationExecutor = before  # type: ignore[attr-defined]
