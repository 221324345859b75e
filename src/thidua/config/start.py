"""Bring up what a command needs: the embedded database unless DATABASE_URL names one, then
Django.
"""

import os
from pathlib import Path

import click

from thidua.config.database import EMBEDDED, start_embedded
from thidua.language import current_language, say


def start_django() -> None:
    """Safe to call twice."""
    import django  # noqa: PLC0415  (commands of the rulebook alone never need it)
    from django.apps import apps  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    # A process that `thidua run` or a test run started finds the server running already, held by
    # its parent.
    if not os.environ.get("DATABASE_URL") and not os.environ.get(EMBEDDED):
        start_embedded(Path(os.environ.get("THIDUA_HOME", "var")).resolve())
    if not apps.ready:
        django.setup()
        translation.activate(current_language())  # as the terminal asks, see `cli`


def ready_database() -> None:
    """See to it that a command finds its tables: the embedded database is brought up to date,
    another is not touched.

    Raises ClickException naming `thidua migrate` when DATABASE_URL's database is not up to date.
    """
    from django.core.management import call_command  # noqa: PLC0415  (Django starts first)
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            say(
                "cơ sở dữ liệu chưa cập nhật: chạy “thidua migrate”",
                "the database is not up to date: run `thidua migrate`",
            )
        )
    call_command("migrate", interactive=False, verbosity=0)
