"""Print everything that migrations make on an empty database: `python -m tests.db.made_tables
quick|django [app]`, with a THIDUA_HOME of its own.
"""

import os
import sys
from pathlib import Path

from thidua.config.database import start_embedded

ASKED = (
    "SELECT table_name, ordinal_position, column_name, data_type, is_nullable, column_default,"
    " generation_expression, character_maximum_length, numeric_precision, numeric_scale"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "SELECT app_label, model FROM django_content_type",
    "SELECT codename FROM auth_permission",
)


def made_tables(way: str, *apps: str) -> list[str]:
    """Lines, sorted: columns, constraints, indexes, triggers, functions, and Django's own rows."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    start_embedded(Path(os.environ["THIDUA_HOME"]), durable=False)
    import django  # noqa: PLC0415 - the server is there first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.management.commands import migrate  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    command = "migrate" if way == "quick" else migrate.Command()
    call_command(command, *apps, verbosity=0)
    lines = []
    with connection.cursor() as cursor:
        for statement in ASKED:
            cursor.execute(statement)
            lines += [repr(row) for row in cursor.fetchall()]
    return sorted(lines)


if __name__ == "__main__":
    sys.stdout.write("\n".join(made_tables(*sys.argv[1:])))
